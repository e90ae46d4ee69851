"""Sources: every source and every file that could not be read; add, edit, reread, open."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.errors import WorkbenchError
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.lanes import pinned
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.source_list import Listed, SourceList
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.corpus import Source
    from workbench.tui.shared import Shared

ANCHORS = ("exact", "moved", "altered", "gone")
HOW = {
    "edit": "FIELD=WORDS, such as publisher=The Herald or published=2021-07",
    "add": "a file, a folder, a .zip or an address to copy into the corpus",
}
"""What each line is opened for."""


class CardLine(AskLine):
    """Where a field of a card, or what to add, is written."""

    USES = False
    BINDINGS: ClassVar[list[BindingType]] = keys.ASK


class SourcesScreen(Saving):
    """All is read in a thread. Dismissed with no claim."""

    BINDINGS: ClassVar[list[BindingType]] = keys.SOURCES

    @dataclass
    class Found(Message):
        """What there is, or why it cannot be said."""

        listed: tuple[Listed, ...]
        error: str = ""

    def __init__(self, shared: "Shared") -> None:
        super().__init__(shared)
        self.changed = False
        """Whether a source came, was read again or got another card."""
        self._open: set[str] = set()
        """Ids of the sources whose left out lines are shown."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield SourceList(id="sources")
        yield PaneHead(id="ask-head")
        yield CardLine(id="ask", compact=True)
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(TitleBar).left = Content.assemble(("Sources", "bold"))
        listed = self.query_one(SourceList)
        listed.show((), nothing="Looking at the sources.")
        listed.focus()
        self.read_desk()
        self._look()

    def show(self) -> None:
        """Draw grades and texts as they stand now."""
        self.changed = True
        self._look()

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        try:
            found = self.Found(await asyncio.to_thread(self._listed))
        except WorkbenchError as failure:
            found = self.Found((), line(str(failure)))
        if self.stands:
            self._list(found)

    def _listed(self) -> tuple[Listed, ...]:
        workspace = self.workspace
        counts = workspace.passage_counts()
        rows = [
            Listed(
                self.desk.graded(each) if self.desk else each,
                passages=counts.get(each.id, 0),
                left_out=workspace.left_out(each.id) if each.id in self._open else (),
            )
            for each in workspace.sources()
        ]
        return (*rows, *(Listed(None, each) for each in workspace.skipped()))

    def _list(self, found: Found) -> None:
        read = sum(1 for each in found.listed if each.source)
        unread = len(found.listed) - read
        told = f"{read} source{'' if read == 1 else 's'}"
        told += f", {unread} file{'' if unread == 1 else 's'} not read" if unread else ""
        self.query_one(TitleBar).right = Content.assemble((told, "$focus"))
        if found.error:
            self.show_trouble(found.error)
        nothing = f"No source yet: {self.key('sources.add')} adds a file, a folder or an address."
        self.query_one(SourceList).show(found.listed, nothing=nothing)

    # keys

    @on(SourceList.Chosen)
    def _chosen(self, message: SourceList.Chosen) -> None:
        self._read(message.source)

    @work
    async def _read(self, source: "Source") -> None:
        passages = await asyncio.to_thread(self.workspace.passages, source.id)
        if self.stands and passages:
            self.ways.source(None, pinned(passages[0], source))

    def action_left_out(self) -> None:
        source = self.query_one(SourceList).chosen
        if source is None:
            return
        if not source.left_out:
            self.say("nothing of this file was left out")
        self._open ^= {source.id}
        self._look()

    def action_edit(self) -> None:
        if self.query_one(SourceList).chosen is not None:
            self._ask("edit")

    def action_add(self) -> None:
        self._ask("add")

    def action_reread(self) -> None:
        source = self.query_one(SourceList).chosen
        if source is None:
            return

        def told(done: Any) -> None:
            entry, quotes = done
            if entry is None:
                self.say(f"same: {source.title}")
                return
            self.changed = True
            counts = {a: sum(q.anchor == a for _, q in quotes) for a in ANCHORS}
            of = ", ".join(f"{n} {a}" for a, n in counts.items() if n) or "no quote marked in it"
            self.say(f"reread: {of}; {self.undoes}", seconds=10)

        self.save("", self.workspace.reread, source.id, then=told)

    def _ask(self, what: str) -> None:
        self.add_class("-asking")
        self.query_one("#ask-head", PaneHead).left = Content.assemble((HOW[what], "$quiet"))
        self.query_one(CardLine).ask(what, kept=(self.workspace.root, f"sources-{what}"))

    def action_close_ask(self) -> None:
        self.remove_class("-asking")
        self.query_one(SourceList).focus()

    @on(CardLine.Answered)
    def _answered(self, message: CardLine.Answered) -> None:
        said, source = message.said.strip(), self.query_one(SourceList).chosen
        if not said:
            self.action_close_ask()
        elif message.asked == "add":
            self._do(self._add, said)
        elif source is not None:
            field, sign, value = said.partition("=")
            if not sign:
                self.say(HOW["edit"], severity="warning", seconds=10)
                return
            self._do(self._edit, source.id, field.strip(), value)

    @work(group="save")
    async def _do(self, act: "Callable[..., str]", *args: str) -> None:
        """Do it in a thread; the line closes once it is done."""
        self.say("working")
        try:
            told = await asyncio.to_thread(act, *args)
        except WorkbenchError as failure:
            self.say(str(failure), severity="warning", seconds=10)
            return
        self.changed = True
        if self.stands:
            self.query_one(CardLine).used()
            self.action_close_ask()
            self.say(told, seconds=10)
            self._look()

    def _edit(self, source_id: str, field: str, value: str) -> str:
        card = self.workspace.edit_source(source_id, {field: value})
        now = getattr(card, field)
        return f"written to sources.toml: {field} is {now if now is not None else 'unknown'}"

    def _add(self, given: str) -> str:
        done = self.workspace.add(given)
        added = [each for each in done if each.path and not each.reason]
        other = [f"{each.name}: {each.reason}" for each in done if each not in added]
        many = f"added: {len(added)} file{'' if len(added) == 1 else 's'}"
        return "; ".join([many, *other[:2], *([f"{len(other) - 2} more"] if other[2:] else [])])

    def action_leave(self) -> None:
        self.dismiss()
