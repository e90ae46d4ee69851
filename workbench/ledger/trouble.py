"""What SQLite and the file system say when they fail, said as ours; and waiting one's turn."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import (
    InputError,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
    WorkbenchError,
)
from workbench.safe.visible import line

PATIENCE = 60.0
"""Seconds that a decision waits for other processes. Eight that each record 1,000 kept one
waiting 4.3 s at worst; SQLite's own timeout of 5 s then failed 13 of 8,000."""


def begin(connection: sqlite3.Connection) -> None:
    """Take the right to write, waiting for others at most `PATIENCE` seconds.

    SQLite itself waits in steps that grow to 0.1 s, so that whoever waits longest comes last:
    of eight processes one then waited 6 s. Here all ask as often, and no one waits long.
    """
    timeout = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    try:
        patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {timeout}").fetchall()


def patiently(act: Callable[[], object]) -> None:
    """Do it, again while others hold the ledger, for at most `PATIENCE` seconds.

    Raises:
        LedgerBusy: they held it all the time.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            act()
            return
        except sqlite3.OperationalError as error:
            code = (error.sqlite_errorcode or 0) & 0xFF
            if code not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if time.monotonic() > until:
                raise LedgerBusy(
                    "another workbench is writing to this ledger; wait a moment and try again"
                ) from None
            # Not all at once again.
            time.sleep(random.uniform(0.001, 0.004))


@contextmanager
def told(path: Path, *, saving: bool = False) -> Iterator[None]:
    """Say SQLite's and the file system's errors as ours, in one line with what to do.

    Where a decision is being recorded (`saving`) that it was not saved comes first.
    """
    name, lost = line(path.name), "not saved: " if saving else ""
    try:
        yield
    except WorkbenchError as error:
        if isinstance(error, LedgerDamaged) and name not in str(error):
            raise LedgerDamaged(f"{name}: {error}; run `workbench recover`") from None
        raise
    except sqlite3.Error as error:
        what = getattr(error, "sqlite_errorname", None) or str(error)
        if what.startswith("SQLITE_READONLY"):
            raise LedgerReadOnly(f"{name} cannot be written here") from None
        if what.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise LedgerBusy(f"another workbench is writing to {name}; try again") from None
        if what.startswith("SQLITE_FULL"):
            raise LedgerError(f"{lost}the disk is full; make room, then try again") from None
        if unread(error):
            raise LedgerError(f"{lost}{name} cannot be read ({what}); is its disk gone?") from None
        if what.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
            how = "written" if saving else "used"
            raise LedgerError(
                f"{lost}{name} cannot be {how} ({what}); is the disk full or gone?"
            ) from None
        damage = line(str(error))
        raise LedgerDamaged(f"{name} is damaged: {damage}; run `workbench recover`") from None
    except UnicodeDecodeError:
        # Python cannot even decode what SQLite says of a definition that is no longer UTF-8.
        raise LedgerDamaged(f"{name} is damaged: not UTF-8; run `workbench recover`") from None
    except UnicodeEncodeError:
        raise InputError(f"SQLite cannot use the name {name}; name it in plain letters") from None
    except OSError as error:
        raise LedgerError(f"{name} cannot be used: {error.strerror}") from None


def unread(error: sqlite3.Error) -> bool:
    """Whether it was reading that the file system failed at."""
    read = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
    return getattr(error, "sqlite_errorcode", None) in read
