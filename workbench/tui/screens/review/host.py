"""What the parts of Review may ask of the screen that owns them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from workbench.claims import Claim
    from workbench.workspace import Workspace


class Host(Protocol):
    """A screen of a project that shows messages, saves, and draws."""

    workspace: "Workspace"

    @property
    def undoes(self) -> str:
        """The end of a message that something was saved: which key undoes it."""

    def key(self, binding_id: str) -> str:
        """The key that does this under the keymap in use."""

    def say(
        self, text: str, *, severity: "SeverityLevel" = "information", seconds: float = 5.0
    ) -> None:
        """Show one line for a while."""

    def tell(self, news: str) -> None:
        """Show at the end of the title what is going on."""

    def save(
        self,
        claim_id: str,
        act: Callable[..., Any],
        *args: Any,
        then: "Callable[[Any], None] | None" = None,
        **kwargs: Any,
    ) -> object:
        """Record something; everything is shown again after `then` was called."""

    def mine(self, what: str) -> "Claim | None":
        """The claim under the cursor; None, after a message, if nothing can be recorded on it."""

    def show(self) -> None:
        """Give each pane its value."""

    def go_to_pane(self, name: str) -> None:
        """Bring a pane into view and put the focus there."""

    def show_trouble(self, trouble: str) -> None:
        """Show what is wrong until it is right; an empty text removes it."""

    def go_to(self, claim_id: str) -> None:
        """Put the cursor on a claim."""

    def keep_place(self) -> None:
        """Keep where the checker is for the next time."""

    def came_back(self, ids: tuple[str, ...] | None) -> None:
        """Another place was closed, with ids of claims to go to."""
