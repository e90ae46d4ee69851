"""Everything that a dossier tells, as plain records: what the forms for programs are made from.

README.md in this folder documents it. A key is never left out: what is not known is null or empty.
"""

from typing import Any, Literal

import msgspec

SCHEMA = "workbench-report/1"
MADE_WITH = "workbench, a fact-check desk in a terminal"
"""By which a form for programs is known to be ours."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A rating as it was given."""

    rating: str
    """Its id on the scale."""
    name: str
    scale: str
    by: str
    at: str
    """UTC, ISO 8601."""
    reason: str


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """A reason of the program."""

    kind: str
    relation: str
    """conflicts, but, differs or meets."""
    text: str


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a source that were marked or suggested for a claim."""

    number: int | None
    """Of the quote in the report; null for what it does not print."""
    mark: Literal["supports", "conflicts", "irrelevant"] | None
    """What the checker said of it; null for a suggestion."""
    source: str
    start: int
    end: int
    """Half open, in code points of the source's text, when it was quoted."""
    exact: str
    prefix: str
    suffix: str
    sha256: str
    place: str | None
    anchor: str
    """exact, moved, altered or gone."""
    now: tuple[int, int, str] | None
    """Where and as the words stand now, if they moved or were altered."""
    note: str
    copies: tuple[str, ...]
    second: str
    stance: str
    """The program's word: supports, conflicts or mentions."""
    confidence: str | None
    reasons: tuple[Because, ...]


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """What a justification quotes, and how it stands in the sources."""

    text: str
    verdict: str
    source: str | None
    note: str


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """A search that was made for a claim."""

    query: str
    found: int
    passages: int
    unread: str
    by: str
    at: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A claim."""

    id: str
    number: str
    text: str
    listed: bool
    part_of: str | None
    split: bool
    claimant: str | None
    date: str | None
    appearance: str | None
    tags: tuple[str, ...]
    context: str | None
    state: Literal["judged", "conflict", "postponed", "open"]
    verdict: Given | None
    conflict: tuple[Given, ...]
    agreeing: tuple[Given, ...]
    earlier: tuple[Given, ...]
    justification: str
    quotations: tuple[Quoted, ...]
    stale: tuple[str, ...]
    lacks: tuple[str, ...]
    marked: tuple[Passage, ...]
    suggested: tuple[Passage, ...]
    searches: tuple[Search, ...]
    read: tuple[tuple[str, int, int], ...]
    failed: str | None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A source."""

    id: str
    label: str | None
    """S1 ... where the report quotes it."""
    path: str
    text_file: str | None
    sha256: str
    text_sha256: str
    title: str
    publisher: str | None
    author: str | None
    published: tuple[str, str] | None
    """First and last day it may have been published."""
    url: str | None
    archive_url: str | None
    language: str | None
    kind: str | None
    grade: str | None
    origin: str | None
    encoding: str | None
    notes: tuple[str, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A rating of a scale."""

    id: str
    name: str
    meaning: str
    undecided: bool


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """A scale, best rating first."""

    name: str
    title: str
    ratings: tuple[Step, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A rating that a report gave and that was changed since."""

    claim: str
    was: str
    reported: str
    now: Given | None
    conflict: bool


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report."""

    schema: str
    title: str
    url: str | None
    publisher: str | None
    selected: str
    last: tuple[str, str] | None
    """When the last decision was made, and by whom."""
    scales: tuple[Steps, ...]
    claims: tuple[Item, ...]
    sources: tuple[Document, ...]
    skipped: tuple[tuple[str, str], ...]
    """Path and reason."""
    corrections: tuple[Change, ...]

    def builtins(self) -> dict[str, Any]:
        """The record in dicts and lists."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made


def of_builtins(given: object) -> Record:
    """The record of what `builtins` gave.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.convert(given, Record)
