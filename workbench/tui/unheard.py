"""Errors that nobody waits for, in threads, tasks and finalisers, passed on to be shown.

Python writes them to a terminal that the app draws over, or nowhere. No Textual here.
"""

import sys
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

WRITER = "textual-output"
# The thread in which Textual writes to the terminal: it fails when the terminal is gone, which is
# no bug, and `hangup` deals with it.

Tell = Callable[[BaseException], None]
"""Called in whatever thread the error was raised or found."""


@contextmanager
def heard(tell: Tell) -> Iterator[None]:
    """While inside, `tell` gets each error that ends a thread or is raised in a finaliser."""

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
    """From now on `tell` gets each error in a task of this loop that nobody awaits."""

    def failed(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        tell(error if error is not None else RuntimeError(str(context.get("message"))))

    loop.set_exception_handler(failed)
