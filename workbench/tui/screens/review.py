"""Review: the claim, its evidence, the source beside it, and one key for the verdict."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static
from textual.widgets._toast import ToastRack

from workbench.errors import LedgerError
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.lanes import MOST, is_full
from workbench.tui.marks import OPEN, POSTPONED, STALE, rating_badge
from workbench.tui.panes.article_view import ArticleView
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.claiming import Claiming
from workbench.tui.screens.own_search import AskLine, OwnSearch

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from workbench.verdicts import Mark
    from workbench.verdicts.scales import Rating


OTHERS = 2.0
# Seconds between looks at whether another process decided something: two calls of stat.

JUMPS = {
    "c": ("claims", "screen.to_pane('claims')"),
    "e": ("evidence", "screen.to_pane('evidence')"),
    "s": ("source", "screen.to_pane('source')"),
    "f": ("filter", "screen.filter"),
    "m": ("matrix", "screen.matrix"),
    "p": ("progress", "screen.progress"),
    "a": ("check again", "screen.recheck"),
    "w": ("worth checking", "screen.suggest"),
    "r": ("report", "screen.report"),
}
"""By letter, what jump mode goes to and how."""


class FilterLine(Input):
    """Where the filter of the claims is written."""

    BINDINGS: ClassVar[list[BindingType]] = keys.FILTER


class ReviewScreen(Claiming, OwnSearch):
    """The main place. It asks the workspace, hands values down and hears the panes back."""

    BINDINGS: ClassVar[list[BindingType]] = keys.REVIEW

    _written: object = None
    """The state of the ledger's files when they were last read because of it."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        away = "-away" if self.alone else ""
        with Horizontal(id="table"):
            with Vertical(id="work", classes="-claim-only" if self.alone else ""):
                yield ClaimCard()
                yield PaneHead(id="alike")
                yield PaneHead(id="tabs")
                with Vertical(id="reading"):
                    with Vertical(id="evidence-side", classes=away):
                        yield PaneHead(id="evidence-head")
                        yield PaneHead(id="only")
                        with Horizontal(id="asking"):
                            yield Static(id="prompt")
                            yield AskLine(id="asked")
                        yield EvidenceList(id="evidence")
                    with Vertical(id="source-side", classes=away):
                        yield PaneHead(id="source-head")
                        yield ArticleView(id="source")
            with Vertical(id="claims-side"):
                yield PaneHead(id="claims-head")
                yield FilterLine(id="filter", placeholder="words, claimant, #tag or state")
                yield ClaimList(id="claims")
        yield ErrorBar()
        yield VerdictBar()
        yield KeyLine()

    def on_mount(self) -> None:
        badges = [
            rating_badge(each.id, self.workspace.scale) for each in self.workspace.scale.ratings
        ]
        widest = max(len(str(badge)) for badge in (OPEN, POSTPONED, STALE, *badges))
        self.query_one(ClaimList).column = min(widest, 16)
        self.restore()
        self.catch_up()
        self.query_one(ClaimList).focus()
        # The first frame comes before the ledger is read and before anything is indexed.
        self.call_after_refresh(self.start)

    def start(self) -> None:
        """Read the ledger, then bring the index up to date."""
        self.read_desk()
        self.index()
        self.set_interval(OTHERS, self._look_for_others)

    @work(group="others", exclusive=True)
    async def _look_for_others(self) -> None:
        """What another desk or a command decided meanwhile shows here."""
        written = await asyncio.to_thread(self.workspace.written)
        if written == self._written or self.keeper.busy:
            return
        self._written = written
        try:
            self.desk = await self.keeper.desk()
        except LedgerError as failure:
            if not self.query_one(ErrorBar).message:
                self.show_trouble(f"verdicts cannot be read: {line(str(failure))}")

    def on_unmount(self) -> None:
        """Keep where the checker was."""
        self.keep_place()

    def on_screen_resume(self) -> None:
        """What was decided in another place shows here."""
        self.take_claims()
        if self.desk is not None:
            self.read_desk()

    def say(
        self, text: str, *, severity: "SeverityLevel" = "information", seconds: float = 5.0
    ) -> None:
        """As everywhere, on the rule over the verdict line, however much that asks."""
        bar = self.query_one(VerdictBar)
        above = bar.outer_size.height if bar.asking else bar.LEAST
        for rack in self.query(ToastRack):
            if rack.styles.margin.bottom != above:
                rack.styles.margin = (0, 0, above, 0)
        super().say(text, severity=severity, seconds=seconds)

    # routing

    @on(ClaimList.Highlighted)
    def _claim_highlighted(self) -> None:
        self.catch_up()

    def catch_up(self) -> None:
        row = self.query_one(ClaimList).chosen
        if row is not None and (self.claim is None or row.id != self.claim.id):
            self.rated = None
            self.claim = self.find_claim(row.id)

    @on(ClaimList.Chosen)
    def _claim_chosen(self) -> None:
        self.go_to_pane("evidence")

    @on(EvidenceList.Highlighted)
    def _evidence_highlighted(self) -> None:
        self.rated = None
        self.show_passage()

    @on(EvidenceList.Chosen)
    def _evidence_chosen(self) -> None:
        self.open_source()

    @on(Input.Changed, "#filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self.filter = event.value

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self) -> None:
        self.query_one(ClaimList).focus()

    def action_leave_filter(self) -> None:
        self.query_one(ClaimList).focus()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "rate":
            key = parameters[0]
            return isinstance(key, int) and key <= len(self.workspace.scale.ratings)
        if action in ("mark", "copy", "copies"):
            return self.at_hand is not None
        if action in ("order", "details"):
            return bool(self.claim) and self.sees_evidence
        if action == "more":
            found = self.findings
            return found is not None and is_full(found, self.limit) and self.limit < MOST
        if action in ("filter", "words", "search", "only"):
            claims = action == "filter" and self.pane == "claims"
            return not isinstance(self.focused, Input) and (claims or self.claim is not None)
        return True

    def on_key(self, event: events.Key) -> None:
        """Say of a key that can do nothing here what would have to be, before it is dropped."""
        for place, bindings in self._modal_binding_chain:
            for binding in bindings.key_to_bindings.get(event.key, ()) if place is self else ():
                _, action, parameters = parse(binding.action)
                if self.check_action(action, parameters) is False:
                    self.say(self._why_not(action))

    def _why_not(self, action: str) -> str:
        if action == "rate":
            return f"the scale has {len(self.ratings)} ratings: 1 to {len(self.ratings)}"
        if self.claim is None:
            return self.no_claim()
        if action == "more":
            return "these are all the passages found" if self.limit < MOST else "no more are shown"
        if action in ("order", "details"):
            return f"that is a matter of the evidence: {self.key('pane.next')} goes there"
        if not self.sees_evidence:
            return f"no passage is at hand: {self.key('pane.next')} goes to the evidence"
        looking = "still looking through the sources"
        return looking if self.findings is None else "no passage was found for it"

    def action_mark(self, mark: "Mark") -> None:
        self.catch_up()
        card, claim = self.at_hand, self.mine("mark")
        if card is not None and claim is not None:
            self.rated = None
            self.mark(claim.id, card, None if card.mark == mark else mark)

    def action_next_open(self, direction: int) -> None:
        self.catch_up()
        self.rated = None
        if not self.on_to_open(direction):
            self.say(self.none_open())

    def action_filter(self) -> None:
        if self.pane != "claims":
            if self.pane == "source":
                self.open_source(searching=True)
            else:
                self.open_line("filter")
            return
        self.add_class("-filtering")
        self.query_one("#filter", Input).focus()

    def action_back(self) -> None:
        if self.indexing:
            self.stop_indexing()
        elif self.pane != "claims" and self.end_own():
            self.go_to_pane("evidence")
        elif self.has_class("-filtering"):
            self.drop_filter()
            self.query_one(ClaimList).focus()
        else:
            self.go_to_pane("claims" if self.pane != "source" else "evidence")

    def drop_filter(self) -> None:
        self.remove_class("-filtering")
        with self.prevent(Input.Changed):
            self.query_one("#filter", Input).value = ""
        self.filter = ""

    def action_to_pane(self, name: str) -> None:
        self.go_to_pane(name)

    def action_pane(self, by: int) -> None:
        self.step_pane(by)

    def action_order(self) -> None:
        self.order = "relevance" if self.order == "stance" else "stance"
        self.show_evidence()
        self.say(f"evidence by {self.order}")

    def action_details(self) -> None:
        evidence = self.query_one(EvidenceList)
        evidence.tell_details(not evidence.details)

    async def action_copy(self) -> None:
        self.catch_up()
        card = self.at_hand
        if card is not None:
            await self.copy_quote(card)

    def action_justify(self) -> None:
        self.catch_up()
        claim = self.find_claim(self.rated) if self.rated else self.mine("justify")
        if claim is not None:
            self.open_justification(claim)

    def action_matrix(self) -> None:
        self.open_matrix()

    def action_progress(self) -> None:
        self.open_progress()

    def action_jump(self) -> None:
        """Ask for one more letter and go there."""
        from workbench.tui.screens.asking import JumpScreen

        self.app.clear_notifications()  # they would lie over the letters
        self.app.push_screen(JumpScreen(JUMPS), self._jumped)

    def _jumped(self, action: str | None) -> None:
        if action:
            self.call_later(self.run_action, action)

    def action_report(self) -> None:
        self.open_report()

    def lacks(self, rating: "Rating") -> tuple[str, ...]:
        return tuple(rule.told for rule in self.rules_unmet(rating) if rule.asks)

    @property
    def ratings(self) -> tuple[str, ...]:
        """Names of the ratings, in the order of their keys."""
        return tuple(rating.name for rating in self.workspace.scale.ratings)
