"""Writing claims.toml: what is typed is shown as a difference before it is written.

What is typed is never lost: it is kept as a draft while it is typed, and it stays in the form if
the file cannot be written.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from workbench.errors import InputError, LedgerError, WorkbenchError
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.changes import difference
from workbench.tui.drafts import drop_draft, keep_draft, read_draft
from workbench.tui.marks import glyph
from workbench.tui.panes.alike import Alike
from workbench.tui.panes.sheet import Sheet
from workbench.tui.panes.strips import ErrorBar, PaneHead
from workbench.tui.screens.place import Place

if TYPE_CHECKING:
    from workbench.claims.editing import Proposal
    from workbench.tui.shared import Shared

PAUSE = 0.15
# Seconds without a key before the difference is made.
DRAFT = 0.5
# Seconds without a key before the draft is written: with the write itself under a second.


class Proposing(Place):
    """A place that changes claims.toml. A subclass yields `shown()` and has an `ErrorBar`."""

    BINDINGS: ClassVar[list[BindingType]] = keys.ENTRY

    @dataclass
    class Proposed(Message):
        """What would be written, or `error` says why nothing can be."""

        typed: str
        """The text that it was made from; if another was typed since, the message is ignored."""
        proposal: "Proposal | None"
        diff: str = ""
        alike: tuple[str, ...] = ()
        error: str = ""

    def __init__(self, shared: "Shared", slot: str, about: str) -> None:
        super().__init__(shared)
        self.saving = False
        """Whether what was typed is being written."""
        self._slot = slot
        """The name of the draft. It has a slash, so it is no claim's id."""
        self._about = about
        """The id of the claim that is edited; "" for a new one."""
        self._opened: str | None = None
        """The text of the form before anything was typed; None until then."""
        self._last = ""
        """The text as it was at the last change."""
        self._left = ""
        """The text that was thrown away last."""
        self._undrafted = False
        self._pauses: dict[str, Timer] = {}
        self._seen: Proposing.Proposed | None = None
        """The difference on screen."""

    # what a subclass defines

    def typed(self) -> str:
        """The whole form as one text."""
        raise NotImplementedError

    def put(self, typed: str) -> None:
        """Fill the form from a text that `typed` gave."""
        raise NotImplementedError

    def wrong(self) -> bool:
        """Whether a field cannot be used; the subclass shows the error at the field."""
        return False

    def wording(self, typed: str) -> str:
        """The wording to look for similar claims with; called in a thread."""
        raise NotImplementedError

    def propose(self, typed: str) -> "Proposal | None":
        """What would be written; None if there is nothing yet. Called in a thread."""
        raise NotImplementedError

    def not_yet(self) -> str:
        """A sentence that says what is missing while nothing can be proposed."""
        raise NotImplementedError

    def written(self, ids: tuple[str, ...]) -> str:
        """What the message says after writing the claims with these ids."""
        raise NotImplementedError

    # what is shown

    def shown(self) -> ComposeResult:
        """The similar claims and the difference."""
        with Vertical(id="change-side"):
            yield PaneHead(id="alike-head")
            yield Alike()
            yield PaneHead(id="change-head")
            yield Sheet(id="change")

    def begin(self) -> None:
        """Bring back the draft, and propose what is in the form."""
        self.query_one("#alike-head", PaneHead).left = Content.assemble(
            ("Claims like this one", "bold")
        )
        self.query_one("#change-head", PaneHead).left = Content.assemble(
            ("What changes in claims.toml", "bold")
        )
        self._open_draft()

    def _open_draft(self) -> None:
        """Put back what was typed before; at once, or it would replace keys typed meanwhile."""
        self._opened = self.typed()
        draft = read_draft(self.workspace.root, self._slot)
        if draft is not None and draft != self._opened:
            with contextlib.suppress(ValueError):
                self.put(draft)
                self._news(f"draft found; {self.key('entry.fresh')} starts over")
        self._last = self.typed()
        # The form is shown first: making the difference would delay its first frame.
        self.call_after_refresh(self._look)

    def _news(self, news: str) -> None:
        self.query_one("#change-head", PaneHead).right = Content.assemble((news, "$quiet"))

    def changed(self) -> None:
        """Something was typed: keep a draft of it and propose it after a pause."""
        if self._opened is None or (typed := self.typed()) == self._last:
            return
        self._last, self._undrafted = typed, True
        for name, pause, act in (("look", PAUSE, self._look), ("draft", DRAFT, self._draft)):
            if name in self._pauses:
                self._pauses[name].stop()
            self._pauses[name] = self.set_timer(pause, act)

    def _look(self) -> None:
        if self.is_mounted:
            self._propose(self.typed())

    @work(thread=True, exclusive=True, group="propose")
    def _propose(self, typed: str) -> None:
        from workbench.verdicts.precedents import precedent_in_words

        space, worker = self.workspace, get_current_worker()
        alike: tuple[str, ...] = ()
        proposal, diff, error = None, "", ""
        try:
            wording = self.wording(typed)
            found = space.similar(wording, besides=self._about or None) if wording else ()
            alike = tuple(
                line(precedent_in_words(each, scales=space.scales, reviewer=space.reviewer))
                for each in found
            )
            if worker.is_cancelled:
                return
            proposal = self.propose(typed)
            diff = proposal.diff if proposal else ""
        except WorkbenchError as failure:
            error = line(str(failure))
        if not worker.is_cancelled:
            self.post_message(self.Proposed(typed, proposal, diff, alike, error))

    @on(Proposed)
    def _proposed(self, message: Proposed) -> None:
        if message.typed != self.typed():
            return
        self._seen = message
        head = self.query_one("#alike-head", PaneHead)
        head.right = Content.assemble(("" if message.alike else "none", "$quiet"))
        self.query_one(Alike).claims = message.alike
        sheet, proposal = self.query_one(Sheet), message.proposal
        if message.error:
            sheet.show(Content.assemble((f"! {message.error}", "bold $warning")))
        elif proposal is None:
            sheet.show(Content.assemble((self.not_yet(), "$quiet")))
        elif not proposal.changed:
            sheet.show(Content.assemble(("Nothing yet.", "$quiet")))
        else:
            sheet.show(difference(message.diff))

    # drafting

    @work(group="draft")
    async def _draft(self) -> None:
        await self._keep_draft()

    async def _keep_draft(self) -> bool:
        """Keep what is typed, or delete the draft of an unchanged form; False if that failed."""
        typed = self.typed()
        try:
            if typed == self._opened:
                await asyncio.to_thread(drop_draft, self.workspace.root, self._slot)
            else:
                await asyncio.to_thread(keep_draft, self.workspace.root, self._slot, typed)
        except OSError as failure:
            self._news(f"draft not kept: {line(str(failure))}")
            return False
        if not self.query("#change-head"):
            return True  # the screen was left meanwhile
        if typed == self.typed():
            self._undrafted = False
        self._news("" if typed == self._opened else "draft kept")
        return True

    def keep_typed(self) -> None:
        if self._undrafted:
            with contextlib.suppress(OSError):
                keep_draft(self.workspace.root, self._slot, self._last)

    # keys

    def action_fresh(self) -> None:
        """Start over; pressed again, bring back what was thrown away."""
        if self._opened is None:
            return
        typed = self.typed()
        if typed != self._opened:
            self._left = typed
            self.put(self._opened)
            self.say(f"started over; {self.key('entry.fresh')} again brings back what you typed")
        elif self._left:
            self.put(self._left)

    def action_change(self) -> None:
        """Go to the difference, to scroll it, and back."""
        sheet = self.query_one(Sheet)
        if sheet.has_focus:
            self.focus_first()
        else:
            sheet.focus()

    def focus_first(self) -> None:
        """Put the cursor where writing begins."""
        raise NotImplementedError

    async def action_write(self) -> None:
        """Write what the difference shows; a change that was not shown yet is shown first."""
        await self.taken_in()
        if self.wrong() or self.saving:
            return
        seen = self._seen
        if seen is None or seen.typed != self.typed() or seen.error:
            self._look()
            if seen is None or not seen.error:
                self.say("this is the change: the same key again writes it")
            return
        if seen.proposal is None or not seen.proposal.changed:
            self.say(self.not_yet() if seen.proposal is None else "nothing to change")
            return
        self._write(seen.proposal)

    @work(group="save")
    async def _write(self, proposal: "Proposal") -> None:
        self.saving = True
        self._news("saving")
        try:
            _, desk = await self.keeper.keep(self.workspace.apply, proposal)
        except InputError as failure:
            self._news("")
            why = f"not written: {line(str(failure))}. What you typed is still here"
            self.query_one(ErrorBar).message = f"{why}; below is the change to the file as it is."
            self._look()
            return
        finally:
            self.saving = False
        for timer in self._pauses.values():
            timer.stop()
        self._undrafted = False
        with contextlib.suppress(OSError):
            drop_draft(self.workspace.root, self._slot)
        self.dismiss(proposal.ids)
        unread = f"; verdicts cannot be read: {desk}" if isinstance(desk, LedgerError) else ""
        self.say(f"saved: {self.written(proposal.ids)} {glyph('·')} {self.undoes}{unread}")

    async def action_leave(self) -> None:
        await self.taken_in()
        if self.saving:
            return  # it closes once it is written; an error is shown here
        for timer in self._pauses.values():
            timer.stop()
        if self._undrafted and not await self._keep_draft():
            self.query_one(
                ErrorBar
            ).message = f"the draft could not be kept; {self.key('entry.leave')} again leaves it"
            self._undrafted = False
            return
        kept = self.typed() != self._opened
        self.dismiss()
        if kept:
            self.say("kept as a draft, not written; the same key opens it again")
