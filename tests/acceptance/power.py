"""Power cuts, replayed from the log that `recorder.c` keeps of a process.

What a disk may hold after a cut: everything that was synced, and of what was written since,
nothing, or any part: whole writes are kept or dropped at random, the last kept one torn at a
sector. A new file is there once it or its folder was synced, else by chance.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(frozen=True)
class Op:
    """One thing that was done to a file."""

    kind: str
    path: str
    at: int
    data: bytes


def read_log(path: Path) -> list[Op]:
    """The operations, in order."""
    return list(_ops(path.read_bytes()))


def _ops(raw: bytes) -> Iterator[Op]:
    at = 0
    while at < len(raw):
        kind, length = struct.unpack_from("<cI", raw, at)
        name = raw[at + 5 : at + 5 + length].decode()
        offset, size = struct.unpack_from("<qQ", raw, at + 5 + length)
        at += 21 + length
        yield Op(kind.decode(), name, offset, raw[at : at + size])
        at += size


@dataclass
class File:
    """A file as the disk has it, and what it does not have for sure."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)
    named: bool = False
    """Whether its name is on disk."""


def after_a_cut(ops: list[Op], *, subset: bool, chance: random.Random) -> dict[str, bytes]:
    """The files on disk when the power fails after `ops`, by path.

    Without `subset` all that was not synced is gone.
    """
    files: dict[str, File] = {}
    for op in ops:
        if op.kind == "D":
            for path, file in files.items():
                if str(Path(path).parent) == op.path:
                    file.named = True
        elif op.kind == "S":
            file = files.setdefault(op.path, File())
            for one in file.pending:
                apply(file.durable, one)
            file.pending, file.named = [], True
        elif op.kind == "U":
            files.pop(op.path, None)
        elif op.kind == "R":
            files[op.data.decode()] = files.pop(op.path)
        else:
            files.setdefault(op.path, File()).pending.append(op)
    left: dict[str, bytes] = {}
    for path, file in files.items():
        if subset:
            for one in file.pending:
                if chance.random() < 0.5:
                    apply(file.durable, torn(one, chance) if chance.random() < 0.2 else one)
        if file.named or (subset and chance.random() < 0.5):
            left[path] = bytes(file.durable)
    return left


def apply(content: bytearray, op: Op) -> None:
    """Do to the content what was done to the file."""
    if op.kind == "T":
        del content[op.at :]
        content.extend(bytes(op.at - len(content)))
        return
    if len(content) < op.at:
        content.extend(bytes(op.at - len(content)))
    content[op.at : op.at + len(op.data)] = op.data


def torn(op: Op, chance: random.Random) -> Op:
    """A write of which only the first sectors reached the disk."""
    sectors = len(op.data) // SECTOR
    return Op(op.kind, op.path, op.at, op.data[: SECTOR * chance.randint(0, sectors)])
