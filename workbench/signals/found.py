"""What a signal returns: a reason, and the cell of the table of precisions it belongs to."""

import msgspec

from workbench.analysis.pair import Pair
from workbench.signals.reasons import Reason, Relation


class Found(msgspec.Struct, frozen=True):
    """A reason with the cell that says how far it can be trusted."""

    reason: Reason
    cell: str
    """`kind` or `kind/how`: "number/counted", "date/context". Measured, see `stance`."""
    tie: float = 0.0
    """How firmly the two sides are about the same thing: 0 to about 5, for numbers and dates."""
    gap: float = 0.0
    """How far apart they are, 0 to 5: powers of ten for numbers, years for dates."""


def as_conflict(item: Found) -> Found:
    """A difference as a conflict, without the note that asks whether it is one."""
    text = item.reason.text
    if text.endswith("?)"):
        text = text.rpartition(" (")[0]
    reason = item.reason._replace(relation=Relation.CONFLICTS, text=text)
    return msgspec.structs.replace(item, reason=reason)


def found(
    pair: Pair,
    cell: str,
    relation: Relation,
    claim: tuple[int, int],
    passage: tuple[int, int] | None,
    note: str = "",
    *,
    tie: float = 0.0,
    gap: float = 0.0,
) -> Found:
    """A reason as a sentence about the passage: what it says, what the claim says, then `note`."""
    kind = cell.partition("/")[0]
    ours = " ".join(pair.claim.text[claim[0] : claim[1]].split())
    theirs = " ".join(pair.passage.text[slice(*passage)].split()) if passage else ""
    if relation is Relation.MEETS:
        text = f"{kind}: {theirs or ours}"
    elif not theirs:
        text = f"says nothing of {ours}"
    else:
        text = f"says {theirs}, the claim says {ours}"
    text += f" ({note})" if note else ""
    return Found(Reason(kind, relation, claim, passage, text), cell, tie, gap)


def words(pair: Pair, at: int, other: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The spans of a claim token and a passage token."""
    ours, theirs = pair.claim.tokens[at], pair.passage.tokens[other]
    return (ours.start, ours.end), (theirs.start, theirs.end)
