"""Verdict scales: ordered ratings, as data that users can write themselves.

The built-in ones are in `scales.toml`, in the form of a `[scales.NAME]` table of claims.toml. The
program does not know what a rating *means* for evidence: it has only its order and its words.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from workbench.claims import ClaimsFile
from workbench.errors import InputError
from workbench.safe.places import Key, Places
from workbench.safe.visible import hides, line

KEYS = 9
"""Most ratings of a scale: the n-th is given with the key n."""
STATES = "○»!≠"
"""Signs that mean open, postponed, stale and conflict next to a claim; no rating may use them."""
_TITLE, _NAME, _MEANING = 100, 40, 500  # characters: what a verdict bar and a report can hold


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of a scale."""

    id: str
    """Stable name kept in the ledger, such as `mostly-true`."""
    name: str
    """As shown: `Mostly true`."""
    glyph: str
    """One cell wide; different for each rating of a scale."""
    meaning: str = ""
    """One sentence for the report."""
    undecided: bool = False
    """Whether it says that the evidence decides neither way: it rests on what was not found."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered list of 2 to 9 ratings; the n-th has the key n."""

    name: str
    title: str
    ratings: tuple[Rating, ...]

    def rating(self, id: str) -> Rating | None:  # noqa: A002
        """The rating with this id, or None: a ledger may hold ratings of a scale since changed."""
        return next((rating for rating in self.ratings if rating.id == id), None)


def slug(words: str) -> str:
    """A stable id made from a name: `Mostly true` gives `mostly-true`; only letters and digits."""
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))


def read_scales(
    own: Mapping[str, Any] | None = None,
    *,
    name: str = "claims.toml",
    places: Places | None = None,
) -> dict[str, Scale]:
    """The built-in scales and the user's `[scales.NAME]` tables, by name.

    `places` (of the `ClaimsFile`) lets errors name line and column.

    Raises:
        InputError: one of the user's tables is not a scale.
    """
    scales = dict(_built_in())
    for key, table in (own or {}).items():
        reader = _Reader(name, places or Places(), ("scales", key))
        if key in scales:
            raise reader.error((), f"the scale '{key}' is built in; give yours another name")
        scales[key] = reader.scale(key, table)
    return scales


def project_scale(file: ClaimsFile, *, name: str = "claims.toml") -> Scale:
    """The scale that a claims file's ratings come from.

    Raises:
        InputError: `project.scale` names no scale, or one of the file's own is not a scale.
    """
    scales = read_scales(file.scales, name=name, places=file.places)
    chosen = scales.get(file.project.scale)
    if chosen is None:
        reader = _Reader(name, file.places, ("project", "scale"))
        raise reader.error(
            (),
            f"there is no scale '{line(file.project.scale[:60])}'; choose one of "
            f"{', '.join(map(line, scales))}, or write it as [scales.NAME]",
        )
    return chosen


@functools.cache
def _built_in() -> Mapping[str, Scale]:
    path = Path(__file__).with_name("scales.toml")
    tables = tomli.loads(path.read_text(encoding="utf-8"))["scales"]
    return {
        key: _Reader("scales.toml", Places(), ("scales", key)).scale(key, table)
        for key, table in tables.items()
    }


