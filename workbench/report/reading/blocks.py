"""The blocks of a report for people, as they were read from its form, and what they say.

The undoing of `story.back.verifying` and of the quotes: which words a quote has, which source it
names, and where that source has it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.report.reading.found import Listed, Shown
from workbench.report.story.back import VERIFY

_SAID = re.compile(r"Quote ([0-9]{1,9})[,:] ")
_PLACE = re.compile(
    r"Quote ([0-9]{1,9}): (S[0-9]{1,9}), characters ([0-9]{1,18}) to ([0-9]{1,18})"
    r"(?:; now ([0-9]{1,18}) to ([0-9]{1,18}))?(; quoted from sha256 )?\s*"
)
_SOURCE = re.compile(r"(S[0-9]{1,9}|Not quoted): ")
_GONE = re.compile(r"(S[0-9]{1,9}) left the sources: ")


@dataclass(frozen=True, slots=True)
class Seen:
    """A block of a report."""

    line: int
    """Of the report, from 1."""
    kind: Literal["heading", "quote", "paragraph", "item", "around"]
    """`around`: a quote with what stands around it, under a heading with its number."""
    text: str
    """Without what is in code."""
    codes: tuple[str, ...] = ()
    """What is in code, in order; of `around` what stands before the quote, and the quote."""


def quotes_of(blocks: Iterable[Seen]) -> Iterator[Shown]:
    """The quotes that the blocks show, in order."""
    blocks = tuple(blocks)
    places = {found[1]: found for found in map(_PLACE.fullmatch, _verifying(blocks)) if found}
    number = ""
    for n, block in enumerate(blocks):
        if block.kind == "quote":
            said = _SAID.match(blocks[n + 1].text) if n + 1 < len(blocks) else None
            yield _shown(block.line, block.text, places.get(said[1] if said else ""))
        elif block.kind == "heading":
            heading = _SAID.match(block.text)
            number = heading[1] if heading else ""
        elif block.kind == "around":
            yield _around(block, places.get(number))


def sources_of(blocks: Iterable[Seen]) -> Iterator[Listed]:
    """The sources that the blocks list with their files, in order."""
    for block in _section(tuple(blocks)):
        codes = block.codes
        if (gone := _GONE.match(block.text)) and codes:
            yield Listed(block.line, gone[1], codes[0], "", "")
        elif (found := _SOURCE.match(block.text)) and len(codes) in (3, 4):
            label = "" if found[1] == "Not quoted" else found[1]
            text = codes[2] if len(codes) == 4 else ""
            yield Listed(block.line, label, codes[0], codes[1], codes[-1], text)


def _verifying(blocks: tuple[Seen, ...]) -> Iterator[str]:
    return (block.text for block in _section(blocks))


def _section(blocks: tuple[Seen, ...]) -> Iterator[Seen]:
    """The items of the section that says how to verify the report."""
    inside = False
    for block in blocks:
        if block.kind == "heading":
            inside = block.text == VERIFY
        elif inside and block.kind == "item":
            yield block


def _shown(line: int, words: str, place: re.Match[str] | None) -> Shown:
    if place is None:
        return Shown(line, words, "", (), False)
    now = (int(place[5]), int(place[6])) if place[5] else None
    return Shown(line, words, place[2], ((int(place[3]), int(place[4])),), bool(place[7]), now)


def _around(block: Seen, place: re.Match[str] | None) -> Shown:
    shown = _shown(block.line, block.text, place)
    if not shown.spans:
        return shown
    start, end = shown.now or shown.spans[0]
    before, words = block.codes
    behind = len(block.text) - len(before) - len(words)
    wide = (start - len(before), end + behind)
    if end - start != len(words):
        wide = (0, 0)  # what is marked is not the quote
    return Shown(shown.line, block.text, shown.label, (wide,), False)
