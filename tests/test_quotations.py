"""What a text quotes is found in the marks of every language, and what is no quotation is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.passages.quotations import MARKS, quotations

SAYS = "herons sleep on one leg"


@pytest.mark.parametrize(
    "marks",
    ["“”", '""', "‘’", "''", "«»", "»«", "„“", "„”", "‚‘", "‹›", "›‹", "””", "»»", "「」", "『』",
     "＂＂", '"”', '“"', "‘'", "〝〞"],
)  # fmt: skip
@pytest.mark.parametrize(
    "around", ["It says {}, plainly.", "{}", "({})", "so:{}!", "They say {} .\n"]
)
def test_marks_of_all_kinds_quote(marks: str, around: str) -> None:
    """At the start, in brackets, before a comma, also where end and start are of two kinds."""
    if "so:" in around and marks in ("””", "»»", "»«", "›‹"):
        pytest.skip("there the first of them looks like an end")
    text = around.format(f"{marks[0]}{SAYS}{marks[1]}")
    (found,) = quotations(text)
    assert found.words == SAYS == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("« le héron dort », dit-il", [" le héron dort "]),
        ("He said “she said ‘no’ to me” twice", ["she said ‘no’ to me"]),
        ("“a “nested” one” and “another”", ["a “nested” one", "another"]),
        ("‘the herons’ nest is empty’ he said", ["the herons’ nest is empty"]),
        ("“It’s the herons’ nest,” she said", ["It’s the herons’ nest,"]),
        ("她说“苍鹭睡觉”。他说\"不\"。", ["苍鹭睡觉", "不"]),
        ("“never closed, so it goes on\n\nnot here", ["never closed, so it goes on"]),
        ("“one paragraph,\n\n“and the next” done", ["one paragraph,\n\n“and the next"]),
        ("“one” “two” ‘three’", ["one", "two", "three"]),
        ("before\n> herons sleep\n> on one leg\nafter", ["herons sleep\non one leg"]),
        ("> herons sleep\n> — A. Keeper, diary\n", ["herons sleep"]),
        (">herons “sleep” here", ["herons “sleep” here"]),
    ],
)  # fmt: skip
def test_quotations_within_over_and_beside_each_other(text: str, words: list[str]) -> None:
    assert [each.words for each in quotations(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "the herons’ nests, the owner's boat, it’s so",
        "’tis the boatmen’s view of the ’90s and '90s, rock ’n’ roll",
        "a 6\" pipe, 5'10\" tall, 12' by 9'",
        'empty “” and "…" and ‘!’',
        "the dogs' and the cats' food",
        "5 > 3 and 3 < 5",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quotations(text) == ()


@given(st.text(alphabet=[*sorted(MARKS), *"ab s.>\n[]"], max_size=80))
def test_any_text_is_taken_apart_in_order(text: str) -> None:
    """Spans lie in the text and do not overlap."""
    last = 0
    for each in quotations(text):
        assert last <= each.start < each.end <= len(text)
        assert any(map(str.isalnum, each.words))
        last = each.end
