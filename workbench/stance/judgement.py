"""The machine's word about a passage, and what surrounds the passage.

A stance is a suggestion with its reasons: the checker decides. How it is reached is `judging`.
"""

from dataclasses import dataclass
from enum import StrEnum

from workbench.corpus import Published
from workbench.search import Match
from workbench.signals.reasons import Reason


class Stance(StrEnum):
    """What a passage does to a claim."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    MENTIONS = "mentions"


class Confidence(StrEnum):
    """The measured precision of this kind of reason, in words."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a passage and may decide what it speaks of. All optional."""

    title: str | None = None
    published: Published | None = None
    before: tuple[str, ...] = ()
    """Passages before it in its article, in order."""
    claim_date: str | None = None
    claimant: str | None = None
    """Who made the claim."""
    publisher: str | None = None
    author: str | None = None
    rank: int | None = None
    """Place among what a search found, 1 for the best match; None without a search."""
    score: float | None = None
    """Of that match, 0 to 100."""
    language: str | None = None
    """Of its source, as `language.named` has it; empty for one that is not English and not known,
    None where nothing is known of the source: then the passage alone tells."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The machine's word about one passage."""

    stance: Stance
    confidence: Confidence | None
    """None for `mentions`."""
    supports: float
    """Probability, 0 to 1; with `conflicts` at most 1, the rest is mentions."""
    conflicts: float
    reasons: tuple[Reason, ...] = ()
    """Most telling first."""
    by_claimant: bool = False
    """The passage supports the claim, but has it from the claim's own claimant: no witness."""
    unjudged: str | None = None
    """Why the pair was not judged, as it is shown; None where it was."""

    @property
    def judged(self) -> bool:
        """Whether the machine has a word on this pair; without one its stance is `mentions`."""
        return self.unjudged is None

    @property
    def noted(self) -> str:
        """As a mark notes it: `conflicts strong`, `mentions`, `not judged`."""
        return f"{self.stance} {self.confidence or ''}".strip() if self.judged else "not judged"

    def __str__(self) -> str:
        """`supports (strong)`, `mentions`, or why it was not judged; and whose word it is."""
        if self.unjudged is not None:
            return self.unjudged
        told = f"{self.stance} ({self.confidence})" if self.confidence else str(self.stance)
        return f"{told}, the claimant says so" if self.by_claimant else told


def unjudged(why: str) -> Judgement:
    """The judgement of a pair that the machine has no word on."""
    return Judgement(Stance.MENTIONS, None, 0.0, 0.0, unjudged=why)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A found passage with the machine's word about it."""

    match: Match
    judgement: Judgement
