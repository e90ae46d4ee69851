"""What stands on the screen and in the ledger behind it, for a test to look at."""

from textual.app import App
from textual.pilot import Pilot

from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.review import ReviewScreen
from workbench.verdicts import Searched
from workbench.workspace import Workspace


def shown(app: App[int]) -> str:
    """All that is on screen, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def desk_of(pilot: Pilot[int]) -> tuple[ReviewScreen, EvidenceList, Workspace]:
    """Review, its evidence and the project, after the app has opened."""
    review = pilot.app.screen
    assert isinstance(review, ReviewScreen)
    return review, review.query_one(EvidenceList), review.workspace


def searches(workspace: Workspace) -> list[Searched]:
    return [e.decision for e in workspace.entries() if isinstance(e.decision, Searched)]


def told_above(review: ReviewScreen) -> str:
    """What stands over the evidence, at either size."""
    heads = ("#tabs", "#evidence-head")
    return " ".join(review.query_one(name, PaneHead).right.plain for name in heads)
