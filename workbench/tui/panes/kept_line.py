"""A line to write in whose text is kept until it is used, however the line is left."""

import asyncio
import contextlib
import threading
from pathlib import Path

from textual import work
from textual.timer import Timer
from textual.widgets import Input

from workbench.safe.visible import line
from workbench.tui.drafts import drop_draft, keep_draft, read_draft
from workbench.tui.panes.field import OneLine

PAUSE = 0.5
# Seconds from a key to the draft that includes it, as in the justification.


class KeptLine(OneLine):
    """A field that starts with the text that was left unused in it the last time."""

    _slot: tuple[Path, str] | None = None
    """The project and the name that the text is kept under; None while nothing is asked."""
    _opened = ""
    _draft: Timer | None = None
    _warned = False

    def begin(self, root: Path, slot: str, text: str = "") -> None:
        """Start asking: shows the unused text of the last time, or else `text`.

        `slot` must have a slash in it, which no claim's id has.
        """
        self.keep()
        self._slot, self._opened, self._warned = (root, slot), text, False
        self._turn = threading.Lock()
        kept = read_draft(root, slot)
        with self.prevent(Input.Changed):
            self.value = text if kept is None else kept
        self.cursor_position = len(self.value)

    def used(self) -> None:
        """The text was used: its draft is deleted."""
        if self._slot is None:
            return
        self._pause_over()
        place, self._slot = self._slot, None
        with self._turn, contextlib.suppress(OSError):
            drop_draft(*place)

    def end(self) -> None:
        """Stop asking: keep what is typed, and empty the line."""
        self.keep()
        self._slot = None
        with self.prevent(Input.Changed):
            self.value = ""

    def keep(self) -> None:
        """Keep what is typed now. Raises nothing: the desk may be about to end."""
        if self._slot is not None:
            self._pause_over()
            with contextlib.suppress(OSError):
                self._write(self._slot, self.value)

    def _write(self, place: tuple[Path, str], text: str) -> None:
        """Keep a text, unless the line has been used or asks for something else by now."""
        with self._turn:
            if place != self._slot:
                return
            if not text.strip() or text == self._opened:
                drop_draft(*place)
            else:
                keep_draft(*place, text)

    def _pause_over(self) -> None:
        if self._draft is not None:
            self._draft.stop()
            self._draft = None

    @work(group="draft")
    async def _keep_soon(self) -> None:
        self._pause_over()
        if self._slot is None:
            return
        try:
            await asyncio.to_thread(self._write, self._slot, self.value)
        except OSError as failure:
            if not self._warned:
                self._warned = True
                warning = f"what you type here is not kept: {line(str(failure))}"
                self.notify(warning, severity="warning", markup=False)

    def on_input_changed(self) -> None:
        """Keep a draft some time after the first key, so there is one even if nobody pauses."""
        if self._slot is not None and self._draft is None:
            self._draft = self.set_timer(PAUSE, self._keep_soon)

    def on_blur(self) -> None:
        """The line was left, by whatever key."""
        if self._slot is not None and self.is_running:
            self._keep_soon()

    def on_unmount(self) -> None:
        """The screen is closing, or the desk."""
        self.keep()
