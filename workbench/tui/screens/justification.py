"""Justification: why the verdict is what it is, written with the marked quotes at hand."""

import asyncio
import contextlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.safe.visible import line, visible
from workbench.tui import keys
from workbench.tui.cards import citation
from workbench.tui.drafts import drop_draft, keep_draft, read_draft
from workbench.tui.marks import QUOTATION, state_of
from workbench.tui.panes.area import ManyLines
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.quote_list import Quotable, QuoteList
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.said import cited, short
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.tui.shared import Shared
    from workbench.verdicts import Entry

PAUSE = 0.5
# Seconds from a key to the draft that includes it; with the writing, less than one. Counted from
# the first key since the last draft, so there is a draft even if the typist never pauses.


class JustificationScreen(Saving):
    """An editor whose text is never lost: drafted while typed, recorded on a key."""

    BINDINGS: ClassVar[list[BindingType]] = keys.JUSTIFICATION

    @dataclass
    class QuotationsChecked(Message):
        """The quotations in the text that are in no marked source, a sentence each."""

        wrong: tuple[str, ...]

    def __init__(
        self,
        shared: "Shared",
        claim: "Claim",
        sources: "Mapping[str, Source]",
    ) -> None:
        super().__init__(shared)
        self.claim = claim
        self._sources = sources
        self._recorded = ""
        """The text in the ledger as it is shown, with hidden characters made visible."""
        self._draft: Timer | None = None
        self._opened = False
        self._typed_last: str | None = None
        """The text as typed, as long as it is neither drafted nor recorded."""
        self._cited: set[str] = set()
        """Ids of the sources of the marked passages."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        with Horizontal(id="writing"):
            with Vertical(id="text-side"):
                yield PaneHead(id="text-head")
                yield ManyLines("", id="text", soft_wrap=True, tab_behavior="focus")
                yield PaneHead(id="verbatim")
            with Vertical(id="quotes-side"):
                yield PaneHead(id="quotes-head")
                yield QuoteList(id="quotes")
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(TitleBar).left = Content.assemble(("Justification", "bold"))
        self.query_one(ClaimCard).claim = self.claim
        self.query_one("#text-head", PaneHead).left = Content.assemble(("Why", "bold"))
        quotes = self.query_one("#quotes-head", PaneHead)
        quotes.left = Content.assemble(("Marked passages", "bold"))
        self.query_one(TextArea).focus()
        self.read_desk()

    def show(self) -> None:
        if self.desk is None:
            return
        standing = self.standing(self.claim.id)
        card = self.query_one(ClaimCard)
        card.state = state_of(self.claim, standing, self.workspace.scales)
        quotes = tuple(
            Quotable(mark, quote.exact, citation(source, quote.source), cited(source, quote.source))
            for mark, quote in (standing.marks if standing else ())
            for source in (self._sources.get(quote.source),)
        )
        self.query_one(QuoteList).show(quotes)
        self._cited = {quote.source for _, quote in (standing.marks if standing else ())}
        if not self._opened:
            self._opened = True
            self._recorded = visible(standing.justification) if standing else ""
            self._open_text()

    @work
    async def _open_text(self) -> None:
        draft = await asyncio.to_thread(read_draft, self.workspace.root, self.claim.id)
        area = self.query_one(TextArea)
        typed = area.text
        kept = draft is not None and visible(draft) != self._recorded
        text = visible(draft) if draft is not None and kept else self._recorded
        area.load_text(text + typed)
        area.move_cursor(area.document.end)
        self._show_news("draft found, not yet recorded" if kept else "")

    def _show_news(self, news: str) -> None:
        for head in self.query("#text-head").results(PaneHead):  # none if the screen was left
            head.right = Content.assemble((news, "$quiet"))

    # drafting

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if not self._opened:
            return
        if self._draft is None:
            self._draft = self.set_timer(PAUSE, self._keep)
        self._typed_last = self.query_one(TextArea).text
        self._verify(self.query_one(TextArea).text)

    @work(group="draft")
    async def _keep(self) -> None:
        self._draft = None
        text = self.query_one(TextArea).text
        if text == self._recorded:
            await asyncio.to_thread(self._forget)
            self._show_news("")
            return
        try:
            await asyncio.to_thread(keep_draft, self.workspace.root, self.claim.id, text)
        except OSError as failure:
            self._show_news(f"draft not kept: {line(str(failure))}")
            return
        if self._typed_last == text:
            self._typed_last = None
        self._show_news("draft kept, not yet recorded")

    def _put_off(self) -> None:
        """Cancel the draft that is due; the next key starts the time again."""
        if self._draft is not None:
            self._draft.stop()
            self._draft = None

    def keep_typed(self) -> None:
        if self._typed_last is None:
            return
        if self._typed_last == self._recorded:
            self._forget()
            return
        with contextlib.suppress(OSError):
            keep_draft(self.workspace.root, self.claim.id, self._typed_last)

    def _forget(self) -> None:
        """Delete the draft: the text is recorded, or is as it was."""
        with contextlib.suppress(OSError):
            drop_draft(self.workspace.root, self.claim.id)

    # quotations

    @work(thread=True, exclusive=True, group="verbatim")
    def _verify(self, text: str) -> None:
        """Compare what is quoted with the sources of the marked passages."""
        try:
            found = self.workspace.quotations_of(text, sorted(self._cited))
        except WorkbenchError:  # errors in the sources are shown where the sources are read
            return
        wrong = (each for each in found if each.verdict != "verbatim")
        if not get_current_worker().is_cancelled:
            self.post_message(self.QuotationsChecked(tuple(each.in_words for each in wrong)))

    @on(QuotationsChecked)
    def _verified(self, message: QuotationsChecked) -> None:
        head = self.query_one("#verbatim", PaneHead)
        if not message.wrong:
            head.left = Content("")
            return
        many = f" and {len(message.wrong) - 1} more" if len(message.wrong) > 1 else ""
        head.left = Content.assemble(
            ("! not word for word in a marked source: ", "bold $warning"),
            f"{line(message.wrong[0])}{many}",
        )

    # keys

    @on(QuoteList.Chosen)
    def _insert(self, message: QuoteList.Chosen) -> None:
        area = self.query_one(TextArea)
        quote = message.quote
        row, column = area.selection.start
        before = area.document.get_line(row)[:column]
        space = " " if before and before[-1] not in " (“" else ""
        text = visible(quote.text)
        words = text if text.startswith(QUOTATION) and text.endswith(QUOTATION) else f"“{text}”"
        area.insert(f"{space}{words} ({quote.cite_whole})")
        area.focus()

    def action_quotes(self) -> None:
        here = self.query_one(QuoteList)
        (self.query_one(TextArea) if here.has_focus else here).focus()

    async def action_save(self) -> None:
        await self.taken_in()
        text = self.query_one(TextArea).text
        if text == self._recorded:
            self.dismiss()
            return

        def recorded(entry: "Entry") -> None:
            self._put_off()
            self._forget()
            self._recorded = text
            self.dismiss()
            self.say(f"saved: justification of {short(self.claim.text, 36)}; {self.undoes}")

        # Until it is on disk, drafts are still kept: the save may fail.
        self.save(self.claim.id, self.workspace.justify, self.claim.id, text, then=recorded)

    async def action_editor(self) -> None:
        """Write in the checker's own editor; the text comes back when the editor is closed."""
        try:
            editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
        except ValueError:  # a quotation mark that is not closed
            editor = []
        if not editor:
            self.say(
                "set VISUAL or EDITOR to your editor, such as  EDITOR=nano", severity="warning"
            )
            return
        area = self.query_one(TextArea)
        try:
            with tempfile.TemporaryDirectory() as folder, self.app.suspend():
                file = Path(folder) / "justification.md"
                file.write_text(area.text, encoding="utf-8")
                subprocess.run([*editor, str(file)], check=False)
                text = file.read_text(encoding="utf-8", errors="replace")
        except (OSError, SuspendNotSupported) as failure:
            self.say(f"the editor did not start: {failure}", severity="warning")
            return
        area.load_text(visible(text.rstrip("\n")))
        area.move_cursor(area.document.end)

    async def action_leave(self) -> None:
        await self.taken_in()
        text = self.query_one(TextArea).text
        self._put_off()
        if text != self._recorded:
            try:
                await asyncio.to_thread(keep_draft, self.workspace.root, self.claim.id, text)
            except OSError as failure:
                self.query_one(ErrorBar).message = f"draft not kept: {line(str(failure))}"
                return
            self.say(f"kept as a draft, not recorded; {self.key('verdict.justify')} opens it again")
        self.dismiss()
