"""How the desk ends: by itself, by a signal, or by a bug of ours, which is told in a few lines.

An error that ends nothing, in a thread or a task, is told as well, on the screen and afterwards.
"""

import asyncio
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from rich.text import Text
from textual.app import App

from workbench.errors import WorkbenchError
from workbench.safe.crash import report, where
from workbench.safe.visible import line
from workbench.tui.topmost import missed_by_the_left
from workbench.tui.unheard import hear_tasks

CRASHED = 70


class Leaving(App[int]):
    """An app that ends when it is to, with nothing typed lost and no line of code on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.crashed = False
        self.unheard: list[str] = []
        """Errors that ended nothing, a line each: also told when the desk is left."""
        self.ends_soon: Callable[[int], None] = lambda code: None
        """Called with the exit code once the app is to end, by itself or not."""
        self._leaving = False
        self._known_errors: set[tuple[object, ...]] = set()

    def leave_from_signal(self, code: int) -> None:
        """Leave with this exit code; called from a signal handler."""
        self._loop_of_run.call_soon_threadsafe(self.stop_work, code)
        self._loop_of_run.call_soon_threadsafe(self.exit, code)

    def on_load(self) -> None:
        """Remember the loop that a signal or a failed thread must speak to."""
        self._loop_of_run = asyncio.get_running_loop()
        hear_tasks(self._loop_of_run, self.hear)

    def _handle_exception(self, error: Exception) -> None:
        if not missed_by_the_left(error, leaving=self._leaving):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after a bug of ours with a few lines and a log; Textual has no public hook for it.

        Its own would print a screen of code with every local variable: what she was typing too.
        """
        error = sys.exc_info()[1] or self._exception
        self.crashed = True
        if error is not None and self._is_new(error):
            told = report(error)
            if not self._exit_renderables:
                self._exit_renderables.append(Text("\n".join(map(line, told))))
        self.stop_work(CRASHED)
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """As any crash: errors of Textual that draw themselves would show what they hold."""
        self._fatal_error()

    def hear(self, error: BaseException) -> None:
        """Tell of an error that ended nothing; called in any thread."""
        if not self._is_new(error):
            return
        if isinstance(error, WorkbenchError):  # no bug: left before it was told, as a save may be
            told = line(str(error))
        else:
            told = line(f"an error in the background: {type(error).__name__}. {where(error)}")
        self.unheard.append(told)
        with suppress(RuntimeError):  # the loop has ended: it is told when the desk is left
            self._loop_of_run.call_soon_threadsafe(self._show_unheard, told)

    def _show_unheard(self, told: str) -> None:
        if self.is_running:
            self.notify(told, severity="error", timeout=60, markup=False)

    def _is_new(self, error: BaseException) -> bool:
        """Whether no error of this kind came from this place before: one in a timer comes often."""
        frames = traceback.extract_tb(error.__traceback__)[-1:]
        key = (type(error), *((frame.filename, frame.lineno) for frame in frames))
        known = key in self._known_errors
        self._known_errors.add(key)
        return not known

    def stop_work(self, code: int) -> None:
        """Let nothing that is under way, but for saves, keep the app from ending."""
        from workbench.corpus.readers import stop

        self._leaving = True
        self.ends_soon(code)
        for screen in self.screen_stack:  # at once: an orderly end may come too late on a slow day
            try:
                getattr(screen, "keep_typed", lambda: None)()
            except Exception as error:  # a bug there must not keep the desk from ending
                self.hear(error)
        # Cancelled first: what a reader then fails to read is not taken for a bad source.
        self.workers.cancel_all()
        stop()

    async def _shutdown(self) -> None:
        if not self._leaving:  # by none of our ways: what hangs then is ended all the same
            self.stop_work(CRASHED if self.crashed else self.return_value or 0)
        await super()._shutdown()
