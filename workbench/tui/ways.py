"""Which place opens which: the one module that knows every screen.

Each is imported when it is first opened, so the first frame waits for none of them.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from workbench.tui.pace import built
from workbench.tui.shared import Shared, Then
from workbench.workspace.stages import ready

if TYPE_CHECKING:
    from textual.app import App

    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.nli import SecondReader
    from workbench.report.crossing import Says
    from workbench.tui.cards import Card
    from workbench.tui.keeper import Keeper
    from workbench.tui.only import Only
    from workbench.tui.screens.review import ReviewScreen
    from workbench.workspace import Findings, Workspace

PLACES = (
    *("claim", "split", "source", "justification", "matrix", "pairs", "progress", "report"),
    *("suggestions", "recheck", "sources", "help", "asking", "only"),
)
# Modules of the other places, imported soon after the start: otherwise the first key to one would
# wait, 17 ms for the form of a claim, 130 ms for the report. At the start the first frame would.
REST = 0.05
# Seconds between two imports: a key pressed meanwhile is answered first.


class Routes:
    """The `Ways` of the app."""

    def __init__(self, app: "App[int]", workspace: "Workspace", keeper: "Keeper") -> None:
        self._app = app
        self._shared = Shared(workspace, keeper, self)

    def review(self, reader: "SecondReader | None" = None) -> "ReviewScreen":
        """The main place, with a model for second readings if there is one."""
        from workbench.tui.screens.review import ReviewScreen

        return ReviewScreen(self._shared, reader)

    def source(
        self,
        claim: "Claim | None",
        card: "Card",
        cards: "tuple[Card, ...]" = (),
        *,
        searching: bool = False,
        then: Then | None = None,
    ) -> None:
        from workbench.tui.screens.source import SourceScreen

        screen = SourceScreen(self._shared, claim, card, cards)
        self._app.push_screen(screen, then)
        if searching:
            screen.call_after_refresh(screen.action_search)

    def claim(
        self,
        claim: "Claim | None" = None,
        *,
        text: str = "",
        claimant: str = "",
        found: str = "",
        then: Then,
    ) -> None:
        from workbench.tui.screens.claim import ClaimScreen

        screen = ClaimScreen(self._shared, claim, text=text, claimant=claimant, found=found)
        self._app.push_screen(screen, then)

    def split(self, claim: "Claim", *, then: Then) -> None:
        from workbench.tui.screens.split import SplitScreen

        self._app.push_screen(SplitScreen(self._shared, claim), then)

    def justification(self, claim: "Claim", sources: "Mapping[str, Source]") -> None:
        from workbench.tui.screens.justification import JustificationScreen

        self._app.push_screen(JustificationScreen(self._shared, claim, sources))

    def suggestions(
        self, sources: "Mapping[str, Source]", source_id: str | None = None, *, then: Then
    ) -> None:
        from workbench.tui.screens.suggestions import SuggestionsScreen

        self._app.push_screen(SuggestionsScreen(self._shared, sources, source_id), then)

    def recheck(
        self,
        sources: "Mapping[str, Source]",
        *,
        then: Then,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        from workbench.tui.screens.recheck import RecheckScreen

        screen = RecheckScreen(self._shared, sources)

        def left(ids: tuple[str, ...] | None) -> None:
            if screen.changed:
                changed()
            then(ids)

        self._app.push_screen(screen, left)

    def matrix(
        self,
        sources: "Mapping[str, Source]",
        found: "Mapping[str, Findings]",
        claims: tuple[str, ...],
    ) -> None:
        from workbench.tui.screens.matrix import MatrixScreen

        self._app.push_screen(MatrixScreen(self._shared, sources, found, claims))

    def pairs(
        self, claim: "Claim", says: "Mapping[str, Says]", sources: "Mapping[str, Source]"
    ) -> None:
        from workbench.tui.screens.pairs import PairsScreen

        self._app.push_screen(PairsScreen(self._shared, claim, says, sources))

    def progress(
        self,
        sources: "Mapping[str, Source]",
        stale: Mapping[str, tuple[str, ...]],
        *,
        then: Then,
    ) -> None:
        from workbench.tui.screens.progress import ProgressScreen

        self._app.push_screen(ProgressScreen(self._shared, sources, stale), then)

    def sources(self, *, changed: Callable[[], None], then: Then) -> None:
        from workbench.tui.screens.sources import SourcesScreen

        screen = SourcesScreen(self._shared)

        def left(ids: tuple[str, ...] | None) -> None:
            if screen.changed:
                changed()
            then(ids)

        self._app.push_screen(screen, left)

    def report(self) -> None:
        from workbench.tui.screens.report import ReportScreen

        self._app.push_screen(ReportScreen(self._shared))

    def only(
        self, only: "Only", sources: "Sequence[Source]", *, then: "Callable[[Only | None], None]"
    ) -> None:
        ready()
        from workbench.tui.screens.only import OnlyScreen

        self._app.push_screen(OnlyScreen(only, sources, self._shared.workspace.root), then)

    def jump(
        self, places: dict[str, tuple[str, str]], *, then: Callable[[str | None], None]
    ) -> None:
        from workbench.tui.screens.asking import JumpScreen

        self._app.push_screen(JumpScreen(places), then)

    def bring(self, cancelled: Callable[[], bool]) -> None:
        for name in PLACES:
            if cancelled():
                return
            import_module(f"workbench.tui.screens.{name}")
            time.sleep(REST)
        built()
