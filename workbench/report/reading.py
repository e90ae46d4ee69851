"""A Markdown report of ours, read back: quotes with their places, sources with their hashes.

The reverse of `markdown`. Nothing in it is trusted: it may have been changed, or be forged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.errors import InputError
from workbench.report.commonmark import conceal
from workbench.report.markdown import SIGNATURE

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#([0-9]{1,7});")
_CARD = re.compile(r"^(S[0-9]+), ")
_SPAN = re.compile(r", characters ([0-9]+) to ([0-9]+)\.")
_MOVED = re.compile(r" Now ([0-9]+) to ([0-9]+)\.")
_SOURCE = re.compile(r"^### (S[0-9]+)\. ")
_ROW = re.compile(r"- (Id|File|Text|sha256): ")
_TICKS = re.compile(r"`+")
_HASH = ", sha256 `"


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as the report shows it."""

    line: int
    """Of the report, from 1."""
    exact: str
    label: str
    """Of its source: S1."""
    spans: tuple[tuple[int, int], ...]
    """The places it gives; more than one only if a name of the source looks like a place."""
    changed: bool
    """Whether the report says that the quote is no longer there."""
    now: tuple[int, int] | None = None
    """The new place that it gives, if the quote moved."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as the report lists it."""

    line: int
    label: str
    """S1; "" if nothing is quoted from it."""
    id: str
    """"" if nothing is quoted from it."""
    path: str
    """Of its file in the folder of the sources; "" if it was gone already."""
    sha256: str
    text_file: str = ""
    """The file of the text that was read from it; "" if the file itself is the text."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says that can be checked."""

    quotes: tuple[Shown, ...]
    sources: tuple[Listed, ...]


def read_report(text: str) -> Report:
    """The quotes and sources of a report.

    Raises:
        InputError: it is no Markdown report of ours.
    """
    if SIGNATURE not in text:
        raise InputError("no report of workbench in Markdown")
    lines = text.replace("\r\n", "\n").split("\n")
    return Report(tuple(_quotes(lines)), tuple(_sources(lines)))


def _quotes(lines: list[str]) -> Iterator[Shown]:
    at = 0
    while at < len(lines):
        if not lines[at].startswith("> "):
            at += 1
            continue
        first = at
        while at < len(lines) and lines[at].startswith(">"):
            at += 1
        exact = _unescaped(lines[first:at])
        while at < len(lines) and not lines[at].strip():
            at += 1
        card = lines[at] if at < len(lines) else ""
        label = _CARD.match(card)
        moved = _MOVED.search(card)
        changed = " Quoted from sha256 `" in card
        yield Shown(
            first + 1,
            exact,
            label[1] if label else "",
            tuple((int(a), int(b)) for a, b in _SPAN.findall(card)),
            changed,
            (int(moved[1]), int(moved[2])) if moved and changed else None,
        )


def _unescaped(lines: list[str]) -> str:
    """The words of a block quote: the reverse of `commonmark.block`."""
    written = "\n".join(line[2:] for line in lines).replace("\\\n", "\n")
    plain = _ESCAPED.sub(lambda found: found[1] or chr(min(int(found[2]), 0x10FFFF)), written)
    return conceal(plain)


def _sources(lines: list[str]) -> Iterator[Listed]:
    label, line, rows = "", 0, dict[str, str]()

    def card() -> Iterator[Listed]:
        if label:
            said = (rows.get(name, "") for name in ("Id", "File", "sha256", "Text"))
            yield Listed(line, label, *said)

    listed = False
    for number, text in enumerate(lines, start=1):
        if text.startswith("## "):
            listed = text == "## Sources"
        if not listed or text.startswith("#"):
            yield from card()
            label, rows = "", {}
        if not listed:
            continue
        if found := _SOURCE.match(text):
            label, line = found[1], number
        elif label and (row := _ROW.match(text)):
            if span := _code(text[row.end() :]):
                rows[row[1]] = span[0]
        elif text.startswith("- `") and _HASH in text:
            before, _, digest = text[2:].rpartition(_HASH)
            if span := _code(before):
                yield Listed(number, "", "", span[0], digest.rstrip("`"))
    yield from card()


def _code(text: str) -> tuple[str, str] | None:
    """The content of the code span that a text begins with, and what follows it; None if there is
    no code span. The reverse of `code`.
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
