"""A, on the screen: what the checker sees and keeps when saving is slow, or cannot be."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.ledger import open_ledger
from workbench.ledger.backup import backups, keep_backup
from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.strips import ErrorBar
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from ledgers import fill, rated
from terminal import Terminal
from test_a_app import a_project, kept


async def until(said: Callable[[], bool], *, seconds: float = 30) -> None:
    """Return once it is so."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def test_a8_a_save_that_waits_for_another_says_so_and_keys_go_on(tmp_path: Path) -> None:
    """Another process holds the ledger; the cursor moves; then it is saved without another key."""
    folder = a_project(tmp_path / "project", 5)
    open_ledger(folder / "verdicts.db").close()
    other = sqlite3.connect(folder / "verdicts.db", isolation_level=None)
    app = WorkbenchApp(Workspace.open(folder, by="ada"))
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await until(lambda: app.screen.claim is not None and app.screen.desk is not None)  # type: ignore[attr-defined]
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("1")
        await until(lambda: any("waiting to save" in str(n.message) for n in app._notifications))
        assert app.keeper.busy
        gap = 0.0
        for _ in range(20):
            begun = time.monotonic()
            await pilot.press("j")
            gap = max(gap, time.monotonic() - begun)
        assert app.screen.claim.id == "k0004x"  # type: ignore[attr-defined]
        assert app.keeper.busy
        other.execute("ROLLBACK")
        await until(lambda: not app.keeper.busy)
        await until(lambda: any("saved: True" in str(n.message) for n in app._notifications))
        assert not any("waiting" in str(n.message) for n in app._notifications)
        print({"slowest key, s": round(gap, 3)})
    other.close()
    app.workspace.close()
    assert kept(folder) == {"k0000x"}


