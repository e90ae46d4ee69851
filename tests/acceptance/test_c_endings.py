"""C. However it ends, it ends soon, and the terminal is as it was."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.tui.drafts import drop_draft, read_draft

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project

GUARD = 10
"""Seconds until a test gives up. How long it took is printed; the promise is 3."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_project(tmp_path_factory.mktemp("endings") / "project", 20)


def busy(app: Terminal, chance: random.Random) -> None:
    """Any moment between the first frame and some keys later."""
    app.wait("open")
    for _ in range(chance.randrange(4)):
        app.type(chance.choice("jkGg?") if chance.random() < 0.7 else "\t")
        app.read(chance.random() * 0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_c1_a_signal_ends_it_and_the_terminal_is_as_it_was(
    folder: Path, counts: Callable[[int, int], int], chance: random.Random, number: int
) -> None:
    slowest = 0.0
    for _ in range(counts(1, 50)):
        with Terminal(folder) as app:
            before = app.attributes()
            busy(app, chance)
            assert app.attributes() != before
            begun = time.monotonic()
            app.process.send_signal(number)
            assert app.ended(GUARD) == 128 + number
            slowest = max(slowest, time.monotonic() - begun)
            app.read(0.05)
            assert app.attributes() == before
            assert app.modes() <= {"7", "25"}  # lines wrap, the cursor is shown
    print({"signal": number, "slowest end": round(slowest, 2)})


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "SIGINT", "hang-up", "ctrl+q"])
def test_c1_what_was_being_typed_is_kept(
    folder: Path, counts: Callable[[int, int], int], chance: random.Random, how: str
) -> None:
    """To the last key that the app took in, without waiting for a pause."""
    for _ in range(counts(1, 10)):
        drop_draft(folder, "k0000x")
        with Terminal(folder) as app:
            app.wait("date unknown")
            app.type("ge")
            app.wait("Marked passages")
            words = " ".join(chance.choice(("on", "the", "whole", "true")) for _ in range(12))
            for sign in words:
                app.type(sign)
            app.wait(re.escape(words))
            match how:
                case "hang-up":
                    app.hang_up()
                    app.process.wait(GUARD)
                case "ctrl+q":
                    app.type("\x11")
                    assert app.ended(GUARD) == 0
                case _:
                    app.process.send_signal(signal.Signals[how])
                    app.ended(GUARD)
        assert read_draft(folder, "k0000x") == words
    drop_draft(folder, "k0000x")


@pytest.mark.parametrize("own", [True, False], ids=["its own", "not its own"])
@pytest.mark.parametrize("ignore", [(), (signal.SIGHUP,)], ids=["", "under nohup"])
def test_c1_it_ends_when_its_terminal_is_gone(
    folder: Path,
    counts: Callable[[int, int], int],
    chance: random.Random,
    ignore: tuple[int, ...],
    own: bool,
) -> None:
    """Of a pty that is the session's own the kernel tells, of another nobody does."""
    slowest = 0.0
    for _ in range(counts(1, 25)):
        with Terminal(folder, ignore=ignore, own=own) as app:
            busy(app, chance)
            begun = time.monotonic()
            app.hang_up()
            assert app.process.wait(GUARD) == 128 + signal.SIGHUP
            slowest = max(slowest, time.monotonic() - begun)
    print({"slowest end": round(slowest, 2)})


def test_c2_it_ends_though_the_terminal_no_longer_reads(folder: Path) -> None:
    """Frames are drawn until the pty is full, then it is told to end."""
    with Terminal(folder) as app:
        app.wait("open")
        for _ in range(200):
            app.type("?")
            app.type("\x1b")
            time.sleep(0.01)
        begun = time.monotonic()
        app.process.send_signal(signal.SIGTERM)
        assert app.process.wait(GUARD) == 128 + signal.SIGTERM
        print({"end": round(time.monotonic() - begun, 2)})


