"""Hedges: the passage only alleges, supposes or wishes for what the claim states.

"allegedly sold", "may have caused", "should work together". It is no conflict: the statement may be
true; but such a passage does not show it. A claim that hedges itself is met by both.
"""

from functools import lru_cache

from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import HEDGES, WISHES
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation

REACH = 5
"""Words behind a hedge that it is taken to govern, and one before it: "sold allegedly"."""


_ALL = HEDGES | WISHES


@lru_cache(maxsize=KEPT)
def _hedges(sentence: Sentence) -> tuple[int, ...]:
    """The words that hedge; "may" only in lower case, since the other is a month."""
    if sentence.lowers.isdisjoint(_ALL):
        return ()
    tokens = sentence.tokens
    return tuple(
        at
        for at, token in enumerate(tokens)
        if token.lower in _ALL and not (token.lower == "may" and token.text[0] == "M")
    )


def hedges(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: a hedge governs what the claim says without one."""
    claim, passage = pair.claim, pair.passage
    theirs = _hedges(passage)
    if not theirs or _hedges(claim):
        return ()
    for at in theirs:
        governed = [
            other
            for other in range(max(0, at - 1), min(len(passage.tokens), at + 1 + REACH))
            if other in pair.aligned.back and passage.named[other] < 0
        ]
        if governed:
            token, ours = passage.tokens[at], claim.tokens[pair.aligned.back[governed[0]]]
            return (
                found(
                    pair,
                    "hedge",
                    Relation.DIFFERS,
                    (ours.start, ours.end),
                    (token.start, token.end),
                    "not stated as a fact",
                ),
            )
    return ()
