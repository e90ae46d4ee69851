"""Keys first: how Python's interpreter is set while the desk is open. No Textual here.

Two habits of CPython make a key wait for other work. A thread that searches keeps the
interpreter for 5 ms at a time, and answering a key asks for it about thirty times. And every
collection of the oldest garbage visits all that was ever imported, 130,000 objects, none of
which can be freed: 70 ms on an idle machine, 200 ms on a busy one, at any moment.
"""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH = 0.0005
# Seconds that a searching thread keeps the interpreter once the screen asks for it. A search
# takes a few per cent longer; the longest gap in the event loop fell from 80 ms to 20 ms.
ANSWERED = 0.08
# Seconds within which nearly every key is answered when nothing else runs: 50 ms at most.

_last_press = 0.0


@contextmanager
def brisk() -> "Iterator[None]":
    """While inside, keys go before threads; no garbage is collected until `built` is called."""
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
    """Leave everything that exists now out of garbage collection from here on.

    Called when the first frame is shown, and again when the first search has loaded the words
    and rules that judging needs. Does nothing outside `brisk`.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        gc.freeze()
        gc.enable()


def pressed() -> None:
    """A key was pressed: work that can wait should wait for it."""
    global _last_press
    _last_press = time.monotonic()


def give_way() -> None:
    """Wait until the last key is answered; called by a thread between two pieces of its work."""
    left = _last_press + ANSWERED - time.monotonic()
    if left > 0:
        time.sleep(left)