AT_WORK = {
    "a bomb is read": (
        "import parsers\n"
        "from workbench.corpus.readers import READERS\n"
        "from workbench.corpus.readers.limited import Limited\n"
        "READERS['.txt'] = Limited('parsers:obey')\n"
    ),
    "a thread is deep in a search": (
        "import time\n"
        "from workbench.workspace import Workspace\n"
        "Workspace.find = lambda *given, **more: time.sleep(60)\n"
    ),
}


@pytest.mark.parametrize("leave", ["q", "SIGTERM"])
@pytest.mark.parametrize("before", AT_WORK.values(), ids=AT_WORK)
def test_c2_it_ends_in_the_middle_of_work(tmp_path: Path, before: str, leave: str) -> None:
    """Nobody waits for a document that takes 11 s to be given up; the next start reads it again."""
    folder = a_project(tmp_path / "project", 5)
    (folder / "corpus" / "bomb.txt").write_text("sleep")
    here = str(Path(__file__).parent)
    code = f"import sys\nsys.path.append({here!r})\n{before}from workbench.cli import main\n"
    with Terminal(folder, program=("-c", f"{code}sys.exit(main())")) as app:
        attributes = app.attributes()
        app.wait("open")
        app.read(1.5)
        begun = time.monotonic()
        if leave == "q":
            app.type("q")
            assert app.ended(GUARD) == 0
        else:
            app.process.send_signal(signal.SIGTERM)
            assert app.ended(GUARD) == 128 + signal.SIGTERM
        print({"end": round(time.monotonic() - begun, 2)})
        app.read(0.05)
        assert app.attributes() == attributes
        assert app.modes() <= {"7", "25"}
    with Terminal(folder) as app:
        app.wait("2 sources|date unknown")
        skipped = subprocess.run(
            [sys.executable, "-m", "workbench", "sources", "-p", str(folder)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "bomb" in skipped.stdout
        assert "left out" not in skipped.stdout


def test_c1_a_terminal_that_a_killed_app_left_raw_is_given_back_by_a_command(
    folder: Path,
) -> None:
    """kill -9 cannot be caught: `workbench --reset-terminal` does what the app could not."""
    script = '"$0" "$@"; read -r _; "$0" -m workbench --reset-terminal; echo given back; sleep 60'
    with Terminal(folder, before=("bash", "-c", script)) as app:
        before = app.attributes()
        app.wait("date unknown")
        parent = app.process.pid
        child = int(Path(f"/proc/{parent}/task/{parent}/children").read_text())
        os.kill(child, signal.SIGKILL)
        app.wait("Killed")
        assert app.attributes() != before
        assert app.modes() > {"1049"}
        app.type("\n")
        app.wait_written(b"given back")
        assert app.attributes() == before
        assert app.modes() <= {"7", "25"}


CRASHES = """
import sys
from pathlib import Path
from workbench.tui.app import run
from workbench.tui.screens.review import ReviewScreen

def broken(self):
    password = "hunter2 of the database"
    raise RuntimeError("a bug of ours")

ReviewScreen.action_order = broken
sys.exit(run(Path(sys.argv[1])))
"""


def test_c4_a_crash_says_so_in_a_few_lines_and_keeps_what_she_typed_to_itself(folder: Path) -> None:
    """Exit code 70, the terminal as it was, the details in a log that only she can read."""
    known = set(folder.rglob("crash-*.log"))
    with Terminal(folder, program=("-c", CRASHES)) as app:
        before = app.attributes()
        app.wait("open")
        app.type("\t")
        app.read(0.5)
        app.type("o")
        assert app.ended(GUARD) == 70
        app.read(0.05)
        assert app.attributes() == before
        _, _, after = app.raw.rpartition(b"\x1b[?1049l")  # back from the alternate screen
    said = [row for row in after.decode().splitlines() if row.strip()]
    assert len(said) <= 10
    assert "workbench crashed: RuntimeError" in "".join(said)
    assert b"hunter2" not in app.raw
    (log,) = set(folder.rglob("crash-*.log")) - known
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text(encoding="utf-8")
    assert "a bug of ours" in text
    assert "hunter2" not in text
