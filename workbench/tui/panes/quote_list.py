"""The passages marked for a claim, ready to be quoted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.keymap import key_in
from workbench.tui.marks import MARKS, marked
from workbench.tui.panes.rows import Rows

if TYPE_CHECKING:
    from workbench.verdicts import Mark


@dataclass(frozen=True, slots=True)
class Quotable:
    """A marked passage with its citation."""

    mark: "Mark"
    text: str
    cite: str
    """Short, for the list."""
    cite_whole: str
    """Whole, for the text."""


class QuoteList(Rows):
    """Marked passages; enter puts the one under the cursor into the text."""

    BINDINGS: ClassVar[list[BindingType]] = keys.QUOTES

    @dataclass
    class Chosen(Message):
        """The checker wants this quote in the text."""

        quote: Quotable

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.quotes: tuple[Quotable, ...] = ()

    def show(self, quotes: tuple[Quotable, ...]) -> None:
        """Show these quotes with the cursor on the first."""
        self.quotes = quotes
        self.reset(max(len(quotes), 1))
        self.index = 0 if quotes else None

    def can_rest(self, index: int) -> bool:
        return bool(self.quotes)

    def draw(self, index: int, width: int) -> list[Content]:
        if not self.quotes:
            yes, no = key_in(self, "mark.supports"), key_in(self, "mark.conflicts")
            hint = f"No passage is marked yet: {yes} and {no} on the evidence mark what to quote."
            return Content.assemble((hint, "$quiet")).wrap(width)
        quote = self.quotes[index]
        badge = MARKS[quote.mark]
        head = Content.assemble((str(badge), badge.style))
        cite = Content.assemble((line(quote.cite), "$quiet"))
        words = marked(line(quote.text), (), quote=True).wrap(width - 2)
        if head.cell_length + 2 + cite.cell_length <= width:
            lines = [head + "  " + cite]
        else:  # the date matters as much as the name, so it is not cut
            lines = [head, *(Content("  ") + each for each in cite.wrap(width - 2))]
        return [*lines, *(Content("  ") + each for each in words), Content("")]

    def action_choose(self) -> None:
        if self.index is not None and self.quotes:
            self.post_message(self.Chosen(self.quotes[self.index]))