def test_a9_a_full_disk_is_said_what_was_typed_stays_and_the_next_try_saves(
    tmp_path: Path,
) -> None:
    """In the real app, on a disk of 3 MB: no verdict, no draft; then there is room again."""
    folder = a_project(tmp_path / "project", 5)
    script = 'cp -r "$0" "$0".here && mount -t tmpfs -o size=3m tmpfs "$0" && cp -r "$0".here/. "$0" && exec "$@"'  # noqa: E501
    own = ("unshare", "-m" if os.getuid() == 0 else "-Urm", "sh", "-c", script, str(folder))
    if (
        not shutil.which("unshare")
        or subprocess.run([*own, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("not allowed here: a disk of its own (unshare)")
    shutil.rmtree(f"{folder}.here")
    with Terminal(folder, before=own) as app:
        app.wait("date unknown")
        app.type("1")
        app.wait("saved: True")
        inside = Path(f"/proc/{app.process.pid}/root{folder}")
        ballast = inside / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096) == 4096:
                    pass
            except OSError:
                pass
        app.settle(quiet=0.5)
        app.type("1")
        app.wait("not saved: the disk is full; make room, then try again")
        app.type("e")
        app.wait("Marked passages")
        app.type("typed in vain")
        app.wait("draft not kept: .*No space left")
        app.type("\x0f")
        app.wait("not saved: ")
        assert "typed in vain" in app.text()
        ballast.unlink()
        app.type("\x0f")
        app.wait("saved: justification")
        app.type("u")
        app.wait("undone and saved")
        app.type("1")
        app.wait("saved: True")
        app.type("q")
        assert app.ended() == 0


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A command of the workbench."""
    return subprocess.run(
        [sys.executable, "-m", "workbench", *words],
        capture_output=True,
        text=True,
        cwd=home,
        check=False,
    )


def test_a13_a_ledger_of_a_newer_workbench_is_refused_in_one_line_and_not_touched(
    tmp_path: Path,
) -> None:
    folder = a_project(tmp_path / "project", 3)
    fill(folder / "verdicts.db", 3)
    other = sqlite3.connect(folder / "verdicts.db")
    other.execute("PRAGMA user_version = 99")
    other.close()
    before = {path.name: path.read_bytes() for path in folder.glob("verdicts*")}
    for words in (("record", "k0000x", "true"), ("history",), ("check",), ("recover",)):
        done = run(*words, home=folder)
        assert done.returncode == 2
        assert "newer workbench" in done.stderr
        assert done.stderr.count("\n") == 1
    with Terminal(folder) as app:
        app.wait("newer workbench")
        app.type("1")
        app.wait("not saved: .*newer workbench")
        app.type("q")
        assert app.ended() == 0
    assert {path.name: path.read_bytes() for path in folder.glob("verdicts*")} == before


def test_a14_a_folder_by_any_name_opens_and_a_name_that_is_no_file_is_refused(
    tmp_path: Path,
) -> None:
    """Of the project and of a backup. A NUL cannot be given on a command line at all."""
    names = ["a?mode=ro", "a#b", "%20", "new\nline", "esc\x1b[31m", "a'b\"", "file:x", "é", "-rf",
             "[/x]", " ", "a" * 250, "\u202ex", "…"]  # fmt: skip
    for name in names:
        folder = a_project(tmp_path / name, 1)
        done = run("record", "-p", str(folder), "k0000x", "true", "--by", "ada", home=tmp_path)
        assert done.returncode == 0, (name, done.stderr)
        assert run("backup", "-p", str(folder), f"./{name[:240]}.db", home=tmp_path).returncode == 0
        assert "\x1b" not in done.stdout
        assert kept(folder) == {"k0000x"}
        copy = open_ledger(tmp_path / f"{name[:240]}.db")
        assert len(copy.entries()) == 1
        copy.close()
    before = sorted(path.name for path in tmp_path.iterdir())
    for name in (":memory:", "", "missing/b.db"):
        done = run("backup", "-p", str(tmp_path / "é"), name, home=tmp_path)
        assert done.returncode == 2, name
        assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a15_a_backup_is_kept_on_leaving_five_at_most_and_each_is_whole(tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    now = datetime.now(UTC) - timedelta(days=9)
    for n in range(9):
        ledger.append(rated(f"c{n}"), by="ada")
        assert keep_backup(ledger, tmp_path / "backups", now=now + timedelta(hours=12 * n + n))
        soon = now + timedelta(hours=12 * n + n + 11)
        assert keep_backup(ledger, tmp_path / "backups", now=soon) is None
    ledger.close()
    kept_now = backups(tmp_path / "backups")
    assert len(kept_now) == 5
    for n, copy in enumerate(kept_now):
        home = tmp_path / f"restored{n}"
        home.mkdir()
        shutil.copy(copy, home / "verdicts.db")
        ledger = open_ledger(home / "verdicts.db")
        assert ledger.check() == ()
        assert len(ledger.entries()) == 5 + n
        ledger.close()


ODD = {
    "a lone surrogate": "a\ud800b",
    "NUL": "a\0b",
    "1 MB": "word " * 200_000,
    "3 MB": "word " * 600_000,
    "a number past 2^63": str(2**64),
}


@pytest.mark.parametrize("note", ODD.values(), ids=ODD)
async def test_a16_any_note_is_stored_to_the_letter_or_refused_in_words(
    tmp_path: Path, note: str
) -> None:
    folder = a_project(tmp_path / "project", 2)
    app = WorkbenchApp(Workspace.open(folder, by="ada"))
    async with app.run_test(size=(160, 45), notifications=True):
        screen = app.screen
        await until(lambda: screen.claim is not None and screen.desk is not None)  # type: ignore[attr-defined]
        await screen.save("k0000x", app.workspace.justify, "k0000x", note).wait()  # type: ignore[attr-defined]
        bar = screen.query_one(ErrorBar).message
        assert app.is_running
        told = [each.decision for each in app.workspace.entries()]
        if told:
            assert told[0].text == note  # type: ignore[union-attr]
            assert bar == ""
        else:
            assert bar.startswith("not saved: ")
            with pytest.raises(InputError):
                app.workspace.justify("k0000x", note)
    app.workspace.close()
    assert kept(folder) == set()
