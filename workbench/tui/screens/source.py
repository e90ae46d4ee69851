"""Source: the whole article, the passage in place, and what else of it is cited in the margin."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui import keys
from workbench.tui.marks import MARKS, claim_spots, state_of
from workbench.tui.panes.article_view import ArticleView, as_shown
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.evidence_list import Card, dated
from workbench.tui.panes.kept_line import KeptLine
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.screens.annotated import Annotated
from workbench.tui.selecting import Selection, matches
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.passages import Passage
    from workbench.tui.keeper import Keeper
    from workbench.verdicts import Mark
    from workbench.workspace import Workspace


SELECTING = tuple(f"source.{does}" for does in ("longer", "shorter", "later", "earlier"))
SELECTING += ("source.next-passage", "mark.supports", "mark.conflicts", "claim.add")
"""The bindings that the line over a selection names."""


class AskLine(KeptLine):
    """Where a search or a grade is written."""

    BINDINGS: ClassVar[list[BindingType]] = keys.ASK


class SourceScreen(Annotated):
    """An article read with a claim in mind; the passages found in it are a key apart.

    It is dismissed with the ids of the claims that were made of its words.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.SOURCE

    @dataclass
    class Read(Message):
        """The article's text and sentences, or why it cannot be read."""

        text: str
        passages: "tuple[Passage, ...]"

    def __init__(
        self,
        workspace: "Workspace",
        keeper: "Keeper",
        claim: "Claim | None",
        card: Card,
        others: tuple[Card, ...] = (),
    ) -> None:
        """`claim` None: it is read for what is worth checking; nothing can be marked."""
        super().__init__(workspace, keeper)
        self.claim = claim
        here = [each for each in others if each.key[0] == card.key[0]] or [card]
        self.cards = tuple(sorted(here, key=lambda each: each.key))
        self._passages: tuple[Passage, ...] = ()
        self.source_id, self.source = card.key[0], card.source
        self.set_reactive(SourceScreen.card, card)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        yield PaneHead(id="source-head")
        yield ArticleView(id="article")
        yield ErrorBar()
        yield PaneHead(id="ask-head")
        yield AskLine(id="ask", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(ClaimCard).claim = self.claim
        self.query_one(ClaimCard).display = self.claim is not None
        self.query_one(ArticleView).focus()
        self.read_desk()
        self._show_head()
        self._read()

    @work(thread=True, exclusive=True, group="article")
    def _read(self) -> None:
        try:
            text = self.workspace.article(self.source_id).text
            passages = self.workspace.passages(self.source_id)
        except WorkbenchError as failure:
            text, passages = str(failure), ()
        as_shown(text)  # here, not where keys wait for it
        if not get_current_worker().is_cancelled:
            self.post_message(self.Read(text, passages))

    @on(Read)
    def _read_done(self, message: Read) -> None:
        self.text, self._passages = message.text, message.passages
        aim = self.card.key[1:] if self.card else (0, 0)
        self.query_one(ArticleView).show(self.text, self.stretches(), aim=aim)
        self._was_read()

    def _was_read(self) -> None:
        """The passage at hand was seen in its place: it counts as read for this claim."""
        claim = self.claim
        if claim is None or claim not in self.workspace.claims:
            return
        if self.card is not None and self.is_there(self.card):
            passage = self.card.evidence.match.passage
            self.save(claim.id, self.workspace.read, claim.id, passage)

    # what is shown

    def watch_card(self) -> None:
        if self.is_mounted and self.card is not None:
            self._show_head()
            self._mark(self.card.key[1:])
            self._was_read()

    def watch_desk(self) -> None:
        if self.is_mounted:
            self._show_head()
            self._mark()

    def watch_selection(self) -> None:
        if self.is_mounted:
            chosen = self.selection
            self._show_head()
            self._mark((chosen.start, chosen.end) if chosen else None)
            self.refresh_bindings()

    def _mark(self, aim: tuple[int, int] | None = None) -> None:
        article = self.query_one(ArticleView)
        article.mark(self.stretches())
        if aim is not None:
            article.aim_at(*aim)

    def _show_head(self) -> None:
        title = self.query_one(TitleBar)
        name = line(self.source.title) if self.source else line(self.source_id)
        title.left = Content.assemble(("Source", "bold"), "  ", name)
        title.right = Content.assemble((dated(self.graded()), "$quiet"))
        claim = self.query_one(ClaimCard)
        if self.claim is not None:
            standing = self.standing(self.claim.id)
            claim.state = state_of(self.claim, standing, self.workspace.scales)
        head, card = self.query_one("#source-head", PaneHead), self.at_hand
        if card is None:
            return
        claim.spots = claim_spots(card.evidence.judgement.reasons)
        head.left = self._told(card)
        if self.claim is None:
            head.right = Content.assemble(
                (f"{self.key('claim.add')} ", "bold $focus"), ("makes it a claim", "$quiet")
            )
            return
        mark = self.mark_of(card.key)
        shown = (f"you: {MARKS[mark]}", f"reverse {MARKS[mark].style}") if mark else ("", "")
        head.right = Content.assemble(shown if mark else ("not marked", "$quiet"))

    def _told(self, card: Card) -> Content:
        if self.hits:
            return Content.assemble((f"match {self.hit + 1} of {len(self.hits)}", "bold"))
        if self.selection is not None:
            longer, shorter, later, earlier, sentence, yes, no, add = map(self.key, SELECTING)
            does = f"{yes} {no} pin it" if self.claim else f"{add} makes it a claim"
            keys_told = f"  {longer} {shorter} end, {later} {earlier} start, {sentence} sentence"
            keys_told += f"; {does}"
            return Content.assemble(("selecting", "bold"), (keys_told, "$quiet"))
        if self.claim is None:
            return Content.assemble(("worth checking", "bold"))
        at = self.cards.index(card) + 1 if card in self.cards else 1
        reasons = card.evidence.judgement.reasons
        told = line(reasons[0].text) if reasons else "no reason named"
        place = f"passage {at} of {len(self.cards)}"
        return Content.assemble((place, "bold"), f"  {card.stance}: {told}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "mark" or self.claim is not None

    # going through it

    def action_leave(self) -> None:
        if self.selection is not None:
            self.selection = None
        elif self.hits:
            self.hits = ()
            self._show_head()
            self._mark()
        else:
            self.dismiss(self.made)

    def action_passage(self, by: int) -> None:
        if self.hits:
            self.hit = (self.hit + by) % len(self.hits)
            hit = self.hits[self.hit]
            self._show_head()
            self._mark((hit.start, hit.end))
        elif self.selection is not None:
            self._other_sentence(by)
        elif len(self.cards) < 2 or self.card is None:
            self.say("no other passage of this source was found for the claim")
        else:
            self.card = self.cards[(self.cards.index(self.card) + by) % len(self.cards)]

    @on(ArticleView.Clicked)
    def _clicked(self, message: ArticleView.Clicked) -> None:
        """Go to what is marked there: a match, a passage, words marked for any claim."""

        def there(start: int, end: int) -> bool:
            return start <= message.at < end

        hits = [place for place, hit in enumerate(self.hits) if there(hit.start, hit.end)]
        cards = [card for card in self.cards if there(*card.key[1:])]
        words = [each for each in self.stretches() if each.glyph and there(each.start, each.end)]
        if hits:
            self.hit = hits[0]
        elif cards or words:
            chosen = None if cards else Selection(words[0].start, words[0].end)
            self.hits = ()
            # Not as the keys set them: what was clicked on stays where it is.
            self.set_reactive(SourceScreen.selection, chosen)
            self.set_reactive(SourceScreen.card, cards[0] if cards else self.card)
            self.refresh_bindings()
            if cards:
                self._was_read()
        self._show_head()
        self._mark()

    def _other_sentence(self, by: int) -> None:
        chosen, passages = self.selection, self._passages
        if chosen is None or not passages:
            return
        before = sum(1 for each in passages if each.start <= chosen.start) - 1
        to = passages[min(max(before + by, 0), len(passages) - 1)]
        self.selection = Selection(to.start, to.end)

    def action_search(self) -> None:
        self.ask("search", "words to look for in this source")

    def answered(self, what: str, answer: str) -> None:
        if what == "search":
            self.query_one(AskLine).used()
            self.hits = matches(self.text, answer)
            self.hit = -1
            if self.hits:
                self.action_passage(1)
            else:
                self._mark()
                self.say(f"not in this source: {answer}")
        else:
            super().answered(what, answer)

    # words of one's own choice

    def action_select(self) -> None:
        start, end = (self.card.key[1], self.card.key[2]) if self.card else (0, 0)
        if self.hits:
            start, end = self.hits[self.hit].start, self.hits[self.hit].end
            self.hits = ()
        if end > start:
            self.selection = Selection(start, end)

    def action_reach(self, by: int) -> None:
        if self.selection is not None:
            self.selection = self.selection.reach(self.text, by)

    def action_begin(self, by: int) -> None:
        if self.selection is not None:
            self.selection = self.selection.begin(self.text, by)

    def action_mark(self, mark: "Mark") -> None:
        card, claim = self.at_hand, self.claim
        if card is None or claim is None or claim not in self.workspace.claims:
            return
        again = self.mark_of(card.key) == mark
        self.mark(claim.id, card, None if again else mark)
        self.selection = None

    async def action_copy(self) -> None:
        if (card := self.at_hand) is not None:
            await self.copy_quote(card)
