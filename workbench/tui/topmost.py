"""A screen that leaves itself and no other, however late it is told to."""

from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete

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
