"""Work done in parallel by child processes, with the answers in order.

For work that holds the interpreter's lock: cutting sentences, ranking, judging. A child is a plain
subprocess that ends when its input ends, not a multiprocessing pool: the caller's main module is
not run again, and no child outlives its parent. Starting one takes about a third of a second, so
small work is better done in this process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import IO

START = "from workbench.safe.children import serve; serve()"

Work = Callable[[bytes], bytes]
"""From one frame to its answer."""


def prepared(task: str, argument: str) -> Work:
    """The work that the function `task` (`module:name`) returns for `argument`."""
    module, name = task.split(":")
    work: Work = getattr(import_module(module), name)(argument)
    return work


def module_path() -> str:
    """The PYTHONPATH for a child started with `-P`, so that it finds the modules of this process.

    The current folder is not in it: the project of a stranger must not bring its own code.
    """
    home = str(Path(__file__).absolute().parents[2])
    return os.pathsep.join([home, *filter(None, sys.path)])


def spare_cores() -> int:
    """How many children can work while this process does, at least 1, at most 4."""
    return max(1, min(4, (os.cpu_count() or 1) - 1))


def spread(task: str, argument: str, frames: Iterable[bytes], processes: int) -> Iterator[bytes]:
    """Do the work on every frame, in `processes` children; answers come in the order of frames.

    Frames are taken only when needed. With less than two processes it is done in this one.
    """
    if processes < 2:
        yield from map(prepared(task, argument), frames)
        return
    under_way: deque[Future[bytes]] = deque()
    with closing(Children(task, argument, processes)) as children:
        for frame in frames:
            under_way.append(children.submit(frame))
            if len(under_way) > 2 * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


class Children:
    """Child processes that do one kind of work; close them when done."""

    def __init__(self, task: str, argument: str, processes: int) -> None:
        self._task, self._argument = task, argument
        self._children: list[subprocess.Popen[bytes]] = []
        self._own = threading.local()
        self._here: Work | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(processes, "child")

    def submit(self, frame: bytes) -> Future[bytes]:
        """Do the work in the next free child.

        If the child was killed or failed, the work is done in this process, so that an error in it
        is raised here.
        """
        return self._pool.submit(self._do, frame)

    def _do(self, frame: bytes) -> bytes:
        try:
            child = getattr(self._own, "child", None)
            if child is None:
                child = self._own.child = self._start()
            _send(child.stdin, frame)
            answer = _receive(child.stdout)
        except OSError:
            answer = None
        if answer is not None or self._closed:
            return answer or b""
        with self._lock:
            if self._here is None:
                self._here = prepared(self._task, self._argument)
            return self._here(frame)

    def _start(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", START, self._task, self._argument],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": module_path()},
        )
        self._children.append(child)
        return child

    def close(self) -> None:
        """End the children; unfinished work is dropped."""
        self._closed = True
        for child in self._children:
            child.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            child.wait()


def serve() -> None:
    """The child's loop: answer frames until its input ends."""
    work = prepared(*sys.argv[1:])
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (frame := _receive(source)) is not None:
        _send(sink, work(frame))


def _send(pipe: IO[bytes] | None, frame: bytes) -> None:
    assert pipe is not None
    pipe.write(len(frame).to_bytes(8, "little"))
    pipe.write(frame)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> bytes | None:
    assert pipe is not None
    prefix = pipe.read(8)
    if len(prefix) < 8:
        return None
    size = int.from_bytes(prefix, "little")
    frame = pipe.read(size)
    return frame if len(frame) == size else None
