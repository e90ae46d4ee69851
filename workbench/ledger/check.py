"""Whether a ledger holds together: SQLite's own test, the tables, the chain, the second copy."""

import sqlite3

from workbench.errors import LedgerDamaged
from workbench.ledger import rows, schema
from workbench.ledger.rows import Head, Row, from_line
from workbench.ledger.second import SecondCopy
from workbench.safe import own
from workbench.safe.visible import line


def problems(connection: sqlite3.Connection, second: SecondCopy | None) -> tuple[str, ...]:
    """What is wrong, a line each; the rows are read anew, whatever was read before."""
    chain: dict[int, Row] = {}
    found: list[str] = []
    for part in (_integrity, schema.differences, lambda it: _chain(it, chain)):
        try:
            found += part(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            found.append(f"SQLite cannot read it: {line(str(error))}")
    if second is not None:
        found += _copied(second, chain)
    return tuple(found)


def _integrity(connection: sqlite3.Connection) -> list[str]:
    told = (str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)"))
    return [f"SQLite: {line(one)}" for one in told if one != "ok"]


def _chain(connection: sqlite3.Connection, good: dict[int, Row]) -> list[str]:
    """Put the rows that hold together into `good`, by number; what the first other one lacks."""
    head = Head()
    found = connection.execute(
        "SELECT seq, at, by, decision, previous, hash FROM entries ORDER BY seq"
    )
    try:
        for seq, at, by, decision, previous, hash_ in found:
            row = Row(seq=seq, at=at, by=by, decision=decision, previous=previous, hash=hash_)
            _, head = rows.follow(head, [row])
            good[seq] = row
    except LedgerDamaged as error:
        return [str(error)]
    except (sqlite3.Error, TypeError, ValueError) as error:
        return [f"row {head.seq + 1} cannot be read: {line(str(error))}"]
    heads = connection.execute("SELECT seq, hash FROM head").fetchall()
    if heads != [tuple(head)]:
        wanted = heads[0][0] if heads else "none"
        return [f"it should end with row {wanted} and ends with row {head.seq}"]
    return []


def _copied(second: SecondCopy, chain: dict[int, Row]) -> list[str]:
    """What of the second copy does not agree with the rows."""
    name = line(second.path.name)
    try:
        lines = own.read(second.path.parent, second.path.name).splitlines()
    except FileNotFoundError:
        return [f"{name} is missing"] if chain else []
    except OSError as error:
        return [f"{name} cannot be read: {error.strerror}"]
    seen, found = set[int](), list[str]()
    for n, raw in enumerate(lines, 1):
        row = from_line(raw)
        if row is None:
            # Closed after a crash, and its row written again: no loss, unless the row is missing.
            continue
        seen.add(row.seq)
        if row != chain.get(row.seq) and not found:
            found.append(f"{name}:{n}: row {row.seq} is not the one in the ledger")
    if lost := chain.keys() - seen:
        found.append(f"{name} lacks row {min(lost)}")
    return found
