"""What a search gives: passages with their scores, and what was searched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from workbench.corpus import Skipped, Source
from workbench.passages import Passage


class Part(NamedTuple):
    """One named share of a score: what a hit owes to it."""

    name: str
    """`words`, `document`, `neighbours`, `wording` or `length`."""
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """A passage and how well it fits the claim."""

    passage: Passage
    score: float
    """0 to 100, comparable between claims: not divided by the claim's own best."""
    parts: tuple[Part, ...] = ()
    """The score's parts; their points add up to the score."""
    before: tuple[str, ...] = ()
    """The (at most two) passages before it in its article, in order: what pronouns refer to."""
    copies: tuple[Passage, ...] = ()
    """Near-identical passages of other sources, best first: the same words, not more evidence."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word of the claim that the whole text of no source holds, see `absent`."""

    word: str
    """As the claim writes it."""
    nearest: tuple[str, ...]
    """Words of the corpus written much like it (lower case), best first; searched in its place."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search went over."""

    passages: int
    sources: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search."""

    matches: tuple[Match, ...]
    """Best first; equal scores in the order of the index."""
    unknown: tuple[Unknown, ...]
    """In the order of the claim."""
    searched: Searched
    skipped: tuple[Skipped, ...] = ()
    """The files that could not be read: what stands in them nobody looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which sources to search; a field that is None lets every source through."""

    sources: Collection[str] | None = None
    """Source ids."""
    first: date | None = None
    """Published on this day or later; a source that may be older is left out."""
    last: date | None = None
    """Published on this day or before; a source that may be newer is left out."""
    language: str | None = None
    kind: Literal["primary", "secondary"] | None = None

    def admits(self, source: Source) -> bool:
        """Whether a source is to be searched; one of unknown date is in no date range."""
        if self.sources is not None and source.id not in self.sources:
            return False
        if self.language is not None and source.language != self.language:
            return False
        if self.kind is not None and source.kind != self.kind:
            return False
        if self.first is None and self.last is None:
            return True
        published = source.published
        return (
            published is not None
            and (self.first is None or published.first >= self.first)
            and (self.last is None or published.last <= self.last)
        )
