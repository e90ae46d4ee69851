"""Leave the terminal as it was found, also after a signal or when the terminal is lost.

Textual restores the terminal when it ends by itself, not when a signal ends the process: raw
mode, mouse reports and the alternate screen would stay on.
"""

import atexit
import io
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.tui.unheard import WRITER

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 2.0
# Seconds for an orderly end, measured at 0.6; then the terminal is reset by hand.
_RESET = (
    b"\x1b[?1049l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l"
    b"\x1b[<u\x1b[?25h\x1b[0m"
)


def need_terminal(environ: "dict[str, str] | os._Environ[str]") -> None:
    """Raise InputError unless there is a terminal to draw on and to read keys from."""
    if not (_is_terminal(0) and _is_terminal(2)):
        raise InputError(
            "the app needs a terminal; `workbench --help` names the commands that do not"
        )
    if environ.get("TERM") == "dumb":
        raise InputError(
            "this terminal (TERM=dumb) cannot show the app; `workbench list` and the other "
            "commands work here"
        )


def speak_utf8() -> str | None:
    """Write UTF-8 to the terminal; returns the encoding Python had chosen if it was another.

    A plain login or container often has an ASCII locale, which says nothing about the terminal:
    each of our signs would be written as a code such as `\\u2713` and break its row.
    """
    stream = sys.__stderr__
    if not isinstance(stream, io.TextIOWrapper) or stream.encoding.replace("-", "") == "utf8":
        return None
    before = stream.encoding
    stream.reconfigure(encoding="utf-8", errors="replace")
    return before


def reset_terminal() -> None:
    """Restore a terminal that a killed app left as it was.

    Raises:
        InputError: there is no terminal.
    """
    import termios

    if not _is_terminal(0):
        raise InputError("there is no terminal to reset")
    iflag, oflag, cflag, lflag, *rest = termios.tcgetattr(0)
    # The flags that Textual clears.
    iflag |= termios.ICRNL | termios.IXON
    lflag |= termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN
    termios.tcsetattr(0, termios.TCSANOW, [iflag, oflag, cflag, lflag, *rest])
    os.write(0, _RESET)


def let_go_of_terminal() -> None:
    """Flush the standard streams while we can still choose the exit code.

    A terminal that is gone accepts nothing, so the rest is thrown away. Otherwise Python would fail
    to write it at its end and exit with 120 instead of the code of the signal.
    """
    for number, stream in ((1, sys.__stdout__), (2, sys.__stderr__)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _is_terminal(number: int) -> bool:
    try:
        return os.isatty(number)
    except OSError:
        return False


@contextmanager
def ending(leave: Callable[[int], Any]) -> "Iterator[Callable[[int], None]]":
    """While inside, SIGTERM, SIGHUP and SIGINT call `leave(128 + n)`; what hangs then is ended.

    A terminal that goes away counts as SIGHUP even where no signal is sent: under nohup, or where
    the terminal is not the session's own. Otherwise the app would use a full core for ever.

    Yields a function that the app calls with its exit code when it begins to leave by itself, and
    again when it has left: a thread in the middle of long work must not keep it from ending.
    """
    import termios

    try:
        before = termios.tcgetattr(0)
    except (termios.error, OSError):
        before = None

    def soon(code: int) -> None:
        signal.signal(signal.SIGALRM, lambda *_: _give_up(code, before))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        # Python removes its handler after joining its threads; the alarm would kill it then.
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)

    def on_signal(number: int, frame: object) -> None:
        soon(128 + number)
        leave(128 + number)

    # SIGINT too: asyncio's own handling cancels the app at any point, which now and then crashes.
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    kept = {number: signal.signal(number, on_signal) for number in numbers}
    left = threading.Event()
    threading.Thread(target=_watch, args=(left, before), name="hang-up", daemon=True).start()
    try:
        yield soon
    finally:
        left.set()
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in kept.items():
            signal.signal(number, handler)


def _watch(left: threading.Event, before: Any) -> None:
    """Raise SIGHUP in this process once its terminal is gone."""
    if not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(0, 0)  # no event asked for: only a hang-up or an error is reported
    while not left.is_set():
        if poll.poll(500):
            os.kill(os.getpid(), signal.SIGHUP)
            if not left.wait(PATIENCE + 0.5):
                _give_up(128 + signal.SIGHUP, before)
            return


def _give_up(code: int, before: Any) -> None:
    """End now. A terminal that has already been restored completely is not touched."""
    import termios

    writing = any(thread.name == WRITER for thread in threading.enumerate())
    try:
        if not writing and before is not None and termios.tcgetattr(0) == before:
            os._exit(code)
        os.set_blocking(sys.__stderr__.fileno() if sys.__stderr__ else 2, False)
        os.write(2, _RESET)
        if before is not None:
            termios.tcsetattr(0, termios.TCSANOW, before)
    except (OSError, termios.error, ValueError):
        pass
    os._exit(code)
