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


CONFLICTS = {Confidence.STRONG: Bar(0.4, 0.55), Confidence.FAIR: Bar(0.5, 0.55)}
SUPPORTS = {Confidence.STRONG: Bar(0.6, 0.68), Confidence.FAIR: Bar(0.6, 0.72)}
FIRMER = {
    "negation/part": Bar(1.1, 1.1),
    "negation": Bar(0.8, 0.8),
    "date/far": Bar(0.6, 0.8),
    "name": Bar(0.7, 0.7),
    "number/context": Bar(0.5, 0.65),
    "ordinal": Bar(0.5, 0.65),
    "place": Bar(0.5, 0.6),
    "antonym/loose": Bar(0.9, 0.85),
}
"""Kinds or cells whose strong conflicts need more: a date away from the claim's words is often
that of another event, a negation often of another clause."""
WHOLE = Bar(0.9, 0.5)
WHOLE_CELLS = frozenset(("number/counted", "date/sole", "date/context", "place/slot"))
"""Cells that are strong at this bar too: everything else the claim says is in the passage."""
LOST = 0.6
"""Probability asked where a name of the claim is missing: most wrong flags on unrelated passages
are the same sentence about another film."""
TYPED = {
    "denial": 0.55,
    "antonym/slot": 0.65,
    "antonym/loose": 0.85,
    "date/sole": 0.65,
    "number/counted": 0.65,
    "direction/near": 0.8,
    "roles/compared": 0.7,
    "place/slot": 0.75,
}
"""Cells whose reason alone carries a fair conflict at this coverage, whatever the model says:
it has seen too few of them, or calls them mentions where the passage says much else."""
TYPED_LEAST = 0.15
"""Probability below which even these are left alone."""
WEAKLY = {Stance.CONFLICTS: Bar(0.55, 0.5), Stance.SUPPORTS: Bar(0.6, 0.55)}
"""Bar of a weak flag: a reason to look, no more. A claim in general words is half worded by
every passage on its topic, so weak support asks for more."""
LOOSELY = {
    "antonym/loose": Bar(0.8, 0.8),
    "date/far": Bar(0.75, 0.7),
    "direction": Bar(0.7, 0.6),
    "name": Bar(0.6, 0.65),
}
"""Kinds or cells whose fair conflicts need more, for the same reasons."""
SURELY = 0.9
"""Probability that carries a strong support though a noun of the claim has no counterpart."""
SUPPORTED = Bar(0.85, 0.5)
"""Coverage that carries a fair support by itself."""
SAME_WORDS = 0.6
"""Share of the claim that a support must have in the same words, not by synonyms."""
WORDS = 2
"""Words the two sides must share."""
STRONG_PRECISION = 0.8
FAIR_PRECISION = 0.6


APART = {Stance.CONFLICTS: 0.15, Stance.SUPPORTS: 0.12}
"""Probability that the passage is about something else, from which on a flag is weak at most. Of
the right flags this costs a tenth, of those on passages of other claims two thirds."""


class Weighed(NamedTuple):
    """All that a decision rests on."""

    lead: Lead
    known: float
    strict: float
    exact: int
    verbs: float
    """Share of the claim's verbs, by weight, that the passage has, 0 to 1; 1 if it has none."""
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
    if weighed.verbs == 0.0:  # names and nouns alone: of the same, but does it say the same?
        sure = weighed.supports >= SURELY and weighed.strict >= SAME_WORDS
        return (Stance.SUPPORTS, Confidence.FAIR) if sure else (Stance.MENTIONS, None)
    if weighed.strict >= SAME_WORDS:
        for word, bar in SUPPORTS.items():
            if word is Confidence.STRONG and not lead.whole and weighed.supports < SURELY:
                continue
            if weighed.known >= bar.coverage and weighed.supports >= bar.probability:
                return Stance.SUPPORTS, word
        if weighed.known >= SUPPORTED.coverage and weighed.supports >= SUPPORTED.probability:
            return Stance.SUPPORTS, Confidence.FAIR
    elif (
        weighed.known >= SAME_WORDS and weighed.supports >= SUPPORTS[Confidence.STRONG].probability
    ):
        return Stance.SUPPORTS, Confidence.FAIR
    weakly = WEAKLY[Stance.SUPPORTS]
    if weighed.known >= weakly.coverage and weighed.supports >= weakly.probability:
        return Stance.SUPPORTS, Confidence.WEAK
    return Stance.MENTIONS, None


def _against(weighed: Weighed) -> tuple[Stance, Confidence | None]:
    lead = weighed.lead
    numeric = lead.cell.startswith(("number", "ordinal"))
    if numeric and lead.elsewhere:
        return Stance.MENTIONS, None  # another period: the numbers need not agree
    for word, bar in CONFLICTS.items():
        firmer = FIRMER if word is Confidence.STRONG else LOOSELY
        needed = firmer.get(lead.cell) or firmer.get(lead.cell.partition("/")[0]) or bar
        least = max(needed.probability, LOST if lead.lost else 0.0)
        if lead.rest >= needed.coverage and weighed.conflicts >= least:
            return Stance.CONFLICTS, word
        if word is Confidence.STRONG and _whole(weighed):
            return Stance.CONFLICTS, word
    typed = TYPED.get(lead.cell, 2.0)
    if not lead.lost and lead.rest >= typed and weighed.conflicts >= TYPED_LEAST:
        return Stance.CONFLICTS, Confidence.FAIR
    weakly = WEAKLY[Stance.CONFLICTS]
    if lead.rest >= weakly.coverage and weighed.conflicts >= weakly.probability:
        return Stance.CONFLICTS, Confidence.WEAK
    return Stance.MENTIONS, None


def _whole(weighed: Weighed) -> bool:
    lead = weighed.lead
    return (
        lead.cell in WHOLE_CELLS
        and not lead.lost
        and lead.rest >= WHOLE.coverage
        and weighed.conflicts >= WHOLE.probability
    )


def related(stance: Stance, word: Confidence, apart: float) -> Confidence:
    """The word, or `weak` where the passage may well be about something else."""
    return word if apart < APART.get(stance, 1.0) else Confidence.WEAK


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
