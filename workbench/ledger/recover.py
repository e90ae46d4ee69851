"""Rebuild a ledger from all that is left of it.

Rows are gathered from the damaged file, its second copy, its backups and earlier damaged files,
each proved by its own hash, and linked into the longest chain. Decisions that were rescued are
added behind it. What the ledger was before is set aside, never deleted.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import InputError, LedgerDamaged, LedgerError
from workbench.ledger import rescue, rows
from workbench.ledger.backup import copies
from workbench.ledger.connecting import connect
from workbench.ledger.elsewhere import FOLDER, LEFT_OUT, authors, count, lacking, left_out
from workbench.ledger.opening import copy_file, examine, open_ledger, second_path, writable
from workbench.ledger.rows import GENESIS, Head, Row, as_row
from workbench.ledger.second import sync_folder
from workbench.ledger.trouble import told
from workbench.safe import own
from workbench.safe.visible import line
from workbench.verdicts import Redone, Undone
from workbench.verdicts.in_words import describe


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was rebuilt."""

    decisions: int
    """Rows in the new ledger."""
    said: tuple[str, ...]
    """What was found, dropped and set aside, a line each."""


def recover(path: Path, *, add: Path | None = None) -> Recovered:
    """Rebuild the ledger at `path`; a sound one is left alone.

    The decisions that an earlier recovery set aside in the file `add` are added behind all
    others, by those who made them. No other workbench may have the ledger open. Killed half-way,
    it can be run again.

    Raises:
        InputError: there is nothing to recover from, or nothing in `add`.
        LedgerError: the folder cannot be written.
    """
    path = Path.cwd() / path
    name = line(path.name)
    more = _set_aside(add) if add else []
    rescued = list(rescue.read(path.parent))
    if not more and not rescued and (sound := _sound(path)) is not None:
        return Recovered(sound, (f"{name} is sound; nothing was changed",))
    if not writable(path):
        raise LedgerError(f"{name} cannot be written here; copy the project elsewhere")
    _refuse_newer(path)
    with told(path):
        found = _rebuild(path, rescued, more)
        if add:
            add.rename(add.with_name(add.name + ".added"))
        return found


def _set_aside(file: Path) -> list[Row]:
    """The rows in a file that an earlier recovery made. Raises InputError where there is none."""
    try:
        lines = own.read(file.parent, file.name).splitlines()
    except OSError as error:
        raise InputError(f"{line(str(file))} cannot be read: {error.strerror}") from None
    found = [row for raw in lines if (row := rows.from_line(raw)) is not None and _known(row)]
    if not found:
        raise InputError(f"{line(str(file))} holds no decision that was set aside")
    return sorted(found, key=lambda row: row.seq)


def _refuse_newer(path: Path) -> None:
    """Raise LedgerError for a ledger of a newer workbench: what it holds beside rows is unknown."""
    try:
        with told(path):
            examine(path)
    except LedgerDamaged:
        return
    except LedgerError as error:
        raise LedgerError(f"{error}; or move it away: its second copy is then rebuilt") from None


def _rebuild(path: Path, rescued: list[tuple[Path, rescue.Rescued]], more: list[Row]) -> Recovered:
    said: list[str] = []
    found: dict[str, Row] = {}
    confirmed = set[str]()
    for source, some in _sources(path, said):
        new = {row.hash: row for row in some if row.hash == rows.hash_of(row) and _known(row)}
        said.append(f"{line(source)}: {len(new)} decisions")
        if source.startswith(f"{FOLDER}/"):
            confirmed |= new.keys()
        found = new | found
    chain = _longest(found, confirmed)
    linked = {row.hash for row in chain}
    aside = {row.hash for _, row in left_out(path.parent, added=True)}
    left = sorted(
        (row for row in found.values() if row.hash not in linked | aside), key=lambda row: row.seq
    )
    if not chain and not rescued and not more:
        raise InputError(f"nothing to recover {line(path.name)} from; nothing was changed")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    _add_rescued(chain, rescued, said)
    _add_left_out(chain, more, said)
    if left:
        kept = path.with_name(LEFT_OUT.replace("*", stamp))
        _write(kept, b"".join(rows.to_line(row) for row in left))
        name, one = line(kept.name), len(left) == 1
        many = f"{count(left)} {'follows' if one else 'follow'} no other ({authors(left)})"
        said.append(f"{many} and {'is' if one else 'are'} kept in {name}:")
        said += [f"  {row.at}  {line(row.by)}: {line(describe(rows.entry(row)))}" for row in left]
        said.append(f"  `workbench recover --add {name}` adds them behind the others")
    _replace(path, chain, stamp, said)
    for file, _ in rescued:
        file.rename(file.with_name(file.name + ".added"))
    return Recovered(len(chain), tuple(said))


