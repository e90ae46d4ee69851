"""Join the lines of printed pages to paragraphs.

What is repeated at the edges of the pages is left out; a paragraph goes on in the next column and
on the next page, and footnotes come after the paragraph that they interrupt. A word divided at a
line's end becomes one word again, unless both halves are words of the text and the whole is not
("two-thirds").
"""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

EDGE = 0.13
# Of a page's height: where running heads and page numbers are.
OFTEN = 0.4
SMALL = 0.93
# Of the size of the text: smaller lines are footnotes or captions.

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_ENDED = re.compile(r"[.!?:;][\"”’')\]⁰¹²³⁴-⁹]*$")
_ITEM = re.compile(r"(?:[•●▪◦‣–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s")


class PdfLine(NamedTuple):
    """A line of a page; distances are points, from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    broken: bool
    """Whether its last word goes on in the next line; the hyphen is not in the text."""


class _Block:
    """Lines that are one paragraph."""

    def __init__(self, line: PdfLine, page: int) -> None:
        self.lines = [(line, page)]
        self.left, self.right = line.left, line.right

    @property
    def last(self) -> PdfLine:
        return self.lines[-1][0]

    def add(self, line: PdfLine, page: int) -> None:
        self.lines.append((line, page))
        self.left = min(self.left, line.left)
        self.right = max(self.right, line.right)


def put_together(
    pages: list[list[PdfLine]], heights: list[float]
) -> tuple[str, list[tuple[int, int]]]:
    """The text, paragraphs with a blank line between them, and where in it each page begins.

    The places are offsets with page numbers from 0; a paragraph has at least one.
    """
    running = _running(pages, heights)
    body = _size(pages)
    words, solid = _words(pages)
    out: list[_Block] = []
    held: _Block | None = None
    for number, lines in enumerate(pages):
        kept = [
            line
            for line in lines
            if not (_at_edge(line, heights[number]) and _masked(line.text) in running)
        ]
        main = _blocks([each for each in kept if each.size >= SMALL * body], number)
        small = _blocks([each for each in kept if each.size < SMALL * body], number)
        if held is not None and main and _goes_on(held, main[0]):
            for line, page in main.pop(0).lines:
                held.add(line, page)
        if held is not None:
            out.append(held)
            held = None
        if main:
            *done, held = main
            out += done
        if held is not None and small and not _ended(held):
            out += small
        elif small:
            if held is not None:
                out.append(held)
                held = None
            out += small
    if held is not None:
        out.append(held)
    return _written(out, words, solid)


def _running(pages: list[list[PdfLine]], heights: list[float]) -> set[str]:
    """Lines at the edge of many pages, with their figures masked."""
    seen: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_masked(line.text) for line in lines if _at_edge(line, height)})
    least = max(2, OFTEN * len(pages))
    return {text for text, times in seen.items() if times >= least} | {"#", "– # –", "- # -"}


def _at_edge(line: PdfLine, height: float) -> bool:
    return not EDGE * height < line.base < (1 - EDGE) * height


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip()


def _size(pages: list[list[PdfLine]]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _words(pages: list[list[PdfLine]]) -> tuple[set[str], set[str]]:
    """The words of the text that no line divides, and those with a hyphen, in lower case."""
    words: set[str] = set()
    hyphened: set[str] = set()
    for lines in pages:
        for line in lines:
            whole = line.text.rsplit(None, 1)[0] if line.broken and " " in line.text else line.text
            words.update(word.lower() for word in _WORD.findall(whole))
            hyphened.update(word.lower() for word in _HYPHENED.findall(whole))
    return words, hyphened


def _blocks(lines: list[PdfLine], page: int) -> list[_Block]:
    found: list[_Block] = []
    steps = [
        a.base - b.base
        for a, b in pairwise(lines)
        if 0 < a.base - b.base < 3 * a.size and _overlap(a, b)
    ]
    leading = sorted(steps)[len(steps) // 2] if steps else 0.0
    rights: dict[int, float] = {}
    for line in lines:  # the right edge of each column, by its left edge
        key = round(line.left / 40)
        rights[key] = max(rights.get(key, 0.0), line.right)
    for line in lines:
        block = found[-1] if found else None
        if block is None or not _follows(block, line, leading, rights):
            found.append(_Block(line, page))
        else:
            block.add(line, page)
    joined: list[_Block] = []
    for block in found:
        before = joined[-1] if joined else None
        if before and not _below(before.last, block.lines[0][0]) and _goes_on(before, block):
            for line, number in block.lines:
                before.add(line, number)
        else:
            joined.append(block)
    return joined


def _overlap(one: PdfLine, other: PdfLine) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0


def _below(one: PdfLine, other: PdfLine) -> bool:
    """Whether a line is somewhere below another in the same column."""
    return other.base < one.base and _overlap(one, other)


def _follows(block: _Block, line: PdfLine, leading: float, rights: dict[int, float]) -> bool:
    """Whether a line is the next of a paragraph in its column."""
    last = block.last
    step = last.base - line.base
    if not _overlap(last, line) or step <= 0 or step > 1.35 * max(leading, last.size):
        return False
    if abs(last.size - line.size) > 0.07 * last.size or _ITEM.match(line.text):
        return False
    if line.left - block.left > 0.7 * line.size and len(block.lines) > 1:
        return False  # an indented line begins a paragraph
    if last.broken:
        return True
    alone = len(block.lines) == 1
    right = rights.get(round(block.left / 40), block.right) if alone else block.right
    word = line.text.split(None, 1)[0]
    room = right - last.right
    wide = (len(word) + 1) * line.size * 0.55
    if line.left - block.left > 0.7 * line.size and _ENDED.search(last.text):
        return False
    if room > wide + line.size:  # the next word had room: the line was ended on purpose
        return not _ENDED.search(last.text) and line.text[:1].islower()
    return True


def _ended(block: _Block) -> bool:
    return not block.last.broken and _ENDED.search(block.last.text) is not None


def _goes_on(block: _Block, after: _Block) -> bool:
    """Whether a paragraph goes on in a block of the next column or page."""
    first = after.lines[0][0]
    if abs(block.last.size - first.size) > 0.07 * first.size or _ITEM.match(first.text):
        return False
    if block.last.broken:
        return True
    if _ended(block):
        return False
    return first.text[:1].islower() or (len(block.lines) > 1 and len(after.lines) > 1)


def _written(
    blocks: list[_Block], words: set[str], hyphened: set[str]
) -> tuple[str, list[tuple[int, int]]]:
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    size = 0
    for block in blocks:
        text = ""
        page = -1
        for line, number in block.lines:
            if number != page:
                places.append((size + len(text), number))
                page = number
            text += line.text.strip()
            if line.broken:
                text = _rejoined(text, block, line, words, hyphened)
            else:
                text += " "
        text = text.strip()
        if text:
            parts.append(text)
            size += len(text) + 2
    return "\n\n".join(parts) + "\n" if parts else "", places


def _rejoined(text: str, block: _Block, line: PdfLine, words: set[str], hyphened: set[str]) -> str:
    """The text so far; the hyphen at its end is kept if it belongs to the word."""
    at = next(n for n, (each, _) in enumerate(block.lines) if each is line)
    if at + 1 == len(block.lines):
        return text + "-"
    begin = len(text)
    while begin and text[begin - 1].isalpha():
        begin -= 1
    tail = _WORD.match(block.lines[at + 1][0].text)
    if begin == len(text) or tail is None:
        return text + "-"
    one, two = text[begin:].lower(), tail[0].lower()
    if f"{one}-{two}" in hyphened and one + two not in words:
        return text + "-"
    if one in words and two in words and one + two not in words:
        return text + "-"
    return text
