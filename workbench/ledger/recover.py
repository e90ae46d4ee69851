"""Rebuild a ledger from all that is left of it.

Rows are gathered from the damaged file, its second copy, its backups and earlier damaged files,
each proved by its own hash. Decisions that were rescued are added behind them. What the ledger
was before is set aside, never deleted.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import InputError, LedgerDamaged, LedgerError
from workbench.ledger import legacy, rescue, rows, schema
from workbench.ledger.backup import copies
from workbench.ledger.connecting import connect
from workbench.ledger.elsewhere import FOLDER, authors, count, lacking
from workbench.ledger.log import Log
from workbench.ledger.opening import copy_file, examine, open_ledger, second_path, writable
from workbench.ledger.reading import stored
from workbench.ledger.rows import Row
from workbench.ledger.second import SecondCopy, sync_folder
from workbench.ledger.trouble import told
from workbench.safe import own
from workbench.safe.visible import line


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
    log, kept = Log(), dict[str, Row]()
    upgrade = legacy.Upgrade()
    for source, some in _sources(path, said, upgrade):
        good = rows.known(some)
        said.append(f"{line(source)}: {_whose(good)}")
        kept = {row.id: row for row in good} | kept
    if orphans := rows.known(upgrade.orphans()):
        said.append(f"{_whose(orphans)}: kept, though one that they follow is missing")
        kept |= {row.id: row for row in orphans}
    log.add(kept.values())
    if not kept and not rescued:
        raise InputError(f"nothing to recover {line(path.name)} from; nothing was changed")
    _add_rescued(log, kept, rescued, said)
    said += log.gaps()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    _replace(path, sorted(kept.values(), key=rows.order), stamp, said)
    for file, _ in rescued:
        file.rename(file.with_name(file.name + ".added"))
    return Recovered(len(kept), tuple(said))


def _whose(some: list[Row]) -> str:
    """`3 decisions (ada 2, bob 1)`."""
    return f"{count(some)} ({authors(some)})" if some else count(some)


def _add_rescued(
    log: Log,
    kept: dict[str, Row],
    rescued: list[tuple[Path, rescue.Rescued]],
    said: list[str],
) -> None:
    # One that was committed after all, or added by a recovery that was killed, is there already.
    there = {(row.at, row.by, row.decision): row.id for row in kept.values()}
    for file, one in rescued:
        name, by = line(file.name), line(one.by)
        if id_ := there.get((one.at, one.by, one.decision)):
            number = next(each.seq for each in log.entries if each.id == id_)
            said.append(f"{name}: is decision {number} already, by {by}")
            continue
        row = rows.seal(log.head, at=one.at, by=one.by, decision=one.decision)
        kept[row.id] = row
        log.add([row])
        said.append(f"{name}: added as decision {len(log)}, by {by}")


def _sound(path: Path) -> int | None:
    """How many decisions a ledger holds that lacks none of those kept elsewhere; else None."""
    if not path.exists():
        return None
    try:
        ledger = open_ledger(path)
    except LedgerError:
        return None
    try:
        if ledger.damage():
            return None
        known = ledger.entries()
        more = any(some for _, some in lacking(path, known, whole=True))
        return None if more else len(known)
    except LedgerError:
        return None
    finally:
        ledger.close()


def _sources(
    path: Path, said: list[str], upgrade: legacy.Upgrade
) -> Iterator[tuple[str, list[Row]]]:
    copy = second_path(path)
    if copy.exists():
        second = SecondCopy(copy, upgrade)
        second.look()
        if torn := second.torn + second.cut:
            said.append(f"{line(copy.name)}: {torn} torn lines were dropped")
        said += [f"{each}; it was dropped" for each in second.odd]
        yield copy.name, second.new
    others = sorted(path.parent.glob(f"{path.name}.damaged-*Z"))
    for file in (path, *others):
        if file.exists():
            yield file.name, _salvage(file, upgrade)
    for file in copies(path.parent / FOLDER):
        yield f"{FOLDER}/{file.name}", _salvage(file, upgrade)


def _salvage(path: Path, upgrade: legacy.Upgrade) -> list[Row]:
    """All rows that SQLite can still read, from both ends; of a copy, so that nothing changes."""
    found: dict[str, Row] = {}
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
            with suppress(*_UNREAD):
                for row in stored(connection, order):
                    if rows.fits(row):
                        found[row.id] = row
            with suppress(*_UNREAD):
                for old in legacy.stored(connection, order):
                    for row in upgrade.add(old):
                        found[row.id] = row
            connection.close()
    return list(found.values())


_UNREAD = (sqlite3.Error, TypeError, ValueError, OverflowError)


def _replace(path: Path, kept: list[Row], stamp: str, said: list[str]) -> None:
    part = path.with_name(f"{path.name}.recovering")
    _remove(part)
    connection = connect(part)
    try:
        connection.execute("BEGIN IMMEDIATE")
        schema.insert(connection, kept)
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
    unlike = _unlike(copy, kept)
    if unlike:
        _write(copy.with_name(f"{copy.name}.damaged-{stamp}"), own.read(copy.parent, copy.name))
        _write(renewed, b"".join(rows.to_line(row) for row in kept))
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


def _unlike(copy: Path, kept: Iterable[Row]) -> bool:
    """Whether the second copy holds a row that was not kept, or that is not as it was recorded."""
    if not copy.exists():
        return False
    second = SecondCopy(copy)
    second.look()
    return bool(second.odd) or not second.ids <= {row.id for row in kept}


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
