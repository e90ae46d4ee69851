"""Many claims and many pairs are answered in order, by however many processes."""

import json
from pathlib import Path

import pytest
from commanding import rows, workbench

from workbench.cli import batch
from workbench.cli.batch import PairLine, explain_line, explain_lines, find_line, find_lines
from workbench.workspace import Workspace


def pairs() -> list[PairLine]:
    return [
        PairLine(
            id=n, claim=f"Over {n} people were arrested", passage=f"Police arrested {n * 2} people."
        )
        for n in range(10 * batch.FEW + 5)
    ]


def test_claims_are_answered_as_one_by_one(project: Path) -> None:
    texts = [f"China seized {n} kilograms of fentanyl in 2017" for n in range(batch.FEW + 9)]
    (project / "claims.toml").write_text(
        "".join(f"[[claims]]\nid = 'c{n}'\ntext = '{text}'\n" for n, text in enumerate(texts))
    )
    found = workbench("find", "--json", "--limit", "3", cwd=project)
    assert [row["claim"]["text"] for row in rows(found)] == texts
    workspace = Workspace.open(project)
    alone = [find_line(workspace, claim, limit=3) for claim in workspace.claims]
    workspace.close()
    assert found.stdout.splitlines() == alone


def test_pairs_of_a_file_are_answered_as_one_by_one(tmp_path: Path) -> None:
    given = pairs()
    (tmp_path / "pairs.jsonl").write_text(
        "".join(
            json.dumps({"id": pair.id, "claim": pair.claim, "passage": pair.passage}) + "\n"
            for pair in given
        )
    )
    told = workbench("explain", "--pairs", "pairs.jsonl", "--json", cwd=tmp_path)
    assert [row["id"] for row in rows(told)] == [pair.id for pair in given]
    assert told.stdout.splitlines() == [explain_line(pair) for pair in given]


@pytest.mark.parametrize("number", [0, 1, batch.PAIRS, 3 * batch.PAIRS + 1])
def test_any_number_of_pairs_gives_as_many_lines(number: int) -> None:
    told = list(explain_lines(pairs()[:number]))
    assert [json.loads(line)["id"] for line in told] == list(range(number))


def test_no_claims_give_no_line(project: Path) -> None:
    assert list(find_lines(Workspace.open(project), (), limit=5)) == []
