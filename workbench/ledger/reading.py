"""The events in any file that has some: a ledger, a backup, a second copy, of any format.

The file is only read, and what does not hold is passed over: it is for those who merge and
recover, not for the ledger that is in use.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from workbench.errors import InputError, LedgerDamaged
from workbench.ledger import legacy, rows, schema
from workbench.ledger.rows import Row
from workbench.ledger.second import SecondCopy
from workbench.safe import own
from workbench.safe.visible import line


class Found(NamedTuple):
    """What is in a file."""

    rows: list[Row]
    """Its events, in their order."""
    odd: list[str]
    """What is no event as it was recorded and was passed over, a line each."""


def read(file: Path, *, beside: Path | None = None) -> Found:
    """The events of a file that someone names.

    Rows of an old format may follow rows that only the second copy `beside` has.

    Raises:
        InputError: it cannot be read, or holds none, in one line.
    """
    name, upgrade = line(str(file)), legacy.Upgrade()
    if beside is not None:
        with suppress(OSError):
            SecondCopy(beside, upgrade).look()
    try:
        database = own.read(file.parent, file.name, most=16) == b"SQLite format 3\0"
        found, odd = _of_database(file) if database else _of_lines(file, upgrade)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}") from None
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise InputError(f"{name} is no ledger that can be read: {line(str(error))}") from None
    good = []
    for row in found:
        try:
            rows.entry(row)
        except LedgerDamaged as error:
            odd.append(f"{line(file.name)}: {error}")
        else:
            good.append(row)
    if not good:
        raise InputError(odd[0] if odd else f"{name} holds no decision")
    return Found(sorted(good, key=rows.order), odd)


def _of_lines(file: Path, upgrade: legacy.Upgrade) -> Found:
    second = SecondCopy(file, upgrade)
    second.look()
    return Found(second.new + second.orphans(), second.odd)


def _of_database(file: Path) -> Found:
    """All rows of a database, also those that do not hold. Raises as `events_of`."""
    with closing(_look(file)) as connection:
        if _format(connection) not in legacy.FORMATS:
            return Found(list(stored(connection)), [])
        old = list(legacy.stored(connection))
        name = line(file.name)
        odd = [
            f"{name}: row {each.seq} of {line(each.by)} was altered: its hash does not fit"
            for each in old
            if not legacy.fits(each)
        ]
        upgrade = legacy.Upgrade()
        return Found([row for each in old for row in upgrade.add(each)] + upgrade.orphans(), odd)


def events_of(copy: Path) -> list[Row]:
    """The events of a whole database, which is only read.

    Raises:
        OSError, sqlite3.Error, ValueError, TypeError: it is none, or cannot be read.
    """
    with closing(_look(copy)) as connection:
        if _format(connection) in legacy.FORMATS:
            upgrade = legacy.Upgrade()
            found = [row for old in legacy.stored(connection) for row in upgrade.add(old)]
            return rows.known(found)
        return rows.known(list(stored(connection)))


def stored(connection: sqlite3.Connection, order: str = "") -> Iterator[Row]:
    """The rows of a file of today's format, as they came. Raises as `events_of`."""
    for record in connection.execute(f"SELECT {schema.COLUMNS} FROM events ORDER BY place {order}"):
        yield schema.as_row(record)


def end_of(copy: Path) -> tuple[int, str | None]:
    """How many rows a whole database has, and the id of the last; None in an older format.

    Raises as `events_of`.
    """
    with closing(_look(copy)) as connection:
        if _format(connection) in legacy.FORMATS:
            old = legacy.head(connection)
            if old is None:
                raise ValueError("no head")
            return int(old[0]), None
        found = connection.execute("SELECT place, event FROM head WHERE id = 1").fetchone()
    if found is None:
        raise ValueError("no head")
    return found[0], found[1]


def _format(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _look(copy: Path) -> sqlite3.Connection:
    if not own.look(copy.parent, copy.name):
        raise FileNotFoundError
    address = quote(bytes(copy.absolute()))
    # A ledger that is in use has rows in its -wal; a copy has none and is not to get one.
    more = "" if copy.with_name(f"{copy.name}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"file:{address}?mode=ro{more}", uri=True)
