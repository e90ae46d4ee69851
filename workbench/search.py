"""Find the passages that speak of a claim, best first, and say why each was found.

A score says "read this first", never "this is true": contradictions share most of their words
with the claim and often rank above support.
"""

from dataclasses import dataclass

from workbench.passages import Passage


@dataclass(frozen=True, slots=True)
class Part:
    """One named share of a score: what a hit owes to it."""

    name: str
    """`words`, `document`, `neighbours`, `wording` or `length`."""
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """A passage and how well it fits the claim."""

    passage: Passage
    score: float
    """0 to 100, comparable between claims: not divided by the claim's own best."""
    parts: tuple[Part, ...] = ()
    """The score's parts; their points add up to the score."""
    before: tuple[str, ...] = ()
    """The (at most two) passages before it in its article, in order: what pronouns refer to."""
