"""Keys first: how the interpreter is set while the desk is open, and who waits. No Textual here.

Two habits of CPython make a key wait for work that is not its own. A thread that searches keeps
the interpreter for 5 ms at a time, and answering a key asks for it some thirty times. And every
collection of the oldest garbage goes through all that was ever imported, 130,000 objects, which
no collection will ever free: 70 ms on a machine at rest, 200 ms on a busy one, at any moment.
"""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH = 0.0005
# Seconds that a searching thread keeps the interpreter once the screen asks for it. A search takes
# a few per cent longer; the gap in the event loop while one runs went from 80 ms to 20 ms.
ANSWERED = 0.08
# Seconds in which nearly every key is answered where nothing else runs: 50 ms at the most.

_last_press = 0.0


@contextmanager
def brisk() -> "Iterator[None]":
    """While inside, keys go before threads; nothing is collected until `built` is called."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()
        sys.setswitchinterval(before)


def built() -> None:
    """What exists now stays: leave it out of every collection from here on.

    Called when the first frame is there, and when the first search has brought the words and
    rules that judging needs. Does nothing outside `brisk`.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        gc.freeze()
        gc.enable()


def pressed() -> None:
    """A key has come: what can wait gives way to it."""
    global _last_press
    _last_press = time.monotonic()


def give_way() -> None:
    """Wait until the last key is answered; called by a thread between two pieces of its work."""
    left = _last_press + ANSWERED - time.monotonic()
    if left > 0:
        time.sleep(left)
