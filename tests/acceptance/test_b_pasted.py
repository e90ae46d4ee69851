"""B1 for what is pasted: every hostile payload into every field, and nothing comes out."""

import importlib
import pkgutil
import re
import sys
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input, TextArea

import workbench.tui
from workbench.safe.visible import hides
from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.area import ManyLines
from workbench.tui.panes.field import OneLine
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project
from test_b_drawn import ready
from test_b_screen import _BAD, BENIGN, PAYLOADS, kinds, violations

WAYS = (
    ["slash"],
    ["tab", "w"],
    ["tab", "f"],
    ["tab", "slash"],
    ["tab", "F"],
    ["tab", "s", "2"],
    ["1"],
    ["tab", "enter", "slash"],
    ["tab", "enter", "a"],
    ["e"],
    ["A"],
    ["E"],
    ["S"],
    ["W"],
    ["r", "w"],
    ["m"],
    ["R"],
    ["P"],
    ["L", "e"],
    ["L", "A"],
    ["ctrl+p"],
)
"""The keys that lead from the claims to a place with something to write in, or to any place."""
FLOODS = ("\u0301" * 7, "\u0301" * 7, "\u093e" * 30, "\u1161" * 30, "\U00011f00" * 30)


def kinds_of_field() -> set[str]:
    """The names of all kinds of field in the desk's modules, but for those that others are of."""
    for module in pkgutil.walk_packages(workbench.tui.__path__, "workbench.tui."):
        importlib.import_module(module.name)
    found: set[str] = set()
    left: list[type[Widget]] = [Input, TextArea]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith("workbench.tui.") and not kind.__subclasses__():
            found.add(f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}")
    return found


def name_of(field: Widget) -> str:
    return f"{type(field).__module__.rpartition('.')[2]}.{type(field).__name__}"


def drawn(app: WorkbenchApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_b1_nothing_that_is_pasted_into_any_field_reaches_the_terminal(
    tmp_path: Path,
) -> None:
    """Each field that can be seen in any place is gone to; the one in Textual's palette as well."""
    app = WorkbenchApp(Workspace.open(a_project(tmp_path / "p", 3), by="ada"))
    met: set[str] = set()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(app)
        for keys in WAYS:
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.press("escape", "escape", "escape")
            await ready(app)
            app.screen.query_one("ClaimList").focus()
            for key in keys:
                await pilot.press(key)
                await ready(app)
            fields = [each for each in app.screen.query("*") if isinstance(each, Input | TextArea)]
            for field in fields:
                if not field.focusable or (name_of(field) in met and field.id in met):
                    continue
                field.focus()
                await pilot.pause()
                if app.focused is not field:
                    continue
                met |= {name_of(field), str(field.id)}
                for payload in (*PAYLOADS, *FLOODS):
                    app.post_message(Paste(f"z{payload}z"))
                for flood in FLOODS:
                    app.post_message(Paste(flood))
                await pilot.pause()
                assert not _BAD.search(re.sub(r"\n", "", drawn(app))), (keys, name_of(field))
                held = field.text if isinstance(field, TextArea) else field.value
                assert len(held) > 100, name_of(field)
                if isinstance(field, OneLine):
                    assert not hides(held), name_of(field)
        assert app.is_running
    app.workspace.close()
    assert "command.CommandInput" in met
    assert kinds_of_field() - met == set()
    assert {"field.OneLine", "area.ManyLines"} <= met


class Two(App[None]):
    """A field of each kind."""

    def compose(self) -> ComposeResult:
        yield OneLine("a\u202eb\tc\nd")
        yield ManyLines()


async def test_what_is_put_into_a_field_by_the_desk_itself_passes_the_door_too() -> None:
    """A filter kept from last time stands in a file of the project, and may be anybody's."""
    app = Two()
    async with app.run_test():
        many = app.query_one(ManyLines)
        assert app.query_one(OneLine).value == "a\ufffdb c␊d"
        many.load_text("a\u202eb\r\nc\x1b\rd\te")
        assert many.text == "a\ufffdb\nc␛\nd\te"


WRITTEN = ("/", "A", "e", "\x10")
"""Filter, the form of a claim, a justification, the palette."""


def test_b1_nothing_that_is_pasted_is_written_by_the_real_program(tmp_path: Path) -> None:
    """Bracketed as a terminal sends it, all payloads in it; the raw bytes are looked at."""
    harmless, hostile = ("".join(f" {each}" for each in group) for group in (BENIGN, PAYLOADS))
    with Terminal(folder=a_project(tmp_path / "p", 2)) as app:
        app.wait_written(b"open", seconds=60)
        app.settle(quiet=1)
        known: set[str] = set()
        for pasted in (harmless, hostile):
            for key in WRITTEN:
                app.type(key)
                app.read(1)
                app.type(f"\x1b[200~{pasted}\x1b[201~")
                app.read(1)
                app.type("\x1b")
                app.read(0.6)
                app.type("\x1b")
                app.read(0.6)
            known = known or kinds(app.raw)
        assert app.process.poll() is None, app.text()
        assert b"benign3" in app.raw
        assert violations(app.raw, known=known) == []
