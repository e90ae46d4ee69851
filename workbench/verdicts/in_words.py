"""A decision in a few words, as a history of them lists it.

What the decisions add up to is `verdicts`; how the app words them on one line is its own.
"""

from collections.abc import Mapping, Sequence

from workbench.verdicts.decisions import (
    Entry,
    Graded,
    Justified,
    Mark,
    Marked,
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
from workbench.verdicts.scales import Scale


def describe(
    entry: Entry, *, entries: Sequence[Entry] = (), scales: Mapping[str, Scale] | None = None
) -> str:
    """What was decided, in a few words without a full stop: `rated Mostly true on c1`.

    With `entries` (the whole ledger in order) an undo says what it took back; with `scales`
    ratings are shown by name. The words hold outside text: they pass `visible.line` to be shown.
    """
    match entry.decision:
        case Rated(claim=claim, scale=scale, rating=id_):
            known = (scales or {}).get(scale)
            rating = known.rating(id_) if known else None
            return f"rated {rating.name if rating else id_} on {claim}"
        case Marked(claim=claim, quote=quote, mark=mark):
            said = "took the mark off" if mark is None else f"marked as {_MARKS[mark]}"
            return f"{said} {quote.source}:{quote.start}-{quote.end} for {claim}"
        case Justified(claim=claim, text=text):
            return f"{'wrote' if text else 'emptied'} the justification of {claim}"
        case Postponed(claim=claim):
            return f"postponed {claim}"
        case Graded(source=source, grade=grade, kind=kind):
            return f"graded {source} {' '.join(filter(None, (grade, kind))) or 'not at all'}"
        case Searched(claim=claim, query=query, found=found):
            return f'searched for "{query}" for {claim}: {found} shown'
        case Read(claim=claim, source=source, start=start, end=end):
            return f"read {source}:{start}-{end} for {claim}"
        case Reported(path=path):
            return f"wrote the report {path}"
        case Reread(source=source):
            return f"read {source} again, another text came out of its file"
        case Undone(event=id_) | Redone(event=id_):
            word = "undid" if isinstance(entry.decision, Undone) else "did again"
            # Mostly one of the last before it.
            before = (entries[at] for at in range(min(entry.seq, len(entries)) - 1, -1, -1))
            of = next((each for each in before if event(each) == id_), None)
            if of is not None and not isinstance(of.decision, Undone | Redone):
                return f"{word}: {describe(of, scales=scales)}"
            return f"{word}: the decision {id_[:8]}, which is not in this ledger"


_MARKS: dict[Mark, str] = {
    "supports": "supporting",
    "conflicts": "conflicting",
    "irrelevant": "not relevant",
}
