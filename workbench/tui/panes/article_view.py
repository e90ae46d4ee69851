"""An article with a passage marked in its paragraph; offsets on screen are those of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.safe.visible import visible
from workbench.tui import keys
from workbench.tui.wrapping import Line, fold

SLICE = 100_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text that is drawn in its own style."""

    start: int
    end: int
    style: str
    glyph: str = ""
    """Shown in the margin of its first line, so that it can be seen without colour."""


@lru_cache(maxsize=2)
def as_shown(text: str) -> str:
    """`text` as it is drawn, one character on screen for each code point.

    Cached, so that a thread can make it first: 5 MB take 0.3 s, in slices between which the screen
    can answer.
    """
    return "".join(map(visible, _slices(text))).replace("\t", " ")


def _slices(text: str) -> Iterator[str]:
    """`text` in pieces of at most 100,000 characters that end with a line where possible."""
    at = 0
    while at < len(text):
        end = at + SLICE
        if end < len(text):
            end = text.rfind("\n", at, end) + 1 or end
        yield text[at:end]
        at = end


def _start(stretch: Stretch) -> int:
    return stretch.start


class ArticleView(ScrollView, can_focus=True):
    """The whole text, folded to the width, with stretches marked."""

    DEFAULT_CSS = """
    ArticleView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
                  scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.SCROLLS
    MARGIN = 2
    WIDEST = 96
    # Longer lines tire the eye; typographers stop at about 75 to 90 characters.

    @dataclass
    class Clicked(Message):
        """A place in the text was clicked on."""

        at: int
        """In code points; a click on the margin gives the start of the line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._stretches: tuple[Stretch, ...] = ()
        self._longest = 0
        self._aim: tuple[int, int] | None = None
        self._shown: tuple[str, int] | None = None

    def show(
        self, text: str, stretches: tuple[Stretch, ...], *, aim: tuple[int, int] | None = None
    ) -> None:
        """Show the text; `aim` is the passage to scroll to, in code points."""
        shown = as_shown(text)
        if shown != self._text:
            self._text = shown
            self._shown = None
        self._take(stretches)
        self._aim = aim
        self._layout()

    def mark(self, stretches: tuple[Stretch, ...]) -> None:
        """Show other stretches of the same text, without scrolling."""
        self._take(stretches)
        self.refresh()

    def _take(self, stretches: tuple[Stretch, ...]) -> None:
        self._stretches = tuple(sorted(stretches, key=_start))
        self._longest = max((each.end - each.start for each in stretches), default=0)

    def aim_at(self, start: int, end: int) -> None:
        """Scroll until this part of the text is in view."""
        self._aim = (start, end)
        self._scroll_to_aim()

    def line_of(self, at: int) -> int:
        """The line on screen that holds this offset."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or (row := place.y + self.scroll_offset.y) >= len(self._lines):
            return
        start, end = self._lines[row]
        right = place.x - self.MARGIN
        for at in range(start, end):
            right -= cell_len(self._text[at])
            if right < 0:
                self.post_message(self.Clicked(at))
                return

    def on_resize(self) -> None:
        self._layout()
        # How far it can scroll at its new height is known only after it is drawn.
        self.call_after_refresh(self._scroll_to_aim)

    def _layout(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        if self._shown != (self._text, width):
            self._lines = fold(self._text, min(width - self.MARGIN - 1, self.WIDEST))
            self._starts = [start for start, _ in self._lines]
            self._shown = (self._text, width)
        self.virtual_size = Size(width, len(self._lines) if self._text else 0)
        self._scroll_to_aim()
        self.refresh()

    def _scroll_to_aim(self) -> None:
        if self._aim is None or not self._lines:
            return
        top, bottom = self.line_of(self._aim[0]), self.line_of(max(self._aim[1] - 1, self._aim[0]))
        height = max(self.scrollable_content_region.height, 1)
        # A third of the pane above the passage: what it refers to usually stands before it.
        space = max((height - (bottom - top + 1)) // 3, 0)
        self.scroll_to(y=max(top - space, 0), animate=False, immediate=True, force=True)
        # Textual moves the thumb only of a scroll bar on screen, and an empty pane has none.
        self.vertical_scrollbar.position = self.scroll_y

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        base = self.visual_style
        at = y + self.scroll_offset.y
        if not self._text or at >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        start, end = self._lines[at]
        content = Content(self._text[start:end])
        margin: tuple[str, str] = (" ", "")
        # They are sorted by start, so those that reach this line are next to each other.
        first = bisect_left(self._stretches, start - self._longest, key=_start)
        last = bisect_left(self._stretches, max(end, start + 1), key=_start)
        for each in self._stretches[first:last]:
            if each.end <= start:
                continue
            content = content.stylize(
                each.style, max(each.start - start, 0), min(each.end - start, end - start)
            )
            if each.glyph and (start <= each.start < end or margin[0] == " "):
                margin = (each.glyph if start <= each.start < end else "│", "bold")
        whole = Content.assemble(margin, " ", content)
        segments = [
            Segment(text, (base + style).rich_style)
            for text, style in whole.render(base, parse_style=self._get_style, end="")
        ]
        return Strip(segments).adjust_cell_length(width, base.rich_style)
