"""Ledgers of formats 1 and 2: one chain of numbered rows, read as the events that they are.

A row there had a number, and undo named one. As an event a row follows the event of the row
before it; undo names its event. The same old row becomes the same event wherever and whenever
that is done, so that ledgers that were one, and each went on, still have their beginning in
common.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from workbench.errors import LedgerDamaged
from workbench.ledger import rows
from workbench.ledger.rows import Head, Row

FORMATS = (1, 2)
GENESIS = "0" * 64
"""What the first row followed."""


class Old(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was; the decision is JSON text."""

    seq: int
    at: str
    by: str
    decision: str
    previous: str
    hash: str


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    seq: int
    at: str
    by: str
    decision: msgspec.Raw
    previous: str
    hash: str


class _Back(msgspec.Struct, frozen=True):
    """An undo or redo as it was."""

    type: str
    seq: int


_line, _back = msgspec.json.Decoder(_Line), msgspec.json.Decoder(_Back)


def fits(old: Old) -> bool:
    """Whether the row says what its hash was made of."""
    said = [old.previous, old.seq, old.at, old.by, old.decision]
    return old.hash == hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def from_line(raw: bytes) -> Old | None:
    """The row of a line of an old second copy, whether or not its hash fits; None for no row."""
    try:
        read = _line.decode(raw)
        fields = msgspec.structs.asdict(read) | {"decision": bytes(read.decision).decode()}
    except (msgspec.MsgspecError, ValueError):
        return None
    return Old(**fields)


def stored(connection: sqlite3.Connection, order: str = "") -> Iterator[Old]:
    """The rows of an old file, in order. Raises sqlite3.Error, TypeError, ValueError."""
    for seq, at, by, decision, previous, hash_ in connection.execute(
        f"SELECT seq, at, by, decision, previous, hash FROM entries ORDER BY seq {order}"
    ):
        yield Old(seq=seq, at=at, by=by, decision=decision, previous=previous, hash=hash_)


class Upgrade:
    """Old rows as events, in whatever order they come."""

    def __init__(self) -> None:
        self._done: dict[str, tuple[Old, Row]] = {}
        self._waiting: dict[str, list[Old]] = {}

    def add(self, old: Old) -> list[Row]:
        """The events that can be told now: this row's, and those of rows that waited for it."""
        if not fits(old):
            return []
        if old.hash in self._done:
            return [self._done[old.hash][1]]
        if old.previous != GENESIS and old.previous not in self._done:
            self._waiting.setdefault(old.previous, []).append(old)
            return []
        before = self._done.get(old.previous)
        return self._follow(old, before[1] if before else None)

    def orphans(self) -> list[Row]:
        """The events of rows whose predecessor never came: each follows one that is missing."""
        waiting = {old.hash for some in self._waiting.values() for old in some}
        found: list[Row] = []
        for previous in sorted(self._waiting.keys() - waiting):
            for old in self._waiting.pop(previous):
                found += self._follow(old, None)
        return found

    def _follow(self, first: Old, before: Row | None) -> list[Row]:
        found: list[Row] = []
        queue = [(first, before)]
        while queue:
            old, parent = queue.pop(0)
            if old.hash in self._done:
                continue
            if parent is not None:
                head = Head((parent.id,), parent.tick)
            else:
                head = Head() if old.previous == GENESIS else Head((old.previous,))
            try:
                row = rows.seal(head, at=old.at, by=old.by, decision=self._decision(old))
            except ValueError:
                continue  # an impossible time: no event
            self._done[old.hash] = old, row
            found.append(row)
            queue += [(each, row) for each in self._waiting.pop(old.hash, ())]
        return found

    def _decision(self, old: Old) -> str:
        """The decision with the event that it takes back, in place of a number."""
        try:
            back = _back.decode(old.decision)
        except (msgspec.MsgspecError, ValueError):
            return old.decision
        if back.type not in ("undone", "redone"):
            return old.decision
        event, at = "", old.previous
        while at in self._done:
            earlier, row = self._done[at]
            if earlier.seq <= back.seq:
                event = row.id if earlier.seq == back.seq else ""
                break
            at = earlier.previous
        return msgspec.json.encode({"type": back.type, "event": event}).decode()


def events(some: Iterable[Old]) -> list[Row]:
    """The events of a whole old chain, in order.

    Raises:
        LedgerDamaged: names the first row that does not hold.
    """
    upgrade, found = Upgrade(), list[Row]()
    seq, hash_ = 0, GENESIS
    for old in some:
        if old.seq != seq + 1:
            raise LedgerDamaged(f"row {seq + 1} is missing (row {old.seq} comes next)")
        if old.previous != hash_ or not fits(old):
            raise LedgerDamaged(f"row {old.seq} was altered: its hash does not fit")
        new = upgrade.add(old)
        if not new:
            raise LedgerDamaged(f"row {old.seq} has an impossible time: {old.at!a}")
        found += new
        seq, hash_ = old.seq, old.hash
    return found


def head(connection: sqlite3.Connection) -> tuple[Any, ...] | None:
    """Number and hash that an old file should end with."""
    found: tuple[Any, ...] | None = connection.execute(
        "SELECT seq, hash FROM head WHERE id = 1"
    ).fetchone()
    return found