def _add_rescued(
    chain: list[Row], rescued: list[tuple[Path, rescue.Rescued]], said: list[str]
) -> None:
    # One that was committed after all, or added by a recovery that was killed, is there already.
    there = {(row.at, row.by, row.decision): row.seq for row in chain}
    for file, one in rescued:
        if seq := there.get((one.at, one.by, one.decision)):
            said.append(f"{line(file.name)}: is decision {seq} already")
            continue
        row = rows.seal(_head(chain), at=one.at, by=one.by, decision=one.decision)
        chain.append(row)
        said.append(f"{line(file.name)}: added as decision {row.seq}, by {line(row.by)}")


def _add_left_out(chain: list[Row], more: list[Row], said: list[str]) -> None:
    """Add rows of another chain; what they take back is found by its number there."""
    there = {(row.at, row.by, row.decision): row.seq for row in chain}
    moved: dict[int, int] = {}
    for old in more:
        decision = rows.decoded(old.decision)
        if isinstance(decision, Undone | Redone) and decision.seq in moved:
            decision = type(decision)(seq=moved[decision.seq])
        text = rows.encode(decision) if isinstance(decision, Undone | Redone) else old.decision
        if seq := there.get((old.at, old.by, text)):
            moved[old.seq] = seq
            said.append(f"decision {old.seq} of {line(old.by)}: is decision {seq} already")
            continue
        row = rows.seal(_head(chain), at=old.at, by=old.by, decision=text)
        chain.append(row)
        moved[old.seq] = row.seq
        said.append(f"decision {old.seq} of {line(old.by)}: added as decision {row.seq}")


def _head(chain: list[Row]) -> Head:
    return Head(chain[-1].seq, chain[-1].hash) if chain else Head()


def _known(row: Row) -> bool:
    """Whether a row holds a decision that this version knows, at a time that there is."""
    try:
        rows.entry(row)
    except LedgerDamaged:
        return False
    return True


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
        chain = {row.seq: row.hash for row in ledger.rows()}
        return None if any(more for _, more in lacking(path, chain)) else len(chain)
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
    for file in (path, *others):
        if file.exists():
            yield file.name, _salvage(file)
    for file in copies(path.parent / FOLDER):
        yield f"{FOLDER}/{file.name}", _salvage(file)


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


def _longest(found: dict[str, Row], confirmed: Set[str]) -> list[Row]:
    """The longest chain from the first row; of two as long, the one that the backups confirm."""
    after: dict[str, list[Row]] = {}
    for row in found.values():
        after.setdefault(row.previous, []).append(row)
    best: list[Row] = []
    branches: list[list[Row]] = [[]]

    def worth(chain: list[Row]) -> tuple[int, int]:
        return len(chain), sum(row.hash in confirmed for row in chain)

    while branches:
        chain = branches.pop()
        while True:
            tip = chain[-1].hash if chain else GENESIS
            more = [row for row in after.get(tip, ()) if row.seq == len(chain) + 1]
            if not more:
                break
            branches += [[*chain, row] for row in more[1:]]
            chain.append(more[0])
        if worth(chain) > worth(best):
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
