"""What every ledger promises."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from workbench.ledger.rows import Row
from workbench.verdicts import Decision, Entry


class Ledger(Protocol):
    """An append-only record of decisions. Every method may be called from any thread."""

    @property
    def readonly(self) -> bool:
        """True where decisions can be read and not recorded; `append` then raises."""

    @property
    def notice(self) -> str | None:
        """What the user should know though nothing is lost, in one line; None when all is well.

        It is read-only here, the second copy lags behind, decisions wait in rescue files or
        backups, one that others follow is missing.
        """

    def append(self, decision: Decision, *, by: str) -> Entry:
        """Record a decision and return it as recorded. It is on disk before this returns.

        Waits for other processes that are writing (seconds, where there are many). Never call
        it on an event loop.

        Raises:
            InputError: the decision cannot be stored (a lone surrogate, 2 MB, no reviewer).
            LedgerBusy: others kept the ledger for `trouble.PATIENCE` seconds; try again.
            LedgerReadOnly: it cannot be written here.
            LedgerDamaged: its rows do not hold together.
            LedgerError: it could not be written: disk full, file replaced or gone.
        """

    def undo(self, by: str) -> Entry | None:
        """Take back this reviewer's last entry that can be undone, and return *that* entry.

        None where there is none. What to undo is decided and recorded in one step, so that two
        processes never take back the same entry. Raises as `append`.
        """

    def redo(self, by: str) -> Entry | None:
        """Bring back the entry that this reviewer took back last, and return it, else None."""

    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order of the events, those of other processes too.

        The order and the numbers are the same for every ledger that holds the same events.

        Raises:
            LedgerDamaged: a row was altered or is missing in what is stored here.
        """

    def rows(self) -> tuple[Row, ...]:
        """The same, as they are stored: what another ledger takes in."""

    def add(self, some: Iterable[Row]) -> tuple[Entry, ...]:
        """Take in rows of other ledgers; the entries that were not there before, in order.

        Rows that are there already change nothing, so that ledgers may be joined in any order
        and as often as one likes. Raises as `append`.

        Raises:
            LedgerDamaged: a row was altered or is not known; nothing was taken in.
        """

    def news(self) -> tuple[Entry, ...]:
        """What came in by itself since this was last asked: merged by git, or from a server."""

    def check(self) -> tuple[str, ...]:
        """What does not hold together, a line each, the first bad row first; empty when sound."""

    def backup(self, to: Path) -> None:
        """Write a complete copy of the ledger to a file that does not exist yet.

        Raises:
            InputError: there is such a file.
            LedgerError: it could not be written.
        """

    def close(self) -> None:
        """Let go of the files. Closing twice is fine; anything else afterwards raises."""
