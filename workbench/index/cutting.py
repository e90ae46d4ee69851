"""Cut texts into sentences on the other core: a child process, since nupunkt holds the GIL.

Starting one takes about half a second, so it is started for work of a megabyte and more. It is a
plain child that ends when its input does, not a multiprocessing pool: nothing of the caller's
main module is run again, and no process outlives a crash.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from typing import IO

import msgspec

from workbench.corpus import Article
from workbench.passages import Passage

Cutter = Callable[[Article], tuple[Passage, ...]]
"""A module level function such as `passages.cut`."""

LONGEST = 40
"""Characters of the longest word that is kept."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """Where the passages of a text lie, and the words it is made of."""

    spans: list[tuple[int, int]]
    """Half open, in code points, in order."""
    words: list[str]
    """In lower case, each once."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order, repeats included; `Xi'an` is one word."""
    return _WORD.findall(text.lower().replace("’", "'"))


def cut_here(cutter: Cutter, articles: Sequence[Article]) -> list[Cut]:
    """Cut some articles in this process."""
    return [
        Cut(
            [(passage.start, passage.end) for passage in cutter(article)],
            [word for word in dict.fromkeys(words(article.text)) if len(word) <= LONGEST],
        )
        for article in articles
    ]


class Cutters:
    """Child processes that cut; close them when done."""

    def __init__(self, cutter: Cutter, processes: int) -> None:
        self._cutter = cutter
        self._children: list[subprocess.Popen[bytes]] = []
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(processes, "cut")

    def submit(self, articles: Sequence[Article]) -> Future[list[Cut]]:
        """Cut some articles in whichever child is free."""
        return self._pool.submit(self._cut, articles)

    def _cut(self, articles: Sequence[Article]) -> list[Cut]:
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        try:
            if child is None:
                child = self._own.child = self._start()
            assert child.stdin is not None
            assert child.stdout is not None
            _send(child.stdin, msgspec.msgpack.encode(articles))
            answer = _receive(child.stdout)
        except OSError:
            answer = None
        if answer is None:
            # The child was killed, or the cutter failed in it: here it fails where it is seen.
            return cut_here(self._cutter, articles)
        return msgspec.msgpack.decode(answer, type=list[Cut])

    def _start(self) -> subprocess.Popen[bytes]:
        code = "from workbench.index.cutting import serve; serve()"
        child = subprocess.Popen(
            [sys.executable, "-c", code, self._cutter.__module__, self._cutter.__qualname__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._children.append(child)
        return child

    def close(self) -> None:
        """End the children."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.close()
            child.stdout.close()
            child.kill()
            child.wait()


def _environment() -> dict[str, str]:
    # The child finds the cutter where this process found it.
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p or "." for p in sys.path)}


def serve() -> None:
    """What a child does: read articles, write where to cut them, until its input ends."""
    module, name = sys.argv[1:]
    cutter: Cutter = getattr(import_module(module), name)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (frame := _receive(source)) is not None:
        articles = msgspec.msgpack.decode(frame, type=list[Article])
        _send(sink, msgspec.msgpack.encode(cut_here(cutter, articles)))


def _send(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(len(frame).to_bytes(8, "little"))
    pipe.write(frame)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    size = pipe.read(8)
    if len(size) < 8:
        return None
    frame = pipe.read(int.from_bytes(size, "little"))
    return frame if len(frame) == int.from_bytes(size, "little") else None
