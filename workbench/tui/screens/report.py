"""Report: what would be written, with its outline, and the file it goes to."""

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from workbench.errors import NotRecorded, WorkbenchError
from workbench.report import EXPORTERS
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.panes.article_view import ArticleView, Stretch
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.outline import Outline, Section
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from textual.worker import Worker

    from workbench.tui.shared import Shared

NAME = "report"


class PathLine(AskLine):
    """Where the path is written."""

    USES = False

    BINDINGS: ClassVar[list[BindingType]] = keys.PATH


class ReportScreen(Saving):
    """A preview that writes nothing, and an export that asks before it overwrites."""

    BINDINGS: ClassVar[list[BindingType]] = keys.REPORT

    @dataclass
    class Built(Message):
        """The report's text, or `error` says why there is none."""

        form: str
        text: str
        error: str = ""

    def __init__(self, shared: "Shared") -> None:
        super().__init__(shared)
        self._text = ""
        self._form = next(iter(EXPORTERS))
        """The form of the report that is shown and written."""
        self._agreed: Path | None = None
        """The file that the checker agreed to overwrite."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Horizontal(id="preview"):
            with Vertical(id="outline-side"):
                yield PaneHead(id="outline-head")
                yield Outline(id="outline")
            with Vertical(id="text-side"):
                yield PaneHead(id="text-head")
                yield ArticleView(id="text")
        yield ErrorBar()
        yield PaneHead(id="asks")
        yield PathLine(id="path", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        title = self.query_one(TitleBar)
        title.left = Content.assemble(
            ("Report", "bold"), "  ", line(self.workspace.file.project.title)
        )
        self.query_one("#outline-head", PaneHead).left = Content.assemble(("Outline", "bold"))
        self.query_one("#text-head", PaneHead).left = Content.assemble(("Preview", "bold"))
        self.query_one("#text-head", PaneHead).right = Content.assemble(
            ("nothing is written yet", "$quiet")
        )
        self.call_after_refresh(self._focus)
        self._build()

    def _focus(self) -> None:
        """Into the outline, or into the text if there is no room for an outline."""
        outline = self.query_one(Outline)
        (outline if outline.region else self.query_one("#text")).focus()

    @work(thread=True, exclusive=True, group="build")
    def _build(self) -> None:
        form = self._form
        try:
            built = self.Built(form, self.workspace.report(form=form))
        except WorkbenchError as failure:
            built = self.Built(form, "", str(failure))
        if not get_current_worker().is_cancelled:
            self.post_message(built)

    @on(Built)
    def _built(self, message: Built) -> None:
        if message.form != self._form:
            return
        if message.error:
            self.query_one(ErrorBar).message = line(message.error)
            return
        self._text = message.text
        sections, stretches, at = [], [], 0
        for row in message.text.split("\n"):
            level = len(row) - len(row.lstrip("#"))
            if 1 <= level <= 3 and row[level : level + 1] == " ":
                sections.append(Section(at, level, row[level + 1 :].replace("\\", "")))
                stretches.append(Stretch(at, at + len(row), "bold $focus"))
            elif row.startswith(">"):
                stretches.append(Stretch(at, at + len(row), "$support"))
            at += len(row) + 1
        self.query_one(ArticleView).show(message.text, tuple(stretches))
        self.query_one(Outline).show(tuple(sections))

    @on(Outline.Highlighted)
    def _section(self, message: Outline.Highlighted) -> None:
        view = self.query_one("#text", ArticleView)
        view.scroll_to(y=view.line_of(message.start), animate=False, immediate=True)

    def action_section(self, by: int) -> None:
        self.query_one(Outline).action_move(by)

    # export

    def action_export(self) -> None:
        self._agreed = None
        self.app.clear_notifications()  # they would cover the path
        self.add_class("-asking")
        path = self.query_one(PathLine)
        name = NAME + EXPORTERS[self._form].suffix
        path.ask("path", text=name, kept=(self.workspace.root, "path/"))
        self._ask(self._where())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "form" or len(EXPORTERS) > 1

    def action_form(self) -> None:
        """Choose the next form: the preview and the file's ending follow."""
        forms = list(EXPORTERS)
        before = EXPORTERS[self._form].suffix
        self._form = forms[(forms.index(self._form) + 1) % len(forms)]
        path = self.query_one(PathLine)
        if path.value.endswith(before):
            path.put(path.value.removesuffix(before) + EXPORTERS[self._form].suffix)
        self._agreed = None
        self._ask(self._where())
        self._build()

    def _ask(self, question: str) -> None:
        """Show a question above the path, with the forms to choose from if there are several."""
        asks = self.query_one("#asks", PaneHead)
        parts: list[tuple[str, str]] = []
        for form, exporter in EXPORTERS.items() if self._agreed is None else ():
            chosen = form == self._form and len(EXPORTERS) > 1
            title = f"[{exporter.title}] " if chosen else f"{exporter.title} "
            parts.append((line(title), "bold reverse" if chosen else "$quiet"))
        parts.append((question, "bold"))
        asks.left = Content.assemble(*parts)
        leave = f"{self.key('report.close-path')} does not"
        hint = leave if self._agreed else f"enter writes, {leave}"
        asks.right = Content.assemble((hint, "$quiet"))

    def _where(self) -> str:
        root = str(self.workspace.root)
        return f"into {'this folder' if root == '.' else line(root)}:"

    def _target(self, written: str) -> Path:
        path = Path(written)
        with suppress(RuntimeError):  # there is no such user: `~draft` is the name of a file
            path = path.expanduser()
        return path if path.is_absolute() else self.workspace.root / path

    @on(AskLine.Answered)
    async def _write(self, message: AskLine.Answered) -> None:
        written = message.said.strip()
        if not written:
            self._ask("Give a file name")
            return
        target = self._target(written)
        exists = await asyncio.to_thread(os.path.lexists, target)
        if exists and self._agreed != target:
            self._agreed = target
            self._ask(f"enter again overwrites {line(target.name)}, which exists already")
            return
        self.export(target, overwrite=exists)

    def export(self, target: Path, *, overwrite: bool) -> "Worker[None]":
        """Write the report; says "written" once it is on disk, wherever the checker is then."""
        return self.app.run_worker(self._export(target, overwrite=overwrite), group="save")

    async def _export(self, target: Path, *, overwrite: bool) -> None:
        warning = ""
        form = None if target.suffix else self._form  # an ending that was typed decides the form
        try:
            await self.keeper.keep(
                self.workspace.write_report, target, form=form, overwrite=overwrite
            )
        except NotRecorded as failure:
            warning = line(str(failure))
        except (WorkbenchError, OSError) as failure:
            self.app.clear_notifications()  # an older one would cover the reason
            self.show_trouble(f"not written: {line(str(failure))}")
            return
        self.show_trouble(warning)
        if self.stands:
            self.query_one(PathLine).used()
            self.action_close_path()
            self.query_one("#text-head", PaneHead).right = Content.assemble(
                (f"written to {line(str(target))}", "bold")
            )
        if not warning:
            self.say(f"written: {target}")

    def action_close_path(self) -> None:
        self.remove_class("-asking")
        self._focus()

    def action_leave(self) -> None:
        self.dismiss()
