"""From reasons and probabilities to a stance and a word for how far to trust it.

The thresholds were chosen on out-of-fold predictions of `tests/bench/train_judge.py`, so that a
strong conflict is right in at least 0.82 of VitaminC and 0.80 of natural prose, and unrelated
passages are hardly ever flagged. The word never says more than the measured precision of its
kind of reason.
"""

from typing import NamedTuple

from workbench.stance.judgement import Confidence, Stance
from workbench.stance.lead import LOOSE, Lead


class Bar(NamedTuple):
    """What a flag must reach."""

    coverage: float
    """Of the claim, for a conflict without the words in dispute."""
    probability: float


STRONGLY = {
    "antonym/loose": 1.1,
    "antonym/slot": 0.75,
    "date/context": 0.6,
    "date/far": 0.8,
    "date/loose": 0.85,
    "direction/loose": 0.8,
    "name/by": 1.1,
    "name/slot": 0.66,
    "negation/name": 1.1,
    "negation/part": 1.1,
    "number/apart": 0.75,
    "number/context": 0.65,
    "number/counted": 0.66,
    "number/near": 0.65,
    "opposite": 0.75,
    "ordinal/apart": 1.1,
    "ordinal/context": 0.75,
    "ordinal/counted": 0.75,
    "place/people": 0.55,
    "place/slot": 0.65,
    "sort/denied": 1.1,
    "sort/other": 1.1,
    "sort/person": 1.1,
    "sort/thing": 0.75,
}
"""Probability from which on a conflict is strong, by cell; above 1 it never is: a negation
is often of another clause, "by" of another deed, and who is a singer may be an actor too."""
STRONG = 0.55
"""The same for the other cells."""
LEAST = 0.25
"""Coverage of any strong conflict. So little will do, since long names are left out where the
matter is plain, and whether the passage is about something else is asked apart."""
FIRM = {"negation/most": Bar(0.8, 0.8)}
"""Cells whose strong conflicts need more of the claim."""
LOOSELY_TIED = 0.55
"""Probability below which a difference that may be between two different things says nothing."""
SUPPORTS = Bar(0.6, 0.68)
"""What a fair support must reach."""
CONFLICTS = Bar(0.5, 0.55)
"""What a fair conflict must reach."""
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
SHY = "number/counted"
"""The cell of them that carries a weak one only: half of these conflict."""
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
    "number/context": Bar(0.9, 0.65),
    "number/counted": Bar(0.9, 0.55),
    "number/near": Bar(0.9, 0.65),
}
"""Kinds or cells whose fair conflicts need more, for the same reasons. Numbers that count the same
conflict in eight of ten pairs where all else of the claim is there, else in six."""
SURE = 0.74
"""Probability of a strong support that has every noun of the claim."""
SURER = 0.8
"""The same where a noun has no counterpart."""
SUREST = 0.85
"""The same where nouns and names alone are shared, or much only by synonyms."""
SUPPORTED = Bar(0.85, 0.5)
"""Coverage that carries a fair support by itself."""
SAME_WORDS = 0.6
"""Share of the claim that a support must have in the same words, not by synonyms."""
FEW_WORDS = 0.4
"""The share below which no support is strong, however probable."""
WORDS = 2
"""Words the two sides must share."""
ALONE = frozenset(("place/people", "sort/thing"))
"""Cells whose conflicts need but one, which is the subject: of "Tarn is a film" and "Tarn is a
statue" that is all there is to share. Elsewhere it is an article's own subject in most of its
sentences, whatever they say: a year beside it is that of something else."""
STRONG_PRECISION = 0.8
FAIR_PRECISION = 0.6


APART = {
    (Stance.CONFLICTS, Confidence.STRONG): 0.25,
    (Stance.CONFLICTS, Confidence.FAIR): 0.15,
    (Stance.SUPPORTS, Confidence.STRONG): 0.12,
    (Stance.SUPPORTS, Confidence.FAIR): 0.12,
}
"""Probability that the passage is about something else, from which on a flag is weak. Of the
right flags this costs a tenth, of those on passages of other claims two thirds."""


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
    if weighed.exact < (1 if lead.cell in ALONE else WORDS):
        return Stance.MENTIONS, None
    if lead.cell:
        return _against(weighed)
    if lead.vetoes:
        return Stance.MENTIONS, None
    word = _for(weighed)
    if word is not None or weighed.verbs == 0.0:
        return (Stance.SUPPORTS, word) if word else (Stance.MENTIONS, None)
    weakly = WEAKLY[Stance.SUPPORTS]
    if weighed.known >= weakly.coverage and weighed.supports >= weakly.probability:
        return Stance.SUPPORTS, Confidence.WEAK
    return Stance.MENTIONS, None


def _for(weighed: Weighed) -> Confidence | None:
    """The word of a support that is more than weak."""
    sure, known = weighed.supports, weighed.known
    if weighed.verbs == 0.0:  # names and nouns alone: of the same, but does it say the same?
        return Confidence.FAIR if sure >= SUREST and weighed.strict >= SAME_WORDS else None
    if weighed.strict >= SAME_WORDS:
        if sure >= (SURE if weighed.lead.whole else SURER):
            return Confidence.STRONG
        if known >= SUPPORTED.coverage and sure >= SUPPORTED.probability:
            return Confidence.FAIR
    elif weighed.strict >= FEW_WORDS and sure >= SUREST:
        return Confidence.STRONG
    return Confidence.FAIR if known >= SUPPORTS.coverage and sure >= SUPPORTS.probability else None


def _against(weighed: Weighed) -> tuple[Stance, Confidence | None]:
    lead, sure = weighed.lead, weighed.conflicts
    numeric = lead.cell.startswith(("number", "ordinal"))
    if numeric and lead.elsewhere:
        return Stance.MENTIONS, None  # another period: the numbers need not agree
    if lead.cell in LOOSE and sure < LOOSELY_TIED:
        return Stance.MENTIONS, None
    firm = FIRM.get(lead.cell, Bar(LEAST, STRONGLY.get(lead.cell, STRONG)))
    if lead.rest >= firm.coverage and sure >= firm.probability:
        return Stance.CONFLICTS, Confidence.STRONG
    loose = LOOSELY.get(lead.cell) or LOOSELY.get(lead.cell.partition("/")[0]) or CONFLICTS
    if lead.rest >= loose.coverage and sure >= max(loose.probability, LOST if lead.lost else 0.0):
        return Stance.CONFLICTS, Confidence.FAIR
    typed = TYPED.get(lead.cell, 2.0)
    if not lead.lost and lead.rest >= typed and sure >= TYPED_LEAST:
        return Stance.CONFLICTS, Confidence.WEAK if lead.cell == SHY else Confidence.FAIR
    weakly = WEAKLY[Stance.CONFLICTS]
    if lead.rest >= weakly.coverage and sure >= weakly.probability:
        return Stance.CONFLICTS, Confidence.WEAK
    return Stance.MENTIONS, None


def related(stance: Stance, word: Confidence, apart: float) -> Confidence:
    """The word, or `weak` where the passage may well be about something else."""
    return word if apart < APART.get((stance, word), 1.0) else Confidence.WEAK


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
