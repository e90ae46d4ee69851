"""Decisions of the checker, and what they add up to.

A decision is an event that was made once and is never changed; `replay` turns the list of
them into what stands now. Undo and redo are decisions too. No database here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from workbench.quotes import Quote

Mark = Literal["supports", "conflicts", "irrelevant"]


class Rated(msgspec.Struct, frozen=True, kw_only=True, tag="rated"):
    """A rating was given to a claim (the first one, or a changed one)."""

    claim: str
    """Claim id."""
    text: str
    """The claim's wording when it was rated."""
    scale: str
    rating: str
    """Rating id."""
    reason: str = ""
    """One line: why it was changed, or why a rule was set aside."""
    quotes: tuple[tuple[Mark, Quote], ...] = ()
    """The passages marked at that moment."""


class Marked(msgspec.Struct, frozen=True, kw_only=True, tag="marked"):
    """A passage was marked for a claim; `mark` None takes the mark away."""

    claim: str
    quote: Quote
    mark: Mark | None
    suggested: str = ""
    """The machine's stance and confidence at that moment, such as `conflicts strong`."""


class Justified(msgspec.Struct, frozen=True, kw_only=True, tag="justified"):
    """The justification of a claim's verdict was written."""

    claim: str
    text: str


class Postponed(msgspec.Struct, frozen=True, kw_only=True, tag="postponed"):
    """A claim was put off until later."""

    claim: str


class Reported(msgspec.Struct, frozen=True, kw_only=True, tag="reported"):
    """A report was written to a file, with these ratings (claim id to rating id)."""

    path: str
    ratings: dict[str, str]


class Undone(msgspec.Struct, frozen=True, kw_only=True, tag="undone"):
    """The reviewer took back the entry `seq`."""

    seq: int


class Redone(msgspec.Struct, frozen=True, kw_only=True, tag="redone"):
    """The reviewer took back the undoing of the entry `seq`."""

    seq: int


Decision = Rated | Marked | Justified | Postponed | Reported | Undone | Redone


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it stands in the ledger."""

    seq: int
    """1, 2, 3 ... without gaps."""
    at: str
    """UTC, ISO 8601 with seconds and `Z`."""
    by: str
    """The reviewer."""
    decision: Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one claim after all decisions."""

    claim: str
    verdict: Entry | None = None
    """The `Rated` entry in force."""
    earlier: tuple[Entry, ...] = ()
    """`Rated` entries it replaced, oldest first."""
    justification: str = ""
    marks: tuple[tuple[Mark, Quote], ...] = ()
    """In the order they were made."""
    postponed: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands for every claim that was ever decided on."""

    standings: dict[str, Standing]
    reported: Entry | None = None
    """The last report that was written."""
    undoable: dict[str, Entry] | None = None
    """By reviewer: the entry that undo would take back."""
    redoable: dict[str, Entry] | None = None


def replay(entries: Iterable[Entry]) -> Desk:
    """What the entries, in order, add up to."""
    raise NotImplementedError
