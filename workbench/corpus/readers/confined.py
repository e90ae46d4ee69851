"""What runs in the child process of a reader: a parser that can do nothing but parse.

Memory and processor time are limited. Of the system it may use only its own pipe and Python's
modules: no other file, no socket, no process. It ends by itself when it has nothing to do or its
parent is gone. This stops what a file may ask for (an entity from a file, an image from the net)
and what it may use up. It does not stop an exploit of a parser written in C: code run in that way
has all rights of the user.
"""

import os
import select
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.machinery import all_suffixes
from typing import Any

import msgspec

from workbench.corpus.readers.document import LARGEST, Contents, Unreadable

Parse = Callable[[bytes], Contents | list[Contents]]
"""A module-level function from a file's bytes to its document or documents.

Raises:
    Unreadable: the bytes are not of this format.
"""

SIZE = struct.Struct("<Q")
"""Before every message: its length in bytes."""

READY = b"\1"
"""Sent by a child once its parser is imported; only then the time for a file begins."""

IDLE = 5.0
# Seconds after which a child with nothing to do ends: a corpus is read in one go and then hardly
# ever, and starting a child takes 0.1 s.


def serve() -> None:
    """The child's loop: read bytes, write their documents, until its input ends."""
    module, name, memory, cpu = sys.argv[1:]
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a parser's own output is no answer
    parse: Parse = getattr(import_module(module), name)
    _confine(int(memory))
    _send(answers, READY)
    while select.select([0], [], [], IDLE)[0]:
        head = _receive(SIZE.size)
        data = _receive(SIZE.unpack(head)[0]) if head else None
        if data is None:
            return
        _rearm(int(cpu))
        try:
            answer, sound = msgspec.msgpack.encode(_parsed(parse, data)), True
        except MemoryError:
            reason = f"failed: it takes more than {int(memory) // 2**20} MB of memory to read"
            answer, sound = msgspec.msgpack.encode(reason), False
        del data
        _send(answers, SIZE.pack(len(answer)))
        _send(answers, answer)
        if not sound:
            return


def _parsed(parse: Parse, data: bytes) -> list[Contents] | str:
    try:
        found = parse(data)
        every = found if isinstance(found, list) else [found]
        size = sum(len(each.text.encode()) for each in every)
    except Unreadable as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:
        return f"failed: its reader stopped ({type(error).__name__})"
    if size > LARGEST:
        return f"failed: it has more than {LARGEST // 2**20} MB of text"
    return every


def _confine(memory: int) -> None:
    import resource

    limits = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for limit, value in limits:
        hard = resource.getrlimit(limit)[1]
        if hard == resource.RLIM_INFINITY or value < hard:
            with suppress(OSError, ValueError):  # macOS has no limit of this kind on memory
                resource.setrlimit(limit, (value, value))
    library = tuple(f"{folder.rstrip('/')}/" for folder in sys.path if folder)
    modules = tuple(all_suffixes())

    def refuse(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = given
            # Python's own modules: codecs are imported when a text first names one.
            reads = not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            name = "" if isinstance(path, int) else os.fsdecode(path)
            if reads and name.startswith(library) and name.endswith(modules) and ".." not in name:
                return
        elif not event.startswith(_FORBIDDEN):
            return
        raise PermissionError(f"{event} is not for a reader")

    sys.dont_write_bytecode = True
    sys.addaudithook(refuse)


_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.kill", "os.putenv", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link",
    "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.", "ctypes.dl", "ctypes.call",
    "ctypes.cdata", "ctypes.string_at", "ctypes.wstring_at", "ctypes.seh", "sqlite3.",
    "pty.", "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.",
)  # fmt: skip


def _rearm(cpu: int) -> None:
    """Give the next file its own seconds: the limit counts all seconds of the process."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + cpu + 1
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _receive(size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = os.read(0, min(size - len(data), 2**20))
        if not piece:
            return None
        data += piece
    return bytes(data)


def _send(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]
