"""How long keys wait: from the press to the frame that answers it, with a large corpus indexed.

    python tests/bench/keys.py FOLDER [--passages 100000] [--presses 200] [--by-key]

Makes a project of that many passages in FOLDER (kept, so that a second run starts at once), opens
the real app on it behind a pty, and presses keys of every kind, first while the index is made,
then while evidence is searched for. A key is answered when the terminal has got the first frame
that changes what it shows below the title, where progress stands. Printed: median, p95 and worst
of the answers, the time until nothing changes any more, and the longest times for which the app's
event loop did nothing else. Also the time to the first frame beside that of an empty Textual app,
and that of `--help`, each in a fresh process, in turn.
"""

import argparse
import contextlib
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte

WORDS = (
    "agency minister border customs factory patrol treaty embargo harvest tariff refinery ferry "
    "inspector warehouse committee export licence tribunal reservoir vaccine turbine pension"
)
KEYS = ("j", "k", "j", "tab", "s", "j", "u", "o", "d", "n", "N", "shift+tab", "G", "g")
"""Moving between claims and passages, marking, undoing, other orders, other panes."""
CODES = {"tab": "\t", "shift+tab": "\x1b[Z"}
PAUSE = 0.3
# Seconds between two presses: a fast reader's; what was still going on is over by then.
TOGETHER = 0.004
# Seconds: bytes that follow each other closer than this are one frame.
SIZE = (160, 45)

EMPTY = """
import time; began = time.perf_counter()
from textual.app import App
class Empty(App):
    def on_mount(self): self.call_after_refresh(self.done)
    def done(self):
        print(time.perf_counter() - began); self.exit()
Empty().run(headless=True)
"""
DESK = """
import sys, time; began = time.perf_counter()
from pathlib import Path
from workbench.tui.pace import brisk
with brisk():
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.screens.review import ReviewScreen
    from workbench.workspace import Workspace
    app = WorkbenchApp(Workspace.open(Path(sys.argv[1])))
    def start(self):
        print(time.perf_counter() - began); self.app.exit()
    ReviewScreen.start = start
    app.run(headless=True)
"""
BEATING = """
import asyncio, sys, time
from pathlib import Path
from workbench.tui.app import WorkbenchApp, run
from workbench.tui.pace import brisk
gaps = []
async def beat():
    last = time.perf_counter()
    while True:
        await asyncio.sleep(0.005)
        now = time.perf_counter()
        gaps.append((now - last - 0.005, now))
        last = now
ready = WorkbenchApp.on_load
def on_load(self):
    ready(self)
    self.beating = asyncio.create_task(beat())
WorkbenchApp.on_load = on_load
with brisk():
    run(Path(sys.argv[1]), by="bench")
Path(sys.argv[2]).write_text("\\n".join(f"{gap} {at}" for gap, at in gaps))
"""


