"""What of all reasons decides: the one that leads against the claim, and what forbids support.

A number that differs in another year does not conflict, and a claim with an unmatched number,
date, name or exclusive has no support, whatever the model says.
"""

from collections.abc import Sequence
from typing import NamedTuple

from workbench.analysis.lexicon import verbal
from workbench.analysis.pair import Pair
from workbench.reasons import Relation
from workbench.signals.found import Found

BY_MEANING = 0.05
"""Share of the claim that may be aligned by meaning alone where other words are missing."""
ORDER = (
    "date/sole",
    "antonym/slot",
    "number/counted",
    "date/context",
    "place/slot",
    "ordinal/counted",
    "denial",
    "negation/most",
    "direction/near",
    "roles/compared",
    "number/zero",
    "number/context",
    "opposite",
    "date/far",
    "number/near",
    "antonym/loose",
    "place/people",
    "sort/thing",
    "name/slot",
    "ordinal/context",
    "direction/loose",
    "negation/part",
    "negation/name",
    "sort/denied",
    "sort/person",
)
"""Cells that may carry a conflict, by falling precision as measured."""
PLACE = {cell: place for place, cell in enumerate(ORDER)}
LOOSE = frozenset(("date/loose", "number/apart", "ordinal/apart", "sort/other", "name/by"))
"""Cells that only differ, yet lead where nothing conflicts: whether both sides speak of the same
is not in the words around them, so that only a high probability makes a conflict of them."""
SOMETIMES = frozenset(("sort/thing", "sort/person", "place/people"))
"""Cells that conflict or only differ, as the words around them say. Either way, no support."""
LOST = frozenset(("name/missing", "place/missing", "place/people", "name/by"))

VETOES = frozenset(
    """number/missing number/loose number/apart number/open number/elsewhere
    ordinal/loose ordinal/apart
    date/missing date/loose date/open only/missing only/other first/missing first/other last/missing
    last/other superlative/missing superlative/other all/missing all/part most/missing most/part
    place/missing name/missing name/by sort/other
    roles/acted start/later asserted/open asserted/stated speaker/other negation/loose
    word/sister""".split()  # noqa: SIM905
)
"""Cells that forbid `supports`, as does every conflict."""


class Lead(NamedTuple):
    """What the reasons of one pair come to."""

    cell: str
    """The leading cell against the claim, "" if there is none."""
    rest: float
    """Coverage of the claim without the words that reason sets apart, 0 to 1."""
    elsewhere: bool
    """The passage is, or may be, of another period than the claim."""
    vetoes: int
    """How many reasons forbid support, conflicts included."""
    whole: bool
    """The passage has every noun of the claim, and what else is missing is not made up for by
    words that only may mean the same."""
    lost: bool
    """A name or place of the claim is nowhere in the passage: it may speak of another one."""


def _rest(pair: Pair, item: Found) -> float:
    claim, (start, end) = pair.claim, item.reason.claim
    total = claim.total
    apart = sum(
        [claim.weights[at] for at in pair.aligned.missing if start <= claim.tokens[at].start < end]
    )
    return min(1.0, pair.known * total / (total - apart)) if total > apart else 0.0


def _whole(pair: Pair) -> bool:
    aligned, claim = pair.aligned, pair.claim
    if not aligned.missing:
        return True
    if aligned.coverage - aligned.strict > BY_MEANING:
        return False
    return all(verbal(claim.keys[at]) for at in aligned.missing)


def lead(pair: Pair, everything: Sequence[Found]) -> Lead:
    """The leading reason against the claim, and the vetoes."""
    best: Found | None = None
    vetoes = 0
    elsewhere = lost = False
    last = len(ORDER)
    for item in everything:
        if item.reason.kind == "date" and item.reason.relation is not Relation.MEETS:
            elsewhere = True
        if item.reason.relation is Relation.CONFLICTS:
            vetoes += 1
            place = PLACE.get(item.cell, last)
            if place < last:
                best, last = item, place
        elif item.cell in VETOES or item.cell in SOMETIMES:
            vetoes += 1
            lost = lost or item.cell in LOST
            if best is None and item.cell in LOOSE:
                best = item
    if best is None:
        return Lead("", 0.0, elsewhere, vetoes, _whole(pair), lost)
    return Lead(best.cell, _rest(pair, best), elsewhere, vetoes, _whole(pair), lost)
