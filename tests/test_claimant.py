"""The claimant is no witness for himself: what only repeats him counts for no rule."""

import json
from pathlib import Path

import pytest
from commanding import rows, workbench

from workbench.analysis.sentence import analyse
from workbench.stance import Context
from workbench.stance.claimant import repeats

KEEL = "Dora Keel, director of the Tarn Water Board"


def said_by(passage: str, **around: object) -> bool:
    return repeats(analyse(passage), Context(claimant=KEEL, **around))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "passage",
    [
        "The dam is safe, Dora Keel said.",
        "Keel said that the dam is safe.",
        "According to Keel, the dam is safe.",
        "The Tarn Water Board says the dam is safe.",
        "“The dam is safe,” said Ms Keel on Monday.",
    ],
)
def test_a_passage_that_has_it_from_the_claimant_is_known(passage: str) -> None:
    assert said_by(passage)


@pytest.mark.parametrize(
    "passage",
    [
        "The dam is safe, Tom Ashby said.",
        "The dam is safe.",
        "An inspector of the state found the dam safe; Keel had built it.",
    ],
)
def test_what_somebody_else_says_is_evidence(passage: str) -> None:
    assert not said_by(passage)


def test_a_pronoun_may_stand_for_the_claimant() -> None:
    before = ("Dora Keel opened the meeting.",)
    assert said_by("She said that the dam is safe.", before=before)
    assert not said_by("She said that the dam is safe.", before=("Ana Roth opened the meeting.",))


def test_a_source_of_the_claimants_own_is_no_witness_either() -> None:
    assert said_by("The dam is safe.", publisher="Tarn Water Board")
    assert said_by("The dam is safe.", author="Dora Keel")
    assert not said_by("The dam is safe.", publisher="Tarn Gazette")


def test_a_claim_without_a_claimant_has_every_witness() -> None:
    assert not repeats(analyse("The dam is safe, Keel said."), Context())


RAIN = "It rained for most of the day, and the road to the village was closed for several hours."


def project(folder: Path) -> Path:
    (folder / "corpus").mkdir()
    (folder / "corpus" / "one.txt").write_text(
        f"At the dam\n\n{RAIN}\n\nThe Tarn dam holds 40 million litres, Dora Keel said on Monday.\n"
    )
    (folder / "corpus" / "two.txt").write_text(
        f"A count\n\n{RAIN}\n\nThe Tarn dam holds 40 million litres, inspectors found.\n"
    )
    (folder / "claims.toml").write_text(
        "[[claims]]\n"
        'id = "dam"\ntext = "The Tarn dam holds 40 million litres"\n'
        f"claimant = {json.dumps(KEEL)}\n"
    )
    return folder


def test_the_stance_stays_and_the_answer_says_whose_it_is(tmp_path: Path) -> None:
    (row,) = rows(workbench("find", "--json", cwd=project(tmp_path)))
    told = {
        each["source"]: (each["stance"], each["by_claimant"])
        for each in row["evidence"]
        if "litres" in each["quote"]
    }
    assert told["one"] == ("supports", True)
    assert told["two"] == ("supports", False)
    assert "the claimant says so" in workbench("find", cwd=tmp_path).stdout
