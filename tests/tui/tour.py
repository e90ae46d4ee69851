"""A walk through every screen of the real app on a project made for it, the same on any machine.

    PYTHONPATH=. python tests/tui/tour.py FOLDER [COLUMNSxROWS ...]

draws every stop as an SVG, dark, light and without colour, to be looked at. The tests keep what
the stops show as text (`test_snapshots.py`). Clock, reviewer and project are fixed.
"""

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from unittest.mock import patch

from keyboard import press, settle, type_text
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

import workbench.ledger.rows as clock
from workbench.tui.app import WorkbenchApp
from workbench.verdicts import Mark
from workbench.workspace import Workspace

PROJECT = Path(__file__).parents[1] / "data" / "desk"
NOW = "2025-03-10T09:30:00Z"
SIZES = ((80, 24), (120, 40), (160, 45), (200, 60))

STOPS: tuple[tuple[str, str, str], ...] = (
    ("claims", "", ""),
    ("filtering", "/ text:crowns", "escape"),
    ("gate", "g tab j s 1", "escape u escape"),
    ("evidence", "tab g", ""),
    ("copies", "j C", "C k"),
    ("marked", "s j c", ""),
    ("relevance", "o", "o"),
    ("words", "w text:timetable", "escape"),
    ("only-some-sources", "F", "escape"),
    ("found-freely", "f text:pier enter", "escape"),
    ("evidence-filter", "/ text:gazette", "escape"),
    ("source", "g j enter", ""),
    ("selecting", "v l", "escape"),
    ("found-in-source", "/ text:ferry enter", "escape"),
    ("grading", "a", "escape"),
    ("suggestions-of-source", "W", "escape escape"),
    ("undone", "u u escape", ""),
    ("stale", "g j", ""),
    ("rating-changed", "j 5", "escape"),
    ("justification", "e wait", ""),
    ("misquoted", "paste:_He_said_“never_again”. wait", "escape"),
    ("split", "S", "escape"),
    ("edit", "E", "escape"),
    ("new-claim", "A text:The_ferry_runs_on_batteries wait", "escape"),
    ("nothing-found", "G k tab", "shift+tab"),
    ("wide-letters", "G tab", "shift+tab"),
    ("suggestions", "W", "escape escape"),
    ("re-check", "R", "escape"),
    ("matrix", "m j l", ""),
    ("matrix-claim", "g h", ""),
    ("pairs", "enter l l l l", "escape escape"),
    ("progress", "P", "escape"),
    ("report", "r", ""),
    ("export", "w", "escape escape"),
    ("help", "g ?", "escape"),
    ("jump", "ctrl+g", "escape"),
    ("themes", "f9", "escape"),
    ("palette", "ctrl+p", "escape"),
)
"""Name of a stop, the keys that lead there from the one before, and those that lead back."""
WIDE = (
    ("claims", "", ""),
    ("evidence", "tab g", ""),
    ("source", "enter", "escape escape"),
    ("justification", "e wait", "escape"),
    ("matrix", "m j l", "g h"),
    ("pairs", "enter l l", "escape escape"),
    ("progress", "P", "escape"),
    ("report", "r", "escape"),
)
"""The stops at 200 columns: in other places the layout is that of 160."""


def stops(size: tuple[int, int]) -> tuple[tuple[str, str, str], ...]:
    """The stops that are looked at on a screen of this size."""
    return WIDE if size[0] >= 200 else STOPS


PIER: tuple[tuple[str, str, Mark], ...] = (
    ("2021-council", "May 2019", "supports"),
    ("2023-letter", "June 2020", "conflicts"),
)
"""What was marked for the claim on the pier."""

Look = Callable[[str, App[int], Pilot[int]], Awaitable[None]]


def laid(root: Path) -> None:
    """Lay the project in `root`, which does not exist yet, with what was decided on it before."""
    shutil.copytree(PROJECT, root)
    file = root / "claims.toml"
    now = file.read_text(encoding="utf-8")
    file.write_text(now.replace("is the only line in", "is the first line in"), encoding="utf-8")
    with patch.object(clock, "now", lambda: (NOW, 0)):
        workspace = Workspace.open(root, by="Ann")
        workspace.refresh()
        workspace.rate("only-line", "true", reason="the company says so")
        for source, words, mark in PIER:
            passage = next(each for each in workspace.passages(source) if words in each.text)
            workspace.mark("opened", passage, mark)
        workspace.justify("opened", "The council has it, a reader denies it.")
        workspace.rate("opened", "mostly-true")
        workspace.rate("price", "false", reason="it was raised since")
        workspace.postpone("skipper")
        workspace.grade("2023-letter", "C4", kind="secondary")
        workspace.close()
    file.write_text(now, encoding="utf-8")


async def walk(root: Path, size: tuple[int, int], look: Look) -> None:
    """Go through every stop on the project in `root`, and `look` at each."""
    with patch.object(clock, "now", lambda: (NOW, 0)):
        workspace = Workspace.open(root, by="Ann")
        app = WorkbenchApp(workspace)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            for name, there, back in stops(size):
                await _keys(pilot, there)
                await hold_still(pilot)
                await look(name, app, pilot)
                await _keys(pilot, back)
        workspace.close()


async def _keys(pilot: Pilot[int], keys: str) -> None:
    for key in keys.split():
        assert pilot.app.is_running
        if key == "wait":  # until the draft is kept and says so
            await asyncio.sleep(0.8)
            await settle(pilot)
        elif key.startswith("paste:"):
            pilot.app.post_message(Paste(key[6:].replace("_", " ")))
            await settle(pilot)
        elif key.startswith("text:"):
            await type_text(pilot, key[5:].replace("_", " "))
            await settle(pilot)
        else:
            await press(pilot, {"/": "slash", "?": "question_mark"}.get(key, key))


async def hold_still(pilot: Pilot[int]) -> None:
    """Nothing blinks, no toast is on its way."""
    pilot.app.clear_notifications()
    for area in pilot.app.screen.query("Input, TextArea"):
        if isinstance(area, Input | TextArea):
            area.cursor_blink = False
    await pilot.pause()


async def _draw(folder: Path, size: tuple[int, int]) -> None:
    from pictures import cleaned

    def drawn(app: App[int], name: str) -> None:
        svg = app.export_screenshot(title=f"{name} {size[0]}x{size[1]}", simplify=True)
        (folder / f"{name}-{size[0]}x{size[1]}.svg").write_text(cleaned(svg, name))

    async def dark_and_light(name: str, app: App[int], pilot: Pilot[int]) -> None:
        for theme, told in (("lamp", "dark"), ("paper", "light"), ("lamp", "")):
            app.theme = theme
            await pilot.pause()
            if told:
                drawn(app, f"{name}-{told}")

    async def plain(name: str, app: App[int], pilot: Pilot[int]) -> None:
        drawn(app, f"{name}-plain")

    for look, environ in ((dark_and_light, {}), (plain, {"NO_COLOR": "1"})):
        # From within, or the screen of the report would show where on this machine it is.
        with (
            tempfile.TemporaryDirectory() as home,
            contextlib.chdir(home),
            patch.dict(os.environ, environ),
        ):
            laid(Path("project"))
            await walk(Path("project"), size, look)


if __name__ == "__main__":
    to = Path(sys.argv[1]).absolute()
    to.mkdir(parents=True, exist_ok=True)
    wanted = [tuple(map(int, each.split("x"))) for each in sys.argv[2:]] or list(SIZES)
    for columns, rows in wanted:
        asyncio.run(_draw(to, (columns, rows)))
