"""What decisions add up to: what stands for each claim, and what each reviewer may take back.

`replay` turns the entries of a ledger, in order, into what stands now. No database here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.passages.quotes import Quote
from workbench.passages.sentences import Spot
from workbench.verdicts.decisions import (
    Entry,
    Graded,
    Justified,
    Mark,
    Marked,
    Marks,
    Postponed,
    Rated,
    Read,
    Redone,
    Reported,
    Reread,
    Searched,
    Undone,
    event,
)
from workbench.verdicts.knowing import Knowing

if TYPE_CHECKING:
    from workbench.corpus import Source


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rating that stands, or one that did: what was decided, by whom and when."""

    rating: str
    """Rating id, on the scale named `scale`; the project may have another scale by now."""
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
    """One line: why it was changed, or why a rule was set aside; usually empty."""
    id: str = ""
    """The id of its entry, the same on every desk; see `Entry.id`."""


def given(entry: Entry, rated: Rated) -> Verdict:
    """The verdict of an entry whose decision is `rated`."""
    return Verdict(
        rating=rated.rating,
        scale=rated.scale,
        text=rated.text,
        by=entry.by,
        at=entry.at,
        seq=entry.seq,
        reason=rated.reason,
        id=entry.id,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one claim after all decisions."""

    claim: str
    verdict: Verdict | None = None
    """The one that stands; None also if ratings are in conflict."""
    conflict: tuple[Verdict, ...] = ()
    """Ratings that differ and were given without knowing of each other, in order, at least two.

    There is no verdict until someone who knows them all rates the claim."""
    agreeing: tuple[Verdict, ...] = ()
    """Other verdicts with the same rating, given without knowing of each other."""
    earlier: tuple[Verdict, ...] = ()
    """Verdicts that were replaced by one that knew of them, oldest first."""
    justification: str = ""
    """If several were written without knowing of each other, all of them, each with its author."""
    marks: Marks = ()
    """In the order they were made."""
    second: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """For a marked passage, source id and words to the `Marked.second` of its mark."""
    postponed: bool = False
    """Put off since it was last rated; an earlier verdict still stands."""
    searches: tuple[Entry, ...] = ()
    """`Searched` entries, oldest first."""
    read: frozenset[Spot] = frozenset()

    @property
    def rated(self) -> Verdict | None:
        """The verdict, else the first of those in conflict; None if it was never rated."""
        return self.verdict or next(iter(self.conflict), None)

    @property
    def rests(self) -> Marks:
        """The marks that a verdict rests on: all but those of irrelevant passages."""
        return tuple((mark, quote) for mark, quote in self.marks if mark != "irrelevant")


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands for every claim that was ever decided on."""

    standings: dict[str, Standing] = field(default_factory=dict)
    """By claim id; claims that left claims.toml are kept."""
    reported: Entry | None = None
    """The last report that was written."""
    undoable: dict[str, Entry] = field(default_factory=dict)
    """By reviewer: the entry that undo would take back."""
    redoable: dict[str, Entry] = field(default_factory=dict)
    """By reviewer: the entry that redo would bring back."""
    grades: dict[str, Graded] = field(default_factory=dict)
    """By source id: the grade that stands."""

    def of(self, claim: str) -> Standing:
        """What stands for a claim; an empty standing if nothing was decided on it."""
        return self.standings.get(claim) or Standing(claim)

    def told(self, claim: str) -> str | None:
        """The id of the rating that readers know of a claim from the last report; None of none."""
        last = self.reported.decision if self.reported else None
        return last.ratings.get(claim) if isinstance(last, Reported) else None

    def graded(self, source: "Source") -> "Source":
        """A source with the checker's own grade and kind, if she gave any."""
        given = self.grades.get(source.id)
        if given is None:
            return source
        return replace(source, grade=given.grade, kind=given.kind or source.kind)


def replay(entries: Iterable[Entry]) -> Desk:
    """What the entries, in order, add up to.

    An entry that was undone counts for nothing; one that was redone counts at its old place. An
    `Undone` or `Redone` of something that is not its reviewer's changes nothing.
    """
    entries = tuple(entries)
    knowing, back = Knowing(), _Back()
    for entry in entries:
        knowing.add(event(entry), entry.after)
        back.add(entry)
    count = _Count(knowing.knows)
    for entry in entries:
        if event(entry) not in back.void:
            count.add(entry)
    return Desk(
        {claim: count.standing(claim) for claim in count.standings},
        count.reported,
        {by: mine[-1] for by, mine in back.done.items() if mine},
        {by: undone[-1] for by, undone in back.undone.items() if undone},
        count.grades,
    )


class _Back:
    """What each reviewer took back, and what the next undo and redo would act on."""

    def __init__(self) -> None:
        self.void: set[str] = set()
        """Ids of the events that count for nothing."""
        self.done: dict[str, list[Entry]] = {}
        self.undone: dict[str, list[Entry]] = {}
        self._known: dict[tuple[str, str], Entry] = {}

    def add(self, entry: Entry) -> None:
        mine, back = self.done.setdefault(entry.by, []), self.undone.setdefault(entry.by, [])
        match entry.decision:
            case Undone(event=id_) if id_ not in self.void and (entry.by, id_) in self._known:
                self.void.add(id_)
                back.append(_drop(mine, id_) or self._known[entry.by, id_])
            case Redone(event=id_) if id_ in self.void and (entry.by, id_) in self._known:
                self.void.discard(id_)
                mine.append(_drop(back, id_) or self._known[entry.by, id_])
            case Rated() | Marked() | Justified() | Postponed() | Graded() | Reread():
                mine.append(entry)
                back.clear()
                self._known[entry.by, event(entry)] = entry


def _drop(entries: list[Entry], id_: str) -> Entry | None:
    """Take the entry with this id out, searching from the end; None if it is not there."""
    for at in range(len(entries) - 1, -1, -1):
        if event(entries[at]) == id_:
            return entries.pop(at)
    return None


class _Latest:
    """The latest of several statements on one thing: those that no later one knew and replaced."""

    def __init__(self) -> None:
        self.stand: list[Entry] = []
        self.replaced: list[Entry] = []

    def add(self, entry: Entry, knows: Callable[[str, str], bool]) -> None:
        known = [each for each in self.stand if knows(event(entry), event(each))]
        self.replaced += known
        self.stand = [each for each in self.stand if each not in known] + [entry]


class _Count:
    """The standings while they are being added up."""

    def __init__(self, knows: Callable[[str, str], bool]) -> None:
        self.knows = knows
        self.standings: dict[str, Standing] = {}
        self.ratings: dict[str, _Latest] = {}
        self.justified: dict[str, _Latest] = {}
        self.marks: dict[str, dict[Spot, tuple[Mark, Quote]]] = {}
        self.second: dict[str, dict[tuple[str, str], str]] = {}
        self.read: dict[str, set[Spot]] = {}
        self.searches: dict[str, list[Entry]] = {}
        self.reported: Entry | None = None
        self.grades: dict[str, Graded] = {}

    def standing(self, claim: str) -> Standing:
        ratings = self.ratings.get(claim) or _Latest()
        stand = _given(ratings.stand)
        differ = len({(each.scale, each.rating) for each in stand}) > 1
        return replace(
            self.standings[claim],
            verdict=stand[-1] if stand and not differ else None,
            conflict=stand if differ else (),
            agreeing=() if differ else stand[:-1],
            earlier=_given(sorted(ratings.replaced, key=lambda each: each.seq)),
            justification=_justification(self.justified.get(claim) or _Latest()),
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
            case Reread():
                self._anchor(decision)
                return
            case Undone() | Redone():
                return
        claim = decision.claim
        old = self.standings.setdefault(claim, Standing(claim))
        marks = self.marks.setdefault(claim, {})
        match decision:
            case Rated():
                self.ratings.setdefault(claim, _Latest()).add(entry, self.knows)
                if old.postponed:
                    self.standings[claim] = replace(old, postponed=False)
                for spot in decision.instead:
                    marks.pop(spot, None)
                for mark, quote in decision.quotes:
                    marks.setdefault(quote.spot, (mark, quote))
            case Marked():
                marks.pop(decision.quote.spot, None)
                if decision.mark is not None:
                    marks[decision.quote.spot] = (decision.mark, decision.quote)
                read = decision.quote.source, decision.quote.exact
                # By the words, so it is kept if they move in a changed source.
                self.second.setdefault(claim, {})[read] = decision.second
            case Justified():
                self.justified.setdefault(claim, _Latest()).add(entry, self.knows)
            case Postponed():
                self.standings[claim] = replace(old, postponed=True)
            case Searched():
                self.searches.setdefault(claim, []).append(entry)
            case Read():
                spot = (decision.source, decision.start, decision.end)
                self.read.setdefault(claim, set()).add(spot)

    def _anchor(self, reread: Reread) -> None:
        """Put the quotes of a new text in the places of the same words of the old one."""
        quotes = dict(reread.quotes)
        for claim, marks in self.marks.items():
            if quotes.keys() & marks.keys():
                moved = ((mark, quotes.get(spot, quote)) for spot, (mark, quote) in marks.items())
                self.marks[claim] = {quote.spot: (mark, quote) for mark, quote in moved}


def _given(entries: Iterable[Entry]) -> tuple[Verdict, ...]:
    return tuple(given(each, each.decision) for each in entries if isinstance(each.decision, Rated))


def _justification(written: _Latest) -> str:
    """The text that stands; if several differ, all of them, each with its author."""
    said = [
        (each.by, each.decision.text)
        for each in written.stand
        if isinstance(each.decision, Justified) and each.decision.text.strip()
    ]
    if len({text for _, text in said}) > 1:
        return "\n\n".join(f"{by}: {text}" for by, text in said)
    return said[-1][1] if said else ""
