"""Gives the panes of Review the values that they show.

A pane that shows a value already draws nothing, so `all` may be called after any event.
"""

from typing import TYPE_CHECKING, Any

from textual.content import Content

from workbench.safe.visible import line
from workbench.tui.cards import Card, Stands
from workbench.tui.marks import OPEN, claim_spots, glyph
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claims_side import ClaimsShown, ClaimsSide
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.evidence_side import EvidenceSide, Lanes
from workbench.tui.panes.sides import Sides
from workbench.tui.panes.source_side import SourceShown, SourceSide
from workbench.tui.panes.strips import PaneHead, TitleBar
from workbench.tui.panes.verdict_bar import VerdictBar

if TYPE_CHECKING:
    from textual.screen import Screen

    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.tui.screens.review.evidence_state import EvidenceState
    from workbench.tui.screens.review.finder import Finder
    from workbench.workspace import Workspace


class View:
    """What the panes of a screen show of its claims and its evidence."""

    def __init__(
        self,
        screen: "Screen[Any]",
        workspace: "Workspace",
        claims: "ClaimState",
        evidence: "EvidenceState",
    ) -> None:
        self._screen = screen
        self._workspace = workspace
        self._claims = claims
        self._evidence = evidence
        self.article = ("", "")
        """Id and text of the source shown next to the evidence."""
        self.news = ""
        """What is going on, at the end of the title."""

    def forget_found(self, finder: "Finder") -> None:
        """Forget what was found, since the sources changed: the finder searches and reads again."""
        self._evidence.forget(self._screen.query_one(EvidenceList).chosen)
        finder.forget()
        self.article = ("", "")

    def all(self) -> None:
        """Show everything."""
        self.claims()
        self.title()
        self.evidence()
        self.verdict()

    def claims(self) -> None:
        """Show the list, with the cursor on the claim at hand."""
        rows = self._claims.rows()
        at = self._claims.at_hand.id if self._claims.at_hand else None
        self._screen.query_one(ClaimsSide).show(
            ClaimsShown(rows, at, self._claims.counted(), self._claims.filter)
        )

    def title(self) -> None:
        """Show the project's title, the progress, and what is going on."""
        bar = self._screen.query_one(TitleBar)
        bar.left = Content.assemble((line(self._workspace.file.project.title), "bold"))
        news = Content.assemble((self.news, "$focus"), "   ") if self.news else Content("")
        bar.right = news + Content(f" {glyph('·')} ".join(self._claims.progress()))

    def evidence(self) -> None:
        """Show what was found for the claim at hand, the tabs with its count, and the passage."""
        evidence, claim = self._evidence, self._claims.at_hand
        items = evidence.items()
        chosen = self._screen.query_one(EvidenceList).chosen
        at = evidence.cursor(chosen.key if chosen else None)
        cards = sum(isinstance(item, Card) for item in items)
        how, only = evidence.search_in_words(cards), evidence.only.in_words()
        counts = f"{len(evidence.among)} of {len(evidence.sources)} sources" if only else ""
        of = (claim.id if claim else "", evidence.free)
        shown = Lanes(of, items, at, evidence.order, how, only, counts)
        self._screen.query_one(EvidenceSide).show(shown)
        self._screen.query_one(Sides).show_tabs(len(self._claims.rows()), cards, how)
        self.passage()

    def tabs(self) -> None:
        """Show which pane is on screen."""
        cards = len(self._screen.query_one(EvidenceList).cards)
        how = self._evidence.search_in_words(cards)
        self._screen.query_one(Sides).show_tabs(len(self._claims.rows()), cards, how)

    def passage(self) -> None:
        """Mark the words of the passage at hand in the claim; show the passage in its source."""
        claims, claim = self._claims, self._claims.at_hand
        card = self._screen.query_one(EvidenceList).chosen
        self._evidence.at = card.key if card else self._evidence.at
        self._screen.query_one(ClaimCard).show(
            claim,
            state=claims.state(claim) if claim else OPEN,
            spots=claim_spots(card.evidence.judgement.reasons if card else ()),
            nothing="" if claim else claims.none_listed(),
        )
        strip, alike = self._screen.query_one("#alike", PaneHead), claims.like_in_words()
        strip.display = bool(alike)
        strip.left = Content.assemble(("= ", "bold $focus"), (alike, "$quiet"))
        shown = SourceShown(card, self._evidence.cards(), self.article)
        self._screen.query_one(SourceSide).show(shown)

    def verdict(self) -> None:
        """Show what stands for the claim at hand, and what a verdict on it still needs."""
        bar, claim = self._screen.query_one(VerdictBar), self._claims.at_hand
        if claim is None:
            bar.show(Stands(self._workspace.scale), claim=False)
        else:
            bar.show(self._claims.stands(claim, self._evidence.usual, self._evidence.sources))
