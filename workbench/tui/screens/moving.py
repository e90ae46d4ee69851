"""Going from claim to claim and to other places; hearing what the threads found."""

from typing import TYPE_CHECKING

from textual import on

from workbench.tui.marks import glyph
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.screens.searching import Searching
from workbench.tui.screens.showing import Showing
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.claims import Claim


class Moving(Showing):
    """Review's ways: to the next open claim, to a claim, to the source, to the report."""

    # from claim to claim

    def go_to(self, claim_id: str) -> None:
        """Put the cursor on a claim, dropping the filter if it hides it."""
        claims = self.query_one(ClaimList)
        if self.find_claim(claim_id) is None:
            return
        if claim_id not in [row.id for row in claims.rows]:
            self.drop_filter()
        claims.go_to(claim_id)
        self.claim = self.find_claim(claim_id)

    def drop_filter(self) -> None:
        """Show all claims."""
        raise NotImplementedError

    def went_on(self, claim_id: str) -> None:
        if self.claim is not None and self.claim.id == claim_id:
            self.on_to_open(1)

    def on_to_open(self, direction: int) -> None:
        """Go to the nearest open claim in this direction, around the end if need be."""
        rows = self.query_one(ClaimList).rows
        ids = [row.id for row in rows]
        if not ids:
            return
        here = ids.index(self.claim.id) if self.claim and self.claim.id in ids else 0
        ring = [rows[(here + direction * step) % len(rows)] for step in range(1, len(rows))]
        for row in ring:
            if row.state.word == "open":
                self.go_to(row.id)
                return
        self.say("no other claim is open: r shows the report")

    # what the threads found

    @on(Searching.Progressed)
    def _progressed(self, message: Searching.Progressed) -> None:
        progress = message.progress
        share = f"{100 * progress.done // progress.total} %" if progress.total else ""
        if self.indexing:
            self.tell(f"reading sources {share}, esc stops")

    @on(Searching.Indexed)
    def _indexed(self, message: Searching.Indexed) -> None:
        self.indexing = False
        self.sources = {source.id: source for source in message.sources}
        refreshed = message.refreshed
        self.forget_found()
        if message.error:
            self.tell(f"{glyph('✗')} {line(message.error)}")
        elif message.skipped:
            self.tell(f"! {len(message.skipped)} not read")
            first = message.skipped[0]
            self.say(f"not read: {first.path}: {first.reason}", severity="warning", seconds=8)
        else:
            self.tell("reading stopped" if refreshed and refreshed.cancelled else "")
        self.show_claims()
        self.show_evidence()

    @on(Searching.Searched)
    def _searched(self, message: Searching.Searched) -> None:
        if not self.keep_found(message):
            return
        if self.claim is not None and message.claim == self.claim.id:
            if message.error:
                self.tell(f"{glyph('✗')} {line(message.error)}")
            self.show_evidence()

    # other places

    def open_source(self) -> None:
        """Open the source of the passage at hand."""
        card = self.at_hand
        if card is None or self.claim is None:
            return
        from workbench.tui.screens.source import SourceScreen

        self.app.push_screen(
            SourceScreen(self.workspace, self.keeper, self.claim, card, self._cards())
        )

    def open_justification(self, claim: "Claim") -> None:
        """Open the editor of a claim's justification."""
        from workbench.tui.screens.justification import JustificationScreen

        self.app.push_screen(JustificationScreen(self.workspace, self.keeper, claim, self.sources))

    def open_report(self) -> None:
        """Open the preview of the report."""
        from workbench.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self.workspace, self.keeper))
