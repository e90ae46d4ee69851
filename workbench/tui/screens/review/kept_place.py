"""Where the checker was in Review, kept for the next time."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.tui.only import Only
from workbench.tui.own_words import read_words
from workbench.tui.session import Session, keep_session, read_session

if TYPE_CHECKING:
    from textual.app import App

    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.tui.screens.review.evidence_state import EvidenceState
    from workbench.tui.screens.review.finder import Finder


class KeptPlace:
    """Reads the session of a project once, and writes it when it has changed."""

    def __init__(
        self, root: Path, finder: "Finder", claims: "ClaimState", evidence: "EvidenceState"
    ) -> None:
        self._root = root
        self._finder = finder
        self._claims = claims
        self._evidence = evidence
        self._kept: Session | None = None

    def restore(self) -> None:
        """Restore the claim, passage, filter, order and choice of sources of the last session."""
        session = read_session(self._root)
        only = Only(
            session.only_source,
            session.only_first,
            session.only_last,
            session.only_language,
            session.only_kind,
        )
        self._evidence.only = Only() if only.problem() else only
        self._evidence.wanted = session.passage
        self._evidence.order = "relevance" if session.order == "relevance" else "stance"
        self._claims.at_hand = self._claims.find(session.claim)
        self._claims.filter = session.filter
        self._finder.words = read_words(self._root)

    def keep(self, app: "App[object]") -> None:
        """Keep where the checker is, and the theme she chose here, if any of it has changed."""
        claims, evidence = self._claims, self._evidence
        place = Session(
            claim=claims.at_hand.id if claims.at_hand else "",
            passage="{}:{}-{}".format(*evidence.at) if evidence.at else evidence.wanted,
            filter=claims.filter,
            order=evidence.order,
            theme=_chosen_theme(app),
            only_source=evidence.only.source,
            only_first=evidence.only.first,
            only_last=evidence.only.last,
            only_language=evidence.only.language,
            only_kind=evidence.only.kind,
        )
        if place != self._kept:
            self._kept = place
            keep_session(self._root, place)


def _chosen_theme(app: "App[object]") -> str:
    """The theme that was chosen here; empty if it is the usual one of the settings."""
    # A theme that is only being tried is not chosen yet.
    before = [getattr(screen, "before", None) for screen in app.screen_stack]
    theme = next((name for name in before if name), app.theme)
    return theme if theme != getattr(app, "usual_theme", "") else ""
