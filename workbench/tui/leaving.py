"""How the desk ends: by itself, by a signal, or by a bug of ours, reported in a few lines.

An error in a thread or a task, which does not end the app, is shown on the screen and again after.
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
from workbench.tui.panes.kept_line import KeptLine
from workbench.tui.topmost import missed_by_the_left
from workbench.tui.unheard import hear_tasks

CRASHED = 70


class Leaving(App[int]):
    """An app that ends when asked to, loses nothing typed and shows no code on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.crashed = False
        self.unheard: list[str] = []
        """Errors that did not end the app, a line each; also printed when the desk is left."""
        self.ends_soon: Callable[[int], None] = lambda code: None
        """Called with the exit code once the app is going to end, by itself or not."""
        self._leaving = False
        self._known_errors: set[tuple[object, ...]] = set()

    def leave_from_signal(self, code: int) -> None:
        """Leave with this exit code; called from a signal handler."""
        self._loop_of_run.call_soon_threadsafe(self.stop_work, code)
        self._loop_of_run.call_soon_threadsafe(self.exit, code)

    def on_load(self) -> None:
        """Remember the event loop, which a signal handler or a failed thread must call into."""
        self._loop_of_run = asyncio.get_running_loop()
        hear_tasks(self._loop_of_run, self.hear)

    def _handle_exception(self, error: Exception) -> None:
        if not missed_by_the_left(error, leaving=self._leaving):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after a bug of ours with a few lines and a log; Textual has no public hook for it.

        Textual would print a screen of code with every variable, including what she was typing.
        """
        error = sys.exc_info()[1] or self._exception
        self.crashed = True
        if error is not None and self._is_new(error):
            lines = report(error)
            if not self._exit_renderables:
                self._exit_renderables.append(Text("\n".join(map(line, lines))))
        self.stop_work(CRASHED)
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """As after any crash: Textual's own errors would print the values they hold."""
        self._fatal_error()

    def hear(self, error: BaseException) -> None:
        """Report an error that did not end the app; may be called in any thread."""
        if not self._is_new(error):
            return
        if isinstance(error, WorkbenchError):  # no bug: its screen was left before it could show it
            message = line(str(error))
        else:
            message = line(f"an error in the background: {type(error).__name__}. {where(error)}")
        self.unheard.append(message)
        with suppress(RuntimeError):  # the loop has ended: it is printed when the desk is left
            self._loop_of_run.call_soon_threadsafe(self._show_unheard, message)

    def _show_unheard(self, message: str) -> None:
        if self.is_running:
            self.notify(message, severity="error", timeout=60, markup=False)

    def _is_new(self, error: BaseException) -> bool:
        """Whether this error has not come from this line before: a timer repeats its errors."""
        frames = traceback.extract_tb(error.__traceback__)[-1:]
        key = (type(error), *((frame.filename, frame.lineno) for frame in frames))
        known = key in self._known_errors
        self._known_errors.add(key)
        return not known

    def stop_work(self, code: int) -> None:
        """Stop all work but saves, so that nothing keeps the app from ending."""
        from workbench.corpus.readers import stop

        self._leaving = True
        self.ends_soon(code)
        for screen in self.screen_stack:  # at once: the orderly end may come too late
            try:
                getattr(screen, "keep_typed", lambda: None)()
                for each in screen.query(KeptLine):
                    each.keep()
            except Exception as error:  # a bug there must not keep the desk from ending
                self.hear(error)
        # Cancelled before `stop`: a source whose reader is stopped must not count as unreadable.
        self.workers.cancel_all()
        stop()

    async def _shutdown(self) -> None:
        if not self._leaving:  # Textual ended it by itself: what hangs is stopped all the same
            self.stop_work(CRASHED if self.crashed else self.return_value or 0)
        await super()._shutdown()
