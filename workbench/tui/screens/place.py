"""What every screen of the desk has: the project, the keeper, and one way of telling."""

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
# Columns from which two panes, or three, stand beside each other.


class Place(Topmost["tuple[str, ...] | None"], Screen["tuple[str, ...] | None"]):
    """A screen over a project; it may be dismissed with ids of claims to go to."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = ""
    # Each place says itself what has the focus; Textual's own guess would be styled and undone.

    def __init__(self, shared: "Shared") -> None:
        super().__init__()
        self.workspace = shared.workspace
        self.keeper = shared.keeper
        self.ways = shared.ways
        # Known before the first resize says so, which would style every widget a second time.
        fits = [name for columns, name in self.HORIZONTAL_BREAKPOINTS if columns <= self.wide]
        self.add_class(fits[-1], update=False)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Before Textual's own, which follows: it would find every style anew, and none changed."""
        event.refresh_styles = False

    def _screen_resized(self, size: Size) -> None:
        """As Textual's, but once for each size, and not for one that is out of date.

        A layout tells the screen its own size as well, which would lay it out again: Textual
        8.2.8 lays all of it out five times before its first frame is whole.
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
        """Return once what has the focus took every key pressed so far, or after a second.

        A key of the screen overtakes letters that are still on their way to the field: what is
        recorded without waiting may lack the last of them, or all.
        """
        if self.focused is None:
            return
        taken = asyncio.Event()
        self.focused.call_later(taken.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(taken.wait(), 1)

    async def copy_quote(self, card: "Card") -> None:
        """Copy a passage with its citation, and say by which way."""
        how = await copy(self.app, quoted(card.evidence, card.source))
        self.say(f"copied quote and citation {how}")

    @property
    def undoes(self) -> str:
        """What is said behind a thing that was saved."""
        return f"{self.key('verdict.undo')} undoes"

    def key(self, binding_id: str) -> str:
        """The key that does this, whatever the keymap says: `u` for `verdict.undo`."""
        return key_in(self, binding_id)

    def say(
        self,
        text: str,
        *,
        severity: "SeverityLevel" = "information",
        seconds: float = 5.0,
    ) -> None:
        """Show one line for a while; it takes the place of the one before."""
        self.app.clear_notifications()
        self.notify(line(text), severity=severity, timeout=seconds, markup=False)
