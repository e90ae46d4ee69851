"""C, on terminals of all kinds, and on none: it works there, or says in one line why not."""

import contextlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project, kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_project(tmp_path / "project", 5)


def test_c3_a_decision_under_way_is_committed_while_the_terminal_reads_nothing(
    folder: Path,
) -> None:
    """The ledger's writer is not the event loop, which a terminal that is stuck holds up."""
    with Terminal(folder) as app:
        app.wait("date unknown")
        other = sqlite3.connect(folder / "verdicts.db", isolation_level=None)
        app.type("p")
        app.wait("saved: postponed")
        other.execute("BEGIN IMMEDIATE")
        app.type("1")
        app.wait("saving|waiting to save")
        for _ in range(200):  # drawn until the pty is full; nothing of it is read
            app.type("?\x1b")
            time.sleep(0.01)
        other.execute("ROLLBACK")
        until = time.monotonic() + 20
        while other.execute("SELECT count(*) FROM events").fetchone()[0] < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
        other.close()
        app.end()
    assert kept(folder) == {"k0001x"}


NO_TERMINAL = {
    "stdin is /dev/null": "exec < /dev/null",
    "stdin is a pipe": "exec < <(:)",
    "stdin is closed": "exec <&-",
    "stderr is a file": "exec 2> said",
    "a dumb terminal": "export TERM=dumb",
}


