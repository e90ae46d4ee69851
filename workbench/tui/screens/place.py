"""What every screen of the desk has: the project, the keeper, and one way to show a message."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.screen import Screen

from workbench.safe.visible import line
from workbench.tui.clipboard import copy
from workbench.tui.keymap import key_in
from workbench.tui.said import quoted
from workbench.tui.topmost import Topmost

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from workbench.tui.cards import Card
    from workbench.tui.shared import Shared


MEDIUM = 100
WIDE = 180
# Columns from which two panes, or three, are shown next to each other.


class Place(Topmost["tuple[str, ...] | None"], Screen["tuple[str, ...] | None"]):
    """A screen of a project; it may be dismissed with ids of claims to go to."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = ""
    # Each place sets the focus itself; Textual's own choice would be styled and then undone.

    def __init__(self, shared: "Shared") -> None:
        super().__init__()
        self.workspace = shared.workspace
        self.keeper = shared.keeper
        self.ways = shared.ways
        # Set before the first resize event, which would style every widget a second time.
        fits = [name for columns, name in self.HORIZONTAL_BREAKPOINTS if columns <= self.wide]
        self.add_class(fits[-1], update=False)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Runs before Textual's own handler, which would compute every style again for nothing."""
        event.refresh_styles = False

    def _screen_resized(self, size: Size) -> None:
        """As Textual's, but only once for each size, and not for an outdated one.

        A layout also tells the screen its own size, and the screen would be laid out again: Textual
        8.2.8 lays everything out five times before the first frame is complete.
        """
        if size == self.app.size != self._compositor.size:
            super()._screen_resized(size)

    def keep_typed(self) -> None:
        """Keep what was typed last and is in no draft yet; called however the place is left."""

    def on_unmount(self) -> None:
        self.keep_typed()

    @property
    def wide(self) -> int:
        """Columns of the terminal."""
        return self.app.size.width

    async def taken_in(self) -> None:
        """Wait until the focused widget has handled every key pressed so far, a second at most.

        A key of the screen can overtake letters that are on their way to the field: without this
        wait the last letters, or all, could be missing from what is recorded.
        """
        if self.focused is None:
            return
        taken = asyncio.Event()
        self.focused.call_later(taken.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(taken.wait(), 1)

    async def copy_quote(self, card: "Card") -> None:
        """Copy a passage with its citation, and say how it was copied."""
        how = await copy(self.app, quoted(card.evidence, card.source))
        self.say(f"copied quote and citation {how}")

    @property
    def undoes(self) -> str:
        """The end of a message that something was saved: which key undoes it."""
        return f"{self.key('verdict.undo')} undoes"

    def key(self, binding_id: str) -> str:
        """The key that does this under the keymap in use: `u` for `verdict.undo`."""
        return key_in(self, binding_id)

    def say(
        self,
        text: str,
        *,
        severity: "SeverityLevel" = "information",
        seconds: float = 5.0,
    ) -> None:
        """Show one line for a while; it replaces the line before."""
        self.app.clear_notifications()
        self.notify(line(text), severity=severity, timeout=seconds, markup=False)
