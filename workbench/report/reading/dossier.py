"""A dossier of ours in Markdown, read back.

The undoing of `audit`.
"""

import re
from collections.abc import Iterator

from workbench.report.reading.found import Listed, Report, Shown
from workbench.report.reading.markdown import code, words
from workbench.report.seal import broken

_CARD = re.compile(r"^(S[0-9]+), ")
_SPAN = re.compile(r", characters ([0-9]+) to ([0-9]+)\.")
_MOVED = re.compile(r" Now ([0-9]+) to ([0-9]+)\.")
_SOURCE = re.compile(r"^### (S[0-9]+)\. ")
_ROW = re.compile(r"- (Id|File|Text|sha256): ")
_HASH = ", sha256 `"


def read(text: str) -> Report:
    """The quotes and sources of a dossier."""
    lines = text.replace("\r\n", "\n").split("\n")
    return Report(tuple(_quotes(lines)), tuple(_sources(lines)), broken(text))


def _quotes(lines: list[str]) -> Iterator[Shown]:
    at = 0
    while at < len(lines):
        if not lines[at].startswith("> "):
            at += 1
            continue
        first = at
        while at < len(lines) and lines[at].startswith(">"):
            at += 1
        exact = words(lines[first:at])
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
            if span := code(text[row.end() :]):
                rows[row[1]] = span[0]
        elif text.startswith("- `") and _HASH in text:
            before, _, digest = text[2:].rpartition(_HASH)
            if span := code(before):
                yield Listed(number, "", "", span[0], digest.rstrip("`"))
    yield from card()
