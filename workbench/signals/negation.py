"""Negation: a word that is said on one side and denied on the other.

Only words that both sides have and that carry the statement are compared, with the scope of
each negation; two negations cancel out.
"""

from workbench.analysis.pair import Pair
from workbench.analysis.polarity import Cue
from workbench.analysis.sentence import Sentence
from workbench.analysis.words import LIGHT
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation

NOUNS = ("ion", "ment", "ance", "ence", "ity")
"""Ends of nouns made of verbs."""


def _nominal(passage: str, claim: str) -> bool:
    """Whether the passage only has the noun for what the claim denies as a verb.

    "a question on their cooperation" hardly says that they cooperated.
    """
    return passage.endswith(NOUNS) and not claim.endswith(NOUNS)


def _governed(pair: Pair) -> bool:
    """Whether what a negation is about, the first word it governs, stands on both sides.

    "never lifted its sanctions" is not contradicted by whatever else says "sanctions".
    """
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    return any(aligned.to[at] >= 0 for cue in claim.cues if (at := _about(claim, cue)) >= 0) or any(
        at in aligned.back for cue in passage.cues if (at := _about(passage, cue)) >= 0
    )


def _about(sentence: Sentence, cue: Cue) -> int:
    """The first word of matter that a negation governs and that is neither a name nor light."""
    ats = [at for at in range(cue.first, cue.past) if sentence.keys[at] and sentence.named[at] < 0]
    telling = (at for at in ats if sentence.keys[at] not in LIGHT)
    return next(telling, ats[0] if ats else -1)


def negation(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the statement is turned round on one side only."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    if not claim.cues and not passage.cues:
        return ()
    ours = [cue for cue in claim.cues if not cue.denial]
    theirs = [cue for cue in passage.cues if not cue.denial]
    if not ours and not theirs:
        return ()
    turned = same = 0.0
    plain: list[int] = []
    for at in claim.content:
        other = to[at]
        if other < 0:
            continue
        if claim.negated[at] != passage.negated[other]:
            turned += claim.weights[at]
            plain.append(at)
        else:
            same += claim.weights[at]
    if not plain or bool(ours) == bool(theirs):
        return ()
    # A word of the statement shows it better than a name does.
    anchor = next((at for at in plain if claim.named[at] < 0), plain[0])
    if ours:
        token, other_token = claim.tokens[ours[0].at], passage.tokens[to[anchor]]
    else:
        token, other_token = claim.tokens[anchor], passage.tokens[theirs[0].at]
    named_only = claim.named[anchor] >= 0
    cell = "negation/name" if named_only else "negation/most" if turned >= same else "negation/part"
    if ours and _nominal(other_token.lower, claim.tokens[anchor].lower):
        cell = "negation/part"
    if not _governed(pair):
        cell, how = "negation/loose", Relation.DIFFERS
    else:
        how = Relation.CONFLICTS
    return (
        found(
            pair,
            cell,
            how,
            (token.start, token.end),
            (other_token.start, other_token.end),
            "negated on one side only",
        ),
    )
