"""Open a ledger: to write, or where that cannot be, to read from a copy.

SQLite in WAL mode cannot even read where it cannot write, and `immutable=1` shows nothing of
what is still in the -wal file. So there the database and its -wal are copied to a temporary
folder.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

from workbench.errors import InputError, LedgerBusy, LedgerDamaged, LedgerError
from workbench.ledger import schema
from workbench.ledger.connecting import connect
from workbench.ledger.elsewhere import FOLDER, count, lacking
from workbench.ledger.second import SecondCopy
from workbench.ledger.sqlite import SqliteLedger
from workbench.ledger.trouble import told
from workbench.safe import own
from workbench.safe.visible import line

State = tuple[tuple[int, int, int] | None, ...]

TRIES = 20
"""How often a copy is begun anew because the files changed meanwhile."""


def open_ledger(path: Path) -> SqliteLedger:
    """Open the ledger at `path`; a missing one is made, a read-only one is read from a copy.

    Raises:
        InputError: `path` cannot name a ledger, or its folder is missing.
        LedgerDamaged: it is no ledger, or its rows do not hold together: see `recover`.
        LedgerError: it was written by a newer workbench, or cannot be read.
    """
    name = str(path)
    if name in ("", ".", ":memory:") or path.name in ("", ":memory:") or "\0" in name:
        raise InputError(f"'{line(name)}' cannot name a ledger; give a file such as verdicts.db")
    path = Path.cwd() / path
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {line(str(path.parent))}; make it first")
    with told(path):
        try:
            own.look_at_database(path)
            own.look(path.parent, second_path(path).name, in_place=True)
        except own.NotOwn as error:
            raise InputError(str(error.strerror)) from None
    if not writable(path):
        return _open_copy(path)
    with told(path):
        examine(path)
        second = SecondCopy(second_path(path))
        if (not path.exists() or path.stat().st_size == 0) and second.look().seq:
            raise LedgerDamaged(
                f"{line(path.name)} is missing, but {line(second.path.name)} holds "
                f"{second.head.seq} decisions; run `workbench recover`"
            )
        if not path.exists():
            refuse_lost(path)
        return SqliteLedger(path, connect(path), second=second)


def refuse_lost(path: Path) -> None:
    """Raise LedgerDamaged for a missing ledger of which there are backups: it is no new one."""
    for copy, more in lacking(path, {}):
        if more:
            raise LedgerDamaged(
                f"{line(path.name)} is missing, but {FOLDER}/{line(copy.name)} holds "
                f"{count(more)}; run `workbench recover`, or move {FOLDER}/ away to begin again"
            )


def second_path(path: Path) -> Path:
    """Where the second copy of a ledger is kept: `verdicts.jsonl` beside `verdicts.db`."""
    other = path.with_suffix(".jsonl")
    return other if other != path else path.with_name(path.name + ".jsonl")


def writable(path: Path) -> bool:
    """Whether SQLite can write here: WAL needs the folder too, even to read."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def examine(path: Path) -> None:
    """Refuse by its first 100 bytes what we must not open: SQLite would already change the file.

    Raises:
        LedgerError: it is newer than this workbench.
        LedgerDamaged: it is no ledger.
    """
    if not path.exists():
        return
    header = own.read(path.parent, path.name, most=100)
    if not header:
        return
    name = line(path.name)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise LedgerDamaged(
            f"{name} is not a SQLite file; move it away, or run `workbench recover`"
        )
    if max(header[18:20]) > 2:
        raise LedgerError(f"{name} needs a newer SQLite than {sqlite3.sqlite_version}")
    # A ledger killed while being made has its tables in the WAL alone, and zeros here.
    numbers = (int.from_bytes(header[60:64], "big"), int.from_bytes(header[68:72], "big"))
    if numbers != (0, 0):
        schema.refuse_other(*numbers, name=name)


def _open_copy(path: Path) -> SqliteLedger:
    """Open a copy of the ledger, for reading; a missing ledger is an empty one.

    Raises:
        LedgerBusy: it kept changing while it was copied.
        LedgerError: as `open_ledger`.
    """
    folder = tempfile.TemporaryDirectory(prefix="workbench-")
    copied: list[State] = []

    def newer() -> sqlite3.Connection | None:
        """A connection to a new copy where others wrote since the last."""
        if copied and state(path) == copied[-1]:
            return None
        examine(path)
        copy = Path(folder.name) / f"verdicts-{len(copied)}.db"
        copied.append(_copy(path, copy))
        return connect(copy)

    try:
        with told(path):
            first = newer()
            assert first
            return SqliteLedger(path, first, second=None, newer=newer, on_close=folder.cleanup)
    except BaseException:
        folder.cleanup()
        raise


def _copy(path: Path, copy: Path) -> State:
    """Copy the database and its -wal as they stood at one moment; the state they were in."""
    for _ in range(TRIES):
        before = state(path)
        for end in ("", "-wal"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
            copy_file(path.with_name(path.name + end), copy.with_name(copy.name + end))
        if before == state(path):
            return before
    raise LedgerBusy(f"{line(path.name)} is being written by another workbench; try again")


def copy_file(source: Path, target: Path) -> None:
    """Copy a file of a ledger to a new one; nothing where it is missing."""
    with (
        suppress(FileNotFoundError),
        own.reading(source.parent, source.name) as old,
        target.open("xb") as new,
    ):
        shutil.copyfileobj(old, new)


def state(path: Path) -> State:
    """Differs after any process wrote to the ledger at `path`; only the file system is asked."""
    return tuple(_stamp(path.with_name(path.name + end)) for end in ("", "-wal"))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
