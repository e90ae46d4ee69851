"""Before against after, most against least, inside against outside, of the same word.

Function words align with nothing, so they are looked for beside what they govern: the claim's
"before the war" against the passage's "after the war".
"""

from workbench.analysis.pair import Pair
from workbench.analysis.words import POLAR
from workbench.reasons import Relation
from workbench.signals.found import Found, found, words

_OTHERS = {
    word: frozenset(other for pair in POLAR if word in pair for other in pair if other != word)
    for word in {word for pair in POLAR for word in pair}
}


def polar(pair: Pair) -> tuple[Found, ...]:
    """A reason for each function word of the claim whose opposite governs the same word."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    inside = {at for q in claim.quantities for at in range(q.first, q.past)}
    inside |= {at for p in claim.periods for at in range(p.first, p.past)}
    results: list[Found] = []
    for at, token in enumerate(claim.tokens):
        rivals = _OTHERS.get(token.lower)
        if rivals is None or at in inside or token.kind != "word":
            continue
        governed = next((to[i] for i in range(at + 1, min(at + 4, len(to))) if claim.keys[i]), -1)
        if governed < 0:
            continue
        for other in range(governed - 1, max(-1, governed - 4), -1):
            word = passage.tokens[other]
            if word.lower == token.lower:
                break
            if word.lower in rivals and claim.negated[at] == passage.negated[other]:
                results.append(found(pair, "opposite", Relation.CONFLICTS, *words(pair, at, other)))
                break
            if passage.keys[other]:
                break
    return tuple(results)
