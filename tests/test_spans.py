"""A passage of two sentences, where the fact spans them."""

from itertools import pairwise
from pathlib import Path

import pytest

from workbench.stance import Confidence, Stance, both_add, spanning
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


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_two_sentences_that_say_it_together_are_offered_as_one_passage(
    tmp_path: Path, gap: str
) -> None:
    """In place of the lower of the two, with offsets that give the words back."""
    workspace = found(tmp_path, f"It rained. {FIRST}{gap}{SECOND} Nobody was hurt.")
    evidence = workspace.find(CLAIM).evidence
    texts = [each.match.passage.text for each in evidence]
    (whole,) = [each for each in evidence if each.match.passage.text == f"{FIRST}{gap}{SECOND}"]
    assert whole.judgement.stance is Stance.SUPPORTS
    assert whole.judgement.confidence is Confidence.FAIR
    assert (FIRST in texts) != (SECOND in texts), "the higher of the two stays"
    passage = whole.match.passage
    text = workspace.article(passage.source).text
    assert text[passage.start : passage.end] == passage.text
    for reason in whole.judgement.reasons:
        assert reason.passage is None or passage.text[slice(*reason.passage)].strip()
    assert workspace.judge(CLAIM, passage) == whole.judgement
    assert workspace.passage(f"{passage.source}:{passage.start}-{passage.end}") == passage
    workspace.close()


@pytest.mark.parametrize(
    "lines",
    [
        (f"{FIRST} It rained. {SECOND}",),
        (FIRST, "It rained.", SECOND),
        (f"{SECOND} Nobody spoke. {FIRST}",),
    ],
)
def test_sentences_that_do_not_follow_one_another_stay_two(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    workspace = found(tmp_path, *lines)
    passages = workspace.passages("paper")
    assert {each.match.passage for each in workspace.find(CLAIM).evidence} <= set(passages)
    workspace.close()


def test_a_sentence_is_part_of_one_such_passage_at_most(tmp_path: Path) -> None:
    workspace = found(tmp_path, f"It rained. {FIRST} {SECOND} {FIRST} {SECOND} Nobody was hurt.")
    spans = [
        each.match.passage
        for each in workspace.find(CLAIM).evidence
        if each.match.passage not in workspace.passages("paper")
    ]
    spans.sort(key=lambda passage: passage.start)
    assert spans
    assert all(a.end <= b.start for a, b in pairwise(spans))
    workspace.close()


def together(claim: str, first: str, second: str) -> bool:
    return both_add(claim, first, second) and bool(
        spanning(claim, f"{first} {second}", context=None)
    )


def test_the_two_sentences_of_these_tests_are_one_fact() -> None:
    assert together(CLAIM, FIRST, SECOND)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, FIRST),
        (FIRST, "It was a long day for all."),
        (f"{FIRST[:-1]} and sold the wharf to the city council.", SECOND),
        (FIRST, "The firm sold the wharf in 1990 to nobody."),
        (FIRST, "The firm did not sell the wharf to the city council."),
        (FIRST, "Dunmore sold the wharf to the city council after long talks."),
        (FIRST + " x" * 300, SECOND),
    ],
)
def test_two_sentences_that_do_not_make_one_fact_are_not_one(first: str, second: str) -> None:
    assert not together(CLAIM, first, second)


def test_the_first_of_one_sentence_is_not_given_to_the_name_of_the_other() -> None:
    claim = "Norway was the first country to ban nets as a class."
    first = "Out of goodwill Peru has given help to Norway with its nets."
    second = "In 2019 Peru was the first country to ban nets as a class."
    assert not together(claim, first, second)


def test_they_never_conflict_together() -> None:
    """The 40 of the one sentence would stand against the words of the other."""
    claim = "Harrow Mills of Leeds sold 25 sails to the city council."
    assert not together(
        claim, "Harrow Mills of Leeds has 40 looms.", "It sold sails to the city council."
    )
