"""Textual's terminal driver, changed to read no faster than the desk can answer, and to end.

In Textual 8.2.8 the reading thread passes on whatever comes. When a program typed 600 letters a
second into the palette, 8,000 were waiting after half a minute, the desk stood still for as long,
and each took 3 kB. Left unread, they wait in the terminal, and then the program waits too.
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
"""Keys and mouse moves on their way: a hand makes three; the palette takes 25 ms for each."""
LOOK = 0.005
"""Seconds between two checks whether reading may go on."""


class UnhurriedDriver(LinuxDriver):
    """Draws on a terminal, and leaves what is typed too fast waiting there."""

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
        """Messages that the event loop may not have handled yet."""

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again only if it was given back.

        When a terminal closes, the kernel sends SIGHUP and SIGCONT. Textual would then start its
        threads a second time, forget the first ones, and never end.
        """
        if self._must_signal_resume:
            super()._sigcont_application()

    def _run_input_thread(self) -> None:
        """As Textual's, but it goes on after bad keys, and reports other errors before the end.

        Bytes that look like a key but are none, such as `ESC [ : u`, raise ValueError in the
        parser: they are dropped with whatever was read together with them.
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
        """Pass on what was read, once there is room for it."""
        if threading.current_thread() is self._key_thread:
            while self._waiting() > AHEAD and not self.exit_event.wait(LOOK):
                pass
        posted = asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=self._loop)
        self._sent.append(posted)

    def _waiting(self) -> int:
        """How many messages wait where a key must pass: before the loop, then focus to app."""
        while self._sent and self._sent[0].done():
            self._sent.popleft()
        try:
            here = self._app.focused or self._app.screen
            places = here.ancestors_with_self
        except ScreenStackError:
            places = [self._app]
        return len(self._sent) + sum(each.message_queue_size for each in places if each.is_running)
