"""What every screen of the desk has: the project, the keeper, and one way of telling."""

from typing import TYPE_CHECKING, Literal

from textual.screen import Screen

from workbench.visible import line

if TYPE_CHECKING:
    from workbench.tui.keeper import Keeper
    from workbench.workspace import Workspace


class Place(Screen[None]):
    """A screen over a project."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (180, "-wide")]  # noqa: RUF012

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__()
        self.workspace = workspace
        self.keeper = keeper

    def say(
        self,
        text: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        seconds: float = 5.0,
    ) -> None:
        """Show one line for a while; it takes the place of the one before."""
        self.app.clear_notifications()
        self.notify(line(text), severity=severity, timeout=seconds, markup=False)
