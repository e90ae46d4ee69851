"""One walk along the claim's words in their order: where each stands in the passage.

Taken once a pair, for all the features that count along it.
"""

from functools import lru_cache

import msgspec

from workbench.analysis.lexicon import verbal
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence

SORTS = ("verb", "noun", "name")


class Walk(msgspec.Struct, frozen=True):
    """What was counted."""

    hits: int
    """Words of the claim that have a counterpart."""
    low: int
    """First and last counterpart, as passage tokens; without any, a low beyond every token."""
    high: int
    rising: int
    """How often the next counterpart stands further on."""
    run: int
    """Longest run of counterparts at most two tokens apart."""
    turned: float
    """Weight of the words that are negated on one side only."""
    kept: float
    """Weight of the others that have a counterpart."""
    cohesive: int
    """How many neighbours stay neighbours."""
    got: tuple[float, float, float]
    """Weight with a counterpart, by SORTS."""
    whole: tuple[float, float, float]
    """Weight in all, by SORTS."""


@lru_cache(maxsize=KEPT)
def _sorts(claim: Sentence) -> tuple[tuple[int, ...], tuple[float, float, float]]:
    """For each word of matter its place in SORTS, and the weight of each sort."""
    sorts = []
    whole = [0.0, 0.0, 0.0]
    for at in claim.content:
        sort = 2 if claim.named[at] >= 0 else 0 if verbal(claim.keys[at]) else 1
        sorts.append(sort)
        whole[sort] += claim.weights[at]
    return tuple(sorts), (whole[0], whole[1], whole[2])


def walk(pair: Pair) -> Walk:
    """Count along the words of matter of the claim."""
    claim, to = pair.claim, pair.aligned.to
    weights, ours, theirs = claim.weights, claim.negated, pair.passage.negated
    sorts, whole = _sorts(claim)
    got = [0.0, 0.0, 0.0]
    hits = rising = run = best = cohesive = 0
    turned = kept = 0.0
    low, high, last, previous, word = 1 << 30, -1, -1, -1, -1
    for at, sort in zip(claim.content, sorts, strict=True):
        other = to[at]
        if other >= 0:
            weight = weights[at]
            hits += 1
            if other < low:
                low = other
            if other > high:
                high = other
            if last >= 0:
                rising += other > last
                run = run + 1 if 0 < other - last <= 2 else 0
                if run > best:
                    best = run
            last = other
            if ours[at] != theirs[other]:
                turned += weight
            else:
                kept += weight
            got[sort] += weight
            if previous >= 0 and abs(other - previous) <= at - word + 1:
                cohesive += 1
        previous, word = other, at
    return Walk(
        hits, low, high, rising, best, turned, kept, cohesive, (got[0], got[1], got[2]), whole
    )
