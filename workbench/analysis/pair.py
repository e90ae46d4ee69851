"""A claim and a passage taken apart and laid beside each other: what every signal sees."""

from collections.abc import Sequence

import msgspec

from workbench.analysis.alignment import Alignment, align, slots
from workbench.analysis.references import Reading
from workbench.analysis.sentence import Sentence
from workbench.analysis.sides import about


class Pair(msgspec.Struct, frozen=True):
    """Two analysed sentences, their alignment, and what is known around the passage."""

    claim: Sentence
    passage: Sentence
    aligned: Alignment
    slots: dict[int, tuple[int, ...]]
    """For each missing word of the claim what stands in its place, see `alignment.slots`."""
    background: frozenset[str]
    """Keys of the words in the title and in the sentences before; see `sentence.Sentence.keys`."""
    known: float
    """Coverage where a name of the claim that only the background has counts half, 0 to 1."""
    readings: tuple[Reading, ...] = ()
    """What pronouns and definite nouns of the passage stand for."""

    def near(self, at: int, other: int, *, reach: int = 5) -> float:
        """How many of the claim's words around token `at` stand around the passage's `other`.

        A word within three of `other` counts one, one within `reach` + 2 a half.
        """
        count = 0.0
        for place in self.aligned.to[max(0, at - reach) : at + reach + 1]:
            if place >= 0:
                gap = abs(place - other)
                count += 1.0 if gap <= 3 else 0.5 if gap <= reach + 2 else 0.0
        return count


def pair(
    claim: Sentence,
    passage: Sentence,
    background: frozenset[str] = frozenset(),
    readings: Sequence[Reading] = (),
) -> Pair:
    """Lay two sentences beside each other; `readings` are those of `references.references`.

    A side of the passage that speaks of something else is left blank, see `sides.about`.
    """
    if not readings:
        passage = about(claim, passage)
    aligned = align(claim, passage, readings)
    known = aligned.coverage
    if background and aligned.missing:
        found = sum(
            claim.weights[at]
            for at in aligned.missing
            if claim.named[at] >= 0 and claim.keys[at] in background
        )
        known = min(1.0, known + 0.5 * found / claim.total)
    return Pair(
        claim,
        passage,
        aligned,
        slots(claim, passage, aligned),
        background,
        known,
        tuple(readings),
    )
