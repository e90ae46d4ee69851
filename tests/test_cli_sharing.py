"""Claims shared among processes are answered in order, whatever becomes of the children."""

import json
from pathlib import Path

from test_cli import rows, workbench

from workbench.claims import Claim
from workbench.cli.sharing import WORTH, processes, share


def many_claims(project: Path) -> list[str]:
    """Write a claims file that is worth sharing; the texts."""
    texts = [f"China seized {n} kilograms of fentanyl in {1990 + n % 35}" for n in range(WORTH)]
    (project / "claims.toml").write_text(
        "".join(f"[[claims]]\nid = 'c{n}'\ntext = '{text}'\n" for n, text in enumerate(texts))
    )
    return texts


def test_the_answers_are_those_of_one_process_in_the_order_of_the_claims(project: Path) -> None:
    texts = many_claims(project)
    shared = workbench("find", "--json", "--limit", "3", cwd=project)
    alone = workbench("find", "--json", "--limit", "3", "--part", "0/1", cwd=project)
    assert [row["claim"]["text"] for row in rows(shared)] == texts
    assert shared.stdout == alone.stdout


def test_a_part_is_every_nth_claim(project: Path) -> None:
    texts = many_claims(project)
    part = workbench("find", "--json", "--limit", "1", "--part", "1/3", cwd=project)
    assert [row["claim"]["text"] for row in rows(part)] == texts[1::3]


def test_what_a_child_does_not_answer_is_answered_here(tmp_path: Path) -> None:
    """The children find no project there and end at once."""
    claims = [Claim(id=str(n), text="a claim") for n in range(7)]
    answered = share(
        claims,
        lambda claim: json.dumps(claim.id),
        among=3,
        limit=1,
        project=tmp_path / "nowhere",
    )
    assert list(answered) == [json.dumps(str(n)) for n in range(7)]


def test_few_claims_are_not_worth_a_child() -> None:
    assert processes(WORTH - 1) == 1
    assert 1 <= processes(WORTH) <= 4
