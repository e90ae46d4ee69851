"""Ledgers as they were before events: format 1 and 2, one chain of numbered rows."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from workbench.verdicts import Decision

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


Made = tuple[str, str, Decision | dict[str, Any]]
"""When, by whom, and the decision; an undo or redo as JSON with the number it takes back."""


def rows(made: Iterable[Made], *, previous: str = "0" * 64, seq: int = 0) -> list[dict[str, Any]]:
    """The rows of a chain, that may go on from another."""
    found = []
    for at, by, decision in made:
        seq += 1
        text = msgspec.json.encode(decision).decode()
        said = json.dumps(
            [previous, seq, at, by, text], ensure_ascii=False, separators=(",", ":")
        ).encode()
        hash_ = hashlib.sha256(said).hexdigest()
        row = {"seq": seq, "at": at, "by": by, "decision": text, "previous": previous}
        found.append({**row, "hash": hash_})
        previous = hash_
    return found


def line(row: dict[str, Any]) -> bytes:
    """A row as the second copy had it."""
    return msgspec.json.encode({**row, "decision": msgspec.Raw(row["decision"].encode())}) + b"\n"


def write(path: Path, some: list[dict[str, Any]], *, number: int = 2) -> None:
    """A ledger of an old format and its second copy."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal").fetchall()
    connection.execute("BEGIN")
    for sql in TABLES.values():
        connection.execute(sql)
    connection.execute("INSERT INTO head VALUES (1, 0, ?)", ("0" * 64,))
    connection.execute(f"PRAGMA application_id = {0x66637762}")
    connection.execute(f"PRAGMA user_version = {number}")
    for row in some:
        connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", tuple(row.values()))
    connection.execute("COMMIT")
    connection.close()
    path.with_suffix(".jsonl").write_bytes(b"".join(map(line, some)))
