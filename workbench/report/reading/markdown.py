"""A Markdown report of ours as blocks: the undoing of `forms.markdown`."""

import re
from collections.abc import Iterator

from workbench.report.commonmark import conceal
from workbench.report.reading.blocks import Seen

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#([0-9]{1,7});")
_HEADING = re.compile(r"#{1,6} ")
_TICKS = re.compile(r"`+")


def blocks(text: str) -> Iterator[Seen]:
    """The blocks of a report, in order."""
    lines = text.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        first, row = at, lines[at]
        at += 1
        if row.startswith(">"):
            while at < len(lines) and lines[at].startswith(">"):
                at += 1
            yield Seen(first + 1, "quote", words(lines[first:at]))
        elif found := _HEADING.match(row):
            yield Seen(first + 1, "heading", row[found.end() :])
        elif row.startswith("- "):
            yield Seen(first + 1, "item", *_apart(row[2:]))
        elif row.strip():
            yield Seen(first + 1, "paragraph", row)


def words(lines: list[str]) -> str:
    """The words of a block quote: the undoing of `commonmark.block`."""
    written = "\n".join(line[2:] for line in lines).replace("\\\n", "\n")
    plain = _ESCAPED.sub(lambda found: found[1] or chr(min(int(found[2]), 0x10FFFF)), written)
    return conceal(plain)


def code(text: str) -> tuple[str, str] | None:
    """What the code span holds that a text begins with, and what follows it: the undoing of `code`.

    None where it begins with none.
    """
    begin = _TICKS.match(text)
    if begin is None:
        return None
    for end in _TICKS.finditer(text, begin.end()):
        if len(end[0]) == len(begin[0]):
            held = text[begin.end() : end.start()]
            padded = held.startswith(" ") and held.endswith(" ") and held.strip()
            return conceal(held[1:-1] if padded else held), text[end.end() :]
    return None


def _apart(row: str) -> tuple[str, tuple[str, ...]]:
    """The words outside code, and what is in code."""
    plain, codes = "", []
    while found := code(row[(at := row.find("`")) :]) if "`" in row else None:
        plain += row[:at]
        codes.append(found[0])
        row = found[1]
    return plain + row, tuple(codes)
