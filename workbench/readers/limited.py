"""Parse a format in a child process that may not take more than its share.

A document that makes its parser hang, swell or crash costs one line in the list of what was
skipped. The child gets the file's bytes over a pipe and gives the text back; it may open no file
but Python's own modules, no socket and no process. It is kept for the next file of its format,
replaced when it fails, and ends by itself when it has nothing to do or its parent is gone.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import all_suffixes
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from workbench.plainfile import read_plain
from workbench.readers.document import (
    LARGEST,
    Contents,
    Document,
    Skipped,
    Unreadable,
    document,
    sha256,
)

if TYPE_CHECKING:
    import subprocess

Parse = Callable[[bytes], Contents]
"""A module level function from a file's bytes to what they hold.

Raises:
    Unreadable: they are not of this format.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take for one file."""

    memory: int = 2**30
    """Bytes of address space, the interpreter's own included."""
    cpu: int = 10
    """Seconds of work."""
    wall: float = 12.0
    """Seconds until the answer, which a parser that waits for something never gives."""


IDLE = 5.0
# Seconds after which a child with nothing to do ends: a corpus is read in one go, then hardly
# ever again, and starting a child takes 0.1 s.

_HOME = str(Path(__file__).absolute().parents[2])
_SIZE = struct.Struct("<Q")


class Limited:
    """A reader whose parser runs in pooled children."""

    def __init__(self, parse: Parse, *, limits: Limits | None = None) -> None:
        self._parse = parse
        self._limits = limits or Limits()
        self._idle: list[_Child] = []

    def __call__(self, file: Path, path: str) -> Iterator[Document | Skipped]:
        """The file as one document, or why it is none."""
        try:
            data = read_plain(file, most=LARGEST)
        except OSError as error:
            yield Skipped(path, f"cannot be read: {error.strerror}")
            return
        if len(data) > LARGEST:
            yield Skipped(path, f"larger than {LARGEST // 2**20} MB: split it")
            return
        found = self._ask(data)
        if isinstance(found, str):
            yield Skipped(path, found)
        else:
            yield document(found, path, sha256=sha256(data))

    def close(self) -> None:
        """End the children that wait for work."""
        while self._idle:
            self._idle.pop().end()

    def _ask(self, data: bytes) -> Contents | str:
        """What the bytes hold, or why they were not parsed."""
        try:
            child = self._idle.pop() if self._idle else self._start()
            answer = child.ask(data)
            if child.retired:
                child = self._start()
                answer = child.ask(data)
        except OSError as error:
            return f"failed: no process to read it in: {error.strerror}"
        if child.alive:
            self._idle.append(child)
        else:
            child.end()
        return answer

    def _start(self) -> _Child:
        if not self._idle:
            atexit.unregister(self.close)
            atexit.register(self.close)
        return _Child(self._parse, self._limits)


class _Child:
    """A process that parses one file after another."""

    def __init__(self, parse: Parse, limits: Limits) -> None:
        import subprocess  # 10 ms to import: only where a format is parsed

        self._limits = limits
        self._late = False
        self.retired = False
        """It ended by itself before it got the last file."""
        code = "from workbench.readers.limited import serve; serve()"
        words = (parse.__module__, parse.__qualname__, str(limits.memory), str(limits.cpu))
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-P", "-S", "-c", code, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            # Modules are found where this process found them, never in the current folder; of
            # the environment, which may hold secrets, nothing else is handed on.
            env={"PYTHONPATH": os.pathsep.join([_HOME, *filter(None, sys.path)])},
            start_new_session=True,  # ctrl+c at the terminal is the app's, not the child's
        )

    @property
    def alive(self) -> bool:
        return not self._late and self._process.poll() is None

    def ask(self, data: bytes) -> Contents | str:
        """What the bytes hold, or why they were not parsed, within `wall` seconds."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        clock = threading.Timer(self._limits.wall, self._overrun)
        clock.daemon = True
        clock.start()
        try:
            process.stdin.write(_SIZE.pack(len(data)))
            process.stdin.write(data)
            process.stdin.flush()
            head = process.stdout.read(_SIZE.size)
            size = _SIZE.unpack(head)[0] if len(head) == _SIZE.size else -1
            answer = process.stdout.read(size) if 0 <= size <= self._limits.memory else b""
        except OSError:
            answer = b""
        finally:
            clock.cancel()
            clock.join()
        try:
            return msgspec.msgpack.decode(answer, type=Contents | str)
        except msgspec.DecodeError:
            return self._why()

    def _overrun(self) -> None:
        self._late = True
        self._process.kill()

    def _why(self) -> str:
        """Why no answer came."""
        self.end(kill=False)
        code = self._process.returncode
        self.retired = code == 0
        limits = self._limits
        if self._late:
            return f"failed: no answer within {limits.wall:g} s"
        if code == -signal.SIGXCPU:
            return f"failed: it takes more than {limits.cpu} s of work to read"
        return f"failed: its reader stopped ({signal.Signals(-code).name if code < 0 else code})"

    def end(self, *, kill: bool = True) -> None:
        """Let the process go, and wait until it is gone."""
        import subprocess

        process = self._process
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # what was not written yet cannot be any more
                continue
        if not kill:
            try:  # it is ending: how, says why
                process.wait(1)
            except subprocess.TimeoutExpired:
                kill = True
        if kill:
            process.kill()
            process.wait()


def serve() -> None:
    """What a child does: read bytes, write what they hold, until its input ends."""
    module, name, memory, cpu = sys.argv[1:]
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints is no answer
    parse: Parse = getattr(import_module(module), name)
    _confine(int(memory))
    while select.select([0], [], [], IDLE)[0]:
        head = _receive(_SIZE.size)
        data = _receive(_SIZE.unpack(head)[0]) if head else None
        if data is None:
            return
        _rearm(int(cpu))
        try:
            answer, sound = msgspec.msgpack.encode(_parsed(parse, data)), True
        except MemoryError:
            reason = f"failed: it takes more than {int(memory) // 2**20} MB of memory to read"
            answer, sound = msgspec.msgpack.encode(reason), False
        del data
        _send(answers, _SIZE.pack(len(answer)))
        _send(answers, answer)
        if not sound:
            return


def _parsed(parse: Parse, data: bytes) -> Contents | str:
    try:
        found = parse(data)
        found.text.encode()
    except Unreadable as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:
        return f"failed: its reader stopped ({type(error).__name__})"
    if len(found.text) > LARGEST:
        return f"failed: it holds more than {LARGEST // 2**20} MB of text"
    return found


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
    "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.", "ctypes.", "sqlite3.",
    "pty.", "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.",
)  # fmt: skip


def _rearm(cpu: int) -> None:
    """Give the next file its own seconds: the limit counts all that the process ever did."""
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
