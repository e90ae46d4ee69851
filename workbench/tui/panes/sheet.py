"""A page of text that scrolls by keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.tui import keys


class Sheet(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Shows `Content`, never markup."""

    DEFAULT_CSS = "Sheet { padding: 0 1; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = keys.SCROLLS

    def compose(self) -> ComposeResult:
        yield Static(Content(""))

    def show(self, content: Content) -> None:
        """Show this page."""
        self.query_one(Static).update(content)
