"""The entries of a claims file as lines: one is changed, added or removed, the rest stays.

tomlkit gets the lines of one entry only, so nothing else can come out changed. What an entry may
say is not checked here: `claims.file` reads the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from datetime import date
from typing import TypedDict

from workbench.claims.file import Claim, ClaimsFile


class Fields(TypedDict, total=False):
    """What an entry says; a field that is missing here stays, None or "" removes it."""

    text: str
    claimant: str | None
    date: str | None
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    appearance: str | None
    tags: Sequence[str]
    context: str | None


_ORDER = ("text", "claimant", "date", "appearance", "tags", "context")


def lines_of(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends a line, as in TOML."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _span(file: ClaimsFile, claim: Claim) -> tuple[int, int]:
    """The lines of an entry, half open, from its header to the next header of any table."""
    key = ("claims", file.claims.index(claim))
    start = file.places.offsets[key]
    others = [at for other, at in file.places.offsets.items() if other[:2] != key and at > start]
    last = file.places.at(min(others))[0] - 1 if others else len(lines_of(file.places.text))
    return claim.line - 1, last


def edited(before: str, file: ClaimsFile, claim: Claim, fields: Fields) -> tuple[str, str]:
    """The text `before`, whose content is `file`, with these fields of one claim changed.

    A field whose value stays keeps its form; a new one is added after the entry's last. The
    second value is the entry's own lines in the new text.
    """
    import tomlkit

    def change(entry: MutableMapping[str, object]) -> None:
        for key, value in given(fields).items():
            old = getattr(claim, key) or None
            if value == old:
                continue
            if value is None:
                entry.pop(key, None)
            else:
                quoted = isinstance(entry.get(key), str)
                entry[key] = tomlkit.item(value if quoted else _typed(key, value))

    return _spliced(before, file, claim, change)


def _spliced(
    before: str,
    file: ClaimsFile,
    claim: Claim,
    change: Callable[[MutableMapping[str, object]], None],
) -> tuple[str, str]:
    """The file with one entry changed, and that entry; comments after its last key stay."""
    import tomlkit

    lines = lines_of(before)
    first, past = _span(file, claim)
    past = first + _length(lines[first:past])
    ending = "\r\n" if lines[first].endswith("\r\n") else "\n"
    entry = "".join(lines[first:past]).replace("\r\n", "\n").rstrip("\n") + "\n"
    mark = "\ufeff" if entry.startswith("\ufeff") else ""
    document = tomlkit.parse(entry.removeprefix("\ufeff"))
    change(document["claims"][0])
    now = mark + tomlkit.dumps(document).replace("\n", ending)
    lines[first:past] = [now]
    return "".join(lines), now


def _length(lines: Sequence[str]) -> int:
    """How many of the lines belong to the entry: not the blanks and comments after it."""
    import tomlkit
    from tomlkit.items import Comment, Whitespace

    text = "".join(lines).replace("\r\n", "\n").removeprefix("\ufeff")
    body = tomlkit.parse(text)["claims"][0].value.body
    behind = 0
    for _, item in reversed(body):
        if not isinstance(item, Comment | Whitespace):
            break
        behind += item.as_string().count("\n")
    return len(lines) - behind - (not text.endswith("\n") and behind > 0)


def without(before: str, file: ClaimsFile, claim: Claim) -> str:
    """The text without one claim and the blank lines after it; comments around it stay."""
    lines = lines_of(before)
    first, past = _span(file, claim)
    end = first + _length(lines[first:past])
    while end < past and not lines[end].strip():
        end += 1
    return "".join(lines[:first] + lines[end:])


def appended(before: str, entries: Sequence[str]) -> str:
    """The text with entries added at its end, a blank line before each, with its line ends."""
    ending = "\r\n" if "\r\n" in before else "\n"
    text = before if not before or before.endswith("\n") else before + ending
    for entry in entries:
        gap = "\n" if text.strip("\ufeff") and not re.search(r"\n\r?\n\Z", text) else ""
        text += (gap + entry).replace("\n", ending)
    return text


def entry(id_: str, fields: Fields) -> str:
    """The lines of a new claim."""
    import tomlkit

    says = {"id": id_, **{key: value for key, value in given(fields).items() if value}}
    rows = (f"{key} = {tomlkit.item(_typed(key, v)).as_string()}\n" for key, v in says.items())
    return "[[claims]]\n" + "".join(rows)


def given(fields: Fields) -> dict[str, str | tuple[str, ...] | None]:
    """The fields in the order of a file, without blanks around them; empty ones are None."""
    said: dict[str, str | tuple[str, ...] | None] = {}
    for key in _ORDER:
        if key not in fields:
            continue
        value = fields[key]  # type: ignore[literal-required]
        if key == "tags":
            said[key] = tuple(tag.strip() for tag in value or ()) or None
        else:
            said[key] = (value or "").strip() or None
    return said


def _typed(key: str, value: object) -> object:
    """A whole date as a TOML date, tags as a list."""
    if key == "date" and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return list(value) if isinstance(value, tuple) else value


def fields_of(claim: Claim) -> Fields:
    """All that a claim says."""
    return {
        "text": claim.text,
        "claimant": claim.claimant,
        "date": claim.date,
        "appearance": claim.appearance,
        "tags": claim.tags,
        "context": claim.context,
    }
