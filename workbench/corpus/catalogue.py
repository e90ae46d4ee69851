"""The catalogue `corpus/sources.toml`: what is known of each source besides its text.

Each entry is a `[[sources]]` table with an `id`. What is not known is left out, never guessed.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import tomli

from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.plainfile import as_it_stood
from workbench.safe.visible import line as shown

NAME = "sources.toml"
LARGEST = 16 * 2**20
"""Most bytes: some 40,000 entries, read in two seconds."""

Kind = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """When a source appeared: a day, or the first and last day that it may be (both included)."""

    first: date
    last: date
    guessed: bool = False
    """Taken from what is not said to be the date of publication, such as that of the file."""

    def __str__(self) -> str:
        """`2023-09-07`, or `2023-11-16 to 2023-12-31`; one that is guessed has a ~ before it."""
        days = str(self.first) if self.first == self.last else f"{self.first} to {self.last}"
        return f"~{days}" if self.guessed else days


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """What the catalogue says of one source; None for what it does not say."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Published | None = None
    origin: str | None = None
    language: str | None = None
    kind: Kind | None = None
    grade: str | None = None
    url: str | None = None
    archive_url: str | None = None
    typed: tuple[str, ...] = ()
    """What of this was written at the desk, see `cards.edited`."""


Catalogue = dict[str, CatalogueEntry]

_WORDS = ("title", "publisher", "author", "origin", "language", "url", "archive_url")
_GRADE = re.compile(r"[A-F][1-6]")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_catalogue(root: Path) -> Catalogue:
    """The entries of `root/sources.toml` by source id; none when there is no such file.

    Raises:
        InputError: the file, the entry and the key that cannot be used, in one line.
    """
    try:
        data = as_it_stood(lambda: own.reading(root, NAME), most=LARGEST)
        if len(data) > LARGEST:
            raise InputError(f"{NAME}: larger than {LARGEST // 2**20} MB; split the corpus")
    except FileNotFoundError:
        return {}
    except own.NotOwn as error:
        raise InputError(str(error.strerror)) from None
    except OSError as error:
        raise InputError(f"{NAME}: cannot be read: {error.strerror}") from error
    return catalogue_of(data)


def catalogue_of(data: bytes) -> Catalogue:
    """The entries of a catalogue's bytes. Raises as `read_catalogue`."""
    try:
        tables = tomli.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{NAME}: not UTF-8 at byte {error.start}: save it as UTF-8") from error
    except (tomli.TOMLDecodeError, ValueError, RecursionError) as error:
        raise InputError(f"{NAME}: not TOML: {shown(str(error))[:200]}") from error
    rows = tables.pop("sources", [])
    if tables or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{NAME}: has something other than [[sources]] tables; remove it")
    catalogue: Catalogue = {}
    for number, row in enumerate(rows, 1):
        key = row.pop("id", None)
        if not isinstance(key, str) or not key:
            raise InputError(f"{NAME}: entry {number} has no id; give it the source's id as text")
        if key in catalogue:
            raise InputError(f"{NAME}: two entries for {shown(key)!r}; keep one")
        catalogue[key] = _entry(row, f"{NAME}: {shown(key)!r}")
    return catalogue


def _entry(row: dict[str, Any], place: str) -> CatalogueEntry:
    for key, value in row.items():
        if key in _WORDS:
            if not isinstance(value, str) or not value.strip():
                raise InputError(f"{place}: {key} must be text; leave it out if it is unknown")
        elif key == "kind":
            if value not in get_args(Kind):
                raise InputError(f'{place}: kind must be "primary" or "secondary"')
        elif key == "grade":
            if not isinstance(value, str) or not _GRADE.fullmatch(value):
                raise InputError(f"{place}: grade must be A-F and 1-6, such as B2")
        elif key == "typed":
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise InputError(f"{place}: typed must be a list of keys")
            row[key] = tuple(value)
        elif key == "published":
            row[key] = _published(value, place)
        else:
            raise InputError(f"{place}: unknown key {shown(key)!r}; remove or rename it")
    return CatalogueEntry(**row)


def _published(value: object, place: str) -> Published:
    published = Published(value, value) if type(value) is date else None
    if isinstance(value, str):
        published = parse_published(value)
    if published is None:
        raise InputError(
            f"{place}: published must be a date such as 2018-08-29, or an interval such as"
            ' "2023-11-16/2023-12-31"'
        )
    return published


def parse_published(text: str) -> Published | None:
    """Read a date or an interval; None when it is neither.

    `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or two of them with `/` between: EDTF level 0, the Library
    of Congress's profile of ISO 8601. A time after a day (`2018-08-29T23:58Z`) is ignored.
    """
    first, _, last = text.strip().partition("/")
    begin, end = _days(first), _days(last or first)
    if begin is None or end is None or end[1] < begin[0]:
        return None
    return Published(begin[0], end[1])


def is_later(published: Published | None, said: str | None) -> bool:
    """Whether a source certainly appeared after the day, month or year `said`.

    One dated "2018-11-06/2019-01-19" may be older than the last day of 2018: that is not certain.
    Nothing is where a date is missing, guessed or none.
    """
    claimed = parse_published(said) if said else None
    if claimed is None or published is None or published.guessed:
        return False
    return published.first > claimed.last


def _days(text: str) -> tuple[date, date] | None:
    match = _DAY.fullmatch(text.partition("T")[0].partition(" ")[0])
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
