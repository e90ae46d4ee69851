"""Decisions of the checker, and what they add up to.

A decision is an event that was made once and is never changed; `replay` turns the list of
them into what stands now. Undo and redo are decisions too. No database here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import msgspec

from workbench.passages.quotes import Quote
from workbench.passages.sentences import Spot

if TYPE_CHECKING:
    from workbench.corpus import Source

Mark = Literal["supports", "conflicts", "irrelevant"]
Marks = tuple[tuple[Mark, Quote], ...]
"""Passages and what the checker said of each."""


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
    quotes: Marks = ()
    """The passages marked at that moment. One that was not marked yet is marked by this, so
    that a rating recorded with its quotes is one event, taken back at once."""
    instead: tuple[Spot, ...] = ()
    """Marks that this takes away: `quotes` has their words as they stand now, or they are gone."""


class Marked(msgspec.Struct, frozen=True, kw_only=True, tag="marked"):
    """A passage was marked for a claim; `mark` None takes the mark away."""

    claim: str
    quote: Quote
    mark: Mark | None
    suggested: str = ""
    """The machine's word at that moment, such as `conflicts strong` or `not judged`."""
    second: str = ""
    """What a model of the checker's own said of it, as it stood on the screen at that moment:
    `model M: conflicts .91`. Empty where none had read it."""


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
    """A search was made for a claim: what "unproven" rests on."""

    claim: str
    query: str
    found: int
    """Passages that were shown, the best first: no more than asked for, mostly 20."""
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
    """Admiralty grade such as `B2`; None takes it away, that of the catalogue too."""
    kind: Literal["primary", "secondary"] | None = None


class Undone(msgspec.Struct, frozen=True, kw_only=True, tag="undone"):
    """The reviewer took back the entry `seq`."""

    seq: int


class Redone(msgspec.Struct, frozen=True, kw_only=True, tag="redone"):
    """The reviewer took back the undoing of the entry `seq`."""

    seq: int


Undoable = Rated | Marked | Justified | Postponed | Graded
"""What undo takes back. A written report, a search and a reading have happened for good."""
Decision = Undoable | Reported | Searched | Read | Undone | Redone
"""Adding a kind raises `ledger.schema.VERSION`: an older workbench, which would miscount what
undo takes back, then refuses the ledger instead of passing over the rows."""


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
class Verdict:
    """A rating in force, or one that was: what was decided, by whom and when."""

    rating: str
    """Rating id, on the scale of this name; a project may have another scale by now."""
    scale: str
    text: str
    """The claim's wording when it was rated."""
    by: str
    """The reviewer."""
    at: str
    """UTC, ISO 8601 with seconds and `Z`."""
    seq: int
    """The number of its entry in the ledger."""
    reason: str = ""
    """One line: why it was changed, or why a rule was set aside; mostly empty."""


