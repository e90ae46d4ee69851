"""The catalogue changed as a person would: one card, every other line as it was.

What is written here stands in the entry's `typed`, so that it can be told from what came with the
catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from datetime import date
from pathlib import Path

from workbench.corpus.catalogue import NAME, CatalogueEntry, catalogue_of, read_catalogue
from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.tomlfile import tables_of, text_of
from workbench.safe.visible import line

KEYS = (
    *("title", "publisher", "author", "published", "origin", "language", "kind", "grade"),
    *("url", "archive_url"),
)
"""What a card says, in the order of a new entry."""


def edit(root: Path, source_id: str, fields: Mapping[str, str | None]) -> CatalogueEntry:
    """Write fields of a source's card into `root/sources.toml`; None or "" takes one out.

    Comments, order and all other lines stay. The card as it is then.

    Raises:
        InputError: a field cannot be used, or the catalogue cannot be read or written; it is as
            it was.
    """
    before = _text(root)
    after = edited(before, source_id, fields)
    card = catalogue_of(after.encode()).get(source_id, CatalogueEntry())
    if after != before:
        try:
            if _text(root) != before:
                raise InputError(f"{NAME} was changed meanwhile by someone else; try again")
            own.replace(root, NAME, after.encode(), durable=True)
        except OSError as error:
            raise InputError(f"{NAME}: cannot be written: {error.strerror}") from None
    return card


def edited(text: str, source_id: str, fields: Mapping[str, str | None]) -> str:
    """The catalogue's text with these fields of one card changed."""
    import tomlkit

    unknown = [key for key in fields if key not in KEYS]
    if unknown:
        raise InputError(f"{line(unknown[0])}: no field of a card; there are {', '.join(KEYS)}")
    said = {key: " ".join((value or "").split()) for key, value in fields.items()}
    tables, places = tables_of(text.replace("\r\n", "\n"), name=NAME)
    ids = [row.get("id") for row in tables.get("sources", [])]
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)  # only a line feed ends one, as in TOML
    ending = "\r\n" if "\r\n" in text else "\n"
    if source_id not in ids:
        entry = tomlkit.document()
        entry.add("id", tomlkit.item(source_id))
        _set(entry, said)
        gap = "" if not text.strip() else ending if text.endswith("\n") else 2 * ending
        whole = "[[sources]]\n" + tomlkit.dumps(entry)
        return text + gap + whole.replace("\n", ending)
    key = ("sources", ids.index(source_id))
    first = places.of(key)[0]
    later = [places.at(at)[0] for k, at in places.offsets.items() if k[:2] != key]
    last = min((row for row in later if row > first), default=len(lines) + 1)
    own_lines = lines[first : last - 1]
    behind: list[str] = []
    # What stands behind the entry's last key speaks of the next one.
    while own_lines and (not own_lines[-1].strip() or own_lines[-1].lstrip().startswith("#")):
        behind.insert(0, own_lines.pop())
    body = "".join(own_lines).replace("\r\n", "\n")
    entry = tomlkit.parse(body if body.endswith("\n") or not body else body + "\n")
    _set(entry, said)
    now = tomlkit.dumps(entry).replace("\n", ending)
    return "".join(lines[:first]) + now + "".join(behind + lines[last - 1 :])


def _set(entry: MutableMapping[str, object], said: Mapping[str, str]) -> None:
    import tomlkit

    typed = [str(each) for each in entry.get("typed", [])]  # type: ignore[attr-defined]
    for key in KEYS:
        if key not in said:
            continue
        typed = [each for each in typed if each != key]
        if said[key]:
            entry[key] = tomlkit.item(_typed(key, said[key]))
            typed.append(key)
        else:
            entry.pop(key, None)
    entry.pop("typed", None)
    if typed:
        entry["typed"] = tomlkit.item(typed)


def _typed(key: str, value: str) -> object:
    """A whole date as TOML's own."""
    if key == "published" and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _text(root: Path) -> str:
    read_catalogue(root)  # says what is wrong, and where
    try:
        return text_of(own.read(root, NAME), name=NAME)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise InputError(f"{NAME}: cannot be read: {error.strerror}") from None