@pytest.mark.parametrize("how", NO_TERMINAL.values(), ids=NO_TERMINAL)
def test_c6_without_a_terminal_it_says_so_in_one_line_and_ends_with_2(
    folder: Path, tmp_path: Path, how: str
) -> None:
    """All else of it is a terminal; nothing is drawn, and the commands still work there."""
    before = ("bash", "-c", f'cd "$0"; {how}; exec "$@"', str(tmp_path))
    with Terminal(folder, before=before) as app:
        assert app.ended(20) == 2
        app.read(0.05)
        said = app.raw + (tmp_path / "said").read_bytes() if "said" in how else app.raw
    assert b"\x1b" not in said
    assert said.decode().count("\n") == 1
    assert "terminal" in said.decode()
    words = ("bash", "-c", f'{how}; exec "$@"', str(tmp_path), sys.executable, "-m", "workbench")
    done = subprocess.run(
        [*words, "list", "--json", "-p", str(folder)],
        stdout=subprocess.PIPE, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert len([json.loads(row) for row in done.stdout.splitlines()]) == 5


POSIX = {"LANG": "C", "LC_ALL": None, "LC_CTYPE": None}
KINDS: dict[str, Mapping[str, str | None]] = {
    "xterm": {"TERM": "xterm"},
    "linux": {"TERM": "linux"},
    "vt100": {"TERM": "vt100"},
    "TERM is not set": {"TERM": None},
    "true colour": {"COLORTERM": "truecolor"},
    "NO_COLOR": {"NO_COLOR": "1"},
    "LANG=C": POSIX,
    "an ASCII locale": {**POSIX, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII output": {"PYTHONIOENCODING": "ascii"},
}
ASCII = ("an ASCII locale", "ASCII output")


def test_c7_every_state_of_a_claim_has_its_word_on_every_kind_of_terminal(
    tmp_path: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    """Told apart without colour: open, postponed and each rating by name."""
    for kind in ("ASCII output", *chance.sample(sorted(KINDS), counts(1, len(KINDS)))):
        folder = a_project(tmp_path / str(time.monotonic_ns()), 3)
        with Terminal(folder, environ=KINDS[kind]) as app:
            app.wait("date unknown")
            assert ("to a terminal set to ascii" in app.text()) == (kind in ASCII), kind
            app.type("1")
            app.wait("saved: True on")
            app.type("p")
            app.wait("saved: postponed")
            app.settle()
            for word in ("True", "postponed", "open"):
                assert word in app.text(), kind
            assert "\\u" not in app.text(), kind
            app.type("q")
            assert app.ended() == 0
        assert kept(folder) == {"k0000x"}


def test_c8_stopped_and_continued_it_gives_the_terminal_back_and_takes_it_again(
    folder: Path, counts: Callable[[int, int], int]
) -> None:
    """ctrl+z as the shell sends it; a shell between, or the kernel would not stop an orphan."""
    before = ("bash", "-mc", 'echo ready; "$0" "$@"; while [ $? -gt 128 ]; do fg >/dev/null; done')
    with Terminal(folder, before=before) as app:
        app.wait("date unknown")
        child = int(Path(f"/proc/{app.process.pid}/task/{app.process.pid}/children").read_text())

        def state() -> str:
            return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]

        raw = app.attributes()
        for _ in range(counts(3, 50)):
            os.kill(child, signal.SIGTSTP)
            app.settle(quiet=0.2)
        assert state() in "SR"
        app.type("j1")
        app.wait("saved: True on")
        assert app.attributes() == raw
        app.type("q")
        app.ended()
    assert kept(folder) == {"k0001x"}


def test_c8_continued_though_it_never_stopped_it_goes_on_as_before(folder: Path) -> None:
    """`kill -CONT`; of a terminal that goes away the kernel sends it too. No thread comes twice."""
    with Terminal(folder, own=True) as app:
        app.wait("date unknown")
        app.type("j")
        app.settle()
        threads = Path(f"/proc/{app.process.pid}/task")
        before = len(list(threads.iterdir()))
        for _ in range(3):
            app.process.send_signal(signal.SIGCONT)
            app.read(0.3)
        assert len(list(threads.iterdir())) <= before + 2  # idle ones of a pool
        app.type("p")
        app.wait("saved: postponed")
        app.type("q")
        assert app.ended() == 0


def test_c8_a_paste_of_megabytes_is_refused_and_decides_nothing(
    folder: Path, counts: Callable[[int, int], int]
) -> None:
    """A bracketed paste full of keys, 10 MB of it; then the desk answers as before."""
    pieces = counts(1_000, 10_000)
    with Terminal(folder) as app:
        app.wait("date unknown")
        app.type("\x1b[200~")
        for _ in range(pieces):
            app.type("1 q u x\r" * 128)
            app.read(0)
        app.type("\x1b[201~")
        app.wait(f"not pasted: {1024 * pieces:,} characters".replace(",", " "), seconds=300)
        app.type("p")
        app.wait("saved: postponed", seconds=60)
        app.type("q")
        assert app.ended() == 0
    assert kept(folder) == set()


def test_c8_what_looks_like_a_key_and_is_none_is_dropped(folder: Path) -> None:
    """Of `ESC [ : u` Textual's parser dies, and the thread that reads with it."""
    with Terminal(folder) as app:
        app.wait("date unknown")
        for nonsense in ("\x1b[:u", "\x1b[1;:u", "\x1b[:::::u"):
            app.type(nonsense)
            app.read(0.3)
        app.type("p")
        app.wait("saved: postponed")
        app.type("q")
        assert app.ended() == 0
    assert kept(folder) == set()


LEAVING = set("q\x11Q\x03\x1a\x1c")
"""The last three are signals as soon as the desk gave the terminal back."""
SIGNS = [chr(code) for code in range(256) if chr(code) not in LEAVING]
SIGNS += ["\x1b[", "\x1b[<", "\x1b[200~", "\x1b[201~", "\x1bP", "\x1b]", "\x1bO"] * 8


def noise(folder: Path, pieces: int, chance: random.Random) -> tuple[int, int]:
    """Type pieces of 3 kB into a desk until it is left; how many it took, and its memory in MB."""
    with Terminal(folder, size=(80, 24), seen=False) as app:
        settings, until = app.attributes(), time.monotonic() + 30
        while not (folder / ".workbench").exists() and time.monotonic() < until:
            app.read(0.1)
        app.read(0.5)
        taken = most = 0
        while taken < pieces and app.process.poll() is None:
            app.type("".join(chance.choices(SIGNS, k=3_000)))
            taken += 1
            with contextlib.suppress(OSError, AttributeError):  # it was left this moment
                status = Path(f"/proc/{app.process.pid}/status").read_text()
                most = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1000  # type: ignore[index]
        app.process.send_signal(signal.SIGTERM)
        code = app.ended(20)
        logs = "".join(log.read_text() for log in folder.rglob("crash-*.log"))
        assert not logs, logs
        assert code in (0, 143, -signal.SIGTERM)  # the last: left by noise, all but gone by then
        assert app.attributes() == settings
    kept(folder)
    return taken, most


def test_c8_random_bytes_are_no_death(
    tmp_path: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    """Pieces of 3 kB of anything but the keys that leave; two desks at a time, the first two for
    forty pieces (what is not answered would be 400 MB by then), the others for eight."""
    left, desks, most = counts(4, 1_000), 0, 0
    with ThreadPoolExecutor(2) as pool:
        while left > 0:
            asked = []
            for few in (40, 40) if not desks else (8, 8):
                few = min(few, left)
                folder = a_project(tmp_path / str(desks), 5)
                own = random.Random(chance.random())
                asked.append((few, pool.submit(noise, folder, few, own)))
                desks, left = desks + 1, left - few
            for few, each in asked:
                taken, grown = each.result()
                left, most = left + few - taken, max(most, grown)  # what was left of it comes anew
    print({"desks": desks, "most memory, MB": most})
    assert most < 250


ENDS = {
    "a crash": (70, ("-c", "import workbench.cli.project as p\ndef f(*a): raise KeyError\n"
                     "p.say = f\nimport sys; from workbench.cli import main; sys.exit(main())",
                     "list")),
    "no such command": (2, ("-m", "workbench", "nonsense")),
    "no such claim": (2, ("-m", "workbench", "show", "nothing")),
    "nothing to undo": (1, ("-m", "workbench", "undo")),
    "done": (0, ("-m", "workbench", "list")),
}  # fmt: skip


@pytest.mark.parametrize("code, words", ENDS.values(), ids=ENDS)
def test_c9_the_exit_code_says_how_it_ended(
    folder: Path, code: int, words: tuple[str, ...]
) -> None:
    environ = {**os.environ, "XDG_STATE_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environ, capture_output=True, check=False
    )
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0)
