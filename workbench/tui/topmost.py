"""A screen that leaves itself and no other, however late it is told to."""

import traceback
from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from textual.screen import Screen as Base
else:
    # No widget: Textual takes style sheet and keys from the first base that is one.
    from typing import Generic as Base

T = TypeVar("T")


class Topmost(Base[T]):
    """Stands before the kind of screen; dismissed only from the top of the stack.

    Keys still on their way, or a save that returns, reach a screen that was left already or has
    another on top of it. Textual then takes down whichever is on top, or dies of a stack of one.
    """

    _leaves_with: tuple[T | None] | None = None
    """With what it was to leave while another stood on top of it."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with a result: now, or once this screen is on top again; never twice."""
        if self.is_active:
            return super().dismiss(result)
        self._leaves_with = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """Leave late, if that was asked meanwhile."""
        if self._leaves_with is not None:
            self.dismiss(*self._leaves_with)


def missed_by_the_left(error: Exception, *, leaving: bool) -> bool:
    """Whether a screen that was left, or any while the app is `leaving`, missed its own parts.

    Or one of its parts the screen. Textual 8.2.8 takes them down first, and only then stops what
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
