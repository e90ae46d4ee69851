"""The real app behind a terminal of its own: a pty that is typed into, read and torn down.

    with Terminal(folder) as app:
        app.wait("open")
        app.type("1")

Whatever happens, nothing that was started outlives the `with`.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pyte


def _born(ignore: tuple[int, ...], own: bool, /) -> None:
    """What a login shell hands on, whatever the tests were started with; but for `ignore`."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN if number in ignore else signal.SIG_DFL)
    if own:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """`workbench` on a folder, in a terminal of `size` (columns, rows)."""

    def __init__(
        self,
        folder: Path,
        *,
        size: tuple[int, int] = (160, 45),
        ignore: tuple[int, ...] = (),
        program: tuple[str, ...] = ("-m", "workbench"),
        before: tuple[str, ...] = (),
        environ: Mapping[str, str | None] = MappingProxyType({}),
        seen: bool = True,
        own: bool = False,
    ) -> None:
        """Start it; it ignores the signals `ignore` from birth, as under nohup.

        Where the terminal is the session's `own`, as in a window or in tmux, the kernel sends
        SIGHUP and SIGCONT when it goes away.

        `before` are the words of a command that runs what follows it; `environ` is set over the
        environment, None takes away. Where it is not `seen`, what it draws is read and dropped:
        drawing it here costs as much as there.
        """
        self._seen = seen
        self.raw = b""
        """All bytes that the app wrote."""
        self._master, slave = pty.openpty()
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        env: dict[str, str | None] = {
            k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "COLUMNS", "LINES"))
        }
        env |= {
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / ".state"),
            **environ,
        }
        self.process = subprocess.Popen(
            [*before, sys.executable, *program, str(folder)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={name: value for name, value in env.items() if value is not None},
            start_new_session=True,
            preexec_fn=lambda: _born(ignore, own),
        )
        os.close(slave)
        os.set_blocking(self._master, False)

    def read(self, seconds: float) -> None:
        """Take what the app writes for this long, or until it ends."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                return
            try:
                new = os.read(self._master, 1 << 16)
            except OSError:
                return
            if not new:
                return
            if self._seen:
                self.raw += new
                self._stream.feed(new)

    def settle(self, *, quiet: float = 0.3, seconds: float = 30) -> None:
        """Read until the app ended, or wrote something and then nothing for `quiet` seconds."""
        until, seen = time.monotonic() + seconds, len(self.raw)
        while time.monotonic() < until and self.process.poll() is None:
            before = len(self.raw)
            self.read(quiet)
            if len(self.raw) == before > seen:
                return

    def wait(self, pattern: str, *, seconds: float = 30) -> re.Match[str]:
        """Read until the screen matches; fails after `seconds`, or when the app ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.05)
            if match := re.search(pattern, self.text()):
                return match
            if self.process.poll() is not None:
                break
        raise AssertionError(f"never showed {pattern!r}:\n{self.text()}")

    def wait_written(self, words: bytes, *, seconds: float = 30) -> None:
        """Read until the app wrote `words`, whatever else it did to the screen meanwhile."""
        until = time.monotonic() + seconds
        while words not in self.raw and time.monotonic() < until and self.process.poll() is None:
            self.read(0.05)
        assert words in self.raw, f"never wrote {words!r}:\n{self.text()}"

    def text(self) -> str:
        """What the screen shows, row by row."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def type(self, keys: str, *, seconds: float = 60) -> None:
        """Type keys as fast as the app takes them, or until it ends; what it draws is read."""
        left, until = keys.encode(), time.monotonic() + seconds
        while left and self.process.poll() is None:
            try:
                left = left[os.write(self._master, left) :]
            except BlockingIOError:
                assert time.monotonic() < until, f"takes no keys:\n{self.text()}"
                self.read(0.02)
                time.sleep(0.001)

    def end(self, number: int = signal.SIGKILL) -> int:
        """Signal the app, wait for its end and return its exit code (negative for a signal)."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(10)

    def ended(self, seconds: float = 10) -> int:
        """Read until it ends by itself, and return its exit code: unread, it could not."""
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.05)
        return self.process.wait(0.1)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # a session of its own: its children too
        self.process.wait(10)
        self.hang_up()

    def attributes(self) -> list[object]:
        """The terminal's settings: echo, line mode and so on."""
        return termios.tcgetattr(self._master)

    def modes(self) -> set[str]:
        """The private modes that are switched on: mouse reports, the alternate screen, ..."""
        on: set[str] = set()
        for numbers, switch in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.raw):
            names = set(numbers.decode().split(";"))
            on = on | names if switch == b"h" else on - names
        return on

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
