"""Is it about this? How much of a claim a passage has, read in its place in the article.

"The bridge", "the study", "she" are enough where the title or the two sentences before say which:
a word of the claim that only they have counts for the most part. Words in dispute, "12" against
"19", count for neither.
"""

from typing import NamedTuple

from workbench.analysis.pair import Pair
from workbench.analysis.sides import CONTRASTS
from workbench.signals.reasons import Span

AROUND = 0.7
"""What a word counts that only stands around the passage: it may belong to something else there."""
HOPELESS = 0.25
"""Share below which nothing is compared: so little of a claim neither supports nor denies it."""

_APART = CONTRASTS | {"unlike"}


class About(NamedTuple):
    """Shares of the claim's weight, 0 to 1."""

    share: float
    """Of it that the passage or what stands around it has."""
    own: float
    """Of it that the passage itself has."""


def about(pair: Pair, dispute: Span | None = None) -> About:
    """How much of the claim is there; the words within `dispute` are left out of account."""
    claim, aligned = pair.claim, pair.aligned
    total, own, around = claim.total, 0.0, 0.0
    for at in claim.content:
        weight = claim.weights[at]
        if aligned.to[at] >= 0:
            own += weight
        elif dispute is not None and dispute[0] <= claim.tokens[at].start < dispute[1]:
            total -= weight
        elif claim.keys[at] in pair.background:
            around += AROUND * weight
    if total <= 0:
        return About(0.0, 0.0)
    return About(min(1.0, (own + around) / total), min(1.0, own / total))


def torn(pair: Pair) -> bool:
    """Whether the words of a claim without a contrast lie on both sides of one in the passage.

    Of "the second act bored the critics, unlike the first" nobody can tell which words go together.
    """
    told = pair.passage.lowers & _APART
    if not told or not pair.claim.lowers.isdisjoint(_APART):
        return False
    tokens = pair.passage.tokens
    last = max(at for at, token in enumerate(tokens) if token.lower in told)
    content = [pair.aligned.to[at] for at in pair.claim.content if pair.aligned.to[at] >= 0]
    return any(at < last for at in content) and any(at > last for at in content)
