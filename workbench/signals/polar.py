"""Before against after, most against least, inside against outside, of the same word.

Function words align with nothing, so they are looked for beside what they govern: the claim's
"before the war" against the passage's "after the war".
"""

from functools import lru_cache

from workbench.analysis.opposites import POLAR
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

_OTHERS = {
    word: frozenset(other for pair in POLAR if word in pair for other in pair if other != word)
    for word in {word for pair in POLAR for word in pair}
}


@lru_cache(maxsize=KEPT)
def _governors(claim: Sentence) -> tuple[tuple[int, int], ...]:
    """The function words that have an opposite, each with the word that it governs."""
    if claim.lowers.isdisjoint(_OTHERS):
        return ()
    inside = {at for q in claim.quantities for at in range(q.first, q.past)}
    inside |= {at for p in claim.periods for at in range(p.first, p.past)}
    found = []
    for at, token in enumerate(claim.tokens):
        if token.lower in _OTHERS and at not in inside and token.kind == "word":
            keys = claim.keys[at + 1 : at + 4]
            step = next((step for step, key in enumerate(keys, at + 1) if key), -1)
            if step >= 0:
                found.append((at, step))
    return tuple(found)


def polar(pair: Pair) -> tuple[Found, ...]:
    """A reason for each function word of the claim whose opposite governs the same word."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    results: list[Found] = []
    for at, subject in _governors(claim):
        governed = to[subject]
        token = claim.tokens[at]
        rivals = _OTHERS[token.lower]
        if governed < 0 or passage.lowers.isdisjoint(rivals):
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
