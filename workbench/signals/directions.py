"""Direction: more against fewer, rose against fell, where both sides speak of the same."""

from workbench.analysis.pair import Pair
from workbench.analysis.words import DOWN, UP
from workbench.reasons import Relation
from workbench.signals.found import Found, found, words


def directions(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the claim goes one way, the passage only the other."""
    claim, passage = pair.claim, pair.passage
    bounds_ours = {at for amount in claim.quantities for at in range(amount.first, amount.past)}
    bounds_theirs = {at for amount in passage.quantities for at in range(amount.first, amount.past)}
    ours = [
        (at, token.lower in UP)
        for at, token in enumerate(claim.tokens)
        if (token.lower in UP or token.lower in DOWN) and at not in bounds_ours
    ]
    theirs = [
        (at, token.lower in UP)
        for at, token in enumerate(passage.tokens)
        if (token.lower in UP or token.lower in DOWN) and at not in bounds_theirs
    ]
    if len({up for _, up in ours}) != 1 or len({up for _, up in theirs}) != 1:
        return ()
    (at, up), (other, goes) = ours[0], theirs[0]
    turned = claim.negated[at] != passage.negated[other]
    if (up == goes) != turned or claim.tokens[at].lower == passage.tokens[other].lower:
        return ()
    near = pair.near(at, other)
    if near < 1:
        return ()
    cell = "direction/near" if near >= 2 else "direction/loose"
    return (found(pair, cell, Relation.CONFLICTS, *words(pair, at, other)),)
