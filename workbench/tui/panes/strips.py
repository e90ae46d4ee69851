"""One-line panes: the title above, the heading of a pane, the bar that says what went wrong."""

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from workbench.tui.marks import glyph


class TwoEnded(Widget):
    """One line with something at its left end and something at its right end.

    If there is too little room the left is cut, down to a third of the line; then the right is.
    """

    DEFAULT_CSS = "TwoEnded { height: 1; }"

    left: var[Content] = var(Content(""))
    right: var[Content] = var(Content(""))

    def watch_left(self) -> None:
        self.refresh()

    def watch_right(self) -> None:
        self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        most = max(width - min(self.left.cell_length, width // 3) - 1, 0)
        right = self.right
        if right.cell_length > most:
            right = right.truncate(most, ellipsis=True)
        room = max(width - right.cell_length - (1 if right else 0), 0)
        left = (
            self.left.truncate(room, ellipsis=True) if self.left.cell_length > room else self.left
        )
        gap = max(width - left.cell_length - right.cell_length, 0)
        return Content.assemble(left, " " * gap, right)


class TitleBar(TwoEnded):
    """The project's title, the progress, and what is going on."""


class PaneHead(TwoEnded):
    """What the pane below shows."""


class ErrorBar(Widget):
    """What could not be saved and why, until it is saved or the checker leaves the claim."""

    DEFAULT_CSS = "ErrorBar { height: auto; max-height: 4; display: none; }"

    message: var[str] = var("")
    """Safe to show already; empty hides the bar."""

    def watch_message(self, message: str) -> None:
        self.display = bool(message)
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content.assemble((f"{glyph('✗')} ", "bold"), self.message)
