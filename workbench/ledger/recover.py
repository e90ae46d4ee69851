"""Rebuild a ledger from all that is left of it.

Rows are gathered from the damaged file, its second copy, its backups and earlier damaged files,
each proved by its own hash, and linked into the longest chain. Decisions that were rescued are
added behind it. What the ledger was before is set aside, never deleted.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench import own
from workbench.errors import InputError, LedgerDamaged, LedgerError
from workbench.ledger import rescue, rows
from workbench.ledger.backup import backups
from workbench.ledger.connecting import connect
from workbench.ledger.opening import copy_file, examine, open_ledger, second_path, writable
from workbench.ledger.rows import GENESIS, Head, Row
from workbench.ledger.second import sync_folder
from workbench.ledger.sqlite import as_row
from workbench.ledger.trouble import told
from workbench.visible import line

FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was rebuilt."""

    decisions: int
    """Rows in the new ledger."""
    said: tuple[str, ...]
    """What was found, dropped and set aside, a line each."""


def recover(path: Path) -> Recovered:
    """Rebuild the ledger at `path`; a sound one is left alone.

    No other workbench may have it open. Killed half-way, it can be run again.

    Raises:
        InputError: there is nothing to recover from.
        LedgerError: the folder cannot be written.
    """
    path = Path.cwd() / path
    name = line(path.name)
    rescued = list(rescue.read(path.parent))
    if not rescued and (sound := _sound(path)) is not None:
        return Recovered(sound, (f"{name} is sound; nothing was changed",))
    if not writable(path):
        raise LedgerError(f"{name} cannot be written here; copy the project elsewhere")
    _refuse_newer(path)
    with told(path):
        return _rebuild(path, rescued)


def _refuse_newer(path: Path) -> None:
    """Raise LedgerError for a ledger of a newer workbench: what it holds beside rows is unknown."""
    try:
        with told(path):
            examine(path)
    except LedgerDamaged:
        return
    except LedgerError as error:
        raise LedgerError(f"{error}; or move it away: its second copy is then rebuilt") from None


def _rebuild(path: Path, rescued: list[tuple[Path, rescue.Rescued]]) -> Recovered:
    said: list[str] = []
    found: dict[str, Row] = {}
    for source, more in _sources(path, said):
        new = {row.hash: row for row in more if row.hash == rows.hash_of(row)}
        said.append(f"{line(source)}: {len(new)} decisions")
        found = new | found
    chain = _longest(found)
    linked = {row.hash for row in chain}
    left = [row for row in found.values() if row.hash not in linked]
    if not chain and not rescued:
        raise InputError(f"nothing to recover {line(path.name)} from; nothing was changed")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    head = Head(chain[-1].seq, chain[-1].hash) if chain else Head()
    # One that was committed after all, or added by a recovery that was killed, is there already.
    there = {(row.at, row.by, row.decision): row.seq for row in chain}
    for file, one in rescued:
        if seq := there.get((one.at, one.by, one.decision)):
            said.append(f"{line(file.name)}: is decision {seq} already")
            continue
        row = rows.seal(head, at=one.at, by=one.by, decision=one.decision)
        chain.append(row)
        head = Head(row.seq, row.hash)
        said.append(f"{line(file.name)}: added as decision {row.seq}")
    if left:
        aside = path.with_name(f"verdicts-left-out-{stamp}.jsonl")
        _write(aside, b"".join(rows.to_line(row) for row in left))
        said.append(f"{len(left)} decisions follow no other and are kept in {line(aside.name)}")
    _replace(path, chain, stamp, said)
    for file, _ in rescued:
        file.rename(file.with_name(file.name + ".added"))
    return Recovered(len(chain), tuple(said))


def _sound(path: Path) -> int | None:
    if not path.exists():
        return None
    try:
        ledger = open_ledger(path)
    except LedgerError:
        return None
    try:
        return None if ledger.check() else len(ledger.entries())
    except LedgerError:
        return None
    finally:
        ledger.close()


