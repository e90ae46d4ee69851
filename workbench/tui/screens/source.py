"""Source: the whole article, the passage in its place, and signs in the margin for cited words."""

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
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.annotated import ArticleText, stretches
from workbench.tui.cards import Card, citation, dated
from workbench.tui.grading import HOW, parse_grade
from workbench.tui.lanes import pinned
from workbench.tui.marks import MARKS, claim_spots, state_of
from workbench.tui.panes.article_view import ArticleView, Stretch, as_shown
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.screens.saving import Saving
from workbench.tui.selecting import Selection, matches

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.passages import Passage
    from workbench.tui.shared import Shared
    from workbench.verdicts import Mark


SELECTING = tuple(f"source.{does}" for does in ("longer", "shorter", "later", "earlier"))
SELECTING += ("source.next-passage", "mark.supports", "mark.conflicts", "claim.add")
"""The bindings that are named in the line above a selection."""


class SourceLine(AskLine):
    """Where a search or a grade is written."""

    USES = False

    BINDINGS: ClassVar[list[BindingType]] = keys.ASK


class SourceScreen(Saving):
    """An article read for a claim; a key goes from each passage found in it to the next.

    It is dismissed with the ids of the claims that were made from its words.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.SOURCE

    @dataclass
    class ArticleRead(Message):
        """The article's text and sentences; without sentences, why it cannot be read."""

        text: str
        passages: "tuple[Passage, ...]"

    card: var[Card | None] = var(None)
    """The passage at hand."""
    selection: var[Selection | None] = var(None)
    """The words being selected, in the article."""

    def __init__(
        self,
        shared: "Shared",
        claim: "Claim | None",
        card: Card,
        others: tuple[Card, ...] = (),
    ) -> None:
        """Without a `claim`, it is read for sentences worth checking; nothing can be marked."""
        super().__init__(shared)
        self.claim = claim
        here = [each for each in others if each.key[0] == card.key[0]] or [card]
        self.cards = tuple(sorted(here, key=lambda each: each.key))
        """The passages found in it, in their order."""
        self.source_id, self.source = card.key[0], card.source
        self.text = ArticleText(self.source_id)
        self._passages: tuple[Passage, ...] = ()
        self.hits: tuple[Selection, ...] = ()
        """Where the words that were searched for are."""
        self.hit = 0
        """The number of the one at hand."""
        self.made: tuple[str, ...] = ()
        """Ids of the claims that were made from its words."""
        self._url_asked = False
        self.set_reactive(SourceScreen.card, card)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        yield PaneHead(id="source-head")
        yield ArticleView(id="article")
        yield ErrorBar()
        yield PaneHead(id="ask-head")
        yield SourceLine(id="ask", compact=True)
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
        as_shown(text)  # here in the thread, so that no key waits for it
        if not get_current_worker().is_cancelled:
            self.post_message(self.ArticleRead(text, passages))

    @on(ArticleRead)
    def _read_done(self, message: ArticleRead) -> None:
        self.text = ArticleText(self.source_id, message.text)
        self._passages = message.passages
        aim = self.card.key[1:] if self.card else (0, 0)
        self.query_one(ArticleView).show(message.text, self.stretches(), aim=aim)
        self._was_read()

    def _was_read(self) -> None:
        """Record that the passage at hand was read for this claim: it was shown in its place."""
        claim = self.claim
        if claim is None or claim not in self.workspace.claims:
            return
        if self.card is not None and self.text.shows(self.card):
            passage = self.card.evidence.match.passage
            self.save(claim.id, self.workspace.read, claim.id, passage)

    # what is at hand

    @property
    def at_hand(self) -> Card | None:
        """The words that a mark or a copy is about: the selection, else the passage."""
        if self.selection is None:
            return self.card
        from workbench.passages import Passage

        start, end = self.selection.start, self.selection.end
        passage = Passage(self.source_id, start, end, self.text.words[start:end])
        return pinned(passage, self.source)

    def _mark_of(self, card: Card) -> "Mark | None":
        standing = self.standing(self.claim.id) if self.claim else None
        return self.text.mark_of(card.key, standing)

    def stretches(self) -> tuple[Stretch, ...]:
        """What is drawn in the article."""
        return stretches(
            self.text,
            self.desk.standings if self.desk else {},
            claim=self.claim.id if self.claim else None,
            cards=self.cards,
            card=self.card,
            hits=self.hits,
            hit=self.hit,
            selection=self.selection,
        )

    # what is shown

    def watch_card(self) -> None:
        if self.is_mounted and self.card is not None:
            self._show_head()
            self._mark(self.card.key[1:])
            self._was_read()

    def show(self) -> None:
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
        title.right = Content.assemble((dated(self._graded()), "$quiet"))
        claim = self.query_one(ClaimCard)
        if self.claim is not None:
            standing = self.standing(self.claim.id)
            claim.state = state_of(self.claim, standing, self.workspace.scales)
        head, card = self.query_one("#source-head", PaneHead), self.at_hand
        if card is None:
            return
        claim.spots = claim_spots(card.evidence.judgement.reasons)
        head.left = self._where(card)
        if self.claim is None:
            head.right = Content.assemble(
                (f"{self.key('claim.add')} ", "bold $focus"), ("makes it a claim", "$quiet")
            )
            return
        mark = self._mark_of(card)
        shown = (f"you: {MARKS[mark]}", f"reverse {MARKS[mark].style}") if mark else ("", "")
        head.right = Content.assemble(shown if mark else ("not marked", "$quiet"))

    def _where(self, card: Card) -> Content:
        if self.hits:
            return Content.assemble((f"match {self.hit + 1} of {len(self.hits)}", "bold"))
        if self.selection is not None:
            longer, shorter, later, earlier, sentence, yes, no, add = map(self.key, SELECTING)
            does = f"{yes} {no} pin it" if self.claim else f"{add} makes it a claim"
            hint = f"  {longer} {shorter} end, {later} {earlier} start, {sentence} sentence"
            hint += f"; {does}"
            return Content.assemble(("selecting", "bold"), (hint, "$quiet"))
        if self.claim is None:
            return Content.assemble(("worth checking", "bold"))
        at = self.cards.index(card) + 1 if card in self.cards else 1
        reasons = card.evidence.judgement.reasons
        reason = line(reasons[0].text) if reasons else "no reason named"
        place = f"passage {at} of {len(self.cards)}"
        return Content.assemble((place, "bold"), f"  {card.stance}: {reason}")

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
        """Go to what is marked there: a match, a passage, or words marked for any claim."""

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
            # Not set by assignment, which would scroll: what was clicked on stays where it is.
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

    # asking

    def action_search(self) -> None:
        self._ask("search", "words to look for in this source")

    def action_grade(self) -> None:
        source = self._graded()
        parts = (source.grade, source.kind and source.kind[0]) if source else ()
        self._ask("grade", HOW, " ".join(part for part in parts if part))

    def _ask(self, what: str, hint: str, text: str = "") -> None:
        # The hint is above the line, not in it: a grade in the line would hide how to write one.
        head = self.query_one("#ask-head", PaneHead)
        head.left = Content.assemble((what, "bold"), "  ", (hint, "$quiet"))
        self.add_class("-asking")
        kept = self.workspace.root, f"{what}/{self.source_id}"
        self.query_one(SourceLine).ask(what, text=text, kept=kept)

    def action_close_ask(self) -> None:
        self.remove_class("-asking")
        self.query_one(ArticleView).focus()

    @on(AskLine.Answered)
    def _answered(self, message: AskLine.Answered) -> None:
        self.action_close_ask()
        said = message.said.strip()
        if message.asked == "search":
            self.query_one(SourceLine).used()
            self.look_for(said)
        else:
            self.grade(said)

    def look_for(self, words: str) -> None:
        """Go to the first place in the article that has these words."""
        self.hits, self.hit = matches(self.text.words, words), -1
        if self.hits:
            self.action_passage(1)
        else:
            self._mark()
            self.say(f"not in this source: {words}")

    def grade(self, said: str) -> None:
        """Grade the source as written, such as `B2 p`."""
        parsed = parse_grade(said)
        if parsed is None:
            self.say(f"not a grade: {said}. {HOW}", severity="warning")
            return
        grade, kind = parsed

        def recorded(_: object) -> None:
            self.query_one(SourceLine).used()
            shown = " ".join(part for part in (grade, kind) if part) or "no grade"
            self.say(f"saved: graded {shown}; {self.undoes}")

        self.save("", self.workspace.grade, self.source_id, grade, kind=kind, then=recorded)

    def _graded(self) -> "Source | None":
        """The source with the checker's own grade and kind."""
        return self.desk.graded(self.source) if self.desk and self.source else self.source

    # where it came from

    def action_url(self) -> None:
        source = self.source
        url = (source.url or source.archive_url) if source else None
        if not url:
            self.say("the catalogue has no address for this source")
        elif not url.lower().startswith(("http://", "https://")):
            self.say("its address is neither http nor https: not opened", severity="warning")
        elif not self._url_asked:
            self._url_asked = True
            self.set_timer(6, self._forget_url)
            again = f"{self.key('source.url')} again opens {url} in a browser"
            self.say(f"{again}: the desk itself never goes online")
        else:
            self._url_asked = False
            self.app.open_url(url)

    def _forget_url(self) -> None:
        self._url_asked = False

    # claims

    def action_add(self) -> None:
        """Make a claim of the words at hand."""
        if self.at_hand is None:
            return
        from workbench.claims.attribution import bare
        from workbench.corpus.prose import prose

        passage = self.at_hand.evidence.match.passage
        text, claimant = bare(" ".join(prose(passage.text).split()))
        self.ways.claim(
            text=text,
            claimant=claimant or "",
            found=f"from {citation(self.source, passage.source)}",
            then=self._made,
        )

    def action_suggest(self) -> None:
        """List the sentences of this source that are worth checking."""
        sources = {self.source_id: self.source} if self.source else {}
        self.ways.suggestions(sources, self.source_id, then=self._made)

    def _made(self, ids: tuple[str, ...] | None) -> None:
        self.made += ids or ()

    # selecting words

    def action_select(self) -> None:
        start, end = (self.card.key[1], self.card.key[2]) if self.card else (0, 0)
        if self.hits:
            start, end = self.hits[self.hit].start, self.hits[self.hit].end
            self.hits = ()
        if end > start:
            self.selection = Selection(start, end)

    def action_reach(self, by: int) -> None:
        if self.selection is not None:
            self.selection = self.selection.reach(self.text.words, by)

    def action_begin(self, by: int) -> None:
        if self.selection is not None:
            self.selection = self.selection.begin(self.text.words, by)

    def action_mark(self, mark: "Mark") -> None:
        card, claim = self.at_hand, self.claim
        if card is None or claim is None or claim not in self.workspace.claims:
            return
        again = self._mark_of(card) == mark
        self.mark(claim.id, card, None if again else mark)
        self.selection = None

    async def action_copy(self) -> None:
        if (card := self.at_hand) is not None:
            await self.copy_quote(card)
