"""A decision as a row of the ledger: an event with an id, an order, and what it follows.

The id is the SHA-256 of all that the row says, so one event has one id on every desk, a changed
row shows, and no two events share one. (Of 151 files with flipped bits that read wrongly,
SQLite's own integrity_check passed 136; the hashes caught all.) A row names the rows that it
follows: the last ones of the ledger that it was recorded in, mostly one, two after a merge. So a
missing row shows too, and what was known when a decision was made can be told.

The order is of the rows themselves, the same on every desk: by `tick`, a hybrid logical clock,
then reviewer, then id. A row always comes behind those that it follows, also where clocks differ.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from workbench.claims import REVIEWER
from workbench.errors import InputError, LedgerDamaged
from workbench.safe.visible import line
from workbench.verdicts import Decision, Entry

LONGEST = 2_000_000
"""Longest decision in bytes of JSON; a justification of a book fits."""
LATEST = 253_402_300_800_000_000
"""The last tick, that of the year 10000; a later one is impossible."""

_decision: msgspec.json.Decoder[Decision] = msgspec.json.Decoder(Decision)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is stored; the decision is JSON text and kept to the letter."""

    at: str
    by: str
    decision: str
    tick: int
    """Microseconds since 1970, or one more than the last in the ledger if the clock is behind."""
    after: tuple[str, ...]
    """Ids of the rows it follows, sorted; none for the first."""
    id: str


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row as a line of the second copy: the decision is JSON in JSON, to the letter."""

    at: str
    by: str
    decision: msgspec.Raw
    tick: int
    after: tuple[str, ...]
    id: str


_line = msgspec.json.Decoder(_Line)


class Head(NamedTuple):
    """The end of a ledger: what the next row follows."""

    ids: tuple[str, ...] = ()
    """The rows that no other follows."""
    tick: int = 0
    """The latest tick."""


def seal(head: Head, *, at: str, by: str, decision: str, tick: int = 0) -> Row:
    """The row that follows `head`; its tick is `tick`, else that of `at`, if the clock is ahead.

    Raises:
        ValueError: `at` is no time.
    """
    # A forged row at the end of time keeps nobody from deciding; only the order suffers.
    tick = min(max(tick or tick_of(at), head.tick + 1), LATEST)
    after = tuple(sorted(head.ids))
    id_ = digest(after, tick, at, by, decision)
    return Row(at=at, by=by, decision=decision, tick=tick, after=after, id=id_)


def digest(after: tuple[str, ...], tick: int, at: str, by: str, decision: str) -> str:
    """SHA-256, in hexadecimal, of a row's content as a JSON list."""
    return hashlib.sha256(msgspec.json.encode([after, tick, at, by, decision])).hexdigest()


def fits(row: Row) -> bool:
    """Whether the row says what its id was made of."""
    return row.id == digest(row.after, row.tick, row.at, row.by, row.decision)


def order(row: Row | Entry) -> tuple[int, str, str]:
    """What rows and entries are sorted by, on every desk alike."""
    return row.tick, row.by, row.id


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


def entry(row: Row, *, seq: int = 0, name: str = "") -> Entry:
    """The entry of a row.

    Raises:
        LedgerDamaged: it was altered, or holds no decision that this version knows; one line
            that calls the row by `name`, or says whose it is.
    """
    name = name or named(row)
    if not fits(row):
        raise LedgerDamaged(f"{name} was altered: its hash does not fit")
    try:
        decision = decoded(row.decision)
    except (msgspec.MsgspecError, ValueError) as error:
        raise LedgerDamaged(f"{name} holds no known decision: {error}") from None
    try:
        _moment(row.at)
    except ValueError:
        raise LedgerDamaged(f"{name} has an impossible time: {line(row.at)}") from None
    if not 0 < row.tick <= LATEST:
        raise LedgerDamaged(f"{name} has an impossible place in time: {row.tick}")
    return Entry(
        seq=seq,
        at=row.at,
        by=row.by,
        decision=decision,
        id=row.id,
        after=row.after,
        tick=row.tick,
    )


def known(some: Iterable[Row]) -> list[Row]:
    """Those of the rows that hold what they were recorded with, and that this version knows."""
    found = []
    for row in some:
        try:
            entry(row)
        except LedgerDamaged:
            continue
        found.append(row)
    return found


def named(row: Row) -> str:
    """A row as it is spoken of: `the decision 1f2e3d4c of ada`."""
    return f"the decision {line(row.id[:8])} of {line(row.by)}"


def tick_of(at: str) -> int:
    """A time as a row has it (`2026-01-31T23:59:59Z`, UTC) in microseconds since 1970.

    Raises:
        ValueError: it is none.
    """
    return max(1, int(_moment(at).timestamp()) * 1_000_000)


def _moment(at: str) -> datetime:
    if len(at) != 20 or at[4] + at[7] + at[10] + at[19] != "--TZ":
        raise ValueError(at)
    return datetime.fromisoformat(at)


def now() -> tuple[str, int]:
    """The time as a row has it, and in microseconds since 1970."""
    moment = datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ"), int(moment.timestamp() * 1_000_000)


def decoded(decision: str) -> Decision:
    """The decision of its JSON text. Raises msgspec.MsgspecError or ValueError if it is none."""
    return _decision.decode(decision)


def to_line(row: Row) -> bytes:
    """The row as a line of JSON, the decision an object in it."""
    fields = msgspec.structs.asdict(row) | {"decision": msgspec.Raw(row.decision.encode())}
    return msgspec.json.encode(_Line(**fields)) + b"\n"


def from_line(raw: bytes) -> Row | None:
    """The row of a line, whether or not its id fits; None where the line is no whole row."""
    try:
        read = _line.decode(raw)
        fields = msgspec.structs.asdict(read) | {"decision": bytes(read.decision).decode()}
    except (msgspec.MsgspecError, ValueError):
        return None
    return Row(**fields)
