"""Open a project on the screen; the exit code says how it ended."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.events import Event, Paste

from workbench.tui import keys
from workbench.tui.keeper import Keeper
from workbench.tui.themes import LAMP, OWN, THEMES, colours_of
from workbench.visible import line
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from textual.screen import Screen

LARGEST_PASTE = 100_000
# Characters: a justification has a few thousand; 10 MB in a text area takes over 100 s.


class WorkbenchApp(App[int]):
    """The desk. Screens do the showing; the app holds what all of them share."""

    CSS_PATH = "workbench.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = keys.APP

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.keeper = Keeper(workspace)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = LAMP.name
        self.title = line(workspace.file.project.title)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that do not name them."""
        theme = self.current_theme
        return {} if set(OWN) <= set(theme.variables) else colours_of(theme)

    def get_default_screen(self) -> "Screen[Any]":
        from workbench.tui.screens.review import ReviewScreen

        return ReviewScreen(self.workspace, self.keeper)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Paste) and len(event.text) > LARGEST_PASTE:
            size = f"{len(event.text):,}".replace(",", " ")
            self.notify(
                f"not pasted: {size} characters; at most {LARGEST_PASTE:,} go in at once",
                severity="warning",
                markup=False,
            )
            return
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave once every save under way has returned."""
        await self.keeper.settled()
        self.exit(0)

    def action_help(self) -> None:
        from workbench.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))


def run(root: Path, *, by: str | None = None) -> int:
    """Open the project in `root` on the screen; the exit code once it is left.

    `by` is the reviewer's name. Raises InputError, in one line, before any screen when the
    project cannot be opened, or when there is no terminal to draw on.
    """
    workspace = Workspace.open(root, by=by)
    app = WorkbenchApp(workspace)
    try:
        result = app.run()
    finally:
        workspace.close()
    if result is None:
        return app.return_code or 0
    return result
