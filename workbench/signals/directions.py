"""Direction: more against fewer, rose against fell, where both sides speak of the same."""

from functools import lru_cache

from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import DOWN, UP
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

BESIDE = 4
"""Words between a direction and what goes that way at most."""
_BOUNDS = frozenset(("more", "less", "fewer", "higher", "lower", "greater", "up", "down"))
"""Words that bound a number, "more than 300", and then say no direction."""


@lru_cache(maxsize=KEPT)
def _ways(sentence: Sentence) -> tuple[tuple[int, bool], ...]:
    """The words of direction that bound no number, and whether they go up."""
    if sentence.lowers.isdisjoint(UP | DOWN):
        return ()
    bounds = {at for amount in sentence.quantities for at in range(amount.first, amount.past)}
    return tuple(
        (at, token.lower in UP)
        for at, token in enumerate(sentence.tokens)
        if (token.lower in UP or token.lower in DOWN)
        and not (at in bounds and token.lower in _BOUNDS)
    )


def _of_the_same(pair: Pair, at: int, other: int) -> bool:
    """Whether what goes up or down, the word of matter on either side, stands there too.

    "deaths declined" has nothing to do with "enhancing collaboration" on the same drug.
    """
    claim, to = pair.claim, pair.aligned.to
    matter = [i for i in claim.content if claim.named[i] < 0 or i == 0]
    before = next((i for i in reversed(matter) if i < at), -1)
    behind = next((i for i in matter if i > at), -1)
    return any(i >= 0 and to[i] >= 0 and abs(to[i] - other) <= BESIDE for i in (before, behind))


def directions(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the claim goes one way, the passage only the other."""
    claim, passage = pair.claim, pair.passage
    ours = _ways(claim)
    if not ours:
        return ()
    theirs = _ways(passage)
    if len({up for _, up in ours}) != 1 or len({up for _, up in theirs}) != 1:
        return ()
    (at, up), (other, goes) = ours[0], theirs[0]
    turned = claim.negated[at] != passage.negated[other]
    if (up == goes) != turned or claim.tokens[at].lower == passage.tokens[other].lower:
        return ()
    near = pair.near(at, other)
    if near < 1 or not _of_the_same(pair, at, other):
        return ()
    cell = "direction/near" if near >= 2 else "direction/loose"
    return (found(pair, cell, Relation.CONFLICTS, *words(pair, at, other)),)
