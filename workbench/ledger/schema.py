"""The tables, triggers and settings of a SQLite ledger."""

import sqlite3

from workbench.errors import LedgerDamaged, LedgerError

VERSION = 2
"""Kept as `user_version`. Raised with every change of the tables or of the kinds of decision.

2: a rating may take marks away (`Rated.instead`).
"""
APPLICATION = 0x66637762
"""Kept as `application_id`: "fcwb"."""

TABLES = {
    "entries": """CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    decision TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT""",
    "head": """CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT""",
    # A row is added behind the last one or not at all. That also stops INSERT OR REPLACE and
    # UPSERT, which only fire a DELETE trigger where recursive_triggers is on.
    "entries_follow": """CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NOT EXISTS (SELECT 1 FROM head WHERE seq = NEW.seq - 1 AND hash = NEW.previous)
BEGIN SELECT RAISE(ABORT, 'decisions are only added, behind the last one'); END""",
    "entries_stay": """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END""",
    "entries_hold": """CREATE TRIGGER entries_hold BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END""",
    "entries_lead": """CREATE TRIGGER entries_lead AFTER INSERT ON entries
BEGIN UPDATE head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1; END""",
    "head_once": """CREATE TRIGGER head_once BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head)
BEGIN SELECT RAISE(ABORT, 'there is one head'); END""",
    "head_stays": """CREATE TRIGGER head_stays BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is never deleted'); END""",
    "head_leads": """CREATE TRIGGER head_leads BEFORE UPDATE ON head
WHEN NEW.seq IS NOT OLD.seq + 1
    OR NOT EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the head moves with the last decision'); END""",
}

MIGRATIONS: dict[int, tuple[str, ...]] = {1: ()}
"""The statements that bring format n to n + 1; the tables must then be as in `TABLES`."""

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
    for sql in TABLES.values():
        connection.execute(sql)
    connection.execute("INSERT INTO head VALUES (1, 0, ?)", ("0" * 64,))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


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
