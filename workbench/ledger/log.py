"""The events of a ledger as they were read so far: their order, their end, and what is missing."""

from bisect import bisect_left
from collections.abc import Iterable, Set

import msgspec

from workbench.ledger import rows
from workbench.ledger.rows import Head, Row
from workbench.safe.visible import line
from workbench.verdicts import Entry


class Log:
    """A set of events. Rows come in any order, and twice; the same rows always give the same."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._ids: set[str] = set()
        self._followed: set[str] = set()
        self._ends: set[str] = set()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them in order, numbered from 1."""
        return tuple(self._entries)

    @property
    def ids(self) -> Set[str]:
        """Their ids."""
        return self._ids

    @property
    def head(self) -> Head:
        """What the next row follows."""
        return Head(tuple(sorted(self._ends)), self._entries[-1].tick if self._entries else 0)

    @property
    def missing(self) -> set[str]:
        """Ids of rows that others follow and that are not there."""
        return self._followed - self._ids

    def add(self, some: Iterable[Row], *, place: int = 0) -> None:
        """Take rows in; those that are there are passed over.

        Where `place` is the number of the first in its file, an error calls a row by its number.

        Raises:
            LedgerDamaged: a row was altered or is not known; those before it were taken in.
        """
        first = len(self._entries)
        for number, row in enumerate(some, start=place):
            if row.id in self._ids:
                continue
            at = len(self._entries)
            one = rows.entry(row, seq=at + 1, name=f"row {number}" if place else "")
            if at and rows.order(one) < rows.order(self._entries[-1]):
                at = bisect_left(self._entries, rows.order(one), key=rows.order)
            self._entries.insert(at, one)
            first = min(first, at)
            self._ids.add(row.id)
            self._followed.update(row.after)
            self._ends.difference_update(row.after)
            if row.id not in self._followed:
                self._ends.add(row.id)
        self._number(first)

    def _number(self, first: int) -> None:
        for n, one in enumerate(self._entries[first:], start=first + 1):
            if one.seq != n:
                self._entries[n - 1] = msgspec.structs.replace(one, seq=n)

    def gaps(self) -> list[str]:
        """What is missing, a line each: who followed it."""
        missing = self.missing
        if not missing:
            return []
        told: dict[str, Entry] = {}
        for one in self._entries:
            for id_ in one.after or ():
                if id_ in missing:
                    told.setdefault(id_, one)
        return [
            f"the decision {line(id_[:8])} is missing, which one of {line(one.by)} follows, "
            f"of {line(one.at)}"
            for id_, one in sorted(told.items(), key=lambda pair: pair[1].seq)
        ]