def _sources(path: Path, said: list[str]) -> Iterator[tuple[str, list[Row]]]:
    copy = second_path(path)
    if copy.exists():
        lines = own.read(copy.parent, copy.name).splitlines()
        good = [row for raw in lines if (row := rows.from_line(raw)) is not None]
        if len(good) < len(lines):
            said.append(f"{line(copy.name)}: {len(lines) - len(good)} torn lines were dropped")
        yield copy.name, good
    others = sorted(path.parent.glob(f"{path.name}.damaged-*Z"))
    for file in (path, *others, *backups(path.parent / FOLDER)):
        if file.exists():
            yield file.name, _salvage(file)


def _salvage(path: Path) -> list[Row]:
    """All rows that SQLite can still read, from both ends; of a copy, so that nothing changes."""
    found: dict[int, Row] = {}
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        copy = Path(folder) / "salvage.db"
        for end in ("", "-wal"):
            copy_file(path.with_name(path.name + end), copy.with_name(copy.name + end))
        for order in ("", "DESC"):
            try:
                connection = sqlite3.connect(copy)
            except sqlite3.Error:
                continue
            # A damaged definition would keep SQLite from reading any table.
            with suppress(sqlite3.Error):
                connection.execute("PRAGMA writable_schema = ON")
            # A row at a time: what comes before the damage is kept.
            with suppress(sqlite3.Error, TypeError, ValueError, OverflowError):
                for record in connection.execute(
                    "SELECT seq, at, by, decision, previous, hash"
                    f" FROM entries ORDER BY seq {order}"
                ):
                    with suppress(TypeError, ValueError):
                        row = as_row(record)
                        if row.hash == rows.hash_of(row):
                            found[row.seq] = row
            connection.close()
    return list(found.values())


def _longest(found: dict[str, Row]) -> list[Row]:
    """The longest chain from the first row; of two as long, the one found first."""
    after: dict[str, list[Row]] = {}
    for row in found.values():
        after.setdefault(row.previous, []).append(row)
    best: list[Row] = []
    branches: list[list[Row]] = [[]]
    while branches:
        chain = branches.pop()
        while True:
            tip = chain[-1].hash if chain else GENESIS
            more = [row for row in after.get(tip, ()) if row.seq == len(chain) + 1]
            if not more:
                break
            branches += [[*chain, row] for row in more[1:]]
            chain.append(more[0])
        if len(chain) > len(best):
            best = chain
    return best


def _replace(path: Path, chain: list[Row], stamp: str, said: list[str]) -> None:
    part = path.with_name(f"{path.name}.recovering")
    _remove(part)
    connection = connect(part)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
            ((r.seq, r.at, r.by, r.decision, r.previous, r.hash) for r in chain),
        )
        connection.execute("COMMIT")
        # Out of WAL mode and back, so that the file is whole by itself.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    for end in ("", "-wal"):
        old = path.with_name(path.name + end)
        if old.exists():
            _write(aside.with_name(aside.name + end), own.read(old.parent, old.name))
    if aside.exists():
        said.append(f"the old file is kept as {line(aside.name)}")
    copy = second_path(path)
    renewed = copy.with_name(copy.name + ".part")
    unlike = _unlike(copy, chain)
    if unlike:
        _write(copy.with_name(f"{copy.name}.damaged-{stamp}"), own.read(copy.parent, copy.name))
        _write(renewed, b"".join(rows.to_line(row) for row in chain))
    # What is set aside must be there for good before anything goes.
    sync_folder(path.parent)
    # The -wal goes before the new file comes: SQLite would play it into it.
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    part.replace(path)
    if unlike:
        renewed.replace(copy)
    sync_folder(path.parent)
    _remove(part)


def _unlike(copy: Path, chain: list[Row]) -> bool:
    """Whether the second copy holds other rows than the chain begins with, so is no start."""
    if not copy.exists():
        return False
    found = (rows.from_line(raw) for raw in own.read(copy.parent, copy.name).splitlines())
    known = {row.hash for row in found if row is not None}
    return known != {row.hash for row in chain[: len(known)]}


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    # A stranger's project may have put a link where it is to be.
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
