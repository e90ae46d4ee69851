"""Textual's driver of a terminal, which reads no faster than the desk can answer, and ends.

As it is in Textual 8.2.8, the thread that reads hands on whatever comes. Of letters typed into the
palette by a program, 600 a second, 8,000 were ahead after half a minute, the desk stood still for
as long, and each that waited took 3 kB. Left unread they wait in the terminal, which waits in turn.
"""

import asyncio
import threading
from collections import deque
from concurrent.futures import Future
from typing import Any

from textual.app import App, ScreenStackError
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

AHEAD = 100
"""Keys and moves of the mouse on their way: a hand has three; the palette takes 25 ms for each."""
LOOK = 0.005
"""Seconds between looks at whether it goes on."""


class UnhurriedDriver(LinuxDriver):
    """Draws on a terminal, and lets what is typed too fast wait there."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._sent: deque[Future[bool]] = deque()
        """What the event loop may not have seen yet."""

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again only where it was given back.

        The kernel continues, with SIGHUP, what a terminal leaves behind. Textual would start its
        threads a second time, forget the first ones, and never end.
        """
        if self._must_signal_resume:
            super()._sigcont_application()

    def _run_input_thread(self) -> None:
        """As Textual's, but for errors: it ends the app and keeps only a picture of them.

        What looks like a key and is none, such as `ESC [ : u`, is a ValueError of its parser: it
        is dropped with what was read along with it, and reading goes on.
        """
        while not self.exit_event.is_set():
            try:
                self.run_input_thread()
            except ValueError:
                continue
            except Exception as error:
                self._app.call_later(self._app._handle_exception, error)
                return

    def send_message(self, message: Message) -> None:
        """Hand on what was read, once there is room for it."""
        if threading.current_thread() is self._key_thread:
            while self._waiting() > AHEAD and not self.exit_event.wait(LOOK):
                pass
        posted = asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=self._loop)
        self._sent.append(posted)

    def _waiting(self) -> int:
        """How many messages wait where keys go: on their way, then from the focus to the app."""
        while self._sent and self._sent[0].done():
            self._sent.popleft()
        try:
            here = self._app.focused or self._app.screen
            places = here.ancestors_with_self
        except ScreenStackError:
            places = [self._app]
        return len(self._sent) + sum(each.message_queue_size for each in places if each.is_running)
