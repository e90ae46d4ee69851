"""A connection to the ledger's file: every setting in force, the tables there and of our time."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import LedgerDamaged
from workbench.ledger import schema
from workbench.ledger.second import sync_folder
from workbench.ledger.trouble import begin, patiently
from workbench.safe import own
from workbench.safe.visible import line


def connect(path: Path) -> sqlite3.Connection:
    """A connection with every setting in force, and the tables there.

    Raises:
        LedgerError: see `schema.settle`; sqlite3.Error as SQLite says it.
        OSError: the file, or one beside it, is not the project's own.
    """
    own.look_at_database(path)
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    try:
        patiently(lambda: schema.settle(connection))
        _make(connection, path)
        own.look_at_database(path)  # once more: SQLite opened it by name
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file, and bring those of an older workbench up to date."""
    version, _ = _stamps(connection)
    if version == 0 and _in_turn(connection, _create):
        sync_folder(path.parent)
    version, application = _stamps(connection)
    if application == schema.APPLICATION and version in schema.MIGRATIONS:
        _set_aside(connection, path, version)
        _in_turn(connection, _migrate)
        version, application = _stamps(connection)
    schema.refuse_other(version, application, name=line(path.name))
    if wrong := schema.differences(connection):
        raise LedgerDamaged(f"{line(path.name)}: {wrong[0]}; run `workbench recover`")


def _stamps(connection: sqlite3.Connection) -> tuple[int, int]:
    version, application = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("user_version", "application_id")
    )
    return version, application


def _in_turn(connection: sqlite3.Connection, act: Callable[[sqlite3.Connection], bool]) -> bool:
    """Do it in one transaction, all or nothing, while no other process does."""
    begin(connection)
    try:
        done = act(connection)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return done


def _create(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables or _stamps(connection)[0]:
        return False  # another process was first
    schema.create(connection)
    return True


def _migrate(connection: sqlite3.Connection) -> bool:
    version, _ = _stamps(connection)
    while version in schema.MIGRATIONS:
        for sql in schema.MIGRATIONS[version]:
            connection.execute(sql)
        version += 1
        connection.execute(f"PRAGMA user_version = {version}")
    return True


def _set_aside(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """A whole copy of a ledger that is about to be migrated, in `backups/`."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    folder = path.parent / "backups"
    own.make_folder(path.parent, folder.name)
    copy = folder / f"{path.stem}-format-{version}-{stamp}.db"
    patiently(lambda: connection.execute("VACUUM INTO ?", (str(copy),)))
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(folder)
