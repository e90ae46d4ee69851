"""Lines are put together to paragraphs before anything is looked for in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.markdown import blocks
from workbench.corpus.paragraphs import paragraphs
from workbench.corpus.prose import flat, prose, said

WRAPPED = """\
The office answers your letter of last week as follows: it is not so that
Norland sold the island to the company, and no member of the council has
ever said so. The island was let to it in May, for a rent that is to be
paid each year.

The rent is due in May. It was paid in the first year, and the treasurer
Ray has the slip."""


def joined(text: str) -> list[str]:
    return [" ".join(text[each.start : each.end].split()) for each in paragraphs(text)]


def marked(text: str) -> list[tuple[str, bool]]:
    return [(" ".join(text[b.start : b.end].split()), b.heading) for b in blocks(text)]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_of_fixed_width_are_one_paragraph(ends: str) -> None:
    """Also where the next line begins with a name: the line before had no room for it."""
    text = WRAPPED.replace("\n", ends)
    assert joined(text) == [" ".join(part.split()) for part in WRAPPED.split("\n\n")]


def test_a_quoted_mail_is_put_together_without_its_marks() -> None:
    text = "He wrote:\n\n" + "\n".join("> " + line for line in WRAPPED.split("\n"))
    first, second, third = paragraphs(text)
    assert " ".join(prose(text)[second.start : second.end].split()).startswith("The office answers")
    assert "not so that Norland sold" in " ".join(prose(text)[second.start : second.end].split())
    assert first.end < second.start < second.end < third.start


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ships lost in 2019: 40",
            "Ships lost in 2020: 38",
            "Ships lost in 2021: 12",
            "That is all.",
        ],
        ["They sold:", "- The boat", "- the net", "* the oars", "1. the house", "(a) the pier"],
        ["name: Ray", "age: 40", "It is so."],
        ["A pier of a town, in the north", "Ann Lee", "The pier was opened in May."],
        ["One line that is long and ends as a sentence does.", "Another one follows it here."],
    ],
)
def test_rows_items_and_lines_that_stand_alone_stay_so(lines: list[str]) -> None:
    """The mark of an item is no part of it."""
    assert joined("\n".join(lines)) == [re.sub(r"^(?:[-*]|\(a\)) ", "", line) for line in lines]


def test_a_sentence_begun_within_a_line_goes_on_in_the_next() -> None:
    """Also in lines of no fixed width, and where the next one begins with a name."""
    assert joined("It is so. Nobody but\nRay has\nseen it.\nAnn has not.") == [
        "It is so. Nobody but Ray has seen it.",
        "Ann has not.",
    ]


def test_words_go_on_over_a_blank_line_only_where_both_sides_say_so() -> None:
    assert joined("The key was sold, and\n\nnobody knew of it.") == [
        "The key was sold, and nobody knew of it."
    ]
    assert joined("The key was sold\n\nNobody knew of it.") == [
        "The key was sold",
        "Nobody knew of it.",
    ]


def test_a_short_line_without_a_stop_between_blank_lines_is_a_heading() -> None:
    text = "The pier\n\nIt was opened in the year after the war, and sold.\n\nNobody came"
    assert [each.heading for each in paragraphs(text)] == [True, False, True]
    assert not any(each.heading for each in paragraphs("1\n\n2\n\n3"))


def test_the_blocks_of_markdown_are_those_of_its_definition() -> None:
    text = """---
title: Not said
---
# The pier #
It was opened
Ann Lee says.

Under
-----
* one
  goes on
* two
> quoted
> words

| Year | Ships |
|------|------:|
| 2019 | 40 |

```
code here
  and here
```
[a]: https://example.org
***
end[^1]

[^1]: Said so.
"""
    assert marked(text) == [
        ("The pier", True),
        ("It was opened Ann Lee says.", False),
        ("Under", True),
        ("one goes on", False),
        ("two", False),
        ("quoted > words", False),
        ("| Year | Ships |", False),
        ("| 2019 | 40 |", False),
        ("code here", False),
        ("and here", False),
        ("end[^1]", False),
        ("[^1]: Said so.", False),
    ]


@given(st.text(alphabet="aB .~[]^1⁵>|#-\n\r\t\u2028😀`=", max_size=200))
def test_whatever_the_text_paragraphs_are_in_order_and_what_is_read_is_as_long(text: str) -> None:
    for cut in (paragraphs, blocks):
        last = 0
        for each in cut(text):
            assert last <= each.start < each.end <= len(text)
            last = each.end
    assert len(prose(text)) == len(said(text)) == len(flat(text)) == len(text)
    assert "\n" not in flat(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a ~~b c~~ d", "a         d"),
        ("a ~~b\nc~~ d", "a         d"),
        ("a ~~ b ~~ d", "a ~~ b ~~ d"),
        ("a ~~b\n\nc~~ d", "a ~~b  c~~ d"),
        ("pier[12] and pier.⁵", "pier     and pier. "),
        ("10⁶ boats, 3 km², 1,400⁵ oars", "10⁶ boats, 3 km², 1,400  oars"),
        ("not\r\n> so", "not    so"),
    ],
)
def test_what_is_not_said_is_read_as_blanks(text: str, read: str) -> None:
    assert prose(text) == read
