"""Going from claim to claim and to other places; hearing what the threads found."""

import time
from importlib import import_module
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.events import DescendantFocus
from textual.reactive import var
from textual.widgets import Input
from textual.worker import get_current_worker

from workbench.safe.visible import line
from workbench.tui.marks import glyph
from workbench.tui.only import Only
from workbench.tui.own_words import read_words
from workbench.tui.pace import built
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.place import MEDIUM
from workbench.tui.screens.reading_again import ReadingAgain
from workbench.tui.screens.searching import Searching
from workbench.tui.session import Session, keep_session, read_session

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source


PANES = ("claims", "evidence", "source")
PLACES = (
    *("claim", "split", "source", "justification", "matrix", "pairs", "progress", "report"),
    *("suggestions", "recheck", "help", "asking", "only"),
)
# Modules of the other places: the first key to one would wait for them, 17 ms for the form of a
# claim, 130 ms for the report. Not at the start, where the first frame would.
AT_EASE = 1.5
# Seconds after the first evidence until they are: what is pressed right away is not held up.
KEEP = 2.0
# Seconds between two looks whether the place is another: a small file, written if so.


class Moving(ReadingAgain):
    """Review's ways: to the next open claim, to a claim, to the source, to the report."""

    pane: var[str] = var("claims", init=False)
    _searched_before = False
    _kept_place: Session | None = None

    # from session to session

    def restore(self) -> None:
        """Open where the checker left: claim, passage, filter, order."""
        session = read_session(self.workspace.root)
        self._wanted_passage = session.passage
        self.words = read_words(self.workspace.root)
        only = Only(
            session.only_source,
            session.only_first,
            session.only_last,
            session.only_language,
            session.only_kind,
        )
        self.only = Only() if only.problem() else only
        self.claim = self.find_claim(session.claim)
        self.set_reactive(Moving.order, "relevance" if session.order == "relevance" else "stance")
        self.set_reactive(Moving.filter, session.filter)
        if session.filter:
            self.add_class("-filtering")
            self.query_one("#filter", Input).value = session.filter
        self.show_claims()
        self.set_interval(KEEP, self.keep_place)  # a desk that is killed opens there again too

    def keep_place(self) -> None:
        """Keep where the checker is for the next time, if that changed."""
        usual: str = getattr(self.app, "usual_theme", "")
        # One that is being tried on is not chosen yet.
        before = [getattr(screen, "before", None) for screen in self.app.screen_stack]
        theme = next((name for name in before if name), self.app.theme)
        place = Session(
            claim=self.claim.id if self.claim else "",
            passage="{}:{}-{}".format(*self._at) if self._at else self._wanted_passage,
            filter=self.filter,
            order=self.order,
            # Only one that was chosen here: another in the settings is to show.
            theme=theme if theme != usual else "",
            only_source=self.only.source,
            only_first=self.only.first,
            only_last=self.only.last,
            only_language=self.only.language,
            only_kind=self.only.kind,
        )
        if place != self._kept_place:
            self._kept_place = place
            keep_session(self.workspace.root, place)

    # from pane to pane

    def go_to_pane(self, name: str) -> None:
        """Bring a pane into view and put the focus there."""
        self.pane = name
        self.show_panes()
        self.query_one(f"#{name}").focus()
        self.show_tabs()
        self.refresh_bindings()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A pane that was clicked on is the one where keys work."""
        name = event.widget.id
        if name in PANES and name != self.pane:
            self.pane = name
            self.show_panes()
            self.show_tabs()
            self.refresh_bindings()

    @property
    def alone(self) -> bool:
        """Whether there is room for one pane at a time only."""
        return self.wide < MEDIUM

    def show_panes(self) -> None:
        """Put away what is not seen where there is room for one pane only.

        Not a class of the screen, which would style all it holds anew: 60 ms a key, for nothing
        where every pane is seen.
        """
        for name in PANES:
            self.query_one(f"#{name}-side").set_class(self.alone and name != self.pane, "-away")
        self.query_one("#work").set_class(self.alone and self.pane == "claims", "-claim-only")

    def on_resize(self) -> None:
        self.show_panes()

    def step_pane(self, by: int) -> None:
        """Go to the next or previous pane that can be shown at this size."""
        hidden = not self.alone and not self.query_one("#source-side").display
        panes = [name for name in PANES if name != "source" or not hidden]
        at = panes.index(self.pane) if self.pane in panes else 0
        self.go_to_pane(panes[(at + by) % len(panes)])

    def show_tabs(self) -> None:
        counts = (len(self.query_one(ClaimList).rows), len(self.query_one(EvidenceList).cards))
        names = {"claims": f"Claims {counts[0]}", "evidence": f"Evidence {counts[1]}"}
        parts: list[tuple[str, str]] = []
        for name, told in (names | {"source": "Source"}).items():
            if name == self.pane:
                parts.append((f"[{told}]", "bold reverse"))
            else:
                parts.append((f" {told} ", "$quiet"))
        tabs = self.query_one("#tabs", PaneHead)
        tabs.left = Content.assemble(*parts)
        own = self.told_of_search() if self.pane == "evidence" else ""
        usual = f"{self.key('pane.next')} next pane"
        tabs.right = Content.assemble((own, "$focus") if own else (usual, "$quiet"))

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

    def went_on(self, claim_id: str) -> str:
        if self.claim is None or self.claim.id != claim_id or self.on_to_open(1):
            return ""
        return self.none_open()

    def none_open(self) -> str:
        """What is said where no claim is left to go on to."""
        all_ = f"{self.key('pane.back')} shows all claims"
        rest = all_ if self.filter else f"{self.key('report.open')} shows the report"
        return f"no other claim{' here' if self.filter else ''} is open: {rest}"

    def on_to_open(self, direction: int) -> bool:
        """Go to the nearest open claim in this direction, around the end if need be.

        False when there is none.
        """
        rows = self.query_one(ClaimList).rows
        ids = [row.id for row in rows]
        if not ids:
            return False
        here = ids.index(self.claim.id) if self.claim and self.claim.id in ids else 0
        ring = [rows[(here + direction * step) % len(rows)] for step in range(1, len(rows))]
        for row in ring:
            if row.state.word == "open":
                self.go_to(row.id)
                return True
        return False

    # what the threads found

    @on(Searching.Progressed)
    def _progressed(self, message: Searching.Progressed) -> None:
        progress = message.progress
        share = f"{100 * progress.done // progress.total} %" if progress.total else ""
        if self.indexing:
            self.tell(f"reading sources {share}, {self.key('pane.back')} stops")

    @on(Searching.Opened)
    def _opened(self, message: Searching.Opened) -> None:
        self._search_among(message.sources)
        self.show_evidence()

    def _search_among(self, sources: "tuple[Source, ...]") -> None:
        """These are the sources now: what was found in others counts no more."""
        self.catalogue = {source.id: source for source in sources}
        self.take_grades()
        self.forget_found()

    @on(Searching.Indexed)
    def _indexed(self, message: Searching.Indexed) -> None:
        self.indexing = False
        refreshed = message.refreshed
        if refreshed or message.error or not self.generation:
            self._search_among(message.sources)
        if message.error:
            self.tell(f"{glyph('✗')} {line(message.error)}")
        elif message.skipped:
            self.tell(f"! {len(message.skipped)} not read")
            first = message.skipped[0]
            self.say(f"not read: {first.path}: {first.reason}", severity="warning", seconds=8)
        else:
            self.tell("reading stopped" if refreshed and refreshed.cancelled else "")
        if self.desk is not None:
            self.look_for_stale()
        self.show_claims()
        self.show_evidence()

    @on(Searching.Searched)
    def _searched(self, message: Searching.Searched) -> None:
        if not self.keep_found(message):
            return
        if not self._searched_before:
            self._searched_before = True
            built()
            self.set_timer(AT_EASE, self._bring_places)
        if self.claim is not None and message.claim == self.claim.id:
            if message.error:
                self.tell(f"{glyph('✗')} {line(message.error)}")
            self.show_evidence()
            self.show_verdict()  # what it still needs depends on what was found

    # other places

    @work(thread=True, group="places")
    def _bring_places(self) -> None:
        """Import the places that a key may open next, now that the first evidence is there."""
        worker = get_current_worker()
        for name in PLACES:
            if worker.is_cancelled:
                return
            import_module(f"workbench.tui.screens.{name}")
            time.sleep(AT_EASE / 30)  # a key that comes meanwhile goes first
        import_module("tomlkit")  # the form of a claim makes its difference with it
        built()

    def came_back(self, ids: tuple[str, ...] | None) -> None:
        """Go to the last of the claims that another place was left with."""
        if ids:
            self.go_to(ids[-1])
            self.go_to_pane("claims")

    def open_source(self, *, searching: bool = False) -> None:
        """Open the source of the passage at hand; `searching` asks at once what for."""
        card = self.at_hand
        if card is None or self.claim is None:
            return
        from workbench.tui.screens.source import SourceScreen

        # Claims made there are listed on return; the claim at hand stays the one at hand.
        source = SourceScreen(self.workspace, self.keeper, self.claim, card, self.cards())
        self.app.push_screen(source)
        if searching:
            source.call_after_refresh(source.action_search)

    def open_justification(self, claim: "Claim") -> None:
        """Open the editor of a claim's justification."""
        from workbench.tui.screens.justification import JustificationScreen

        self.app.push_screen(JustificationScreen(self.workspace, self.keeper, claim, self.sources))

    def open_matrix(self) -> None:
        """Open the matrix of the claims in the list and all sources."""
        if not self.generation:
            self.say("the sources are still being read")
            return
        from workbench.tui.screens.matrix import MatrixScreen

        ids = tuple(row.id for row in self.query_one(ClaimList).rows)
        self.app.push_screen(
            MatrixScreen(self.workspace, self.keeper, self.sources, self.found, ids)
        )

    def open_progress(self) -> None:
        """Open the page that says how far the claims are."""
        from workbench.tui.screens.progress import ProgressScreen

        screen = ProgressScreen(self.workspace, self.keeper, self.sources, self.stale)
        self.app.push_screen(screen, self.came_back)

    def open_report(self) -> None:
        """Open the preview of the report."""
        from workbench.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self.workspace, self.keeper))
