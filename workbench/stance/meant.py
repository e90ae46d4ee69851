"""Who is meant: what the passage has of the claim once a person may be named by the last word.

"Ashton Kutcher" is met by "Kutcher", which plain coverage counts as a word lost, and what a claim
says of its subject may be there although only a pronoun stands for the subject.
"""

from functools import lru_cache

from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence

MEANT = ("met", "common_lost", "names_lost", "said_of", "opening", "opening_at")
_OPENS = 2
"""Last token at which the name that a claim is about may begin."""


@lru_cache(maxsize=KEPT)
def _named(claim: Sentence) -> tuple[tuple[bool, tuple[int, ...]], ...]:
    """For each name whether it is a place, and those of its words that align."""
    return tuple(
        (name.place, tuple(at for at in range(name.first, name.past) if claim.keys[at]))
        for name in claim.names
    )


@lru_cache(maxsize=KEPT)
def _totals(claim: Sentence) -> tuple[float, frozenset[int], float]:
    """Weight of the words that are no names; the subject's tokens; weight of all others."""
    subject = next((name for name in claim.names if name.first <= _OPENS), None)
    own = frozenset(range(subject.first, subject.past)) if subject else frozenset[int]()
    common = sum(claim.weights[at] for at in claim.content if claim.named[at] < 0)
    beyond = sum(claim.weights[at] for at in claim.content if at not in own)
    return common or 1.0, own, beyond or 1.0


def meant(pair: Pair) -> tuple[float, ...]:
    """The features MEANT: shares of the claim's weight, 0 to 1, and a count of names."""
    claim, aligned = pair.claim, pair.aligned
    to, weights, named = aligned.to, claim.weights, claim.named
    common, own, beyond = _totals(claim)
    met = []
    for place, keys in _named(claim):
        hits = sum([to[at] >= 0 for at in keys])
        met.append(hits > 0 and (hits == len(keys) or (not place and to[keys[-1]] >= 0)))
    lost = lost_common = unsaid = 0.0
    for at in aligned.missing:
        weight, name = weights[at], named[at]
        if at not in own:
            unsaid += weight
        if name < 0:
            lost_common += weight
        elif met[name]:
            continue
        lost += weight
    opened, opens_at = 0.0, -1.0
    if claim.content:
        first = claim.content[0]
        if to[first] >= 0:
            opened, opens_at = 1.0, to[first] / max(1, len(pair.passage.tokens))
        elif named[first] >= 0 and met[named[first]]:
            opened = 1.0
    return (
        1.0 - lost / (claim.total or 1.0),
        lost_common / common,
        float(min(4, met.count(False))),
        1.0 - unsaid / beyond,
        opened,
        opens_at,
    )
