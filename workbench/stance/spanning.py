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


def both_add(claim: str, first: str, second: str) -> bool:
    """Whether two sentences have most of a claim together, and each what the other has not."""
    if len(first) + len(second) >= LONGEST:
        return False
    asked, sentences = analyse(claim), (analyse(first), analyse(second))
    has = [_shared(asked, sentence) for sentence in sentences]
    total = sum(asked.weights[at] for at in asked.content)
    own = [sum(asked.weights[at] for at in has[n] - has[1 - n]) for n in (0, 1)]
    both = sum(asked.weights[at] for at in has[0] | has[1])
    if min(own) < OWN * total or both < TOGETHER * total or not own[0]:
        return False
    return not any(_another(asked, has[n] - has[1 - n], sentences[1 - n]) for n in (0, 1))


def spanning(claim: str, both: str, *, context: Context | None) -> Judgement | None:
    """What two sentences do to a claim together; None unless they support it.

    `context` is that of the first. Each is taken to mention the claim when judged alone, and
    `both_add` to hold.
    """
    judgement = at_most_fair(judge(claim, both, context=context))
    supports = judgement.stance is Stance.SUPPORTS and judgement.confidence is Confidence.FAIR
    return judgement if supports else None


def at_most_fair(judgement: Judgement) -> Judgement:
    """The judgement of more than one sentence: never strong."""
    if judgement.confidence is not Confidence.STRONG:
        return judgement
    return replace(judgement, confidence=Confidence.FAIR)


def _shared(claim: Sentence, passage: Sentence) -> set[int]:
    """The claim's words that the passage has; not by meaning, which takes ten times as long."""
    return {at for at in claim.content if claim.keys[at] in passage.by_key}


def _another(claim: Sentence, alone: set[int], other: Sentence) -> bool:
    """Whether the other sentence speaks of someone else than the name that it lacks.

    "It helped Norway. In 2019 Peru was the first to ban it" does not say that Norway was.
    """
    keys = {claim.keys[at] for at in claim.content}
    sorts = {claim.names[claim.named[at]].place for at in alone if claim.named[at] >= 0}
    return any(
        name.place in sorts
        and keys.isdisjoint(other.keys[at] for at in range(name.first, name.past))
        for name in other.names
    )
