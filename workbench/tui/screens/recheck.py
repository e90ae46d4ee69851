"""Check again: verdicts whose claim or sources changed, and what happened to their quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from workbench.errors import InputError, WorkbenchError
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.changes import LEGEND
from workbench.tui.lanes import pinned
from workbench.tui.marks import glyph, verdict_badge
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.recheck_list import RecheckList, StaleClaim
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.said import short
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.passages import Passage
    from workbench.tui.shared import Shared
    from workbench.verdicts.recheck import Rechecked

FAILED = "The verdicts could not be checked; the line below says why."
NOTHING = (
    "No verdict needs to be checked again: every claim reads as it was rated, and every source as "
    "it was quoted."
)


class RecheckScreen(Saving):
    """The verdicts in the order of the claims; dismissed with the id of a claim to go to."""

    BINDINGS: ClassVar[list[BindingType]] = keys.RECHECK

    @dataclass
    class Checked(Message):
        """A claim's verdict was looked at; `case` is None if it holds as it is."""

        claim: str
        case: StaleClaim | None

    @dataclass
    class Done(Message):
        """Every verdict was looked at, or `error` says why not."""

        error: str = ""

    def __init__(self, shared: "Shared", sources: "Mapping[str, Source]") -> None:
        super().__init__(shared)
        self._sources = sources
        self.changed = False
        """Whether the sources have changed since the desk last read them."""
        self._cases: dict[str, StaleClaim] = {}
        self._looking = True
        self._failed = ""
        """Why the verdicts could not be looked at."""
        self._wanted = ""
        """The claim that the cursor goes to once it has been looked at."""
        self._asked = ""
        """The claim for which the checker was asked whether gone quotes may lose their mark."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield PaneHead(id="legend")
        yield RecheckList(id="recheck")
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        title = self.query_one(TitleBar)
        title.left = Content.assemble(("Check again", "bold"), "  verdicts that may no longer hold")
        legend = self.query_one("#legend", PaneHead)
        legend.left = Content.assemble((f"what changed: {LEGEND}", "$quiet"))
        self.query_one(RecheckList).focus()
        self.show_cases()
        self.read_desk()
        self._look_at_all()

    # looking

    @work(thread=True, group="recheck")
    def _look_at_all(self) -> None:
        """Look at claims and sources as they are on disk now, not as they were at the start."""
        worker = get_current_worker()
        try:
            self.workspace.read_again()
            if self.workspace.refresh(cancelled=lambda: worker.is_cancelled):
                self.changed = True
                self._sources = {each.id: each for each in self.workspace.sources()}
        except WorkbenchError as failure:
            self.post_message(self.Done(str(failure)))
            return
        self._each(self.workspace.claims)

    @work(thread=True, group="recheck")
    def _look(self, claims: "tuple[Claim, ...]") -> None:
        self._each(claims)

    def _each(self, claims: "tuple[Claim, ...]") -> None:
        """Look at these claims one by one; called in a thread."""
        worker = get_current_worker()
        for claim in claims:
            if worker.is_cancelled:
                return
            try:
                case = self._case(claim)
            except WorkbenchError as failure:
                self.post_message(self.Done(str(failure)))
                return
            self.post_message(self.Checked(claim.id, case))
        self.post_message(self.Done())

    def _case(self, claim: "Claim") -> StaleClaim | None:
        """What has changed under a claim's verdict, None if nothing; called in a thread."""
        from workbench.passages.quotes import difference

        why, verdict = self.workspace.stale(claim), self.workspace.standing(claim.id).verdict
        if not why or verdict is None:
            return None
        then = verdict.text
        quotes = self.workspace.recheck(claim.id)
        return StaleClaim(
            claim=claim,
            rating=verdict_badge(verdict, self.workspace.scales),
            why=why,
            wording=difference(then, claim.text) if then != claim.text else (),
            quotes=quotes,
            near=tuple(self._near(each) for each in quotes),
        )

    def _near(self, each: "Rechecked") -> "Passage | None":
        from workbench.passages import Passage

        now, source = each.now, each.quote.source
        if now is not None:
            return Passage(source, now.start, now.end, now.exact)
        if each.found is None:
            return None
        at = each.found.start
        return min(self.workspace.passages(source), key=lambda p: abs(p.start - at), default=None)

    @on(Checked)
    def _checked(self, message: Checked) -> None:
        before = self._cases.get(message.claim)
        if message.case is not None:
            self._cases[message.claim] = message.case
        else:
            self._cases.pop(message.claim, None)
        if before != message.case:
            self.show_cases()
        if message.claim == self._wanted:
            self._wanted = ""
            self.query_one(RecheckList).go_to(message.claim)

    @on(Done)
    def _done(self, message: Done) -> None:
        self._looking = False
        self._failed = line(message.error)
        if self._failed:
            self.show_trouble(self._failed)
        self.show_cases()

    def show_trouble(self, trouble: str) -> None:
        """As elsewhere; but the reason why verdicts could not be looked at stays on the screen."""
        super().show_trouble(trouble or self._failed)

    def show_cases(self) -> None:
        """Show what is left to check, in the order of the claims."""
        cases = tuple(
            self._cases[claim.id] for claim in self.workspace.claims if claim.id in self._cases
        )
        nothing = FAILED if self._failed else NOTHING
        nothing = "Looking at the verdicts." if self._looking else nothing
        self.query_one(RecheckList).show(cases, lambda: self._sources, nothing=nothing)
        self.query_one("#legend", PaneHead).display = bool(cases)
        left = f"{len(cases)} to check" if cases else ""
        self.query_one(TitleBar).right = Content("looking" if self._looking and not cases else left)

    # keys

    @on(RecheckList.Chosen)
    def _chosen(self, message: RecheckList.Chosen) -> None:
        case, at = message.spot.case, message.spot.quote
        if at is None:
            self.dismiss((case.claim.id,))
            return
        passage = case.near[at]
        if passage is None:
            self.say("its source is no longer in the corpus: there is nothing to open")
            return
        source = self._sources.get(passage.source)
        cards = tuple(
            pinned(each, source) for each in case.near if each and each.source == passage.source
        )
        card = pinned(passage, source)
        self.ways.source(case.claim, card, cards)

    def on_screen_resume(self) -> None:
        """Look again: claims may have been marked or rated meanwhile."""
        if not self._looking:
            self._look(tuple(case.claim for case in self._cases.values()))

    def action_claim(self, by: int) -> None:
        self.query_one(RecheckList).go_on(by)

    def action_holds(self) -> None:
        """Give the verdict of the claim at hand again; asks once if marks would be lost."""
        spot = self.query_one(RecheckList).chosen
        if spot is None:
            return
        case, claim = spot.case, spot.case.claim
        if claim.id in self.saving:
            self.say("still saving the decision before; press the key again")
            return
        if case.gone and self._asked != claim.id:
            self._asked = claim.id
            many = "1 quote is" if case.gone == 1 else f"{case.gone} quotes are"
            left = "" if case.gone < len(case.quotes) else ", and none is left under the verdict"
            again = f"{self.key('recheck.holds')} again records that it holds"
            self.say(f"{many} gone and would lose the mark{left}: {again}")
            return
        self._asked = ""

        def recorded(answer: object) -> None:
            if isinstance(answer, str):
                self.say(answer, severity="warning")
                return
            self._look((claim,))
            word = case.rating.word
            self.say(f"saved: still {word} on {short(claim.text, 24)} {glyph('·')} {self.undoes}")

        self.save(claim.id, self._holds, claim.id, then=recorded)

    def _holds(self, claim_id: str) -> object:
        """Record it, or return why that cannot be done; called in the keeper's thread."""
        try:
            return self.workspace.still_holds(claim_id)
        except InputError as failure:
            return f"nothing recorded: {failure}"

    def go_to(self, claim_id: str) -> None:
        """Go to a claim on which something was undone, after looking at it again."""
        claims = tuple(each for each in self.workspace.claims if each.id == claim_id)
        self._wanted = claim_id
        self._look(claims)

    def action_leave(self) -> None:
        self.dismiss()
