"""A passage of two sentences, where the fact spans them."""

from pathlib import Path

import pytest

from workbench.stance import Confidence, Stance, spanning
from workbench.workspace import Workspace

CLAIM = "Harrow Mills of Leeds, a maker of sails, sold the wharf to the city council."
FIRST = "Harrow Mills of Leeds has been a maker of sails for ninety years."
SECOND = "The firm sold the wharf to the city council after long talks."


def found(folder: Path, *lines: str) -> Workspace:
    (folder / "corpus").mkdir()
    (folder / "corpus" / "paper.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    workspace = Workspace.without_claims(folder)
    workspace.refresh()
    return workspace


def test_two_sentences_that_say_it_together_are_offered_as_one_passage(tmp_path: Path) -> None:
    """In place of the lower of the two, with offsets that give the words back."""
    workspace = found(tmp_path, f"It rained. {FIRST} {SECOND} Nobody was hurt.")
    evidence = workspace.find(CLAIM).evidence
    texts = [each.match.passage.text for each in evidence]
    (whole,) = [each for each in evidence if each.match.passage.text == f"{FIRST} {SECOND}"]
    assert whole.judgement.stance is Stance.SUPPORTS
    assert whole.judgement.confidence is Confidence.FAIR
    assert (FIRST in texts) != (SECOND in texts), "the higher of the two stays"
    passage = whole.match.passage
    text = workspace.article(passage.source).text
    assert text[passage.start : passage.end] == passage.text
    assert workspace.judge(CLAIM, passage) == whole.judgement
    assert workspace.passage(f"{passage.source}:{passage.start}-{passage.end}") == passage
    workspace.close()


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, SECOND),
        (f"{FIRST} It rained. {SECOND}",),
        (f"{FIRST}  {SECOND}",),
        (f"{SECOND} Nobody spoke. {FIRST}",),
    ],
)
def test_sentences_that_do_not_stand_side_by_side_stay_two(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    workspace = found(tmp_path, *lines)
    passages = workspace.passages("paper")
    assert {each.match.passage for each in workspace.find(CLAIM).evidence} <= set(passages)
    workspace.close()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, FIRST),
        (FIRST, "It was a long day for all."),
        (f"{FIRST[:-1]} and sold the wharf to the city council.", SECOND),
        (FIRST, "The firm sold the wharf in 1990 to nobody."),
        (FIRST, "The firm did not sell the wharf to the city council."),
        (FIRST + " x" * 300, SECOND),
    ],
)
def test_two_sentences_that_add_nothing_to_each_other_are_not_one(first: str, second: str) -> None:
    assert spanning(CLAIM, first, second, context=None) is None


def test_they_never_conflict_together() -> None:
    """The 40 of the one sentence would stand against the words of the other."""
    claim = "Harrow Mills of Leeds sold 25 sails to the city council."
    first, second = "Harrow Mills of Leeds has 40 looms.", "It sold sails to the city council."
    assert spanning(claim, first, second, context=None) is None
