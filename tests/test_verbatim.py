"""What is quoted must be in a source word for word; what an editor may do is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.passages.verbatim import misquotes

SOURCE = (
    "The hard-won progress in the resumption of anti-drug cooperation between China and the US\n"
    "should be treasured by both sides. “We will go on,” he said. It’s 97.66 kilograms – no more."
)


@pytest.mark.parametrize(
    "quoting",
    [
        "He says “The hard-won progress in the resumption” is there.",
        'He says "the hard-won progress ... should be treasured by both sides."',
        "He says “hard-won progress […] treasured”.",
        "He says “progress [made since] in the resumption”.",
        "He says “It's 97.66 kilograms - no more”.",
        "He says «we will go on» and „no more“.",
        "cooperation between “China and the US should be treasured” over a line break",
        "nothing is quoted here",
        'empty “” and "…" quote nothing',
    ],
)
def test_faithful_quotations_pass(quoting: str) -> None:
    """Ellipsis, brackets, other marks, other dashes, a capital letter, a full stop."""
    assert misquotes(quoting, [SOURCE]) == ()


@pytest.mark.parametrize(
    ("quoting", "words"),
    [
        ("He says “the easy progress”.", "the easy progress"),
        ("He says “treasured ... hard-won progress”.", "treasured ... hard-won progress"),
        ("It was “7.66 kilograms”.", "7.66 kilograms"),
        ("It was “97.66 kilogram”.", "97.66 kilogram"),
    ],
)
def test_what_is_not_there_is_pointed_at(quoting: str, words: str) -> None:
    """Changed words, changed order, half a number, half a word."""
    (wrong,) = misquotes(quoting, [SOURCE])
    assert wrong.words == words == quoting[wrong.start : wrong.end]


def test_pieces_of_two_sources_make_no_quotation() -> None:
    """Each alone is verbatim; together they are a forgery."""
    assert misquotes("“one two ... three four”", ["one two", "three four"]) != ()


@given(st.text(alphabet='“”"«»„[].… ab', max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    """And what is named lies where it says."""
    for wrong in misquotes(text, ["a b"]):
        assert text[wrong.start : wrong.end] == wrong.words
