"""Errors that nobody waits for, in threads, tasks and finalisers, handed to somebody who tells.

Python writes them to a terminal that the app draws over, or nowhere. No Textual here.
"""

import sys
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

WRITER = "textual-output"
# The thread in which Textual writes to the terminal: it fails when that is gone, which is no bug
# and is heard of in `hangup`.

Tell = Callable[[BaseException], None]
"""Called in whatever thread the error was raised or found."""


@contextmanager
def heard(tell: Tell) -> Iterator[None]:
    """While inside, an error that ends a thread, or is raised in a finaliser, is told."""

    def in_thread(given: threading.ExceptHookArgs) -> None:
        error = given.exc_value
        writes = given.thread is not None and given.thread.name == WRITER
        if error is not None and not (writes and isinstance(error, OSError)):
            tell(error)

    def unraisable(given: "sys.UnraisableHookArgs") -> None:
        if given.exc_value is not None:
            tell(given.exc_value)

    kept = threading.excepthook, sys.unraisablehook
    threading.excepthook, sys.unraisablehook = in_thread, unraisable
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = kept


def hear_tasks(loop: AbstractEventLoop, tell: Tell) -> None:
    """From now on an error in a task of this loop that nobody awaits is told."""

    def failed(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        tell(error if error is not None else RuntimeError(str(context.get("message"))))

    loop.set_exception_handler(failed)
