"""Review: the claim, its evidence, the source next to it, and one key for the verdict.

The screen composes, binds and routes: an event changes what is known, then `show` gives each pane
its value once.
"""

import time
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input
from textual.widgets._toast import ToastRack

from workbench.errors import LedgerError
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.claims_side import ClaimsSide
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.evidence_side import Asked
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.sides import Sides
from workbench.tui.panes.strips import ErrorBar, TitleBar
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.place import MEDIUM
from workbench.tui.screens.review.allowed import Sight, why_not
from workbench.tui.screens.review.answers import Answers
from workbench.tui.screens.review.claim_state import ClaimState
from workbench.tui.screens.review.doors import JUMPS, Doors
from workbench.tui.screens.review.evidence_state import EvidenceState
from workbench.tui.screens.review.finder import Finder
from workbench.tui.screens.review.kept_place import KeptPlace
from workbench.tui.screens.review.others import Others
from workbench.tui.screens.review.rating import Rater
from workbench.tui.screens.review.search import Search
from workbench.tui.screens.review.view import View
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from workbench.claims import Claim
    from workbench.nli import SecondReader
    from workbench.tui.cards import Card
    from workbench.tui.shared import Shared
    from workbench.verdicts import Desk, Mark

OTHERS = 2.0
# Seconds between checks whether another process decided something: two calls of stat.
KEEP = 2.0
# Seconds between checks whether the place has changed: if so, a small file is written.
AT_EASE = 1.5
# Seconds after the first evidence until the other places are imported, so that a key pressed right
# away does not wait for that.


