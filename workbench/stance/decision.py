"""From reasons and probabilities to a stance and a word for how far to trust it.

The thresholds were chosen on out-of-fold predictions of `tests/bench/train_judge.py`, so that a
strong conflict is right in at least 0.82 of VitaminC and 0.80 of natural prose, and unrelated
passages are hardly ever flagged. The word never says more than the measured precision of its
kind of reason.
"""

from typing import NamedTuple

from workbench.stance.judgement import Confidence, Stance
from workbench.stance.lead import Lead


class Bar(NamedTuple):
    """What a flag must reach."""

    coverage: float
    """Of the claim, for a conflict without the words in dispute."""
    probability: float


CONFLICTS = {Confidence.STRONG: Bar(0.5, 0.7), Confidence.FAIR: Bar(0.5, 0.6)}
SUPPORTS = {Confidence.STRONG: Bar(0.7, 0.8), Confidence.FAIR: Bar(0.6, 0.7)}
TYPED = {
    "denial": 0.55,
    "antonym/slot": 0.65,
    "date/sole": 0.65,
    "number/counted": 0.65,
    "direction/near": 0.8,
    "place/slot": 0.75,
}
"""Cells whose reason alone carries a fair conflict at this coverage, whatever the model says:
it has seen too few of them, or calls them mentions where the passage says much else."""
TYPED_LEAST = 0.25
"""Probability below which even these are left alone."""
SUPPORTED = Bar(0.85, 0.45)
"""Coverage that carries a fair support by itself."""
WORDS = 2
"""Words the two sides must share."""
STRONG_PRECISION = 0.8
FAIR_PRECISION = 0.6


class Weighed(NamedTuple):
    """All that a decision rests on."""

    lead: Lead
    known: float
    strict: float
    exact: int
    supports: float
    conflicts: float


def decide(weighed: Weighed) -> tuple[Stance, Confidence | None]:
    """The stance and its word before the measured precision of its kind is looked at."""
    lead = weighed.lead
    if weighed.exact < WORDS:
        return Stance.MENTIONS, None
    if lead.cell:
        return _against(weighed)
    if lead.vetoes:
        return Stance.MENTIONS, None
    for word, bar in SUPPORTS.items():
        if weighed.known >= bar.coverage and weighed.supports >= bar.probability:
            if word is Confidence.STRONG and weighed.strict < bar.coverage - 0.1:
                continue
            return Stance.SUPPORTS, word
    if weighed.known >= SUPPORTED.coverage and weighed.supports >= SUPPORTED.probability:
        return Stance.SUPPORTS, Confidence.FAIR
    return Stance.MENTIONS, None


def _against(weighed: Weighed) -> tuple[Stance, Confidence | None]:
    lead = weighed.lead
    numeric = lead.cell.startswith(("number", "ordinal"))
    if numeric and lead.elsewhere:
        return Stance.MENTIONS, None  # another period: the numbers need not agree
    for word, bar in CONFLICTS.items():
        if lead.rest >= bar.coverage and weighed.conflicts >= bar.probability:
            return Stance.CONFLICTS, word
    least = TYPED.get(lead.cell)
    if least is not None and lead.rest >= least and weighed.conflicts >= TYPED_LEAST:
        return Stance.CONFLICTS, Confidence.FAIR
    return Stance.MENTIONS, None


def spoken(kind: str, word: Confidence, precision: dict[str, list[float]]) -> Confidence:
    """The word a kind of reason may be given: as decided, or less where it was measured lower.

    A kind measured on too few pairs is at most fair.
    """
    measured = precision.get(f"{kind}/{word.value}")
    if measured is None:
        return min(word, Confidence.FAIR, key=_order)
    if measured[0] >= STRONG_PRECISION:
        return word
    return min(
        word, Confidence.FAIR if measured[0] >= FAIR_PRECISION else Confidence.WEAK, key=_order
    )


def _order(word: Confidence) -> int:
    return (Confidence.WEAK, Confidence.FAIR, Confidence.STRONG).index(word)
