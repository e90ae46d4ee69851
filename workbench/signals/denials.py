"""Denial: the passage says of the claim's statement that it does not hold.

"it is incorrect to say most of it comes from there", "he denied that ...". Who denies it is for
the checker to weigh: a denial by one party is a conflict, not a refutation.
"""

from workbench.analysis.pair import Pair
from workbench.analysis.polarity import Cue
from workbench.analysis.sentence import Sentence
from workbench.analysis.words import MAJORITIES, PARTIALS, UNIVERSALS
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation

GOVERNED = 0.6
"""Share of the claim's weight that must stand within what is denied."""


def _of_more(claim: Sentence, passage: Sentence, cue: Cue) -> bool:
    """Whether more is denied than the claim says: most of it, where the claim says some."""
    if claim.lowers.isdisjoint(PARTIALS):
        return False
    denied = {token.lower for token in passage.tokens[cue.first : cue.past]}
    more = MAJORITIES | UNIVERSALS
    return not denied.isdisjoint(more) and claim.lowers.isdisjoint(more)


def denials(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: a denial governs the claim's words in the passage, none in the claim."""
    claim, passage = pair.claim, pair.passage
    if not passage.cues or any(cue.denial for cue in claim.cues):
        return ()
    total = claim.total
    for cue in passage.cues:
        if not cue.denial or passage.negated[cue.at] or _of_more(claim, passage, cue):
            continue
        governed = {passage.keys[at] for at in range(cue.first, cue.past)}
        weight = sum(
            claim.weights[at]
            for at in claim.content
            if claim.keys[at] in governed or cue.first <= pair.aligned.to[at] < cue.past
        )
        if total and weight >= GOVERNED * total:
            word = passage.tokens[cue.at]
            span = (claim.tokens[claim.content[0]].start, claim.tokens[claim.content[-1]].end)
            return (
                found(
                    pair, "denial", Relation.CONFLICTS, span, (word.start, word.end), "denies it"
                ),
            )
    return ()
