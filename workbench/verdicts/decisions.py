"""Decisions of the checker.

A decision is an event that happened once and is never changed; `standing` says what they add up
to. Undo and redo are decisions too. No database here.
"""

from typing import Literal

import msgspec

from workbench.passages.quotes import Quote
from workbench.passages.sentences import Spot

Mark = Literal["supports", "conflicts", "irrelevant"]
Marks = tuple[tuple[Mark, Quote], ...]
"""Passages, each with what the checker said of it."""


class Rated(msgspec.Struct, frozen=True, kw_only=True, tag="rated"):
    """A rating was given to a claim, for the first time or again."""

    claim: str
    """Claim id."""
    text: str
    """The claim's wording when it was rated."""
    scale: str
    rating: str
    """Rating id."""
    reason: str = ""
    """One line: why it was changed, or why a rule was set aside."""
    quotes: Marks = ()
    """The passages marked at that moment. A passage not marked before is marked by this, so that
    a rating recorded with its quotes is one event and is undone at once."""
    instead: tuple[Spot, ...] = ()
    """Marks that this removes: `quotes` has their words as they are now, or they are gone."""


class Marked(msgspec.Struct, frozen=True, kw_only=True, tag="marked"):
    """A passage was marked for a claim; `mark` None takes the mark away."""

    claim: str
    quote: Quote
    mark: Mark | None
    suggested: str = ""
    """What the machine suggested then, such as `conflicts strong` or `not judged`."""
    second: str = ""
    """What the checker's own model said of it, as shown on the screen then:
    `model M: conflicts .91`. Empty if no model had read it."""


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


class Searched(msgspec.Struct, frozen=True, kw_only=True, tag="searched"):
    """A search was made for a claim: a rating such as "unproven" rests on it."""

    claim: str
    query: str
    found: int
    """Passages that were shown, the best first: no more than asked for, usually 20."""
    passages: int
    """Passages that were searched."""
    unread: str = ""
    """The files that could not be read then, in words: `a.pdf, b.docx and 3 more`."""


class Read(msgspec.Struct, frozen=True, kw_only=True, tag="read"):
    """A passage was read for a claim."""

    claim: str
    source: str
    start: int
    end: int


class Graded(msgspec.Struct, frozen=True, kw_only=True, tag="graded"):
    """A source was graded by the checker."""

    source: str
    grade: str | None
    """Admiralty grade such as `B2`; None removes it, also a grade from the catalogue."""
    kind: Literal["primary", "secondary"] | None = None


class Reread(msgspec.Struct, frozen=True, kw_only=True, tag="reread"):
    """The file of a source was read again, and another text came out of it."""

    source: str
    file: str
    """The file's sha256."""
    before: str
    """The reading that was used until then, see `corpus.readings.named`."""
    after: str
    """The one that is used from now on."""
    quotes: tuple[tuple[Spot, Quote], ...] = ()
    """Marked words that the new text has too: where they stood, and the quote of the new text."""


class Undone(msgspec.Struct, frozen=True, kw_only=True, tag="undone"):
    """The reviewer took back a decision of hers."""

    event: str
    """Its id."""


class Redone(msgspec.Struct, frozen=True, kw_only=True, tag="redone"):
    """The reviewer took back the undoing of a decision."""

    event: str
    """Its id."""


Undoable = Rated | Marked | Justified | Postponed | Graded | Reread
"""What undo takes back. A written report, a search and a reading have happened for good."""
Decision = Undoable | Reported | Searched | Read | Undone | Redone
"""A new kind needs a higher `ledger.schema.VERSION`: an older workbench, which would not undo
the right thing, then refuses the ledger instead of ignoring those rows."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it stands in the ledger."""

    seq: int
    """Its number in the order: 1, 2, 3 ... A merge may change it."""
    at: str
    """UTC, ISO 8601 with seconds and `Z`."""
    by: str
    """The reviewer."""
    decision: Decision
    id: str = ""
    """The same on every desk."""
    after: tuple[str, ...] | None = None
    """Ids of the entries it was recorded after; None: after all that come before it."""
    tick: int = 0
    """Later events have a higher one, on one desk and after a merge; see `ledger.rows`."""


def event(entry: Entry) -> str:
    """The name of an entry for undo and redo: its id, or its number if it is in no ledger."""
    return entry.id or str(entry.seq)
