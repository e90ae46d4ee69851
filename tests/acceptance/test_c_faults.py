"""C4, C5. A bug of ours is shown and logged, wherever it is: nothing fails without a word."""

import ast
import asyncio
import gc
import os
import random
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import LAST, PLACES, SECRET, Fault, holder, raising

import workbench
from workbench.tui.app import WorkbenchApp
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project

TOLD = re.compile("an error in the background: Broken")
KEYS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "slash": "/", "question_mark": "?",
        "f9": "\x1b[20~"}  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_project(tmp_path_factory.mktemp("faults") / "project", 4)


def read_logs(folder: Path) -> str:
    """All logs: each for its owner alone, none with a secret."""
    texts = []
    for log in folder.rglob("crash-*.log"):
        assert log.stat().st_mode & 0o777 == 0o600
        texts.append(log.read_text(encoding="utf-8"))
    text = "\n".join(texts)
    assert SECRET not in text
    return text


def test_c4_there_are_forty_places_and_all_of_them_exist() -> None:
    assert len({fault.place for fault in PLACES}) >= 40
    for fault in (*PLACES, *LAST):
        holder(fault.place)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_c4_an_exception_is_told_and_logged(
    template: Path,
    tmp_path: Path,
    counts: Callable[[int, int], int],
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In process: either the app ends as crashed, or it goes on and says so on the screen."""
    for n, fault in enumerate(chance.sample(PLACES, counts(8, len(PLACES)))):
        project = shutil.copytree(template, tmp_path / str(n))
        with monkeypatch.context() as broken:
            broken.setenv("XDG_STATE_HOME", str(project / "state"))
            broken.setattr(*holder(fault.place), raising)
            app = WorkbenchApp(Workspace.open(project, by="ada"))
            try:
                await played(app, fault.keys.split())
            except Exception as error:
                assert "Broken" in f"{error!r}", fault
        assert app.crashed or app.unheard, fault
        assert "Broken: no answer from" in read_logs(project / "state"), fault
    gc.collect()  # what a crashed app leaves of Textual's complains when it goes: here, not later


async def played(app: WorkbenchApp, keys: list[str]) -> None:
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await over(app)
        for key in keys:
            if not app.crashed:
                await pilot.press(key)
                await over(app)


async def over(app: WorkbenchApp) -> None:
    """Return once all that was begun has ended, or the app crashed."""
    until = time.monotonic() + 20
    quiet = 0
    while quiet < 3 and not app.crashed and time.monotonic() < until:
        await asyncio.sleep(0.02)
        busy = any(not worker.is_finished for worker in app.workers) or app.keeper.busy
        drafting = getattr(app._running and app.screen, "_draft", None)
        quiet = 0 if busy or drafting else quiet + 1


def _some(chance: random.Random, counts: Callable[[int, int], int]) -> list[Fault]:
    last = chance.sample(LAST, counts(2, len(LAST)))
    return [*chance.sample(PLACES, counts(1, len(PLACES))), *last]


def test_c4_the_terminal_is_as_it_was_after_any_of_them(
    template: Path, tmp_path: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    """Behind a terminal: exit code 70 or a word on the screen; at most ten lines, no secret."""
    tally = {"crashed": 0, "went on": 0}
    for n, fault in enumerate(_some(chance, counts)):
        folder = shutil.copytree(template, tmp_path / str(n))
        program = (str(Path(__file__).with_name("faults.py")), fault.place)
        with Terminal(folder, program=program) as app:
            before = app.attributes()
            app.settle(quiet=0.5)
            until = time.monotonic() + 20
            while fault.keys and app.process.poll() is None and time.monotonic() < until:
                if "date unknown" in app.text():  # the evidence is there to be acted on
                    break
                app.read(0.1)
            for key in fault.keys.split():
                if app.process.poll() is None:
                    app.type(KEYS.get(key) or (chr(ord(key[5]) & 31) if "+" in key else key))
                    app.settle()
            until = time.monotonic() + 20
            while not TOLD.search(app.text()) and time.monotonic() < until:
                if app.process.poll() is not None:
                    break
                app.read(0.1)
            if app.process.poll() is None:
                tally["went on"] += 1
                app.type("\x11")
            else:
                tally["crashed"] += 1
            code = app.ended(20)
            app.read(0.05)
            assert code in (0, 70), fault
            assert app.attributes() == before, fault
            assert app.modes() <= {"7", "25"}, fault
            assert SECRET.encode() not in app.raw
            said = app.raw.rpartition(b"\x1b[?1049l")[2].decode()
        rows = [row for row in said.splitlines() if row.strip()]
        assert 1 <= len(rows) <= 10, (fault, said)
        assert "Broken" in said, fault
        assert "Broken: no answer from" in read_logs(folder / ".state")
    print(tally)


async def test_c5_an_error_in_a_thread_a_task_or_a_finaliser_is_shown_and_logged(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.tui.unheard import heard

    project = shutil.copytree(template, tmp_path / "project")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    class Forgotten:
        def __del__(self) -> None:
            raising()

    async def task() -> None:
        raising()

    app = WorkbenchApp(Workspace.open(project, by="ada"))
    with heard(app.hear):
        async with app.run_test(size=(160, 45), notifications=True) as pilot:
            await over(app)
            for begin in (
                lambda: threading.Thread(target=raising).start(),
                lambda: asyncio.ensure_future(task()) and None,
                lambda: Forgotten() and None,
            ):
                app._known_errors.clear()  # all three fail at one place
                known = len(app.unheard)
                begin()
                for _ in range(200):
                    await pilot.pause(0.02)
                    if len(app.unheard) > known:
                        break
                assert len(app.unheard) == known + 1
                assert "an error in the background: Broken" in app.unheard[-1]
                await pilot.pause()
                assert app.unheard[-1] in [str(each.message) for each in app._notifications]
            assert not app.crashed
    assert len(re.findall("Broken: no answer", read_logs(tmp_path / "state"))) == 3


def test_c5_no_worker_is_told_to_go_on_after_an_error() -> None:
    """`exit_on_error=False` would make a bug silent."""
    for path in Path(workbench.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.keyword) and node.arg == "exit_on_error"), path


def test_c4_a_log_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    from workbench.safe import crash

    monkeypatch.setattr(crash, "folder", lambda: tmp_path / "file" / "logs")
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    try:
        raising()
    except Exception as error:
        told = crash.report(error)
    assert len(told) <= 10
    assert re.search(r"No log could be written: .* It failed at faults\.py:\d+\.", told[-1])
    assert SECRET not in "".join(told)
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208
