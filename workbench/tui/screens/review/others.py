"""Notices what another desk or a command decided on the same project."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.keeper import Keeper
    from workbench.verdicts import Desk
    from workbench.workspace import Workspace


class Others:
    """Looks at the ledger's files, and reads them only if they were written since."""

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        self._workspace = workspace
        self._keeper = keeper
        self._written: object = None
        """The state of the files when they were last read."""

    async def news(self) -> "Desk | None":
        """What stands, if the ledger was written since the last look; None while this desk saves.

        Raises:
            LedgerError: it cannot be read.
        """
        written = await asyncio.to_thread(self._workspace.written)
        if written == self._written or self._keeper.busy:
            return None
        self._written = written
        return await self._keeper.desk()
