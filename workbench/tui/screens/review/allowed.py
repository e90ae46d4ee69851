"""Which actions of Review can do nothing now, and what is said if one is pressed all the same."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.tui.lanes import MOST
from workbench.tui.screens.review.claim_state import ClaimState
from workbench.tui.screens.review.evidence_state import EvidenceState


@dataclass(frozen=True, slots=True)
class Sight:
    """What the checker has in front of her."""

    pane: str
    """The pane that gets the keys: claims, evidence or source."""
    passage: bool
    """Whether there is a passage under the cursor, on screen."""
    evidence: bool
    """Whether the evidence is on screen."""
    typing: bool
    """Whether keys are typed into a line."""


def why_not(
    action: str,
    parameters: tuple[object, ...],
    sight: Sight,
    ratings: int,
    claims: ClaimState,
    evidence: EvidenceState,
    key: Callable[[str], str],
) -> str | None:
    """A sentence that says why an action can do nothing; None if it can do something.

    `ratings` is the number of ratings of the scale; `key` gives the key for a binding's id.
    """
    if action == "rate":
        works = isinstance(parameters[0], int) and parameters[0] <= ratings
        return None if works else f"the scale has {ratings} ratings: 1 to {ratings}"
    if action == "filter" and sight.pane == "claims" and not sight.typing:
        return None
    if action in ("filter", "ask", "only"):
        works = claims.at_hand is not None and not sight.typing
    elif action in ("mark", "copy", "copies"):
        works = sight.passage
    elif action in ("order", "details"):
        works = claims.at_hand is not None and sight.evidence
    else:
        works = action != "more" or evidence.more
    if works:
        return None
    if claims.at_hand is None:
        return claims.no_claim()
    if action == "more":
        less = evidence.limit < MOST
        return "these are all the passages found" if less else "no more can be shown"
    if action in ("order", "details"):
        return f"that is for the evidence: {key('pane.next')} goes there"
    if not sight.evidence:
        return f"no passage is at hand: {key('pane.next')} goes to the evidence"
    looking = "still looking through the sources"
    return looking if evidence.findings is None else "no passage was found for it"
