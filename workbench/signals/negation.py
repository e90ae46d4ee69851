"""Negation: a word that is said on one side and denied on the other.

Only words that both sides have and that carry the statement are compared, with the scope of
each negation; two negations cancel out.
"""

from workbench.analysis.pair import Pair
from workbench.reasons import Relation
from workbench.signals.found import Found, found


def negation(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the statement is turned round on one side only."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    ours = [cue for cue in claim.cues if not cue.denial]
    theirs = [cue for cue in passage.cues if not cue.denial]
    if not ours and not theirs:
        return ()
    turned = same = 0.0
    for at in claim.content:
        other = to[at]
        if other < 0 or claim.named[at] >= 0:
            continue
        if claim.negated[at] != passage.negated[other]:
            turned += claim.weights[at]
        else:
            same += claim.weights[at]
    if not turned:
        return ()
    if ours and theirs and len(ours) == len(theirs):
        return ()
    cue = (ours or theirs)[0] if bool(ours) != bool(theirs) else None
    if cue is None:
        return ()
    if ours:
        token = claim.tokens[cue.at]
        anchor = next(
            (to[at] for at in claim.content if at > cue.at and to[at] >= 0 and claim.named[at] < 0),
            -1,
        )
        if anchor < 0:
            return ()
        theirs_at = passage.tokens[anchor]
        span, place = (token.start, token.end), (theirs_at.start, theirs_at.end)
    else:
        token = passage.tokens[cue.at]
        back = pair.aligned.back
        anchor = next(
            (
                back[at]
                for at in passage.content
                if at > cue.at and at in back and claim.named[back[at]] < 0
            ),
            -1,
        )
        if anchor < 0:
            return ()
        mine = claim.tokens[anchor]
        span, place = (mine.start, mine.end), (token.start, token.end)
    cell = "negation/most" if turned >= same else "negation/part"
    return (found(pair, cell, Relation.CONFLICTS, span, place, "negated on one side only"),)
