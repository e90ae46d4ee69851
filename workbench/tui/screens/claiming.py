"""Review's ways to the claims themselves: add, edit, split, suggest, and those to check again."""

from typing import TYPE_CHECKING

from textual.content import Content

from workbench.safe.visible import line
from workbench.tui.marks import verdict_badge
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.moving import Moving

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.tui.keeper import Keeper
    from workbench.verdicts.precedents import Similar
    from workbench.workspace import Workspace


class Claiming(Moving):
    """Review's claims changed, and like claims pointed out in a `PaneHead` named `alike`."""

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self._file = workspace.file
        self._came_from: str | None = None
        """The claim that was left for the one like it."""
        self._like: Similar | None = None
        """The claim most like the one at hand that was judged."""
        self._like_of: tuple[object, object] = (None, None)
        """The claim and the desk that it was looked for with."""

    def watch_claim(self) -> None:
        self._came_from = None
        super().watch_claim()

    # claims.toml changed

    def came_back(self, ids: tuple[str, ...] | None) -> None:
        self.take_claims()
        super().came_back(ids)

    def take_claims(self) -> None:
        """Show the claims as claims.toml has them now, if it changed."""
        if self._file is self.workspace.file:
            return
        texts = {claim.id: claim.text for claim in self._file.claims}
        self._file = self.workspace.file
        self.list_claims()
        if any(texts.get(claim.id, claim.text) != claim.text for claim in self.workspace.claims):
            self.forget_found()
        self.claim = self._nearest(self.claim.id, tuple(texts)) if self.claim else None
        self.show_claims()
        self.show_card()
        self.show_evidence()
        self.show_verdict()
        self.look_for_stale()

    def _nearest(self, claim_id: str, before: tuple[str, ...]) -> "Claim | None":
        """The claim of this id; one that went gives way to the one that stood before it."""
        at = before.index(claim_id) if claim_id in before else 0
        ids = (claim_id, *reversed(before[:at]))
        return next((claim for claim in map(self.find_claim, ids) if claim), None)

    def action_add(self) -> None:
        from workbench.tui.screens.claim import ClaimScreen

        self.app.push_screen(ClaimScreen(self.workspace, self.keeper), self.came_back)

    def action_edit(self) -> None:
        self.catch_up()
        if (claim := self.mine("edit")) is not None:
            from workbench.tui.screens.claim import ClaimScreen

            screen = ClaimScreen(self.workspace, self.keeper, claim)
            self.app.push_screen(screen, self.came_back)

    def action_split(self) -> None:
        self.catch_up()
        if (claim := self.mine("split")) is not None:
            from workbench.tui.screens.split import SplitScreen

            screen = SplitScreen(self.workspace, self.keeper, claim)
            self.app.push_screen(screen, self._split)

    def _split(self, ids: tuple[str, ...] | None) -> None:
        """The first of the parts is the one to judge next."""
        before = {claim.id for claim in self._file.claims}
        parts = [each for each in ids or () if each not in before]
        self.came_back(tuple(parts[:1]))

    # sentences worth checking, verdicts to check again

    def action_suggest(self) -> None:
        if not self.generation:
            self.say("the sources are still being read")
            return
        from workbench.tui.screens.suggestions import SuggestionsScreen

        screen = SuggestionsScreen(self.workspace, self.keeper, self.sources)
        self.app.push_screen(screen, self.came_back)

    def action_recheck(self) -> None:
        if not self.generation:
            self.say("the sources are still being read")
            return
        from workbench.tui.screens.recheck import RecheckScreen

        screen = RecheckScreen(self.workspace, self.keeper, self.sources)

        def left(ids: tuple[str, ...] | None) -> None:
            if screen.changed:
                self.index()  # what was found in the sources as they were counts no more
            self.came_back(ids)

        self.app.push_screen(screen, left)

    # like claims

    def show_card(self) -> None:
        super().show_card()
        self._show_alike()

    def _show_alike(self) -> None:
        """Point in one line to a claim like the one at hand that was judged."""
        if self._like_of[0] is self.claim and self._like_of[1] is self.desk:
            return
        self._like_of, self._like = (self.claim, self.desk), None
        strip = self.query_one("#alike", PaneHead)
        if self.claim is not None and self.desk is not None:
            from workbench.verdicts.precedents import similar_claims

            # Without the claims of the file: only what was judged is told here.
            found = similar_claims(self.claim.text, (), self.desk, besides=self.claim.id)
            self._like = found[0] if found else None
        strip.display = self._like is not None
        if self._like is None or self._like.verdict is None:
            return
        from workbench.verdicts.precedents import tell

        told = tell(self._like, scales=self.workspace.scales, reviewer=self.workspace.reviewer)
        sign = verdict_badge(self._like.verdict, self.workspace.scales).glyph
        strip.left = Content.assemble(("= ", "bold $focus"), (f"{sign} {line(told)}", "$quiet"))

    def action_alike(self) -> None:
        """Go to the like claim that was judged; from there back again."""
        self.catch_up()
        here, back = self.claim, self._came_from
        if here is None:
            return
        if back is not None and self.find_claim(back) is not None:
            self._came_from = None
            self.go_to(back)
        elif self._like is not None:
            self.go_to(self._like.id)
            self._came_from = here.id
            self.say(f"the like claim that was judged; {self.key('claim.alike')} goes back")
        else:
            self.say("no claim like this one was judged")
