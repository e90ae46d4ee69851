"""The default ledger: a SQLite file in WAL mode, flushed to disk at every decision.

One connection behind one lock, so that any thread may record; other processes take turns
through BEGIN IMMEDIATE (of two that read first and then write, SQLite fails one at once,
whatever its timeout).
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.errors import (
    InputError,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
)
from workbench.ledger import elsewhere, rescue, rows, schema
from workbench.ledger.check import problems
from workbench.ledger.log import Log
from workbench.ledger.rows import Row
from workbench.ledger.second import SecondCopy, sync_folder
from workbench.ledger.trouble import begin, told, unread
from workbench.safe.replacing import name_new
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
        second: SecondCopy,
        readonly: bool = False,
        newer: Callable[[], sqlite3.Connection | None] = lambda: None,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        """`newer` gives the connection to go on with where what was opened is out of date."""
        self.path = path
        self._connection: sqlite3.Connection | None = connection
        self._second = second
        self._readonly = readonly
        self._newer = newer
        self._on_close = on_close
        self._lock = threading.RLock()
        self._log = Log()
        self._place = 0
        """How many rows of the file were read."""
        self._places: list[str] = []
        """Their ids."""
        self._lags: str | None = None
        """Why the second copy is behind."""
        self._waits: str | None = None
        """That decisions are kept in rescue files or backups and not here."""
        self._came: list[Entry] = []
        """What was taken in from the second copy and not yet told."""
        self._files: tuple[object, ...] = ()
        self._copied: object = None
        """The state of the second copy when it was last looked at."""
        try:
            with told(path):
                # Before the rows: whoever writes writes the second copy last.
                self._look()
                self._refresh()
                self._files = self._identity()
                self._refuse_foreign()
                self._take_in()
                if not readonly:
                    self._copy()
                    self._waiting()
        except BaseException:
            self.close()
            raise

    @property
    def readonly(self) -> bool:
        """See `contract.Ledger`."""
        return self._readonly

    @property
    def notice(self) -> str | None:
        """See `contract.Ledger`."""
        return READ_ONLY if self.readonly else self._lags or self._waits or self._odd

    def news(self) -> tuple[Entry, ...]:
        """See `contract.Ledger`."""
        with self._lock:
            came, self._came = tuple(sorted(self._came, key=rows.order)), []
            return came

    def append(self, decision: Decision, *, by: str) -> Entry:
        """See `contract.Ledger`."""
        try:
            entry = self._record(lambda: decision, by)
        except _Gone as gone:
            at, _ = rows.now()
            one = rescue.Rescued(at=at, by=rows.reviewer(by), decision=rows.encode(decision))
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
            last = replay(self._log.entries).undoable.get(by.strip())
            taken[:] = [last] if last else []
            return Undone(event=last.id) if last else None

        return taken[0] if self._record(choose, by) else None

    def redo(self, by: str) -> Entry | None:
        """See `contract.Ledger`."""
        taken: list[Entry] = []

        def choose() -> Decision | None:
            last = replay(self._log.entries).redoable.get(by.strip())
            taken[:] = [last] if last else []
            return Redone(event=last.id) if last else None

        return taken[0] if self._record(choose, by) else None

    def add(self, some: Iterable[Row]) -> tuple[Entry, ...]:
        """See `contract.Ledger`."""
        with self._lock, told(self.path, saving=True):
            self._may_write()
            new = {row.id: row for row in some if row.id not in self._log}
            for row in new.values():
                rows.entry(row)
            self._insert(new.values())
            self._copy()
            return tuple(each for each in self._log.entries if each.id in new)

    def entries(self) -> tuple[Entry, ...]:
        """See `contract.Ledger`."""
        with self._lock, told(self.path):
            self._look()
            self._refresh()
            self._take_in()
            return self._log.entries

    def rows(self) -> tuple[Row, ...]:
        """See `contract.Ledger`."""
        with self._lock, told(self.path):
            self._refresh()
            return tuple(sorted(self._rows(), key=rows.order))

    def check(self) -> tuple[str, ...]:
        """See `contract.Ledger`."""
        with self._lock, told(self.path):
            if wrong := self.damage():
                return wrong
            return (
                *self._log.gaps(),
                *elsewhere.told(self.path, self._log.entries, whole=True),
            )

    def damage(self) -> tuple[str, ...]:
        """What of the file and its second copy does not hold together, a line each."""
        with self._lock, told(self.path):
            return problems(self._open(), None if self.readonly else self._second.path)

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
                name_new(part, to)
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

    def _may_write(self) -> None:
        self._open()
        if self.readonly:
            raise LedgerReadOnly(f"{line(self.path.name)} cannot be written here")
        self._same_files()

    def _record(self, choose: Callable[[], Decision | None], by: str) -> Entry | None:
        """Append what `choose` returns once this process may write and has read all others."""
        by = rows.reviewer(by)
        with self._lock, told(self.path, saving=True):
            self._may_write()
            with self._writing() as connection:
                self._refresh()
                decision = choose()
                if decision is None:
                    return None
                at, tick = rows.now()
                text = rows.encode(decision)
                row = rows.seal(self._log.head, at=at, by=by, decision=text, tick=tick)
                schema.insert(connection, [row])
            self._same_files()
            self._refresh()
            self._copy()
            return self._log.entries[-1]

    def _insert(self, some: Iterable[Row]) -> None:
        """Add rows of other ledgers, in their order; those that are there are passed over."""
        with self._writing() as connection:
            self._refresh()
            new = [row for row in some if row.id not in self._log]
            schema.insert(connection, sorted(new, key=rows.order))
        self._same_files()
        self._refresh()

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
        # One statement sees one state: the head and the rows belong together.
        found = (
            self._open()
            .execute(
                "SELECT h.place, h.event, e.* FROM head h"
                " LEFT JOIN events e ON e.place > ? ORDER BY e.place",
                (self._place,),
            )
            .fetchall()
        )
        if not found:
            raise LedgerDamaged("the head is missing")
        end, last = found[-1][:2]
        new: list[Row] = []
        for _, _, place, *record in found:
            if place is None:
                continue
            due = self._place + len(new) + 1
            if place != due:
                raise LedgerDamaged(f"row {due} is missing (row {place} comes next)")
            try:
                new.append(schema.as_row(tuple(record)))
            except (ValueError, TypeError) as error:
                raise LedgerDamaged(f"row {place} cannot be read: {line(str(error))}") from None
        self._log.add(new, place=self._place + 1)
        self._places += [row.id for row in new]
        self._place = len(self._places)
        if self._place != end:
            raise LedgerDamaged(f"it should end with row {end} and ends with row {self._place}")
        if new and new[-1].id != last:
            raise LedgerDamaged(f"row {end} is not the one that it should end with")

    def _rows(self, after: int = 0) -> list[Row]:
        found = self._open().execute(
            f"SELECT {schema.COLUMNS} FROM events WHERE place > ? ORDER BY place", (after,)
        )
        return [schema.as_row(record) for record in found]

    def _look(self) -> None:
        """Read what the second copy has more than when it was last looked at."""
        state = _stat(self._second.path)
        if state != self._copied:
            # A file that cannot be read is a notice: every decision is in ours.
            with suppress(OSError):
                self._second.look()
            self._copied = state

    def _refuse_foreign(self) -> None:
        """Refuse a second copy that has nothing in common with the ledger."""
        if len(self._log) and self._second.ids and not self._second.ids & self._log.ids:
            other = line(self._second.path.name)
            raise LedgerDamaged(
                f"{line(self.path.name)} and {other} are of different ledgers; move {other} away, "
                "and if they belong together, `workbench merge` it from there"
            )

    def _take_in(self) -> None:
        """Take in what only the second copy has: a merge by git, or an older file put back."""
        read = [row for row in self._second.new if row.id not in self._log]
        self._second.new.clear()
        new = rows.known(read)
        if len(new) < len(read):
            # Of a kind that a newer workbench records: they stay in the file.
            name = line(self._second.path.name)
            self._second.odd.append(f"{name} holds decisions of a newer workbench; update this one")
        if not new:
            return
        if self.readonly:
            self._log.add(new)
        else:
            self._same_files()
            try:
                self._insert(new)
            except BaseException:
                self._second.new += new
                raise
        ids = {row.id for row in new}
        self._came += [each for each in self._log.entries if each.id in ids]

    def _copy(self) -> None:
        """Bring the second copy up to date; a failure is a notice, for the row is committed."""
        second = self._second
        try:
            if len(second.ids) < len(self._log):
                with self._writing():
                    self._refresh()
                    second.look()
                    second.add(self._uncopied())
                self._copied = _stat(second.path)
            self._lags = None
        except (OSError, sqlite3.Error, LedgerBusy) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            name = line(second.path.name)
            self._lags = f"saved, but not yet in the second copy {name}: {line(str(why))}"

    def _uncopied(self) -> list[Row]:
        """The rows that the second copy lacks: mostly the last ones that came."""
        there, place = self._second.ids, self._place
        lacks = len(self._log.ids - there) if self._second.new else len(self._log) - len(there)
        while lacks > 0 and place:
            place -= 1
            lacks -= self._places[place] not in there
        return [row for row in self._rows(place) if row.id not in there]

    @property
    def _odd(self) -> str | None:
        """What a person did to the second copy that the ledger does not take in."""
        odd = self._second.odd
        return f"{odd[0]}; `workbench check` tells more" if odd else None

    def _waiting(self) -> None:
        known = self._log.entries
        if waiting := len(elsewhere.waiting(self.path, known)):
            many = "decision waits" if waiting == 1 else "decisions wait"
            self._waits = f"{waiting} rescued {many}: run `workbench recover`"
        else:
            self._waits = next(elsewhere.told(self.path, known), None) or next(
                iter(self._log.gaps()), None
            )

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


def _stat(path: Path) -> object:
    """Differs once someone wrote to the file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
