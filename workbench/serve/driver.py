"""Textual's web driver, changed to end the app when its page is gone.

In Textual 8.2.8, an app whose server was killed runs for ever: the thread that reads just stops at
the end of its input.
"""

import asyncio
import os
import threading

from textual import messages
from textual.drivers.web_driver import WebDriver

PATIENCE = 2.0
# Seconds for an orderly end; everything saved is on the disk already.
GONE = 129
"""Exit code: as if the terminal had been closed (128 + SIGHUP)."""


class PageDriver(WebDriver):
    """Draws on a page."""

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        last = threading.Timer(PATIENCE, os._exit, (GONE,))
        last.daemon = True
        last.start()
        asyncio.run_coroutine_threadsafe(
            self._app._post_message(messages.ExitApp()), loop=self._loop
        )
