"""What a text quotes: the words between its quotation marks, and its block quotes.

The marks of all languages count, also mixed: a quotation may begin with one kind and end with
another. Apostrophes are not quotation marks, nor are the marks for feet and inches. Of quotations
within quotations only the outermost is returned. Nothing is looked up here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE, SINGLE = '“”„‟"＂〝〞〟', "‘’‚‛'"
ANGLES = "«»‹›"
CORNERS = {"「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "｢": "｣"}
MARKS = frozenset(DOUBLE + SINGLE + ANGLES + "".join(CORNERS) + "".join(CORNERS.values()))

_CLOSES = {
    **dict.fromkeys('“„‟"＂〝”〞〟', '”"＂〞〟“‟'),
    **dict.fromkeys("‘‚'‛", "’'‘‛"),
    "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    **CORNERS,
}  # fmt: skip
"""The marks that may end a quotation, by the mark that began it."""
_SHORTENED = re.compile(
    r"(?:tis|twas|twere|twill|tisn|em|til|till|cause|bout|round|n|neath|cos|ere|s|t|d|\d+s?)\b",
    re.I,
)
"""Words that begin with an apostrophe: ’tis, rock ’n’ roll, the ’90s."""
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_BLOCK = re.compile(r"(?:^ {0,3}>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_BLOCK_SIGN = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_WHO = ("—", "–", "--", "- ", "― ")
"""Beginnings of a last line of a block quote that names the speaker."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a text."""

    start: int
    end: int
    """Half open, in code points of the text, without the marks."""
    words: str
    """What is quoted: `text[start:end]`; for a block quote, without the signs of its lines."""


def quotations(text: str) -> tuple[Quoted, ...]:
    """What `text` quotes, in order. A quotation without a letter or digit does not count.

    Without a closing double mark a quotation goes on to the end of its paragraph: someone who
    forgets the mark still quotes.
    """
    found: list[Quoted] = []
    at = 0
    for block in _BLOCK.finditer(text):
        found += _marked(text, at, block.start())
        found += _block(text, *block.span())
        at = block.end()
    found += _marked(text, at, len(text))
    return tuple(each for each in found if any(char.isalnum() for char in each.words))


def _block(text: str, start: int, end: int) -> Iterator[Quoted]:
    raw = text[start:end]
    sign = _BLOCK_SIGN.match(raw)
    start += sign.end() if sign else 0
    end = start + len(text[start:end].rstrip())
    lines = _BLOCK_SIGN.sub("", text[start:end]).strip().split("\n")
    if len(lines) > 1 and lines[-1].lstrip().startswith(_WHO):
        lines.pop()
    yield Quoted(start, end, "\n".join(lines).strip())


def _marked(text: str, start: int, stop: int) -> Iterator[Quoted]:
    at = start
    while at < stop:
        if text[at] in MARKS and _opens(text, at, start, stop):
            end, after = _end(text, at, stop)
            if end is not None:
                yield Quoted(at + 1, end, text[at + 1 : end])
                at = after
                continue
        at += 1


def _opens(text: str, at: int, start: int, stop: int) -> bool:
    sign = text[at]
    before = text[at - 1] if at > start else ""
    after = text[at + 1] if at + 1 < stop else ""
    free = not _letter(before)
    if sign in CORNERS or sign in "„‟〝":
        return True
    if sign not in _CLOSES or not after:
        return False
    if sign in "‘‚‛'":
        return free and not after.isspace() and not _SHORTENED.match(text, at + 1)
    if sign in "”〞〟»›":  # in Swedish, Finnish, Danish and German these also open a quotation
        return (not before or before.isspace() or before in "([{—–") and not after.isspace()
    if sign in "«‹":
        return free or not (after.isspace() or _ends(after))
    return free and not (before and not before.isspace() and (after.isspace() or _ends(after)))


def _letter(char: str) -> bool:
    """Whether it is a letter or digit of a script that is written with spaces."""
    return char.isalnum() and ord(char) < 0x2E80


def _ends(char: str) -> bool:
    return char in ".,;:!?)]}…"


def _end(text: str, at: int, stop: int) -> tuple[int | None, int]:
    """Where the quotation that begins with the mark at `at` ends, and where to go on."""
    sign, closes = text[at], _CLOSES[text[at]]
    paragraph = at + 1
    deep = 0
    passed: int | None = None
    while True:
        broken = _PARAGRAPH.search(text, paragraph, stop)
        end = broken.start() if broken else stop
        for here in range(paragraph, end):
            char = text[here]
            if char == sign and char in "“«‹「『" and here > at and _begins(text, here):
                deep += 1
            elif char in closes and _closes(text, here, sign):
                if deep:
                    deep -= 1
                elif sign in SINGLE and _of_many(text, here):
                    passed = passed or here
                else:
                    return here, here + 1
            elif passed is not None and char in "‘'" and _begins(text, here):
                return passed, passed + 1
        # A quotation of several paragraphs repeats its mark at the beginning of each.
        if broken is None or text[broken.end() : broken.end() + 1] != sign:
            if passed is not None:
                return passed, passed + 1
            return (None, at + 1) if sign in SINGLE else (end, end)
        paragraph = broken.end() + 1


def _begins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() and bool(after) and not after.isspace() and not _ends(after)


def _closes(text: str, at: int, sign: str) -> bool:
    before, after = text[at - 1], text[at + 1 : at + 2]
    if sign in SINGLE:
        return not _letter(after) and not before.isspace() and before not in "([{"
    if text[at] in "“‟»" and (sign != "«" and text[at] != _CLOSES[sign][0]):
        # This mark may open a quotation as well as close one.
        return not _letter(after) and not before.isspace()
    if text[at] == sign == '"':
        return not (before.isspace() and _letter(after))
    return True


def _of_many(text: str, at: int) -> bool:
    """Whether a single mark may be the apostrophe of a plural: the dogs’ bowl."""
    after = text[at + 1 : at + 3]
    return text[at - 1] in "sS" and after[:1] == " " and after[1:].islower()
