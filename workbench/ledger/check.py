"""Whether a ledger holds together: SQLite's own test, the tables, the rows, the second copy."""

import sqlite3
from pathlib import Path

from workbench.errors import LedgerDamaged
from workbench.ledger import rows, schema
from workbench.ledger.rows import Row
from workbench.ledger.second import SecondCopy
from workbench.safe.visible import line


def problems(connection: sqlite3.Connection, second: Path | None) -> tuple[str, ...]:
    """What is wrong, a line each; all is read again, whatever was read before."""
    good: dict[str, Row] = {}
    found: list[str] = []
    for part in (_integrity, schema.differences, lambda it: _rows(it, good)):
        try:
            found += part(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            found.append(f"SQLite cannot read it: {line(str(error))}")
    if second is not None:
        found += _copied(second, good)
    return tuple(found)


def _integrity(connection: sqlite3.Connection) -> list[str]:
    told = (str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)"))
    return [f"SQLite: {line(one)}" for one in told if one != "ok"]


def _rows(connection: sqlite3.Connection, good: dict[str, Row]) -> list[str]:
    """Put the rows that hold into `good`, by id; what the first other one lacks."""
    place, last = 0, ""
    found = connection.execute(f"SELECT place, {schema.COLUMNS} FROM events ORDER BY place")
    try:
        for number, *record in found:
            if number != place + 1:
                return [f"row {place + 1} is missing (row {number} comes next)"]
            row = schema.as_row(tuple(record))
            rows.entry(row, name=f"row {number}")
            good[row.id] = row
            place, last = number, row.id
    except LedgerDamaged as error:
        return [str(error)]
    except (sqlite3.Error, TypeError, ValueError) as error:
        return [f"row {place + 1} cannot be read: {line(str(error))}"]
    heads = connection.execute("SELECT place, event FROM head").fetchall()
    if heads != [(place, last)]:
        wanted = heads[0][0] if heads else "none"
        if wanted == place:
            return [f"row {place} is not the one that it should end with"]
        return [f"it should end with row {wanted} and ends with row {place}"]
    return []


def _copied(path: Path, good: dict[str, Row]) -> list[str]:
    """What of the second copy does not agree with the rows."""
    name = line(path.name)
    if not path.exists():
        return [f"{name} is missing"] if good else []
    second = SecondCopy(path)
    try:
        second.look()
    except OSError as error:
        return [f"{name} cannot be read: {error.strerror}"]
    # Torn lines are no loss: they were closed after a crash, and their rows written again.
    found = list(second.odd)
    if unlike := [row for row in second.new if row.id not in good]:
        found.append(f"{name} holds {rows.named(unlike[0])}, which is not in the ledger")
    if lost := [row for row in good.values() if row.id not in second.ids]:
        found.append(f"{name} lacks {rows.named(lost[0])}")
    return found
