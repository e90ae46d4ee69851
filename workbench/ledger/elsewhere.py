"""Decisions that are kept near a ledger and are not in it: in rescue files and in backups.

They are there after the ledger was restored from an older copy, or its files were deleted.
Nothing is changed here; `recover` brings them back.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from workbench.ledger import rescue, rows
from workbench.ledger.backup import copies
from workbench.ledger.rows import Head, Row, as_row
from workbench.safe import own
from workbench.safe.visible import line

FOLDER = "backups"
LEFT_OUT = "verdicts-left-out-*.jsonl"
"""Files in which `recover` keeps the rows that follow no other."""


def waiting(path: Path, known: Iterable[Row]) -> list[tuple[Path, rescue.Rescued]]:
    """The rescued decisions beside a ledger that are not among its rows, oldest first."""
    found = [(file, one) for file, one in rescue.found(path.parent) if one is not None]
    if not found:
        return []
    there = {(row.at, row.by, row.decision) for row in known}
    return [(file, one) for file, one in found if (one.at, one.by, one.decision) not in there]


def lacking(path: Path, chain: dict[int, str]) -> Iterator[tuple[Path, list[Row]]]:
    """Each copy in `backups/` with its rows that neither the ledger nor a left-out file has.

    `chain` is the hash of each row of the ledger by its number. A copy that cannot be read
    comes with no rows.
    """
    aside: set[str] | None = None
    for copy in copies(path.parent / FOLDER):
        try:
            head = head_of(copy)
            if not head.seq or chain.get(head.seq) == head.hash:
                continue
            if aside is None:
                aside = {row.hash for _, row in left_out(path.parent, added=True)}
            known = aside | set(chain.values())
            more = [row for row in rows_of(copy) if row.hash not in known]
        except (sqlite3.Error, OSError, ValueError, TypeError):
            yield copy, []
            continue
        if more:
            yield copy, more


def left_out(folder: Path, *, added: bool = False) -> Iterator[tuple[Path, Row]]:
    """The rows that earlier recoveries set aside, each with the file that has it.

    With `added` also those that were added since, which stand in the ledger as other rows.
    """
    for file in sorted(folder.glob(f"{LEFT_OUT}*" if added else LEFT_OUT)):
        with suppress(OSError):
            for raw in own.read(folder, file.name).splitlines():
                if row := rows.from_line(raw):
                    yield file, row


def told(path: Path, known: Iterable[Row]) -> Iterator[str]:
    """What is kept elsewhere and not in the ledger at `path`, a line each; mostly empty."""
    known = tuple(known)
    for file, one in waiting(path, known):
        yield (
            f"{line(file.name)} holds a decision of {line(one.by)} that is in no ledger; "
            "`workbench recover` adds it"
        )
    for file, unread in rescue.found(path.parent):
        if unread is None:
            yield (
                f"{line(file.name)} holds no decision that can be read; look into it, then "
                "move it away"
            )
    for copy, more in lacking(path, {row.seq: row.hash for row in known}):
        name = f"{FOLDER}/{line(copy.name)}"
        if more:
            yield (
                f"{name} holds {count(more)} that {line(path.name)} lacks ({authors(more)}); "
                "`workbench recover` brings them back"
            )
        else:
            yield f"{name} cannot be read; move it away"


def told_left_out(folder: Path) -> Iterator[str]:
    """What earlier recoveries set aside and nobody added or moved away, a line a file."""
    files: dict[Path, list[Row]] = {}
    for file, row in left_out(folder):
        files.setdefault(file, []).append(row)
    for file, some in files.items():
        name = line(file.name)
        yield (
            f"{name} holds {count(some)} that a recovery set aside ({authors(some)}); "
            f"`workbench recover --add {name}` adds them"
        )


def count(some: list[Row]) -> str:
    """`1 decision`, `2 decisions`."""
    return f"{len(some)} {'decision' if len(some) == 1 else 'decisions'}"


def authors(some: Iterable[Row]) -> str:
    """Whose rows these are and how many each: `ada 3, bob 1`."""
    tally = Counter(row.by for row in some)
    return ", ".join(f"{line(by)} {number}" for by, number in sorted(tally.items()))


def head_of(copy: Path) -> Head:
    """The last row of a whole copy, which is only read.

    Raises:
        OSError, sqlite3.Error, ValueError: it is none, or cannot be read.
    """
    with closing(_look(copy)) as connection:
        found = connection.execute("SELECT seq, hash FROM head WHERE id = 1").fetchone()
    if found is None:
        raise ValueError("no head")
    return Head(*found)


def rows_of(copy: Path) -> list[Row]:
    """The rows of a whole copy whose hash fits, in order. Raises as `head_of`."""
    with closing(_look(copy)) as connection:
        found = connection.execute(
            "SELECT seq, at, by, decision, previous, hash FROM entries ORDER BY seq"
        ).fetchall()
    return [row for record in found if (row := as_row(record)).hash == rows.hash_of(row)]


def _look(copy: Path) -> sqlite3.Connection:
    if not own.look(copy.parent.parent, f"{copy.parent.name}/{copy.name}"):
        raise FileNotFoundError
    address = quote(bytes(copy.absolute()))
    return sqlite3.connect(f"file:{address}?mode=ro&immutable=1", uri=True)
