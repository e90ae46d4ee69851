"""Parse a format in a child process with limits.

A document that makes its parser hang, grow or crash costs one line in the list of what was skipped.
The child (`confined`) gets the file's bytes over a pipe and sends the text back. It is kept for the
next file of its format, and replaced when it fails.
"""

from __future__ import annotations

import atexit
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.corpus.readers.confined import READY, SIZE
from workbench.corpus.readers.document import Contents, Document, Skipped, document, sha256, whole

if TYPE_CHECKING:
    import subprocess


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use for one file."""

    memory: int = 2**30
    """Bytes of address space, including those of the interpreter."""
    cpu: int = 10
    """Seconds of work."""
    wall: float = 11.0
    """Seconds until the answer, which a parser that waits for something never gives; then it is
    ended, and the file is skipped, within 12 s."""


START = 60.0
"""Seconds a child has to import its parser; on a busy machine trafilatura took 8."""


class Limited:
    """A reader whose parser runs in pooled children."""

    def __init__(self, parse: str, *, limits: Limits | None = None) -> None:
        """`parse` is a `confined.Parse` as `module:function`, which only the child imports."""
        self._parse = parse
        self._limits = limits or Limits()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()

    def __call__(self, file: Path, path: str) -> Iterator[Document | Skipped]:
        """The documents of the file, or why there are none."""
        data = whole(file, path)
        if isinstance(data, Skipped):
            yield data
            return
        found = self.parse(data)
        if isinstance(found, str):
            yield Skipped(path, found)
        else:
            for each in found:
                yield document(each, path, sha256=sha256(data))

    @property
    def name(self) -> str:
        """`module:function` of the parser."""
        return self._parse

    def close(self) -> None:
        """End the children that wait for work."""
        while self._idle:
            self._idle.pop().end()

    def stop(self) -> None:
        """End also the children at work, from another thread: what they read fails at once."""
        for child in tuple(self._busy):
            child.kill()

    def parse(self, data: bytes) -> list[Contents] | str:
        """What the bytes hold, or why they were not parsed."""
        if not data:
            return "empty"
        try:
            child = self._take()
            answer = self._answer(child, data)
            if child.retired:
                child = self._start()
                answer = self._answer(child, data)
        except OSError as error:
            return f"failed: no process to read it in: {error.strerror}"
        if child.alive:
            self._idle.append(child)
        else:
            child.end()
        return answer

    def _answer(self, child: _Child, data: bytes) -> list[Contents] | str:
        self._busy.add(child)
        try:
            return child.ask(data)
        except BaseException:
            child.end()  # ctrl+c: otherwise it would go on for as long as it may
            raise
        finally:
            self._busy.discard(child)

    def _take(self) -> _Child:
        try:
            return self._idle.pop()
        except IndexError:
            return self._start()

    def _start(self) -> _Child:
        atexit.unregister(self.close)
        atexit.register(self.close)
        return _Child(self._parse, self._limits)


class _Child:
    """A process that parses one file after another."""

    def __init__(self, parse: str, limits: Limits) -> None:
        import subprocess  # 10 ms to import: only where a format is parsed

        from workbench.safe.children import module_path

        self._limits = limits
        self._late = self._ready = False
        self.retired = False
        """Whether it ended by itself before it got the last file."""
        code = "from workbench.corpus.readers.confined import serve; serve()"
        words = (*parse.split(":"), str(limits.memory), str(limits.cpu))
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-P", "-S", "-c", code, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            # Nothing else of the environment, which may have secrets in it, is passed on.
            env={"PYTHONPATH": module_path()},
            start_new_session=True,  # ctrl+c at the terminal is the app's, not the child's
        )

    @property
    def alive(self) -> bool:
        return not self._late and self._process.poll() is None

    def ask(self, data: bytes) -> list[Contents] | str:
        """What the bytes hold, or why they were not parsed, within `wall` seconds."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        if not self._ready:
            with self._within(START):
                self._ready = process.stdout.read(len(READY)) == READY
        with self._within(self._limits.wall):
            try:
                process.stdin.write(SIZE.pack(len(data)))
                process.stdin.write(data)
                process.stdin.flush()
                head = process.stdout.read(SIZE.size)
                size = SIZE.unpack(head)[0] if len(head) == SIZE.size else -1
                answer = process.stdout.read(size) if 0 <= size <= self._limits.memory else b""
            except OSError:
                answer = b""
        try:
            return msgspec.msgpack.decode(answer, type=list[Contents] | str)
        except msgspec.DecodeError:
            return self._why()

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Ends the child if what is done inside takes longer."""
        clock = threading.Timer(seconds, self._overrun)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            clock.join()

    def _overrun(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        """End the process; whoever waits for its answer gets none."""
        self._process.kill()

    def _why(self) -> str:
        """Why no answer came, in words."""
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
        """Close the pipes, end the process and wait until it is gone."""
        import subprocess

        process = self._process
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # what was not written yet cannot be written any more
                continue
        if not kill:
            try:  # it is ending by itself: its exit code says why
                process.wait(1)
            except subprocess.TimeoutExpired:
                kill = True
        if kill:
            process.kill()
            process.wait()
