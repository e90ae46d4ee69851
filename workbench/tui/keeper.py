"""Saves decisions in the order they were made, off the event loop; it alone may say "saved".

A save is never cancelled and never overtakes another. No Textual here.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from workbench.errors import LedgerError
from workbench.workspace.stages import ready

if TYPE_CHECKING:
    from workbench.verdicts import Desk
    from workbench.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")


class Keeper:
    """The only way from the screens to the ledger."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._turn = asyncio.Lock()
        self.news = ""
        """What arrived by itself, in one line; whoever shows it sets it back to ""."""
        self.new_here = False
        """Whether this reviewer had made no decision when the ledger was last read."""

    @property
    def busy(self) -> bool:
        """Whether a save has not yet returned."""
        return self._turn.locked()

    async def keep(
        self, save: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> "tuple[T, Desk | LedgerError]":
        """Call `save` in a thread after all earlier saves; returns its result and what then stands.

        A desk that cannot be read afterwards is returned as a `LedgerError`: the save still worked.

        Raises:
            LedgerError: nothing was kept.
        """
        # Shielded together with its turn: if the caller is cancelled, the next save must still wait
        # for this one to be written.
        return await asyncio.shield(self._in_turn(save, *args, **kwargs))

    async def _in_turn(
        self, save: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> "tuple[T, Desk | LedgerError]":
        def both() -> "tuple[T, Desk | LedgerError]":
            ready()
            result = save(*args, **kwargs)
            try:
                return result, self._desk()
            except LedgerError as error:
                return result, error

        async with self._turn:
            return await asyncio.to_thread(both)

    async def desk(self) -> "Desk":
        """What stands now, read in a thread after all saves under way."""
        async with self._turn:
            return await asyncio.to_thread(self._desk)

    def _desk(self) -> "Desk":
        ready()
        desk = self._workspace.desk()
        self.news = self.news or self._workspace.take_news()
        by = self._workspace.reviewer.strip()
        self.new_here = not any(each.by == by for each in self._workspace.entries())
        return desk

    async def settled(self) -> None:
        """Return once no save is under way."""
        async with self._turn:
            return
