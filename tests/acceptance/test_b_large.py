"""B and D. The largest sources, many claims, any size of terminal: the desk goes on."""

import asyncio
import fcntl
import os
import random
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from counting import Counts
from textual import work

import workbench
from workbench.claims import FILE, read_claims
from workbench.errors import InputError
from workbench.tui.app import WorkbenchApp
from workbench.tui.pace import brisk
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project, kept
from test_a_desk import until

STYLE = Path(workbench.__file__).parent / "tui" / "workbench.tcss"


@pytest.fixture
def keys_first() -> Iterator[None]:
    """The interpreter set as `workbench` sets it when it opens the desk."""
    with brisk():
        yield


class Beating(WorkbenchApp):
    """The desk, with a heart whose longest pause is kept."""

    CSS_PATH = str(STYLE)
    longest = 0.0

    @work
    async def beat(self) -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.01)
            now = time.monotonic()
            self.longest, last = max(self.longest, now - last), now


HEAVY = {
    "a line of 10 MB": lambda full: "Farmers sold apples, " * (500_000 if full else 50_000),
    "a million lines": lambda full: "Farmers sold apples.\n" * (1_000_000 if full else 50_000),
    "100,000 passages": lambda full: "".join(
        f"In {n} the farmers of place {n} sold {n} tons of apples.\n\n"
        for n in range(100_000 if full else 5_000)
    ),
}


@pytest.mark.usefixtures("keys_first")
@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
async def test_b7_the_largest_sources_are_opened_and_the_desk_goes_on(
    tmp_path: Path, counts: Counts, text: Callable[[bool], str]
) -> None:
    """Indexed, found, opened at the passage and scrolled; how long the screen stood still at
    most is printed, and a freeze of 10 s would fail."""
    folder = a_project(tmp_path / "p", 3)
    (folder / "corpus" / "heavy.txt").write_text(text(counts(0, 1) == 1))
    app = Beating(Workspace.open(folder, by="ada"))
    begun = time.monotonic()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.beat()
        first = time.monotonic() - begun
        await until(lambda: len(app.screen.evidence.catalogue) == 2, seconds=240)  # type: ignore[attr-defined]
        await until(lambda: bool(app.screen.finder.found), seconds=60)  # type: ignore[attr-defined]
        await pilot.press("tab", "enter")
        await until(lambda: type(app.screen).__name__ == "SourceScreen", seconds=60)
        await pilot.press("pagedown", "pagedown", "G", "g")
        indexing, app.longest = app.longest, 0.0
        await asyncio.sleep(0.3)
        print({"first frame, s": round(first, 2), "longest pause, s": round(indexing, 2)})
        assert app.is_running
    app.workspace.close()
    assert indexing < 10


@pytest.mark.usefixtures("keys_first")
async def test_d8_the_desk_goes_on_while_claims_are_searched_for(
    tmp_path: Path, counts: Counts
) -> None:
    """20 claims over 20,000 passages, gone through as fast as keys come; then one is left."""
    folder = a_project(tmp_path / "p", 20)
    said = (
        f"In {n} the farmers of place {n % 97} sold {n} tons of apples.\n\n"
        for n in range(counts(2_000, 20_000))
    )
    (folder / "corpus" / "many.txt").write_text("".join(said))
    app = Beating(Workspace.open(folder, by="ada"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(lambda: len(app.screen.evidence.catalogue) == 2, seconds=120)  # type: ignore[attr-defined]
        app.beat()
        for _ in range(19):
            await pilot.press("j")
        last = app.workspace.claims[-1].id
        await until(lambda: last in app.screen.finder.found, seconds=60)  # type: ignore[attr-defined]
        print({"longest pause, s": round(app.longest, 2)})
        assert app.longest < 10
    app.workspace.close()


def test_b7_more_claims_than_a_desk_can_hold_are_refused_with_a_number(tmp_path: Path) -> None:
    row = '[[claims]]\nid = "c%d"\ntext = "A claim of the number"\n'
    path = tmp_path / "claims.toml"
    path.write_text("".join(row % n for n in range(FILE // 50)))
    with pytest.raises(InputError, match=r"claims\.toml:1:1: longer than \d+"):
        read_claims(path)


def test_b8_any_size_of_terminal_is_survived_and_the_last_is_drawn(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    """0 by 0, one cell, 500 by 1,000 and all between, faster than frames are drawn."""
    folder = a_project(tmp_path / "p", 4)
    with Terminal(folder) as app:
        app.wait("date unknown")
        sizes = [(0, 0), (1, 1), (1000, 500), (500, 1000), (1, 200), (200, 1), (0, 24), (80, 0)]
        for n in range(counts(60, 1_000)):
            size = sizes[n] if n < 8 else (chance.randrange(300), chance.randrange(100))
            resized(app, size)
            app.read(0.02)
            if n % 20 == 0:
                app.type(chance.choice("jk\t?\x1b"))
        resized(app, (160, 45))
        app.settle()
        app.type("\x1b\x1b\x1b")
        app.wait("4 Claims|Claims  4")
        app.wait("K0003x farmers sold apples")
        app.type("q")
        assert app.ended() == 0
    assert kept(folder) == set()


def resized(app: Terminal, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(app._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.kill(app.process.pid, signal.SIGWINCH)
