"""Search for thousands of claims, on all cores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from workbench.index import Index
from workbench.safe.children import Work, spare_cores, spread
from workbench.search.finding import find
from workbench.search.matches import Found

CHUNK = 16
# Claims sent at a time: a tenth of a second of work.

FEW = 64
# Claims for which starting processes takes longer than it saves.


def find_many(
    folder: Path,
    corpus: Path,
    claims: Iterable[str],
    *,
    limit: int = 20,
    processes: int | None = None,
) -> Iterator[Found]:
    """What `find` says of every claim, in their order, as it becomes known.

    `folder` and `corpus` as in `Index.open`; the index is read as it is, refresh it before.
    Claims are taken as they are needed. `processes` is set by the number of cores, and by
    whether there are claims enough.
    """
    coming = iter(claims)
    first = list(islice(coming, FEW))
    if processes is None:
        processes = spare_cores() + 1 if len(first) == FEW else 1
    argument = msgspec.json.encode((str(folder), str(corpus), limit)).decode()
    frames = map(msgspec.msgpack.encode, _chunks(first, coming))
    for answer in spread(f"{__name__}:prepare", argument, frames, processes):
        yield from msgspec.msgpack.decode(answer, type=list[Found])


def prepare(argument: str) -> Work:
    """The work of a child that searches: claims to what was found."""
    folder, corpus, limit = msgspec.json.decode(argument, type=tuple[str, str, int])
    index = Index.open(Path(folder), Path(corpus))

    def work(frame: bytes) -> bytes:
        claims = msgspec.msgpack.decode(frame, type=list[str])
        return msgspec.msgpack.encode([find(index, claim, limit=limit) for claim in claims])

    return work


def _chunks(first: list[str], coming: Iterator[str]) -> Iterator[list[str]]:
    yield from (first[i : i + CHUNK] for i in range(0, len(first), CHUNK))
    while chunk := list(islice(coming, CHUNK)):
        yield chunk