def make(folder: Path, passages: int) -> None:
    """A project of `passages` sentences in 500 articles, and 200 claims about them."""
    corpus = folder / "corpus"
    if corpus.exists():
        return
    corpus.mkdir(parents=True)
    dice = random.Random(7)

    def sentence() -> str:
        words = [dice.choice(WORDS.split()) for _ in range(14)]
        return (
            f"The {' '.join(words)} in {dice.randint(1990, 2024)} counted {dice.randint(2, 9999)}."
        )

    for number in range(500):
        text = "\n".join(sentence() for _ in range(passages // 500))
        (corpus / f"article-{number:03}.txt").write_text(f"Article {number}\n\n{text}\n")
    claims = (f'[[claims]]\nid = "c{n}"\ntext = "{sentence()}"\n' for n in range(200))
    (folder / "claims.toml").write_text("\n".join(claims))


def help_said(runs: int) -> str:
    """Median time of `workbench --help`."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "workbench", "--help"], capture_output=True, check=True
        )
        times.append(time.perf_counter() - began)
    return f"{statistics.median(times):.2f} s"


def first_frame(folder: Path, runs: int) -> str:
    """Medians of the time to the first frame, and how many times that of an empty app it is."""
    times: dict[str, list[float]] = {EMPTY: [], DESK: []}
    for _ in range(runs):
        for code, seen in times.items():
            ran = subprocess.run(
                [sys.executable, "-c", code, str(folder)],
                capture_output=True,
                text=True,
                check=True,
            )
            seen.append(float(ran.stdout.split()[0]))
    desk, empty = statistics.median(times[DESK]), statistics.median(times[EMPTY])
    return f"{desk:.2f} s, {desk / empty:.2f} times that of an empty app"


@dataclass
class Press:
    """A key that was pressed, and what came back before the next one."""

    key: str
    at: float
    chunks: list[tuple[float, bytes]]


@contextlib.contextmanager
def desk(folder: Path, beats: Path) -> "Iterator[tuple[int, int]]":
    """The app behind a pty: the end of it that is typed into and read from, and its process."""
    master, slave = pty.openpty()
    columns, rows = SIZE
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "COLUMNS"))}
    process = subprocess.Popen(
        [sys.executable, "-c", BEATING, str(folder), str(beats)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield master, process.pid
        os.write(master, b"\x11")
        until = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < until:
            list(read(master, 0.05))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(master)


def read(master: int, seconds: float) -> Iterator[tuple[float, bytes]]:
    """What the app writes for this long, with the times at which it came."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        if select.select([master], [], [], left)[0]:
            try:
                data = os.read(master, 1 << 16)
            except OSError:
                return
            yield time.perf_counter(), data


def press(master: int, count: int) -> list[Press]:
    """Press `count` keys, each when the one before had its time."""
    return press_each(master, [KEYS[at % len(KEYS)] for at in range(count)])


def press_each(master: int, each: Iterable[str]) -> list[Press]:
    """Press these keys, each when the one before had its time."""
    pressed = []
    for key in each:
        began = time.perf_counter()
        os.write(master, CODES.get(key, key).encode())
        pressed.append(Press(key, began, list(read(master, PAUSE))))
    return pressed


class Shown:
    """What the terminal shows, below the title."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._seen: dict[int, tuple[object, ...]] = {}

    def changed(self, data: bytes) -> bool:
        """Whether these bytes change it."""
        self._screen.dirty.clear()
        self._stream.feed(data)
        changed = False
        for row in set(self._screen.dirty) - {0}:
            cells = tuple(self._screen.buffer[row][column] for column in range(SIZE[0]))
            changed |= self._seen.get(row) != cells
            self._seen[row] = cells
        return changed


def waits(pressed: list[Press], shown: Shown) -> Iterator[tuple[str, float, float]]:
    """For each key that changed anything: it, seconds to its answer, and to the last change."""
    for each in pressed:
        changes: list[float] = []
        frames: list[tuple[float, bytes]] = []
        for at, data in each.chunks:
            if frames and at - frames[-1][0] < TOGETHER:
                frames[-1] = (at, frames[-1][1] + data)
            else:
                frames.append((at, data))
        for at, data in frames:
            if shown.changed(data):
                changes.append(at - each.at)
        if changes:
            yield each.key, changes[0], changes[-1]


def spread(seen: list[float]) -> str:
    """Median, p95 and worst, in milliseconds."""
    p95 = statistics.quantiles(seen, n=20)[-1] if len(seen) > 1 else seen[0]
    named = (("median", statistics.median(seen)), ("p95", p95), ("worst", max(seen)))
    return ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in named)


def forget(folder: Path) -> None:
    """Delete what was decided in a project."""
    for name in ("verdicts.db", "verdicts.db-wal", "verdicts.db-shm", "verdicts.jsonl"):
        (folder / name).unlink(missing_ok=True)


def gaps(beats: Path) -> list[tuple[float, float]]:
    """For each tick of the app's clock, by how many seconds it was late, and when it was."""
    rows = [row.split() for row in beats.read_text().splitlines()]
    beats.unlink()
    return [(float(late), float(at)) for late, at in rows]


def lives(process: int) -> bool:
    """Whether a child is still running."""
    return os.waitpid(process, os.WNOHANG) == (0, 0)


def measure(folder: Path, presses: int, *, fresh: bool, by_key: bool) -> None:
    """Press keys while the index is made or read, or once it is there; print what they took."""
    if fresh:
        shutil.rmtree(folder / ".workbench", ignore_errors=True)
    forget(folder)
    beats, shown = folder / "beats.txt", Shown()
    with desk(folder, beats) as (master, _):
        for _, data in read(master, 1.2 if fresh else 4.0):
            shown.changed(data)
        before = press(master, presses)
        seen = list(waits(before, shown))
    print(f"{'while indexing' if fresh else 'while searching'}: {len(seen)} of {presses} keys")
    print(f"  answered: {spread([first for _, first, _ in seen])}")
    print(f"  all of it: {spread([last for _, _, last in seen])}")
    if by_key:
        keys = defaultdict(list)
        for key, first, last in seen:
            keys[key].append((first, last))
        for key, every in keys.items():
            firsts, lasts = zip(*every, strict=True)
            print(f"  {key:>9} {len(every):3}: {spread(list(firsts))}   all {spread(list(lasts))}")
    late = gaps(beats)
    start, end = late[0][1], before[-1].at + PAUSE
    worst = sorted((each for each in late if each[1] < end), reverse=True)[:6]  # not the leaving
    told = ", ".join(f"{gap * 1000:.0f} ms at {at - start:.1f} s" for gap, at in worst)
    print(f"  longest gaps of the event loop: {told}")


def main() -> None:
    """Make the project where it is missing, then measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--passages", type=int, default=100_000)
    arguments.add_argument("--presses", type=int, default=200)
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--by-key", action="store_true")
    arguments.add_argument("--only", choices=("frame", "indexing", "searching"))
    given = arguments.parse_args()
    make(given.folder, given.passages)
    if given.only in (None, "frame"):
        print(f"first frame: {first_frame(given.folder, given.runs)}")
        print(f"--help: {help_said(given.runs)}")
    for fresh, name in ((True, "indexing"), (False, "searching")):
        if given.only in (None, name):
            # Making the index takes some ten seconds: as many keys as fit.
            presses = 30 if fresh else given.presses
            measure(given.folder, presses, fresh=fresh, by_key=given.by_key)


if __name__ == "__main__":
    main()
