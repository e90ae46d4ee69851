"""The default ledger: a SQLite file in WAL mode, flushed to disk at every decision.

One connection behind one lock, so that any thread may record; other processes take turns
through BEGIN IMMEDIATE (of two that read first and then write, SQLite fails one at once,
whatever its timeout).
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import (
    InputError,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
)
from workbench.ledger import elsewhere, rescue, rows
from workbench.ledger.check import problems
from workbench.ledger.rows import Head, Row, as_row
from workbench.ledger.second import SecondCopy, sync_folder
from workbench.ledger.trouble import begin, told, unread
from workbench.safe.replacing import name_anew
from workbench.safe.visible import line
from workbench.verdicts import Decision, Entry, Redone, Undone, replay

READ_ONLY = "read-only here: verdicts can be seen and reported, not recorded"


class SqliteLedger:
    """A `contract.Ledger` in a SQLite file, with its second copy."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        second: SecondCopy | None,
        newer: Callable[[], sqlite3.Connection | None] = lambda: None,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        """Without a second copy the ledger is read-only.

        `newer` gives the connection to go on with where what was opened is out of date.
        """
        self.path = path
        self._connection: sqlite3.Connection | None = connection
        self._second = second
        self._newer = newer
        self._on_close = on_close
        self._lock = threading.RLock()
        self._head = Head()
        self._entries: tuple[Entry, ...] = ()
        self._lags: str | None = None
        """Why the second copy is behind."""
        self._waits: str | None = None
        """That decisions are kept in rescue files or backups and not here."""
        self._files: tuple[object, ...] = ()
        try:
            with told(path):
                copied = second.look() if second else Head()
                self._refresh()
                self._files = self._identity()
                if second:
                    self._compare(copied)
                    self._copy()
                    self._waiting()
        except BaseException:
            self.close()
            raise

    @property
    def readonly(self) -> bool:
        """See `contract.Ledger`."""
        return self._second is None

    @property
    def notice(self) -> str | None:
        """See `contract.Ledger`."""
        return READ_ONLY if self.readonly else self._lags or self._waits

    def append(self, decision: Decision, *, by: str) -> Entry:
        """See `contract.Ledger`."""
        try:
            entry = self._record(lambda: decision, by)
        except _Gone as gone:
            one = rescue.Rescued(at=_now(), by=rows.reviewer(by), decision=rows.encode(decision))
            kept = rescue.write(one, self.path.parent)
            where = "keep what you typed"
            if kept:
                beside = "" if kept.parent == self.path.parent else "moved beside the ledger, "
                where = f"it was kept in {line(str(kept))}; {beside}`workbench recover` adds it"
            raise LedgerError(f"not saved: {gone}; {where}") from None
        assert entry is not None
        return entry

    def undo(self, by: str) -> Entry | None:
        """See `contract.Ledger`."""
        taken: list[Entry] = []

        def choose() -> Decision | None:
            last = (replay(self._entries).undoable or {}).get(by.strip())
            taken[:] = [last] if last else []
            return Undone(seq=last.seq) if last else None

        return taken[0] if self._record(choose, by) else None

    def redo(self, by: str) -> Entry | None:
        """See `contract.Ledger`."""
        taken: list[Entry] = []

        def choose() -> Decision | None:
            last = (replay(self._entries).redoable or {}).get(by.strip())
            taken[:] = [last] if last else []
            return Redone(seq=last.seq) if last else None

        return taken[0] if self._record(choose, by) else None

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """See `contract.Ledger`."""
        with self._lock, told(self.path):
            self._refresh()
            return self._entries[max(0, after) :]

    def check(self) -> tuple[str, ...]:
        """See `contract.Ledger`."""
        with self._lock, told(self.path):
            if wrong := self.damage():
                return wrong
            return tuple(elsewhere.told(self.path, self._rows(0)))

    def damage(self) -> tuple[str, ...]:
        """What of the ledger itself and its second copy does not hold together, a line each."""
        with self._lock, told(self.path):
            return problems(self._open(), self._second)

    def backup(self, to: Path) -> None:
        """See `contract.Ledger`."""
        taken = InputError(f"{line(to.name)} exists already; give another name")
        if os.path.lexists(to):
            raise taken
        if to.name == ":memory:":  # SQLite keeps it for itself
            raise InputError(f"{line(to.name)} is no name for a file; give another name")
        # From the root on, or SQLite takes a name such as `file:x` for an address.
        part = Path.cwd() / to.with_name(f".workbench-backup-{os.getpid()}.part")
        with self._lock, told(self.path):
            try:
                part.unlink(missing_ok=True)
                self._open().execute("VACUUM INTO ?", (str(part),))
                with part.open("rb+") as file:
                    os.fsync(file.fileno())
                name_anew(part, to)
                sync_folder(to.parent)
            except FileExistsError:
                raise taken from None
            except OSError as error:
                raise LedgerError(
                    f"{line(to.name)} could not be written: {error.strerror}"
                ) from None
            except sqlite3.OperationalError as error:
                if unread(error) or (error.sqlite_errorcode & 0xFF) not in _TARGET:
                    raise
                raise LedgerError(
                    f"{line(to.name)} could not be written ({error.sqlite_errorname}); is its "
                    "disk full or gone?"
                ) from None
            finally:
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """See `contract.Ledger`."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
                self._on_close()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise LedgerError("the ledger was closed; open it again")
        if newer := self._newer():
            self._connection.close()
            self._connection = newer
        return self._connection

    def _record(self, choose: Callable[[], Decision | None], by: str) -> Entry | None:
        """Append what `choose` returns once this process may write and has read all others."""
        by = rows.reviewer(by)
        with self._lock, told(self.path, saving=True):
            self._open()
            if self.readonly:
                raise LedgerReadOnly(f"{line(self.path.name)} cannot be written here")
            self._same_files()
            with self._writing() as connection:
                self._refresh()
                decision = choose()
                if decision is None:
                    return None
                row = rows.seal(self._head, at=_now(), by=by, decision=rows.encode(decision))
                connection.execute(
                    "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
                    (row.seq, row.at, row.by, row.decision, row.previous, row.hash),
                )
            self._same_files()
            self._take([row])
            self._copy()
            return self._entries[-1]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The right to write, until the block ends with a commit; an error writes nothing."""
        connection = self._open()
        begin(connection)
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            raise

    def _refresh(self) -> None:
        """Take in the rows that others added."""
        connection = self._open()
        # One statement sees one state: the head and the rows belong together.
        found = connection.execute(
            "SELECT e.seq, at, by, decision, previous, e.hash, h.seq, h.hash FROM head h"
            " LEFT JOIN entries e ON e.seq > ? ORDER BY e.seq",
            (self._head.seq,),
        ).fetchall()
        if not found:
            raise LedgerDamaged("the head is missing")
        self._take([as_row(record) for record in found if record[0] is not None])
        if self._head != found[-1][6:]:
            raise LedgerDamaged(
                f"it should end with row {found[-1][6]} and ends with row {self._head.seq}"
            )

    def _take(self, more: list[Row]) -> None:
        entries, self._head = rows.follow(self._head, more)
        if entries:
            self._entries += tuple(entries)

    def rows(self) -> list[Row]:
        """All rows as they are stored, in order."""
        with self._lock, told(self.path):
            self._refresh()
            return self._rows(0)

    def _rows(self, after: int) -> list[Row]:
        found = self._open().execute(
            "SELECT seq, at, by, decision, previous, hash FROM entries WHERE seq > ? ORDER BY seq",
            (after,),
        )
        return [as_row(record) for record in found]

    def _compare(self, copied: Head) -> None:
        """Refuse a ledger that its second copy contradicts. `copied` was read before the rows."""
        assert self._second is not None
        names = f"{line(self.path.name)} and {line(self._second.path.name)}"
        if copied.seq > self._head.seq:
            raise LedgerDamaged(
                f"{names} differ: {self._head.seq} and {copied.seq} decisions; an older copy? "
                "run `workbench recover`"
            )
        if copied.seq and self._rows(copied.seq - 1)[0].hash != copied.hash:
            raise LedgerDamaged(
                f"{names} are of different ledgers; move one of them away, or run "
                "`workbench recover`"
            )

    def _copy(self) -> None:
        """Bring the second copy up to date; a failure is a notice, for the row is committed."""
        second = self._second
        assert second is not None
        try:
            if second.head.seq < self._head.seq:
                with self._writing():
                    second.add(self._rows(second.look().seq))
            self._lags = None
        except (OSError, sqlite3.Error, LedgerBusy) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            name = line(second.path.name)
            self._lags = f"saved, but not yet in the second copy {name}: {line(str(why))}"

    def _waiting(self) -> None:
        known = self._rows(0)
        if waiting := len(elsewhere.waiting(self.path, known)):
            many = "decision waits" if waiting == 1 else "decisions wait"
            self._waits = f"{waiting} rescued {many}: run `workbench recover`"
        else:
            self._waits = next(elsewhere.told(self.path, known), None)

    def _identity(self) -> tuple[object, ...]:
        found: list[object] = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                stat = path.lstat()
                found.append((stat.st_dev, stat.st_ino))
            except OSError:
                found.append(None)
        return tuple(found)

    def _same_files(self) -> None:
        """Refuse to go on with a file that is no longer the one at our path.

        SQLite goes on writing into a deleted file without an error.
        """
        if self._identity() != self._files:
            raise _Gone(
                f"{line(self.path.name)} was moved, replaced or deleted while open; "
                "put it back, or start again"
            )


_TARGET = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
"""What SQLite says where a copy cannot be written; that ours cannot be read is `unread`."""


class _Gone(LedgerError):
    """The file at our path is not the one we have open."""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
