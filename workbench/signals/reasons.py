"""Why a passage supports or conflicts with a claim, in a form a human checks at a glance."""

from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]
"""Half open, in code points."""


class Relation(StrEnum):
    """What a reason does: never a stance by itself."""

    CONFLICTS = "conflicts"
    MEETS = "meets"
    DIFFERS = "differs"
    BUT = "but"
    """Weakens a conflict without undoing it: the source is of another time."""


class Reason(NamedTuple):
    """One typed difference or agreement, with the words it rests on."""

    kind: str
    """Name of the signal that found it: `number`, `date`, `negation`, ..."""
    relation: Relation
    claim: Span
    """The words in the claim."""
    passage: Span | None
    """The words in the passage, counted from its start; None when the word is absent there."""
    text: str
    """A sentence without markup: `number: claim more than 500 people, passage 53 people`."""
