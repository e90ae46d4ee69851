"""Leave the terminal as it was found, also when told to end by a signal or a lost terminal.

Textual restores the terminal when it leaves by itself, not when a signal ends the process: raw
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
    """Write UTF-8 to the terminal whatever Python was told; what it was told, if that was other.

    A locale of plain ASCII is what a bare login or container has, and says nothing of the
    terminal: each sign of ours would be written as a code such as `\\u2713` and break its row.
    """
    stream = sys.__stderr__
    if not isinstance(stream, io.TextIOWrapper) or stream.encoding.replace("-", "") == "utf8":
        return None
    told = stream.encoding
    stream.reconfigure(encoding="utf-8", errors="replace")
    return told


def reset_terminal() -> None:
    """Give back a terminal that an app left as it was drawing on it: killed, it could not.

    Raises:
        InputError: there is no terminal.
    """
    import termios

    if not _is_terminal(0):
        raise InputError("there is no terminal to reset")
    iflag, oflag, cflag, lflag, *rest = termios.tcgetattr(0)
    # What Textual takes away.
    iflag |= termios.ICRNL | termios.IXON
    lflag |= termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN
    termios.tcsetattr(0, termios.TCSANOW, [iflag, oflag, cflag, lflag, *rest])
    os.write(0, _RESET)


def let_go_of_terminal() -> None:
    """Empty the standard streams while the exit code is still ours to say.

    A terminal that is gone takes nothing: what is left for it goes nowhere, or Python would find
    out when it ends and exit with 120 in place of the code of the signal.
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

    A terminal that goes away counts as SIGHUP also where none is sent: under nohup, or where the
    terminal is not the session's own. Left alone, the app would spin at a full core for ever.

    Yields what the app calls with its exit code when it leaves by itself, and once more when it has
    left: a thread in the middle of a long piece of work must not keep it from ending either.
    """
    import termios

    try:
        before = termios.tcgetattr(0)
    except (termios.error, OSError):
        before = None

    def soon(code: int) -> None:
        signal.signal(signal.SIGALRM, lambda *_: _give_up(code, before))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        # Behind its threads Python itself lets go of the handler, and the alarm would kill.
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)

    def told(number: int, frame: object) -> None:
        soon(128 + number)
        leave(128 + number)

    # SIGINT too: asyncio's own way cancels the app at whatever point it is, now and then a crash.
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    kept = {number: signal.signal(number, told) for number in numbers}
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
    poll.register(0, 0)  # no event asked for: only a hang-up or an error is told
    while not left.is_set():
        if poll.poll(500):
            os.kill(os.getpid(), signal.SIGHUP)
            if not left.wait(PATIENCE + 0.5):
                _give_up(128 + signal.SIGHUP, before)
            return


def _give_up(code: int, before: Any) -> None:
    """End now; a terminal that was given back, to the last byte, is let be."""
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
