"""What a second reading may do to a suggestion: weaken it, and nothing else.

As a judge of its own such a model gains nothing on texts; but what it nearly rules out is wrong
more often than not. It never strengthens a suggestion and never makes a flag.
"""

from dataclasses import replace

from workbench.nli.reader import SecondReading
from workbench.signals.reasons import Reason, Relation
from workbench.stance import Confidence, Judgement, Stance

DOUBTED = 0.05
"""If a flag's own stance has a lower probability than this, the flag gets one word weaker."""
_LOWER = {Confidence.STRONG: Confidence.FAIR, Confidence.FAIR: Confidence.WEAK}


def premise(passage: str, *, title: str | None, before: tuple[str, ...]) -> str:
    """The passage as a model reads it: after its title and the sentence before it."""
    around = (f"{title.rstrip('.')}.",) if title else ()
    return " ".join((*around, *before[-1:], passage))


def lowered(judgement: Judgement, second: SecondReading) -> Judgement:
    """The judgement; one word weaker, with a reason, if the model gives it less than DOUBTED."""
    share = second.share(judgement.stance)
    if judgement.confidence is None or share is None or share >= DOUBTED:
        return judgement
    word = _LOWER.get(judgement.confidence)
    text = f"but: model {second.model} gives {judgement.stance.value} less than .05"
    kept = judgement.reasons[:1]
    but = [Reason("second", Relation.BUT, each.claim, each.passage, text) for each in kept]
    reasons = (*kept, *but, *judgement.reasons[1:])
    stance = judgement.stance if word else Stance.MENTIONS
    return replace(judgement, stance=stance, confidence=word, reasons=reasons)
