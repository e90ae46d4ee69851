"""Join the lines of a text to paragraphs, before sentences are looked for.

In mail, press releases and pages of fixed width a sentence takes several lines, and its first line
alone may say the opposite. In Markdown a line end inside a paragraph counts as a blank (CommonMark
6.8). In other texts lines are joined if there is a sign that the sentence goes on; a blank line
ends a paragraph, and so does the start of a list item or a change of quotation level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85\x0b\x0c]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x85\x0b\x0c]")
_ITEM = re.compile(r"(?:[-*+•●▪◦‣·–—]|\(?[A-Za-z]\)|#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s+(?=\S)")
_LABEL = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,2}:(?:\s|$)")
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]{0,3}$")
_STOP = re.compile(r"[.!?…][\"”’')\]]{0,3}(?:\s|$)")
_BEGUN = re.compile(r"[^\W\d_A-Z]{2}[.!?][\"”’')\]]{0,3}\s+\S")
_OPEN = re.compile(
    r"(?:[,(–—]|\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|nor|that|which|who|whose"
    r"|as|than|if|is|are|was|were|be|been|has|have|had|not|no|its|his|her|their|our|this|these"
    r"|Mr|Mrs|Ms|Dr|St))\.?$"
)
WIDEST, NARROWEST = 120, 30
# Characters. Lines of another width were not wrapped by a program.
FILLED, GOING_ON = 0.6, 0.3
# In a wrapped text, FILLED of the line ends inside paragraphs are where the next word had no room,
# and after GOING_ON of them the text goes on in lower case. The rows of a table, if they are
# equally long, meet the first condition but not the second.
HEADING = 14
"""A line between blank lines with at most so many words and no stop is a heading."""


class Paragraph(NamedTuple):
    """A part of a text in which sentences are to be found."""

    start: int
    end: int
    """Half open, in code points, without white space at the ends."""
    heading: bool = False
    """Whether it is a heading: short and without a stop, or marked as one."""


class Line(NamedTuple):
    """A line that is not blank, without white space and quote marks at its ends."""

    start: int
    end: int
    width: int
    """Characters from the line's first to its last, including the indentation."""
    depth: int
    """How many `>` are before it."""
    after_blank: bool


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank, in order."""
    behind = 0
    for match in _LINE.finditer(text):
        first, end = match.span()
        start, depth = first, 0
        while start < end and (text[start].isspace() or text[start] == ">"):
            depth += text[start] == ">"
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            blank = len(_BREAK.findall(text, behind, first)) > 1 or behind == 0
            yield Line(start, end, end - first, depth, blank)
            behind = match.end()


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text that is not Markdown, in order."""
    every = list(lines(text))
    joined = _joined(every, _joiner(text, every))
    yield from _with_headings(text, list(joined))


def _joined(
    every: list[Line], goes_on: Callable[[Line, Line], bool]
) -> Iterator[tuple[Line, Line]]:
    """First and last line of each paragraph."""
    first: Line | None = None
    last: Line | None = None
    for line in every:
        if last is None or first is None:
            first = line
        elif not goes_on(last, line):
            yield first, last
            first = line
        last = line
    if first is not None and last is not None:
        yield first, last


def _joiner(text: str, every: list[Line]) -> Callable[[Line, Line], bool]:
    """A function that says, for lines of this text, whether one goes on in the next."""
    inside = [(a, b) for a, b in pairwise(every) if not b.after_blank]
    width = _width(text, inside)
    prose = any(_STOP.search(text, line.start, line.end) for line in every)

    def goes_on(line: Line, after: Line) -> bool:
        if after.depth != line.depth or _ITEM.match(text, after.start):
            return False
        unfinished = _OPEN.search(text, max(line.start, line.end - 8), line.end) is not None
        lower = text[after.start].islower()
        if after.after_blank:
            return unfinished and lower
        full = width is not None and _room(text, line, after) > width >= line.width
        listed = _NUMBER.match(text, after.start) or _LABEL.match(text, after.start)
        if listed and (not full or _ended(text, line)):
            return False
        if full or unfinished or (lower and prose):
            return True
        # A sentence begun within a line goes on in the next, unless the line ends with a stop.
        return not _ended(text, line) and bool(_BEGUN.search(text, line.start, line.end))

    return goes_on


def _room(text: str, line: Line, after: Line) -> int:
    """Characters that a line would have if the first word of the next one were added."""
    word = text[after.start : min(after.end, after.start + WIDEST)].split(None, 1)[0]
    return line.width + 1 + len(word)


def _width(text: str, inside: list[tuple[Line, Line]]) -> int | None:
    """The width to which a text's lines are filled; None if they are not wrapped."""
    steps = [0] * (WIDEST + 2)
    going = 0
    for line, after in inside:
        going += text[after.start].islower()
        if line.width <= WIDEST:
            steps[line.width] += 1
            steps[min(_room(text, line, after), WIDEST + 1)] -= 1
    best = filled = now = 0
    for width, step in enumerate(steps):
        now += step
        if now >= filled and width >= NARROWEST and step > 0:
            best, filled = width, now
    enough = len(inside) > 1 and filled >= FILLED * len(inside) and going >= GOING_ON * len(inside)
    return best if enough else None


def _with_headings(text: str, joined: list[tuple[Line, Line]]) -> Iterator[Paragraph]:
    """The paragraphs; headings are marked if sentences make up at least a third of the text."""
    total = sum(last.end - first.start for first, last in joined)
    ended = sum(last.end - first.start for first, last in joined if _ended(text, last))
    blank_after = [*(first.after_blank for first, _ in joined[1:]), True]
    for (first, last), alone in zip(joined, blank_after, strict=False):
        heading = (
            3 * ended > total
            and alone
            and first.after_blank
            and not _ended(text, last)
            and len(text[first.start : last.end].split(None, HEADING)) <= HEADING
        )
        item = _ITEM.match(text, first.start, last.end)
        yield Paragraph(item.end() if item else first.start, last.end, heading)


def _ended(text: str, line: Line) -> bool:
    return _ENDED.search(text, max(line.start, line.end - 4), line.end) is not None
