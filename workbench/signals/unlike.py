"""Unlike, in contrast to: what a sentence says of one and thereby denies of another.

"The new mill, unlike the old one, has a roof" says of the old mill that it has none.
"""

from functools import lru_cache

from workbench.analysis.acts import Range, acts
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

_LEADS = (("unlike",), ("in", "contrast", "to"), ("as", "opposed", "to"), ("compared", "to", "no"))


@lru_cache(maxsize=KEPT)
def _others(sentence: Sentence) -> tuple[int, Range] | None:
    """The word that sets somebody apart, and who that is."""
    if sentence.lowers.isdisjoint(("unlike", "contrast", "opposed")):
        return None
    lowers = [token.lower for token in sentence.tokens]
    for at in range(len(lowers)):
        for lead in _LEADS:
            if tuple(lowers[at : at + len(lead)]) == lead:
                first = past = at + len(lead)
                while past < len(lowers) and lowers[past] not in (",", ";", "."):
                    past += 1
                return at, (first, past)
    return None


def unlike(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the passage denies of the claim's subject what it says of another."""
    other = _others(pair.passage)
    act = next((act for act in acts(pair.claim) if act.verb >= 0), None) if other else None
    if other is None or act is None:
        return ()
    at, (first, past) = other
    claim, to = pair.claim, pair.aligned.to
    if any(at not in range(*act.subject) for at in pair.aligned.missing):
        return ()
    subject = [i for i in range(*act.subject) if claim.keys[i] and to[i] >= 0]
    theirs = [i for i in subject if first <= to[i] < past]
    rest = [i for i in claim.content if i not in range(*act.subject) and to[i] >= 0]
    if not theirs or not rest or any(first <= to[i] < past for i in rest):
        return ()
    turned = sum(claim.negated[i] != pair.passage.negated[to[i]] for i in rest) * 2 > len(rest)
    how = Relation.MEETS if turned else Relation.CONFLICTS
    return (found(pair, "unlike", how, *words(pair, theirs[0], at)),)
