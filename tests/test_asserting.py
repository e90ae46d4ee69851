"""What a sentence says of its own words: asserted, refuted, or left open, by clause.

`data/judging/asserted.tsv` holds sentences of our own by what they do to a claim in the same
words: `first` are those the cues were first listed for, `other` came later, with other cues and
other turns of the same kinds.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.asserting import AGAINST, Status, said
from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.analysis.tokens import tokenize
from workbench.signals.asserted import asserted
from workbench.signals.reasons import Relation

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "judging" / "asserted.tsv")
    .read_text("utf-8")
    .splitlines()
]


def does(claim: str, passage: str) -> str:
    found = asserted(pair(analyse(claim), analyse(passage)))
    if not found:
        return "supports"
    return "conflicts" if found[0].reason.relation is Relation.CONFLICTS else "mentions"


@pytest.mark.parametrize("which", ["first", "other"])
@pytest.mark.parametrize("stance", ["supports", "conflicts", "mentions"])
def test_each_way_to_say_ask_or_deny_a_thing_is_read(which: str, stance: str) -> None:
    rows = [
        (claim, passage) for name, label, claim, passage in ROWS if (name, label) == (which, stance)
    ]
    assert len(rows) > 40
    assert [passage for claim, passage in rows if does(claim, passage) != stance] == []


def statuses(text: str) -> dict[str, Status]:
    tokens = tokenize(text)
    return {token.text: status for token, status in zip(tokens, said(tokens).status, strict=True)}


def test_the_scope_is_the_clause_and_not_the_sentence() -> None:
    read = statuses("The mill, whose owner denies fraud, closed in May, which could ruin Dorn.")
    assert read["fraud"] is Status.REFUTED
    assert read["closed"] is Status.ASSERTED
    assert read["ruin"] is Status.POSSIBLE


def test_cues_lie_within_one_another() -> None:
    assert statuses("The crew did not fail to reach the hut.")["reach"] is Status.ASSERTED
    assert statuses("The crew failed to reach the hut.")["reach"] is Status.REFUTED
    assert statuses("The crew may have failed to reach the hut.")["reach"] is Status.POSSIBLE
    assert statuses("Nobody doubts that the crew reached the hut.")["reached"] is Status.ASSERTED
    assert statuses("He denied the rumour that the crew fled.")["fled"] in AGAINST


def test_the_claim_is_read_in_the_same_way() -> None:
    assert does("The mill plans to close.", "The owners intend to close the mill.") == "supports"
    assert does("The mill plans to close.", "The mill closed.") == "mentions"
    assert does("The mill did not close.", "The mill never closed.") == "supports"
    assert does("The mill did not close.", "The mill closed.") == "conflicts"
    assert (
        does("The mayor denies the theft.", "The mayor denied that there was a theft.")
        == "supports"
    )
    assert does("The mill will close.", "The mill will close soon.") == "supports"


def test_only_the_same_thing_denied_on_both_sides_agrees() -> None:
    """A negative word somewhere else says nothing of what the claim denies."""
    assert does("The shop without a sign was fined.", "The shop without a sign was not fined.") == (
        "conflicts"
    )
    assert does("The bank failed.", "The bank did not fail.") == "conflicts"
    assert does("The town banned kites.", "The town did not ban kites.") == "conflicts"
    assert does("The town banned kites.", "The town banned kites without a vote.") == "supports"


def test_the_reason_names_the_cue_on_either_side() -> None:
    claim, passage = "The mill closed.", "It is open whether the mill closed."
    (item,) = asserted(pair(analyse(claim), analyse(passage)))
    assert item.reason.text == "asked, not said: “whether”"
    assert item.reason.passage is not None
    assert passage[slice(*item.reason.passage)] == "whether"
    (item,) = asserted(pair(analyse("No mill closed."), analyse(claim)))
    assert item.reason.text == "says so, the claim denies it: “No”"


def test_a_word_in_a_name_is_no_cue() -> None:
    assert does("No Man Here sold well.", "The album No Man Here sold well.") == "supports"


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """A status for each token, and every operator within the text."""
    tokens = tokenize(text)
    read = said(tokens)
    assert len(read.status) == len(read.by) == len(tokens)
    for operator in read.operators:
        assert 0 <= operator.first < operator.past <= len(tokens)
        assert all(0 <= at < len(tokens) for at in operator.governs)


WORDS = st.sampled_from(
    """not never if that to the a mill closed , . ? : said denies whether plan of - ( ) would
    have""".split()  # noqa: SIM905 - a list of words reads best as words
)


@given(st.lists(WORDS, max_size=20))
def test_any_row_of_cues_is_read(words: list[str]) -> None:
    tokens = tokenize(" ".join(words))
    assert len(said(tokens).status) == len(tokens)
