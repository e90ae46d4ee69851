"""The other places that open from Review, and what is done when one is closed."""

from typing import TYPE_CHECKING

from workbench.workspace.stages import ready

if TYPE_CHECKING:
    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.tui.screens.review.evidence_state import EvidenceState
    from workbench.tui.screens.review.finder import Finder
    from workbench.tui.screens.review.host import Host
    from workbench.tui.shared import Ways

JUMPS = {
    "c": ("claims", "screen.to_pane('claims')"),
    "e": ("evidence", "screen.to_pane('evidence')"),
    "s": ("source", "screen.to_pane('source')"),
    "f": ("filter", "screen.filter"),
    "m": ("matrix", "screen.open('matrix')"),
    "p": ("progress", "screen.open('progress')"),
    "a": ("check again", "screen.open('recheck')"),
    "w": ("worth checking", "screen.open('suggestions')"),
    "l": ("sources", "screen.open('sources')"),
    "r": ("report", "screen.open('report')"),
}
"""By letter: the name of the place that jump mode goes to, and the action."""


class Doors:
    """Opens a place with what it needs to know of the claims and the evidence."""

    def __init__(
        self,
        host: "Host",
        ways: "Ways",
        finder: "Finder",
        claims: "ClaimState",
        evidence: "EvidenceState",
    ) -> None:
        self._host = host
        self._ways = ways
        self._finder = finder
        self._claims = claims
        self._evidence = evidence

    def open(self, place: str) -> None:
        """Open the place of this name; one that cannot be is said to be so."""
        if place in ("matrix", "recheck", "suggestions", "sources") and not self._finder.generation:
            self._host.say("the sources are still being read")
            return
        ready()
        sources, back = self._evidence.sources, self._host.came_back
        match place:
            case "matrix":
                ids = tuple(row.id for row in self._claims.rows())
                self._ways.matrix(sources, self._finder.found, ids)
            case "progress":
                self._ways.progress(sources, self._claims.stale, then=back)
            case "report":
                self._ways.report()
            case "suggestions":
                self._ways.suggestions(sources, then=back)
            case "recheck":
                # If the sources have changed, what was found in the old ones is not valid any more.
                self._ways.recheck(sources, then=back, changed=self._finder.index)
            case "sources":
                self._ways.sources(changed=self._finder.index, then=back)
            case "new":
                self._ways.claim(then=back)
            case "edit" if claim := self._host.mine("edit"):
                self._ways.claim(claim, then=back)
            case "split" if claim := self._host.mine("split"):
                self._ways.split(claim, then=self._split)
            case "justification":
                rated = self._claims.find(self._claims.rated) if self._claims.rated else None
                if claim := rated or self._host.mine("justify"):
                    self._ways.justification(claim, sources)

    def _split(self, ids: tuple[str, ...] | None) -> None:
        """Go to the first of the parts: it is the one to judge next."""
        parts = [each for each in ids or () if not self._claims.knows(each)]
        self._host.came_back(tuple(parts[:1]))