def given(entry: Entry, rated: Rated) -> Verdict:
    """The verdict that an entry gives whose decision is `rated`."""
    return Verdict(
        rating=rated.rating,
        scale=rated.scale,
        text=rated.text,
        by=entry.by,
        at=entry.at,
        seq=entry.seq,
        reason=rated.reason,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one claim after all decisions."""

    claim: str
    verdict: Verdict | None = None
    """The one in force."""
    earlier: tuple[Verdict, ...] = ()
    """Those it replaced, oldest first."""
    justification: str = ""
    marks: Marks = ()
    """In the order they were made."""
    second: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Source id and words of a marked passage to the `Marked.second` of its mark."""
    postponed: bool = False
    """Put off since it was last rated; an earlier verdict stands meanwhile."""
    searches: tuple[Entry, ...] = ()
    """`Searched` entries, oldest first."""
    read: frozenset[Spot] = frozenset()

    @property
    def rests(self) -> Marks:
        """The marks that a verdict rests on: all but those that say "not relevant"."""
        return tuple((mark, quote) for mark, quote in self.marks if mark != "irrelevant")


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands for every claim that was ever decided on."""

    standings: dict[str, Standing] = field(default_factory=dict)
    """By claim id; claims that left claims.toml are kept."""
    reported: Entry | None = None
    """The last report that was written."""
    undoable: dict[str, Entry] | None = None
    """By reviewer: the entry that undo would take back."""
    redoable: dict[str, Entry] | None = None
    """By reviewer: the entry that redo would bring back."""
    grades: dict[str, Graded] = field(default_factory=dict)
    """By source id: the grade in force."""

    def of(self, claim: str) -> Standing:
        """What stands for a claim; nothing yet where it was never decided on."""
        return self.standings.get(claim) or Standing(claim)

    def graded(self, source: "Source") -> "Source":
        """The card of a source with the checker's own grade and kind, where she gave them."""
        given = self.grades.get(source.id)
        if given is None:
            return source
        return replace(source, grade=given.grade, kind=given.kind or source.kind)


def replay(entries: Iterable[Entry]) -> Desk:
    """What the entries, in order, add up to.

    An entry that was undone counts for nothing; one that was redone counts at its old place.
    An `Undone` or `Redone` that fits no open entry of its reviewer changes nothing.
    """
    entries = tuple(entries)
    done: dict[str, list[Entry]] = {}
    undone: dict[str, list[Entry]] = {}
    void: set[int] = set()
    for entry in entries:
        mine, back = done.setdefault(entry.by, []), undone.setdefault(entry.by, [])
        match entry.decision:
            case Undone(seq=seq) if mine and mine[-1].seq == seq:
                back.append(mine.pop())
                void.add(seq)
            case Redone(seq=seq) if back and back[-1].seq == seq:
                mine.append(back.pop())
                void.discard(seq)
            case Rated() | Marked() | Justified() | Postponed() | Graded():
                mine.append(entry)
                back.clear()
    count = _Count()
    for entry in entries:
        if entry.seq not in void:
            count.add(entry)
    return Desk(
        {claim: count.standing(claim) for claim in count.standings},
        count.reported,
        {by: mine[-1] for by, mine in done.items() if mine},
        {by: back[-1] for by, back in undone.items() if back},
        count.grades,
    )


class _Count:
    """The standings while they are being added up."""

    def __init__(self) -> None:
        self.standings: dict[str, Standing] = {}
        self.marks: dict[str, dict[Spot, tuple[Mark, Quote]]] = {}
        self.second: dict[str, dict[tuple[str, str], str]] = {}
        self.read: dict[str, set[Spot]] = {}
        self.searches: dict[str, list[Entry]] = {}
        self.reported: Entry | None = None
        self.grades: dict[str, Graded] = {}

    def standing(self, claim: str) -> Standing:
        return replace(
            self.standings[claim],
            marks=tuple(self.marks.get(claim, {}).values()),
            second=self.second.get(claim, {}),
            searches=tuple(self.searches.get(claim, ())),
            read=frozenset(self.read.get(claim, ())),
        )

    def add(self, entry: Entry) -> None:
        decision = entry.decision
        match decision:
            case Reported():
                self.reported = entry
                return
            case Graded():
                self.grades[decision.source] = decision
                return
            case Undone() | Redone():
                return
        claim = decision.claim
        old = self.standings.setdefault(claim, Standing(claim))
        marks = self.marks.setdefault(claim, {})
        match decision:
            case Rated():
                earlier = (*old.earlier, old.verdict) if old.verdict else ()
                self.standings[claim] = replace(
                    old, verdict=given(entry, decision), earlier=earlier, postponed=False
                )
                for spot in decision.instead:
                    marks.pop(spot, None)
                for mark, quote in decision.quotes:
                    marks.setdefault(quote.spot, (mark, quote))
            case Marked():
                marks.pop(decision.quote.spot, None)
                if decision.mark is not None:
                    marks[decision.quote.spot] = (decision.mark, decision.quote)
                read = decision.quote.source, decision.quote.exact
                # By the words: they keep it where a changed source has them elsewhere.
                self.second.setdefault(claim, {})[read] = decision.second
            case Justified():
                self.standings[claim] = replace(old, justification=decision.text)
            case Postponed():
                self.standings[claim] = replace(old, postponed=True)
            case Searched():
                self.searches.setdefault(claim, []).append(entry)
            case Read():
                spot = (decision.source, decision.start, decision.end)
                self.read.setdefault(claim, set()).add(spot)
