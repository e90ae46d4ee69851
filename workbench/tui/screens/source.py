"""Source: the whole article, the passage in place, and what else of it is cited in the margin."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui import keys
from workbench.tui.clipboard import copy
from workbench.tui.marks import MARKS, claim_spots, glyph
from workbench.tui.panes.article_view import ArticleView, Stretch
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.evidence_list import Card, dated
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.said import quoted
from workbench.tui.screens.saving import Saving
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.tui.keeper import Keeper
    from workbench.verdicts import Mark
    from workbench.workspace import Workspace


class SourceScreen(Saving):
    """An article read with a claim in mind; the passages found in it are a key apart."""

    BINDINGS: ClassVar[list[BindingType]] = keys.SOURCE

    @dataclass
    class Read(Message):
        """The article's text, or why it cannot be read."""

        text: str

    card: var[Card | None] = var(None)

    def __init__(
        self,
        workspace: "Workspace",
        keeper: "Keeper",
        claim: "Claim",
        card: Card,
        others: tuple[Card, ...] = (),
    ) -> None:
        super().__init__(workspace, keeper)
        self.claim = claim
        self._cards = tuple(
            sorted(
                (each for each in others if each.key[0] == card.key[0]), key=lambda each: each.key
            )
        ) or (card,)
        self.set_reactive(SourceScreen.card, card)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        yield PaneHead(id="source-head")
        yield ArticleView(id="article")
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        claim_card = self.query_one(ClaimCard)
        claim_card.claim = self.claim
        self.read_desk()
        self._show_card()
        self.query_one(ArticleView).focus()
        if self.card is not None:
            self._read(self.card.key[0])

    @work(thread=True, exclusive=True, group="article")
    def _read(self, source_id: str) -> None:
        try:
            text = self.workspace.article(source_id).text
        except WorkbenchError as failure:
            text = str(failure)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Read(text))

    @on(Read)
    def _read_done(self, message: Read) -> None:
        if self.card is None:
            return
        _, start, end = self.card.key
        self.query_one(ArticleView).show(message.text, self._stretches(), aim=(start, end))

    # what is shown

    def watch_card(self) -> None:
        if self.is_mounted and self.card is not None:
            self._show_card()
            article = self.query_one(ArticleView)
            article.mark(self._stretches())
            article.aim_at(*self.card.key[1:])

    def watch_desk(self) -> None:
        if self.is_mounted:
            self._show_card()
            self.query_one(ArticleView).mark(self._stretches())

    def _mark_of(self, key: tuple[str, int, int]) -> "Mark | None":
        standing = self.standing(self.claim.id)
        for mark, quote in standing.marks if standing else ():
            if (quote.source, quote.start, quote.end) == key:
                return mark
        return None

    def _show_card(self) -> None:
        card = self.card
        if card is None:
            return
        source = card.source
        title = self.query_one(TitleBar)
        title.left = Content.assemble(
            ("Source", "bold"), "  ", line(source.title) if source else ""
        )
        title.right = Content.assemble((dated(source), "$quiet"))
        head = self.query_one("#source-head", PaneHead)
        at = self._cards.index(card) + 1 if card in self._cards else 1
        mark = self._mark_of(card.key)
        reasons = card.evidence.judgement.reasons
        told = line(reasons[0].text) if reasons else "no reason named"
        head.left = Content.assemble(
            (f"passage {at} of {len(self._cards)}", "bold"),
            f"  {card.stance}: {told}",
        )
        head.right = (
            Content.assemble((f"you: {MARKS[mark]}", f"reverse {MARKS[mark].style}"))
            if mark
            else Content.assemble(("not marked", "$quiet"))
        )
        self.query_one(ClaimCard).spots = claim_spots(reasons)

    def _stretches(self) -> tuple[Stretch, ...]:
        stretches = []
        for each in self._cards:
            here = self.card is not None and each.key == self.card.key
            mark = self._mark_of(each.key)
            sign = MARKS[mark].glyph if mark else (glyph("▸") if here else glyph("·"))
            style = "bold on $found" if here else ("underline" if mark else "")
            stretches.append(Stretch(each.key[1], each.key[2], style, sign))
        return tuple(stretches)

    # keys

    def action_leave(self) -> None:
        self.dismiss()

    def action_passage(self, by: int) -> None:
        if self.card is None or len(self._cards) < 2:
            self.say("no other passage of this source was found for the claim")
            return
        at = self._cards.index(self.card)
        self.card = self._cards[(at + by) % len(self._cards)]

    def action_mark(self, mark: "Mark") -> None:
        if self.card is not None:
            again = self._mark_of(self.card.key) == mark
            self.mark(self.claim.id, self.card, None if again else mark)

    async def action_copy(self) -> None:
        if self.card is not None:
            how = await copy(self.app, quoted(self.card.evidence, self.card.source))
            self.say(f"copied quote and citation {how}")
