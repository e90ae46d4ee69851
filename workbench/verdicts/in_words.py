"""A decision in a few words, as a history lists it or the app says it was undone.

What the decisions add up to is in `standing`.
"""

from collections.abc import Callable, Mapping, Sequence

from workbench.passages.quotes import Quote
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


def address(quote: Quote) -> str:
    """`SOURCE:START-END` of a quote, as it was made."""
    return f"{quote.source}:{quote.start}-{quote.end}"


def describe(
    entry: Entry,
    *,
    entries: Sequence[Entry] = (),
    scales: Mapping[str, Scale] | None = None,
    claim: Callable[[str], str] = str,
    quote: Callable[[Quote], str] = address,
) -> str:
    """What was decided, in a few words without a full stop: `rated Mostly true on c1`.

    With `entries` (the whole ledger in order) an undo says what it took back; with `scales`
    ratings are shown by name. `claim` words the claim of an id, `quote` a marked passage. The
    result contains outside text: pass it through `visible.line`.
    """
    match entry.decision:
        case Rated(claim=of, scale=scale, rating=id_):
            known = (scales or {}).get(scale)
            rating = known.rating(id_) if known else None
            return f"rated {rating.name if rating else id_} on {claim(of)}"
        case Marked(claim=of, quote=marked, mark=mark):
            said = "took the mark off" if mark is None else f"marked as {_MARKS[mark]}"
            return f"{said} {quote(marked)} for {claim(of)}"
        case Justified(claim=of, text=text):
            return f"{'wrote' if text else 'emptied'} the justification of {claim(of)}"
        case Postponed(claim=of):
            return f"postponed {claim(of)}"
        case Graded(source=source, grade=grade, kind=kind):
            return f"graded {source} {' '.join(filter(None, (grade, kind))) or 'not at all'}"
        case Searched(claim=of, query=query, found=found):
            return f'searched for "{query}" for {claim(of)}: {found} shown'
        case Read(claim=of, source=source, start=start, end=end):
            return f"read {source}:{start}-{end} for {claim(of)}"
        case Reported(path=path):
            return f"wrote the report {path}"
        case Reread(source=source):
            return f"read {source} again, another text came out of its file"
        case Undone(event=id_) | Redone(event=id_):
            word = "undid" if isinstance(entry.decision, Undone) else "did again"
            # Usually it is one of the last before it.
            before = (entries[at] for at in range(min(entry.seq, len(entries)) - 1, -1, -1))
            last = next((each for each in before if event(each) == id_), None)
            if last is not None and not isinstance(last.decision, Undone | Redone):
                return f"{word}: {describe(last, scales=scales, claim=claim, quote=quote)}"
            return f"{word}: the decision {id_[:8]}, which is not in this ledger"


_MARKS: dict[Mark, str] = {
    "supports": "supporting",
    "conflicts": "conflicting",
    "irrelevant": "not relevant",
}
