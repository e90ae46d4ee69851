"""Decisions that are kept near a ledger and are not in it: in rescue files and in backups.

They are there after the ledger was restored from an older copy, or its files were deleted.
Nothing is changed here; `recover` brings them back.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from workbench.ledger import rescue, rows
from workbench.ledger.backup import copies
from workbench.ledger.reading import end_of, events_of
from workbench.ledger.rows import Row
from workbench.safe.visible import line
from workbench.verdicts import Decision, Entry

FOLDER = "backups"


def waiting(path: Path, known: Iterable[Entry]) -> list[tuple[Path, rescue.Rescued]]:
    """The rescued decisions beside a ledger that are not among its own, oldest first."""
    found = [(file, one) for file, one in rescue.found(path.parent) if one is not None]
    if not found:
        return []
    there: dict[tuple[str, str], list[Decision]] = {}
    for entry in known:
        there.setdefault((entry.at, entry.by), []).append(entry.decision)
    return [
        (file, one)
        for file, one in found
        if rows.decoded(one.decision) not in there.get((one.at, one.by), ())
    ]


def lacking(path: Path, known: Iterable[Entry], *, whole: bool) -> Iterator[tuple[Path, list[Row]]]:
    """Each copy in `backups/` with its rows that are not among `known`; mostly none.

    Without `whole` a copy that ends with a known row, or that is of an older format and no
    longer than the ledger, is not read further. One that cannot be read comes with no rows.
    """
    ids = {entry.id for entry in known}
    for copy in copies(path.parent / FOLDER):
        try:
            if not whole and _within(copy, ids):
                continue
            more = [row for row in events_of(copy) if row.id not in ids]
        except (sqlite3.Error, OSError, ValueError, TypeError):
            yield copy, []
            continue
        if more:
            yield copy, more


def _within(copy: Path, ids: Set[str]) -> bool:
    number, event = end_of(copy)
    return number <= len(ids) and (event is None or not number or event in ids)


def told(path: Path, known: Iterable[Entry], *, whole: bool = False) -> Iterator[str]:
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
    for copy, more in lacking(path, known, whole=whole):
        name = f"{FOLDER}/{line(copy.name)}"
        if more:
            yield (
                f"{name} holds {count(more)} that {line(path.name)} lacks ({authors(more)}); "
                "`workbench recover` brings them back"
            )
        else:
            yield f"{name} cannot be read; move it away"


def count(some: list[Row]) -> str:
    """`1 decision`, `2 decisions`."""
    return f"{len(some)} {'decision' if len(some) == 1 else 'decisions'}"


def authors(some: Iterable[Row | Entry]) -> str:
    """Whose rows these are and how many each: `ada 3, bob 1`."""
    tally = Counter(row.by for row in some)
    return ", ".join(f"{line(by)} {number}" for by, number in sorted(tally.items()))
