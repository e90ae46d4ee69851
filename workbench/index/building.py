"""Bring the index up to date with the corpus: only what changed is cut and indexed again.

A file is looked at by size and time, then by the sha256 of what it holds, source by source: in a
large jsonl only the changed documents are indexed. Work is put down every few seconds, so that
what was indexed stays when it is cancelled or killed.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.corpus import Article, CorpusFile, Skipped, Source, load, scan
from workbench.index.cutting import Cut, Cutter, Cutters, cut_here
from workbench.index.engine import Busy, Engine, Writer
from workbench.index.texts import Row, Texts

CHUNK = 250_000
# Characters cut at a time: 70 ms of work, so that cancelling is felt at once and a child's answer
# is worth its message.

CHILD_FROM = 1_000_000
# Bytes from which a child process that cuts is worth the half second it takes to start.

PUT_DOWN = 10.0
# Seconds of work lost at most when the process is killed; each commit costs about 0.1 s and
# leaves a segment to merge.


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is."""

    done: int
    """Bytes of the changed files that were dealt with."""
    total: int
    passages: int
    """Indexed so far in this refresh."""
    source: str
    """Id of the source at hand."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did, counted in sources."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    passages: int = 0
    """Indexed in this refresh."""
    cancelled: bool = False

    def __bool__(self) -> bool:
        """Whether anything in the index is new."""
        return bool(self.added or self.changed or self.removed)


@dataclass(slots=True)
class _Read:
    """An article on its way into the index."""

    article: Article
    old: Row | None


@dataclass(slots=True)
class _Tally:
    added: int = 0
    changed: int = 0
    removed: int = 0
    passages: int = 0
    done: int = 0
    finished: list[CorpusFile] = field(default_factory=list)


class Cancelled(Exception):
    """The refresh was told to stop."""


def head(source: Source) -> str:
    """What is searched with each passage of a source: its title and publisher."""
    return f"{source.title} {source.publisher}" if source.publisher else source.title
