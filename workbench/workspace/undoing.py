"""Takes back the last thing done at this desk: a decision, or a change of claims.toml.

A decision can be taken back at any time, since the ledger has it. A change of claims.toml can be
taken back until the desk is closed, and only while the file is as the desk wrote it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.claims import Claim, ClaimsFile
from workbench.errors import InputError, LedgerError
from workbench.safe.kept import CLAIMS
from workbench.safe.visible import line
from workbench.workspace.editing import Editing

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.claims.editing import Proposal
    from workbench.verdicts import Entry


@dataclass(frozen=True, slots=True)
class FileChange:
    """A change of claims.toml, and its place among the decisions."""

    proposal: Proposal
    made: int
    """Tick of the last entry of the ledger when it was made."""
    undone: int = 0
    """Tick of the last entry of the ledger when it was taken back."""


class Undoing(Editing):
    """Undo and redo over decisions and changes of claims.toml, in the order they were made."""

    def __init__(
        self, root: Path, file: ClaimsFile, *, by: str | None = None, index: Path | None = None
    ) -> None:
        super().__init__(root, file, by=by, index=index)
        self._changing = threading.RLock()
        self._made: list[FileChange] = []
        self._unmade: list[FileChange] = []

    def apply(self, proposal: Proposal) -> tuple[Claim, ...]:
        """As `Editing.apply`; `take_back` can undo it."""
        with self._changing:
            head = self._head()
            claims = super().apply(proposal)
            self._made.append(FileChange(proposal, head))
            self._unmade.clear()
            return claims

    def take_back(self) -> Entry | Proposal | None:
        """Undo what this reviewer did last; returns that entry or change, None if there is nothing.

        Raises:
            InputError: it is a change of claims.toml and someone else changed the file since.
                Nothing is done to it, and the next call takes back what was done before.
            LedgerError: as `undo`.
        """
        with self._changing:
            change = self._made[-1] if self._made else None
            mine = self.desk().undoable.get(self.reviewer.strip())
            if change is None or (mine is not None and mine.tick > change.made):
                return self.undo()
            self._write(change.proposal.turned(), self._made)
            self._unmade.append(replace(change, undone=self._head()))
            return change.proposal

    def bring_back(self) -> Entry | Proposal | None:
        """Redo what was undone last; returns that entry or change, None if there is nothing.

        Raises as `take_back`.
        """
        with self._changing:
            change = self._unmade[-1] if self._unmade else None
            if change is None or self._undone_last() > change.undone:
                return self.redo()
            mine = self.desk().undoable.get(self.reviewer.strip())
            if mine is not None and mine.tick > change.undone:
                return None  # decided since
            self._write(change.proposal, self._unmade)
            self._made.append(change)
            return change.proposal

    def _undone_last(self) -> int:
        """Tick of the entry that took back what redo would bring back; 0 if there is none."""
        from workbench.verdicts import Undone

        entry = self.desk().redoable.get(self.reviewer.strip())
        undone = Undone(event=entry.id) if entry else None
        took = [each.tick for each in self.entries() if each.decision == undone]
        return max(took, default=0)

    def _head(self) -> int:
        with suppress(LedgerError):
            return max((each.tick for each in self.entries()[-1:]), default=0)
        return 0

    def _write(self, proposal: Proposal, changes: list[FileChange]) -> None:
        """Write the last of these changes, or its reverse, if the file is still as we left it."""
        from workbench.claims.editing import stands

        if not stands(self.root / CLAIMS, proposal.before):
            changes.pop()
            raise InputError(
                f"{line(proposal.name)} was changed since by someone else and stays as it is; "
                "the same key again goes on with what was done before"
            )
        super().apply(proposal)
        changes.pop()