@functools.cache
def _known() -> Mapping[str, Rating]:
    return {rating.id: rating for scale in _built_in().values() for rating in scale.ratings}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns one table into a scale and says where it fails."""

    name: str
    places: Places
    at: Key

    def error(self, below: Key, what: str) -> InputError:
        return InputError(self.places.say(self.name, (*self.at, *below), what))

    def scale(self, key: str, table: Any) -> Scale:
        if not key or key != slug(key):
            raise self.error(
                (), f"'{line(key[:60])}' cannot name a scale; use lower-case words joined by '-'"
            )
        if not isinstance(table, dict):
            raise self.error((), f"'{key}' is not a table; write [scales.{key}]")
        for unknown in table.keys() - {"title", "ratings"}:
            raise self.error(
                (unknown,), f"a scale has no '{line(unknown[:60])}', only title and ratings"
            )
        title = self.words(table, "title", (), most=_TITLE) or key
        listed = table.get("ratings")
        if not isinstance(listed, list) or not 2 <= len(listed) <= KEYS:
            raise self.error(
                ("ratings",) if "ratings" in table else (),
                f"a scale needs 'ratings', a list of 2 to {KEYS} words in order",
            )
        ratings: list[Rating] = []
        written = {e["glyph"] for e in listed if isinstance(e, dict) and _is_glyph(e.get("glyph"))}
        for n, entry in enumerate(listed):
            ratings.append(self.rating(n, entry, ratings, written))
        return Scale(key, title, tuple(ratings))

    def rating(self, n: int, entry: Any, before: list[Rating], written: set[str]) -> Rating:
        at = ("ratings", n)
        table = {"name": entry} if isinstance(entry, str) else entry
        if not isinstance(table, dict):
            raise self.error(at, "a rating is a word in quotes, or a table with a 'name'")
        for unknown in table.keys() - {"name", "glyph", "meaning", "id", "undecided"}:
            raise self.error(
                (*at, unknown),
                f"a rating has no '{line(unknown[:60])}', only name, glyph, meaning, "
                "undecided and id",
            )
        name = self.words(table, "name", at, most=_NAME)
        if not name:
            raise self.error(at, "a rating needs a name")
        id_ = self.words(table, "id", at, most=_NAME) or slug(name)
        if not id_ or id_ != slug(id_):
            raise self.error(
                at, f"the rating '{line(name)}' needs an id of lower-case words joined by '-'"
            )
        if twin := next((r for r in before if id_ == r.id or name == r.name), None):
            raise self.error(at, f"the rating '{line(name)}' is there twice (as '{twin.name}')")
        return Rating(
            id_,
            name,
            self.glyph(table, id_, n, before, written),
            self.words(table, "meaning", at, most=_MEANING) or "",
            self.undecided(table, id_, at),
        )

    def known(self, id_: str) -> Rating | None:
        """The built-in rating of this id; None while the built-in ones are being read."""
        return None if self.name == "scales.toml" else _known().get(id_)

    def undecided(self, table: dict[str, Any], id_: str, at: Key) -> bool:
        """What the table says, else what the built-in rating of this id says."""
        known = self.known(id_)
        said = table.get("undecided", known.undecided if known else False)
        if not isinstance(said, bool):
            raise self.error((*at, "undecided"), "'undecided' must be true or false")
        return said

    def glyph(
        self, table: dict[str, Any], id_: str, n: int, before: list[Rating], written: set[str]
    ) -> str:
        """The glyph in the table, else that of a built-in rating of this id, else a digit.

        The digit is the rating's key unless another rating was given that glyph.
        """
        taken = {rating.glyph for rating in before}
        if "glyph" not in table:
            known = self.known(id_)
            free: list[str] = [known.glyph if known else "", str(n + 1), *"123456789"]
            return next(sign for sign in free if sign and sign not in taken | written)
        glyph = table["glyph"]
        if not _is_glyph(glyph):
            raise self.error(("ratings", n, "glyph"), "a glyph is one character, one cell wide")
        if glyph in taken or glyph in STATES:
            raise self.error(
                ("ratings", n, "glyph"), f"the glyph '{glyph}' is taken; choose another"
            )
        return str(glyph)

    def words(self, table: dict[str, Any], key: str, at: Key, *, most: int) -> str | None:
        if key not in table:
            return None
        value = table[key]
        if not isinstance(value, str) or not value.strip():
            raise self.error((*at, key), f"'{key}' must be words in quotes")
        if len(value) > most or "\n" in value:
            raise self.error((*at, key), f"'{key}' must be one line of at most {most} characters")
        return value.strip()


def _is_glyph(value: Any) -> bool:
    return (
        isinstance(value, str)
        and len(value) == 1
        and value.isprintable()
        and not value.isspace()
        and not hides(value)
        and unicodedata.east_asian_width(value) not in "WF"
        and not unicodedata.combining(value)
    )
