"""A fact told in two sentences: whether both together say what neither says alone.

Rare and held back: each sentence must have words of the claim that the other lacks, both are
mentions by themselves, and together they must at least fairly support it. Their word is never
strong, since one sentence may be about something else than the other; that they conflict is never
said, since a date or number of the one would stand against the words of the other.
"""

from dataclasses import replace

from workbench.analysis.sentence import Sentence, analyse
from workbench.stance.judgement import Confidence, Context, Judgement, Stance
from workbench.stance.judging import judge

LONGEST = 600
"""Characters of both together: about four lines of a card."""
OWN = 0.1
# Share of the claim's weight that each must add to the other.
TOGETHER = 0.55
# Share of the claim's weight that both together must have.


def spanning(claim: str, first: str, second: str, *, context: Context | None) -> Judgement | None:
    """What two sentences, one behind the other, do to a claim together; None for most pairs.

    `context` is that of the first. Both are taken to mention the claim when judged alone.
    """
    if len(first) + len(second) >= LONGEST or not _both_add(analyse(claim), first, second):
        return None
    judgement = at_most_fair(judge(claim, f"{first} {second}", context=context))
    supports = judgement.stance is Stance.SUPPORTS and judgement.confidence is Confidence.FAIR
    return judgement if supports else None


def at_most_fair(judgement: Judgement) -> Judgement:
    """The judgement of more than one sentence: never strong."""
    if judgement.confidence is not Confidence.STRONG:
        return judgement
    return replace(judgement, confidence=Confidence.FAIR)


def _both_add(claim: Sentence, first: str, second: str) -> bool:
    """Whether each sentence has words of the claim, in the same words, that the other has not."""
    has = [_shared(claim, analyse(text)) for text in (first, second)]
    total = sum(claim.weights[at] for at in claim.content)
    own = [sum(claim.weights[at] for at in has[n] - has[1 - n]) for n in (0, 1)]
    both = sum(claim.weights[at] for at in has[0] | has[1])
    return min(own) >= OWN * total > 0 and both >= TOGETHER * total


def _shared(claim: Sentence, passage: Sentence) -> set[int]:
    """The claim's words that the passage has; not by meaning, which takes ten times as long."""
    return {at for at in claim.content if claim.keys[at] in passage.by_key}
