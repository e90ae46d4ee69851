"""The claims of a `claims.toml`, as a person wrote them.

It reads the file or refuses it; it never writes it.
"""

import functools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.places import Key, Places
from workbench.safe.tomlfile import tables_of, text_of
from workbench.safe.visible import line as one_line
from workbench.settings import REVIEWER as REVIEWER

FILE = 8_000_000
"""Largest claims file in characters: about 20,000 claims, read in a second."""
TEXT, NOTE, CONTEXT, TAGS = 2_000, 2_000, 20_000, 50
"""Longest text of a claim, other field and context in characters; most tags of a claim.

A claim is a sentence. It is compared with thousands of passages, at a cost that grows with its
length: one of 1 MB would freeze the desk.
"""


RULES = ("other_side", "read_conflicts", "quotes", "two_sources", "not_later")
"""The rules that `[project.rules]` may switch; `verdicts.rules` says what each asks for."""

_ID = re.compile(r"\w[\w.:-]{0,63}")
_DATES = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence to be checked. Its exact wording is what is rated."""

    id: str
    text: str
    claimant: str | None = None
    """Who said it, if that is known."""
    date: str | None = None
    """When it was said: ISO `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    appearance: str | None = None
    """Where it was made: a URL or words."""
    tags: tuple[str, ...] = ()
    context: str | None = None
    line: int = 0
    """Line of its `[[claims]]` header, counted from 1."""


@dataclass(frozen=True, slots=True)
class Project:
    """The `[project]` table."""

    title: str = "Untitled fact-check"
    scale: str = "default"
    """Name of the scale that ratings come from; `scales.project_scale` finds it."""
    reviewer: str | None = None
    url: str | None = None
    """Where the report is published: an address of the web."""
    publisher: str | None = None
    """Who publishes it."""
    rules: Mapping[str, bool] = field(default_factory=dict)
    """`[project.rules]`: the rules for verdicts by name, switched on or off."""


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """Everything a `claims.toml` says."""

    project: Project
    claims: tuple[Claim, ...]
    """In file order."""
    scales: dict[str, Any] = field(default_factory=dict)
    """The `[scales.NAME]` tables as read; `scales.read_scales` turns them into scales."""
    places: Places = field(default_factory=Places, compare=False, repr=False)
    """The place of each key, for errors that are found later."""


def parse_claims(text: str, *, name: str = "claims.toml") -> ClaimsFile:
    """Read the text of a claims file; a text without claims has none.

    Raises:
        InputError: `name:LINE:COL: what is wrong, what to do`, one line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > FILE:
        raise InputError(
            f"{one_line(name)}:1:1: longer than {FILE:,} characters; split it into projects"
        )
    document, places = tables_of(text, name=name)
    return _Reader(name, places).file(document)


def read_claims(path: Path) -> ClaimsFile:
    """Read a claims file from disk; a BOM is accepted.

    Raises:
        InputError: as `parse_claims`; also when the file is missing or not UTF-8.
    """
    name = one_line(path.name)
    try:
        raw = own.read(path.parent, path.name, most=4 * FILE + 1)
    except FileNotFoundError:
        raise InputError(
            f"{name}: there is no such file; `workbench init` makes one, or name its folder"
        ) from None
    except own.NotOwn as error:
        raise InputError(str(error.strerror)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{name}: cannot be read: {reason}") from None
    return parsed(text_of(raw, name=path.name), name=path.name)


@functools.lru_cache(maxsize=2)
def parsed(text: str, *, name: str) -> ClaimsFile:
    """As `parse_claims`, but the last two texts are not read again.

    At 2,000 claims reading takes 65 ms, and a form asks at every pause in typing. Two texts are
    kept: the file as it is, and as it was before the last change.
    """
    return parse_claims(text, name=name)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checks what tomli read, and names the place of an error."""

    name: str
    places: Places

    def refuse(self, key: Key, what: str) -> NoReturn:
        raise InputError(self.places.say(self.name, key, what))

    def file(self, document: dict[str, Any]) -> ClaimsFile:
        self.known((), document, ("project", "claims", "scales"))
        project = self.project(self.table(("project",), document.get("project", {})))
        listed = document.get("claims", [])
        if not isinstance(listed, list):
            self.refuse(("claims",), "claims are a list of tables; write [[claims]] above each")
        claims: list[Claim] = []
        rows: dict[str, int] = {}
        for n, entry in enumerate(listed):
            claim = self.claim(("claims", n), self.table(("claims", n), entry))
            if claim.id in rows:
                self.refuse(
                    ("claims", n, "id"),
                    f"the claim id '{claim.id}' is used twice, first on line {rows[claim.id]}; "
                    "give one of them another id",
                )
            rows[claim.id] = self.places.of(("claims", n, "id"))[0]
            claims.append(claim)
        scales = self.table(("scales",), document.get("scales", {}))
        return ClaimsFile(project, tuple(claims), scales, self.places)

    def project(self, table: dict[str, Any]) -> Project:
        self.known(("project",), table, ("title", "scale", "reviewer", "url", "publisher", "rules"))
        at = ("project", "rules")
        rules = self.table(at, table.get("rules", {}))
        for rule, on in rules.items():
            if rule not in RULES:
                known = ", ".join(RULES)
                self.refuse((*at, rule), f"there is no rule '{one_line(rule[:60])}', only {known}")
            if not isinstance(on, bool):
                self.refuse((*at, rule), f"'{rule}' must be true or false")
        return Project(
            self.words(("project",), table, "title") or Project().title,
            self.words(("project",), table, "scale") or Project().scale,
            self.words(("project",), table, "reviewer", most=REVIEWER),
            self.address(("project",), table, "url"),
            self.words(("project",), table, "publisher"),
            rules,
        )

    def address(self, at: Key, table: dict[str, Any], key: str) -> str | None:
        """An address of the web under `key`; None where it is not given."""
        value = self.words(at, table, key)
        if value is not None and not re.fullmatch(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", value):
            self.refuse((*at, key), f"'{key}' must be an address such as https://example.org/check")
        return value

    def claim(self, at: Key, table: dict[str, Any]) -> Claim:
        names = ("id", "text", "claimant", "date", "appearance", "tags", "context")
        self.known(at, table, names)
        id_ = self.words(at, table, "id")
        if id_ is None:
            self.refuse(at, 'this claim has no id; add a short one, such as id = "c1"')
        if not _ID.fullmatch(id_):
            self.refuse(
                (*at, "id"),
                "an id is up to 64 letters, digits and . : _ - without spaces; shorten it",
            )
        text = self.words(at, table, "text", most=TEXT)
        if text is None:
            self.refuse(at, f"the claim '{id_}' has no text; add text = \"its exact wording\"")
        return Claim(
            id_,
            text,
            self.words(at, table, "claimant"),
            self.date(at, table),
            self.words(at, table, "appearance"),
            self.tags(at, table),
            self.words(at, table, "context", most=CONTEXT),
            self.places.of(at)[0],
        )

    def table(self, at: Key, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.refuse(at, f"'{at[0]}' must be a table, not {_kind(value)}; see README")
        return value

    def known(self, at: Key, table: Mapping[str, Any], names: Collection[str]) -> None:
        for key in table:
            if key not in names:
                import difflib  # 5 ms that only a bad file costs

                near = difflib.get_close_matches(key[:60], names, n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(names)}"
                self.refuse((*at, key), f"unknown key '{key[:60]}'; {hint}")

    def words(self, at: Key, table: dict[str, Any], key: str, *, most: int = NOTE) -> str | None:
        """The words under `key` without blanks around them; None if it is missing."""
        if key not in table:
            return None
        value, place = table[key], (*at, key)
        if not isinstance(value, str):
            self.refuse(place, f"'{key}' must be text in quotes, not {_kind(value)}")
        if len(value) > most:
            self.refuse(place, f"'{key}' has {len(value):,} characters, at most {most:,} fit")
        if not value.strip():
            self.refuse(place, f"'{key}' is empty; fill it in or leave the key out")
        return value.strip()

    def date(self, at: Key, table: dict[str, Any]) -> str | None:
        value = table.get("date")
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if value is None:
            return None
        text = value.strip() if isinstance(value, str) else ""
        try:
            if not text.isascii():
                raise ValueError
            datetime.strptime(text, _DATES.get(len(text), "-"))
        except ValueError:
            self.refuse((*at, "date"), "a date is YYYY-MM-DD, YYYY-MM or YYYY, in quotes")
        return text

    def tags(self, at: Key, table: dict[str, Any]) -> tuple[str, ...]:
        value, place = table.get("tags", []), (*at, "tags")
        if not isinstance(value, list) or len(value) > TAGS:
            self.refuse(place, f"tags are a list of at most {TAGS} words")
        for n, tag in enumerate(value):
            if not isinstance(tag, str) or not tag.strip() or len(tag) > 100:
                self.refuse((*place, n), "a tag is a word or a few in quotes")
        return tuple(tag.strip() for tag in value)


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text"}
    return kinds.get(type(value), "a list" if isinstance(value, list) else "a table or a date")
