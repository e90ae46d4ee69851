"""A file that others may have put there, opened so that it can only be read.

A pipe never keeps the reader waiting, a device is never read, an endless file is read up to a
limit, and a file that changes while it is read is noticed.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

TRIES = 3
"""How often a file that changes while it is read is read again: an editor saves in a moment, and a
log never stops."""

TICK = 20_000_000
# Nanoseconds. The clock for the times of files may lag by up to 10 ms: if a file younger than this
# is read, something may be written to it without changing its time.


@contextmanager
def open_plain(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open for reading; not a link, which the caller must resolve first.

    Raises:
        OSError: it cannot be opened, or is no regular file; `strerror` says so.
    """
    # Without O_NONBLOCK, open() would wait for ever for a pipe that nobody writes to.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        yield stream


def read_plain(path: Path, *, most: int) -> bytes:
    """The bytes of a regular file as it was at one moment; at most `most` + 1 of them.

    Raises:
        OSError: as `open_plain`; also when the file never stops changing.
    """
    return as_it_stood(lambda: open_plain(path), most=most)


def as_it_stood(opened: Callable[[], AbstractContextManager[BinaryIO]], *, most: int) -> bytes:
    """As `read_plain`, for a file that `opened` opens again at each try."""
    for _ in range(TRIES):
        with opened() as stream:
            before = settled(stream)
            data = stream.read(most + 1)
            if state(stream) == before:
                return data
    raise OSError(errno.EAGAIN, "it keeps changing while it is read")


def settled(stream: BinaryIO) -> tuple[int, int]:
    """The state of an open file; waits until every later change is sure to change it."""
    before = state(stream)
    age = time.time_ns() - before[1]
    if 0 <= age < TICK:
        time.sleep((TICK - age) / 1e9)
    return before


def state(stream: BinaryIO) -> tuple[int, int]:
    """Size and time of last change of an open file; if they differ, the file has changed."""
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns
