"""A screen that closes only itself, however late it is asked to close."""

import traceback
from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from textual.screen import Screen as Base
else:
    # Not a widget: Textual takes style sheet and keys from the first base class that is one.
    from typing import Generic as Base

T = TypeVar("T")


class Topmost(Base[T]):
    """Stands before the kind of screen in the bases; closes only when it is on top.

    Keys still on their way, or a save that returns, may reach a screen that was closed already
    or has another on top. Textual would then close whichever is on top, or crash when only one is
    left.
    """

    _leaves_with: tuple[T | None] | None = None
    """The result to close with, if it was asked to close while another screen was on top."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result: now, or once this screen is on top again; never twice."""
        if self.is_active:
            return super().dismiss(result)
        self._leaves_with = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """Close now, if that was asked while another screen was on top."""
        if self._leaves_with is not None:
            self.dismiss(*self._leaves_with)


def missed_by_the_left(error: Exception, *, leaving: bool) -> bool:
    """Whether the error only says that a screen that is closing did not find one of its parts.

    Or that one of its parts did not find the screen; with `leaving`, any screen counts as closing.
    Textual 8.2.8 removes the parts first and stops their work only afterwards.
    they have under way.
    """
    cause = error.error if isinstance(error, WorkerFailed) else error
    if not isinstance(cause, NoMatches | NoScreen):
        return False
    *_, (looking, _) = traceback.walk_tb(cause.__traceback__)
    node = looking.f_locals.get("self")
    try:
        return leaving or (node is not None and node.screen not in node.app.screen_stack)
    except NoScreen:
        return True
