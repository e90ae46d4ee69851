"""The tables, triggers and settings of a SQLite ledger."""

import sqlite3
from collections.abc import Callable, Iterable

import msgspec

from workbench.errors import LedgerDamaged, LedgerError
from workbench.ledger import legacy
from workbench.ledger.rows import Row

VERSION = 4
"""Kept as `user_version`. Raised with every change of the tables or of the kinds of decision.

2: a rating may take marks away (`Rated.instead`).
3: a row is an event with an id, and names those that it follows; undo names an event.
4: a source may be read again (`Reread`).
"""
APPLICATION = 0x66637762
"""Kept as `application_id`: "fcwb"."""

TABLES = {
    # `place` is the order in which rows came to this file; that of the events is theirs. No
    # index: with one for the ids every decision would write half as much again.
    "events": """CREATE TABLE events (
    place INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    decision TEXT NOT NULL,
    tick INTEGER NOT NULL,
    after TEXT NOT NULL,
    id TEXT NOT NULL
) STRICT""",
    "head": """CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    place INTEGER NOT NULL,
    event TEXT NOT NULL
) STRICT""",
    # A row is added behind the last one or not at all. That also stops INSERT OR REPLACE and
    # UPSERT, which only fire a DELETE trigger where recursive_triggers is on.
    "events_follow": """CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NOT EXISTS (SELECT 1 FROM head WHERE place = NEW.place - 1)
BEGIN SELECT RAISE(ABORT, 'decisions are only added, behind the last one'); END""",
    "events_stay": """CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END""",
    "events_hold": """CREATE TRIGGER events_hold BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END""",
    "events_lead": """CREATE TRIGGER events_lead AFTER INSERT ON events
BEGIN UPDATE head SET place = NEW.place, event = NEW.id WHERE id = 1; END""",
    "head_once": """CREATE TRIGGER head_once BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head)
BEGIN SELECT RAISE(ABORT, 'there is one head'); END""",
    "head_stays": """CREATE TRIGGER head_stays BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is never deleted'); END""",
    "head_leads": """CREATE TRIGGER head_leads BEFORE UPDATE ON head
WHEN NEW.place IS NOT OLD.place + 1
    OR NOT EXISTS (SELECT 1 FROM events WHERE place = NEW.place AND id = NEW.event)
BEGIN SELECT RAISE(ABORT, 'the head moves with the last decision'); END""",
}

Step = str | Callable[[sqlite3.Connection], None]


def insert(connection: sqlite3.Connection, some: Iterable[Row]) -> None:
    """Add rows behind the last one, inside the caller's transaction."""
    place = connection.execute("SELECT place FROM head").fetchone()[0]
    for row in some:
        place += 1
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", (place, *stored(row)))


COLUMNS = "at, by, decision, tick, after, id"
"""The columns of a row, as `stored` gives and `as_row` takes them."""


def stored(row: Row) -> tuple[str, str, str, int, str, str]:
    """A row as SQLite keeps it."""
    after = msgspec.json.encode(row.after).decode()
    return row.at, row.by, row.decision, row.tick, after, row.id


def as_row(record: tuple[str, str, str, int, str, str]) -> Row:
    """A row as SQLite gives it. Raises ValueError, TypeError or msgspec.MsgspecError for none."""
    at, by, decision, tick, after, id_ = record
    followed = _ids.decode(after)
    return Row(at=at, by=by, decision=decision, tick=tick, after=followed, id=id_)


_ids = msgspec.json.Decoder(tuple[str, ...])


def _chain_to_events(connection: sqlite3.Connection) -> None:
    """Format 2 to 3: the numbered rows become events, each following the one before.

    Raises:
        LedgerDamaged: the old rows do not hold together; they must be recovered first.
    """
    old = list(legacy.stored(connection))
    end = (old[-1].seq, old[-1].hash) if old else (0, legacy.GENESIS)
    made = legacy.events(old)
    if legacy.head(connection) != end:
        raise LedgerDamaged(f"it does not end with row {end[0]}, which is the last it has")
    for kind in ("trigger", "table"):
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
        for (name,) in names.fetchall():
            if not name.startswith("sqlite_"):
                connection.execute('DROP {} "{}"'.format(kind, name.replace('"', '""')))
    make(connection)
    insert(connection, made)


MIGRATIONS: dict[int, tuple[Step, ...]] = {1: (), 2: (_chain_to_events,), 3: ()}
"""What brings format n to n + 1; the tables must then be as in `TABLES`."""

SETTINGS = (
    ("busy_timeout", 5000),
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL. NORMAL lost acknowledged rows in 268 of 400 simulated power cuts
    ("foreign_keys", 1),
    ("recursive_triggers", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("fullfsync", 1),  # macOS: fsync alone does not reach the disk
    ("checkpoint_fullfsync", 1),
)


def settle(connection: sqlite3.Connection) -> None:
    """Set what durability and safety rest on, and make sure that it took.

    Raises:
        LedgerError: a setting did not take, so that nothing may be recorded.
    """
    for name, value in SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    for name, value in SETTINGS:
        got = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if got != value:
            raise LedgerError(f"SQLite does not keep {name} = {value} here (it says {got})")


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty ledger, inside the caller's transaction."""
    make(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def make(connection: sqlite3.Connection) -> None:
    """Make the tables, empty, inside the caller's transaction."""
    for sql in TABLES.values():
        connection.execute(sql)
    connection.execute("INSERT INTO head VALUES (1, 0, '')")


def differences(connection: sqlite3.Connection) -> list[str]:
    """What the file's tables and triggers lack, or have too much."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    there = dict(rows.fetchall())
    lost = [f"its '{name}' was altered" for name, sql in TABLES.items() if there.get(name) != sql]
    return lost + [f"it holds a foreign '{name}'" for name in there if name not in TABLES]


def refuse_other(user_version: int, application: int, *, name: str) -> None:
    """Refuse what is not ours or newer than we are.

    Raises:
        LedgerError: written by a newer workbench.
        LedgerDamaged: not a ledger.
    """
    if application != APPLICATION:
        raise LedgerDamaged(f"{name} is not a ledger of the workbench; move it away, or recover it")
    if user_version > VERSION:
        raise LedgerError(
            f"{name} was written by a newer workbench (format {user_version}, this one knows "
            f"{VERSION}); update the workbench"
        )
    if user_version < VERSION and user_version not in MIGRATIONS:
        raise LedgerDamaged(f"{name} has an unknown format {user_version}; recover it")
