"""The claims: state in sign and word, then the wording, on as many lines as there is room for.

If not all claims fit, each has one line. If there are rows left, all get the same number of extra
lines; if some wordings are still cut, the claim at the cursor is shown whole. What stands above
the cursor never moves because of that, and nothing scrolls.
"""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.tui import keys
from workbench.tui.cards import ClaimRow
from workbench.tui.panes.rows import Rows


class ClaimList(Rows):
    """The claims that match the filter."""

    BINDINGS: ClassVar[list[BindingType]] = keys.CLAIMS
    FILLS = True

    @dataclass
    class Highlighted(Message):
        """The cursor came to a claim."""

        claim: str

    @dataclass
    class Chosen(Message):
        """The checker wants to see the evidence of a claim."""

        claim: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: tuple[ClaimRow, ...] = ()
        self.column = 12
        """Cells for the state: the widest possible, so that nothing moves when one changes."""
        self._reported: str | None = None
        """The claim that was last posted as highlighted."""
        self._lines_each = 1
        """The most lines that a claim gets."""
        self._opens = False
        """Whether the claim at the cursor gets as many lines as it needs."""

    def show(self, rows: tuple[ClaimRow, ...], *, at: str | None) -> None:
        """Show these rows with the cursor on the claim `at`, or on the first."""
        self.rows = rows
        self.reset(len(rows))
        places = [place for place, row in enumerate(rows) if row.id == at]
        if places:
            self._reported = at
        elif rows:
            self._reported = None
        wanted = places[0] if places else (0 if rows else None)
        if self.index == wanted:
            self._report()
            self._show_cursor()
        else:
            self.index = wanted

    def go_to(self, claim: str) -> None:
        """Put the cursor on a claim; posts no message, since the caller knows."""
        for place, row in enumerate(self.rows):
            if row.id == claim:
                self._reported = claim
                self.index = place

    def change(self, row: ClaimRow) -> None:
        """Show a claim again whose state changed."""
        for place, old in enumerate(self.rows):
            if old.id == row.id and old != row:
                self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
                self.redraw(place)

    @property
    def chosen(self) -> ClaimRow | None:
        """The claim under the cursor."""
        return self.rows[self.index] if self.index is not None and self.rows else None

    def _measure(self) -> None:
        self._width, self._rows = self.scrollable_content_region.size
        self._lines_each, self._opens = 1, False
        if self._width and 0 < len(self.rows) <= self._rows:
            whole = [len(self._wording(row, self.line_width)) for row in self.rows]
            fits = range(1, max(whole) + 1)
            self._lines_each = max(
                each for each in fits if each == 1 or _sum(whole, each) <= self._rows
            )
            left = self._rows - _sum(whole, self._lines_each)
            self._opens = 0 < max(whole) - self._lines_each <= left
        super()._measure()

    def draw(self, index: int, width: int) -> list[Content]:
        row, column = self.rows[index], self._column(width)
        state = f"{row.state.glyph} {row.state.word}" if not row.busy else "  saving"
        if cell_len(state) > column:
            state = state[: column - 1] + "…"
        texts = self._wording(row, width)
        most = len(texts) if self._opens and index == self.index else self._lines_each
        if len(texts) > most:
            rest = Content(" ").join(texts[most - 1 :])
            texts = [*texts[: most - 1], rest.truncate(max(width - column - 1, 4), ellipsis=True)]
        quiet = "" if row.state.word == "open" else "$quiet"
        before = Content.assemble((state + " " * (column - cell_len(state)), row.state.style), " ")
        return [
            (before if not at else Content(" " * (column + 1)))
            + (text.stylize(quiet) if quiet else text)
            for at, text in enumerate(texts)
        ]

    def height_of(self, index: int) -> int:
        one = self._lines_each == 1 and not (self._opens and index == self.index)
        return 1 if one else super().height_of(index)

    def _column(self, width: int) -> int:
        return min(self.column, max(width // 2, 6))

    def _wording(self, row: ClaimRow, width: int) -> list[Content]:
        """The lines of the whole wording."""
        return Content(row.text).wrap(max(width - self._column(width) - 1, 4)) or [Content("")]

    def watch_index(self, old: int | None, new: int | None) -> None:
        if self._opens and old != new:
            self.reset(len(self.rows))
        super().watch_index(old, new)
        self._report()

    def _report(self) -> None:
        row = self.chosen
        if row is not None and row.id != self._reported:
            self._reported = row.id
            self.post_message(self.Highlighted(row.id))

    def action_choose(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen.id))


def _sum(lines: list[int], most: int) -> int:
    """How many rows the items take, each given at most `most` of its lines."""
    return sum(min(each, most) for each in lines)
