"""A column of items of one or more lines each, with a cursor: the base of the claims and evidence.

Items are drawn when they come into view and kept until the width or the item changes, so
2,000 claims cost as little as 20 and nothing is measured twice. Not a ListView or OptionList:
those measure every item they hold (5,000 options: 3.3 s).
"""

from bisect import bisect_right
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui import keys
from workbench.tui.marks import glyph


class Rows(ScrollView, can_focus=True):
    """Draws `count` items with `draw`; `index` is the item under the cursor, None without items."""

    DEFAULT_CSS = """
    Rows { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
           scrollbar-gutter: stable; }
    Rows .rows--cursor { background: $chosen; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = keys.MOVES
    GUTTER = 2
    """Cells before each line, where the cursor's bar is."""
    FILLS: ClassVar[bool] = False
    """Whether the number of lines of an item depends on the number of rows on screen."""

    index: var[int | None] = var(None)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._count = 0
        self._drawn: dict[int, list[Content]] = {}
        self._starts: list[int] = [0]
        self._width = 0
        self._rows = 0

    # what a subclass defines

    def draw(self, index: int, width: int) -> list[Content]:
        """The lines of an item, each at most `width` cells wide."""
        raise NotImplementedError

    def height_of(self, index: int) -> int:
        """How many lines `draw` gives; found by drawing unless a subclass knows better."""
        return len(self._lines(index))

    def can_rest(self, index: int) -> bool:
        """Whether the cursor may be there; not on a heading."""
        return True

    # what a subclass calls

    def reset(self, count: int) -> None:
        """Show `count` items, all drawn again; moving the cursor is left to the caller."""
        self._count = count
        self._drawn.clear()
        self._measure()

    def redraw(self, index: int) -> None:
        """Draw one item again."""
        before = self._starts[index + 1] - self._starts[index] if index < self._count else 0
        self._drawn.pop(index, None)
        if index < self._count and self._width and self.height_of(index) != before:
            self._measure()
        else:
            self.refresh()

    # geometry

    @property
    def line_width(self) -> int:
        """Cells for an item's line."""
        return max(self._width - self.GUTTER, 8)

    def _lines(self, index: int) -> list[Content]:
        if index not in self._drawn:
            self._drawn[index] = self.draw(index, self.line_width)
        return self._drawn[index]

    def _measure(self) -> None:
        self._width, self._rows = self.scrollable_content_region.size
        starts = [0]
        if self._width:
            for index in range(self._count):
                starts.append(starts[-1] + self.height_of(index))
        else:
            starts.extend([0] * self._count)
        self._starts = starts
        self.virtual_size = Size(self._width, starts[-1])
        self.refresh()

    def on_resize(self) -> None:
        self._fit()
        # Also if only the height changed: a card above may now cover the last line.
        self._show_cursor()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """As Textual's, but the items are measured before they are drawn at this size.

        If that waited for the resize event, the first frame would have no items and be drawn twice.
        """
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        self._fit()
        return changed

    def _fit(self) -> None:
        """Measure again if the size has changed since."""
        width, rows = self.scrollable_content_region.size
        if width != self._width or (self.FILLS and rows != self._rows):
            self._drawn.clear()
            self._measure()
            self._show_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()

    def item_at(self, line: int) -> int | None:
        """The item that a line (counted from the top of all items) belongs to; None if none."""
        if not 0 <= line < self._starts[-1]:
            return None
        return bisect_right(self._starts, line) - 1

    # drawing

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        index = self.item_at(line)
        base = self.visual_style
        if index is None:
            return Strip.blank(width, base.rich_style)
        lines = self._lines(index)
        at = line - self._starts[index]
        content = lines[at] if at < len(lines) else Content("")
        # The empty line after an item separates it from the next and belongs to neither.
        chosen = index == self.index and not (at and at == len(lines) - 1 and not content)
        if chosen:
            base = self.get_visual_style("rows--cursor")
        bar = Content.assemble((glyph("▌"), "$focus" if self.has_focus else "$quiet"), " ")
        whole = (bar if chosen else Content("  ")) + content
        segments = [
            Segment(text, (base + style).rich_style)
            for text, style in whole.render(base, parse_style=self._get_style, end="")
        ]
        return Strip(segments).adjust_cell_length(width, base.rich_style)

    # the cursor

    def watch_index(self, old: int | None, new: int | None) -> None:
        if old != new:
            self._show_cursor()
            self._refresh_item(old)
            self._refresh_item(new)

    def _refresh_item(self, index: int | None) -> None:
        """Draw the lines of one item again, if it still exists."""
        if index is not None and index < self._count:
            start = self._starts[index]
            self.refresh_lines(start, self._starts[index + 1] - start)

    def _show_cursor(self) -> None:
        if self.index is None or self.index >= self._count or not self._width:
            return
        top = self._starts[self.index]
        # A heading above the first item should come into view with it.
        above = self.index - 1
        if above >= 0 and not self.can_rest(above):
            top = self._starts[above]
        # So should a line below the last item, such as the one that says there are more.
        below = self.index + 1
        last = below == self._count - 1 and not self.can_rest(below)
        bottom = self._starts[below + 1 if last else below]
        height = min(bottom - top, max(self.scrollable_content_region.height, 1))
        self.scroll_to_region(
            Region(0, top, self._width, height), animate=False, immediate=True, x_axis=False
        )
        # Textual moves the thumb only of a scroll bar on screen, and an empty list has none.
        self.vertical_scrollbar.position = self.scroll_y

    def _step(self, start: int, direction: int) -> int | None:
        at = start
        while 0 <= at < self._count:
            if self.can_rest(at):
                return at
            at += direction
        return None

    def _go(self, index: int | None) -> None:
        if index is not None:
            self.index = index

    def action_move(self, by: int) -> None:
        at = -1 if self.index is None else self.index
        self._go(self._step(at + by, by))

    def action_first(self) -> None:
        self._go(self._step(0, 1))
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        self._go(self._step(self._count - 1, -1))

    def action_page(self, by: int) -> None:
        if self.index is None or not self._count:
            return
        wanted = self._starts[self.index] + by * max(self.size.height - 2, 1)
        at = self.item_at(min(max(wanted, 0), self._starts[-1] - 1))
        if at is not None:
            self._go(self._step(at, by) if self._step(at, by) is not None else self._step(at, -by))

    async def _on_click(self, event: events.Click) -> None:
        at = self.item_at(event.y + self.scroll_offset.y)
        if at is not None and self.can_rest(at):
            self.index = at
            if event.chain == 2:
                await self.run_action("choose")

    def action_choose(self) -> None:
        """Open the item under the cursor; a subclass defines what that means."""