class ReviewScreen(Saving):
    """The main place: what it knows is in `claims` and `evidence`, its threads in `finder`."""

    BINDINGS: ClassVar[list[BindingType]] = keys.REVIEW

    def __init__(self, shared: "Shared", reader: "SecondReader | None" = None) -> None:
        super().__init__(shared)
        self.finder = Finder(self, self.workspace, reader)
        self.claims = ClaimState(self.workspace, self.key, self.saving)
        self.evidence = EvidenceState(self.claims, self.finder, self.key)
        self.view = View(self, self.workspace, self.claims, self.evidence)
        self._place = KeptPlace(self.workspace.root, self.finder, self.claims, self.evidence)
        self._search = Search(self, self.finder, self.claims, self.evidence)
        self._rater = Rater(self, self.claims, self.evidence, self.view)
        self._answers = Answers(
            *(self, self.finder, self.claims, self.evidence, self._search, self.view),
            first=lambda: self.set_timer(AT_EASE, lambda: self.finder.meanwhile(self.ways.bring)),
        )
        self._doors = Doors(self, self.ways, self.finder, self.claims, self.evidence)
        self._works: tuple[bool, ...] = ()
        self._others = Others(self.workspace, self.keeper)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Sides(least=MEDIUM)
        yield ErrorBar()
        yield VerdictBar()
        yield KeyLine()

    # beginning and end

    def on_mount(self) -> None:
        self.query_one(ClaimList).column = self.claims.widest()
        self._place.restore()
        if self.claims.filter:
            self.query_one(ClaimsSide).restore_filter(self.claims.filter)
        self.show()
        self.set_interval(KEEP, self.keep_place)  # so a desk that is killed opens there again too
        self.query_one(ClaimList).focus()
        # The first frame comes before the ledger is read and before anything is indexed.
        self.call_after_refresh(self.start)

    def start(self) -> None:
        """Read the ledger, then bring the index up to date."""
        self.read_desk()
        self.finder.index()
        self.set_interval(OTHERS, self._look_for_others)

    @work(group="others", exclusive=True)
    async def _look_for_others(self) -> None:
        """Show what another desk or a command has decided meanwhile."""
        try:
            desk = await self._others.news()
        except LedgerError as failure:
            if not self.query_one(ErrorBar).message:
                self.show_trouble(f"verdicts cannot be read: {line(str(failure))}")
            return
        if desk is not None:
            self.take_others(desk)

    def keep_place(self) -> None:
        """Keep where the checker is for the next time."""
        self._place.keep(self.app)

    def on_unmount(self) -> None:
        self.keep_place()

    def on_screen_resume(self) -> None:
        """Show what was decided in another place."""
        self.take_claims()
        if self.desk is not None:
            self.read_desk()

    # what is known

    @property
    def claim(self) -> "Claim | None":
        """The claim at hand."""
        return self.claims.at_hand

    @property
    def all_claims(self) -> "tuple[Claim, ...]":
        """Every claim that one can go to, including those with a verdict that left the file."""
        return self.claims.every

    @property
    def ratings(self) -> tuple[str, ...]:
        """Names of the ratings, in the order of their keys."""
        return tuple(rating.name for rating in self.workspace.scale.ratings)

    @property
    def at_hand(self) -> "Card | None":
        """The passage that a mark or a copy is about: the one under the cursor, if it is seen."""
        if not self.is_mounted or self.claim is None:
            return None
        return self.query_one(Sides).passage

    def mine(self, what: str) -> "Claim | None":
        """The claim at hand if it is in claims.toml; else None, after a message that says why."""
        self.catch_up()
        if reason := self.claims.not_mine(what):
            self.say(reason)
            return None
        return self.claim

    def take_desk(self, desk: "Desk") -> None:
        if desk != self.desk:
            super().take_desk(desk)
            self.claims.desk = desk
            self.evidence.take_grades()
            if self.finder.generation:
                self.finder.look_for_stale()

    def take_claims(self) -> None:
        reworded = self.claims.reread()
        if reworded is not None:
            if reworded:
                self.view.forget_found(self.finder)
            self.view.claims()
            self.show()
            self.finder.look_for_stale()

    # what is shown

    def show(self) -> None:
        self._take_cursor()
        self.claims.rows()  # a claim that the filter hides is not at hand any more
        if self.evidence.begin():
            self.finder.stop_reading()
        self.view.all()
        self._search.go_on()
        if self.finder.reader is not None:
            # After the frame with the reasons: the first reading loads the model.
            self.call_after_refresh(self._search.read_again)
        self._follow()

    def show_saving(self) -> None:
        self.show()

    def _follow(self) -> None:
        """Read the source of the passage at hand; refresh the keys if others work now."""
        card = self.query_one(EvidenceList).chosen
        if card is not None and card.key[0] != self.view.article[0]:
            self.finder.read_article(card.key[0])
        sees = self.query_one(Sides).sees("evidence")
        works = (self.at_hand is not None, self.claim is not None, sees)
        if works != self._works:
            self._works = works
            self.refresh_bindings()

    def tell(self, news: str) -> None:
        """Show at the end of the title what is going on."""
        self.view.news = news
        self.view.title()

    def say(
        self, text: str, *, severity: "SeverityLevel" = "information", seconds: float = 5.0
    ) -> None:
        """As everywhere, just above the verdict line, whose height changes with its question."""
        above = self.query_one(VerdictBar).rows
        for rack in self.query(ToastRack):
            if rack.styles.margin.bottom != above:
                rack.styles.margin = (0, 0, above, 0)
        super().say(text, severity=severity, seconds=seconds)

    # what the threads found

    @on(Finder.Answer)
    def _answered(self, message: Finder.Answer) -> None:
        self._answers.take(message)

    # from claim to claim

    def _take_cursor(self) -> bool:
        """Put the claim under the cursor at hand; True if that is another one."""
        at = self.query_one(ClaimsSide).chosen
        if at is None or (self.claim is not None and at == self.claim.id):
            return False
        self.claims.rated = None
        self.claims.take(at)
        return True

    def catch_up(self) -> None:
        """Show the claim under the cursor before anything is decided on it.

        Keys typed ahead are handled before the list's own message about its cursor arrives: the
        fourth key of `j`, `j`, `j`, `5` would rate the claim on which the first was typed.
        """
        if self._take_cursor():
            self.show()

    @on(ClaimList.Highlighted)
    def _claim_highlighted(self) -> None:
        self.catch_up()

    @on(ClaimList.Chosen)
    def _claim_chosen(self) -> None:
        self.go_to_pane("evidence")

    def go_to(self, claim_id: str) -> None:
        """Put the cursor on a claim, dropping the filter if it hides it."""
        if self.claims.go_to(claim_id):
            self.view.claims()
            self.show()

    def came_back(self, ids: tuple[str, ...] | None) -> None:
        """Go to the last of the claims that another place was closed with."""
        self.take_claims()
        if ids:
            self.go_to(ids[-1])
            self.go_to_pane("claims")

    def action_next_open(self, direction: int) -> None:
        self.catch_up()
        self.claims.rated = None
        found = self.claims.next_open(direction)
        if found is None:
            self.say(self.claims.none_open())
        else:
            self.go_to(found)

    def action_alike(self) -> None:
        """Go to the similar claim that was judged, and from there back again."""
        self.catch_up()
        message = self.claims.go_to_like()
        self.view.claims()
        self.show()
        if message:
            self.say(message)

    # the filter of the claims

    @on(ClaimsSide.Filtered)
    def _filtered(self, message: ClaimsSide.Filtered) -> None:
        self.claims.filter = message.words
        self.show()

    def action_filter(self) -> None:
        pane = self.query_one(Sides).pane
        if pane == "claims":
            self.query_one(ClaimsSide).open_filter()
        elif pane == "source":
            self.open_source(searching=True)
        else:
            self.action_ask("filter")

    # from pane to pane

    def go_to_pane(self, name: str) -> None:
        """Bring a pane into view and put the focus there."""
        self.query_one(Sides).go_to(name)
        self._turned()

    @on(Sides.Turned)
    def _turned(self) -> None:
        self.view.tabs()
        self.refresh_bindings()

    def on_resize(self) -> None:
        self.query_one(Sides).show_panes()

    def action_to_pane(self, name: str) -> None:
        self.go_to_pane(name)

    def action_pane(self, by: int) -> None:
        self.go_to_pane(self.query_one(Sides).neighbour(by))

    def action_back(self) -> None:
        side, pane = self.query_one(ClaimsSide), self.query_one(Sides).pane
        if self.finder.indexing:
            self.finder.stop_indexing()
        elif pane != "claims" and self._search.end():
            self.go_to_pane("evidence")
        elif side.filtering:
            side.close_filter()
            self.claims.filter = ""
            self.show()
            self.query_one(ClaimList).focus()
        else:
            self.go_to_pane("claims" if pane != "source" else "evidence")

    def action_jump(self) -> None:
        """Ask for one more letter and go there."""
        self.app.clear_notifications()  # they would cover the letters
        self.ways.jump(JUMPS, then=self._jumped)

    def _jumped(self, action: str | None) -> None:
        if action:
            self.call_later(self.run_action, action)

    # the evidence

    @on(EvidenceList.Highlighted)
    def _evidence_highlighted(self) -> None:
        self.claims.rated = None
        self.view.passage()
        self._follow()

    @on(EvidenceList.Chosen)
    def _evidence_chosen(self) -> None:
        self.open_source()

    def action_ask(self, asked: Asked) -> None:
        self.catch_up()
        self._search.ask(self.query_one(Sides), asked)

    @on(AskLine.Word)
    def _line_said(self, message: AskLine.Word) -> None:
        self._search.take(message)

    def action_only(self) -> None:
        self.catch_up()
        self.query_one(Sides).close_line()
        sources = tuple(self.evidence.sources.values())
        self.ways.only(self.evidence.only, sources, then=self._search.search_only)

    def action_more(self) -> None:
        self._search.more()

    def action_copies(self) -> None:
        if (card := self.at_hand) is not None and (first := self._search.copies(card)) is not None:
            self.query_one(EvidenceList).go_to(first.key)
            self.show()

    def action_order(self) -> None:
        self.evidence.order = "relevance" if self.evidence.order == "stance" else "stance"
        self.show()
        self.say(f"evidence by {self.evidence.order}")

    def action_details(self) -> None:
        evidence = self.query_one(EvidenceList)
        evidence.show_details(not evidence.details)

    async def action_copy(self) -> None:
        self.catch_up()
        if (card := self.at_hand) is not None:
            await self.copy_quote(card)

    def action_mark(self, mark: "Mark") -> None:
        self.catch_up()
        card, claim = self.at_hand, self.mine("mark")
        if card is not None and claim is not None:
            self.claims.rated = None
            self.mark(claim.id, card, None if card.mark == mark else mark)

    # the verdict

    def action_rate(self, key: int) -> None:
        self._rater.rate(key, time.monotonic(), self.query_one(VerdictBar))

    def action_postpone(self) -> None:
        self._rater.postpone()

    @on(VerdictBar.Reply)
    def _replied(self, message: VerdictBar.Reply) -> None:
        self._rater.take(self.query_one(VerdictBar), message)

    def _take(self, *how: Any) -> None:
        self.claims.rated = None
        super()._take(*how)

    # which keys work

    def _why_not(self, action: str, parameters: tuple[object, ...]) -> str | None:
        table = self.query_one(Sides)
        seen = (self.at_hand is not None, table.sees("evidence"), isinstance(self.focused, Input))
        known = (len(self.ratings), self.claims, self.evidence, self.key)
        return why_not(action, parameters, Sight(table.pane, *seen), *known)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._why_not(action, parameters) is None

    def on_key(self, event: events.Key) -> None:
        """Say why a key can do nothing here, before it is dropped."""
        for place, bindings in self._modal_binding_chain:
            for binding in bindings.key_to_bindings.get(event.key, ()) if place is self else ():
                _, action, parameters = parse(binding.action)
                if (reason := self._why_not(action, parameters)) is not None:
                    self.say(reason)

    # other places

    def open_source(self, *, searching: bool = False) -> None:
        """Open the source; claims made there are listed on return, and the one at hand stays."""
        if (card := self.at_hand) is not None:
            self.ways.source(self.claim, card, self.evidence.cards(), searching=searching)

    def action_open(self, place: str) -> None:
        self._doors.open(place)
