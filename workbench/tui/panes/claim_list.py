"""The claims, one a line: state in glyph and word, then the wording."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.tui import keys
from workbench.tui.marks import Badge
from workbench.tui.panes.rows import Rows


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as the list shows it."""

    id: str
    text: str
    """Made visible already, on one line."""
    state: Badge
    busy: bool = False
    """A decision on it is being saved."""


class ClaimList(Rows):
    """The claims that the filter lets through."""

    BINDINGS: ClassVar[list[BindingType]] = keys.CLAIMS

    @dataclass
    class Highlighted(Message):
        """The cursor came to a claim."""

        claim: str

    @dataclass
    class Chosen(Message):
        """The evidence of a claim is wanted."""

        claim: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: tuple[ClaimRow, ...] = ()
        self.column = 12
        """Cells for the state: the widest there can be, so that nothing moves when one changes."""
        self._told: str | None = None

    def show(self, rows: tuple[ClaimRow, ...], *, at: str | None) -> None:
        """Show these rows with the cursor on the claim `at`, or on the first."""
        self.rows = rows
        self.reset(len(rows))
        places = [place for place, row in enumerate(rows) if row.id == at]
        if places:
            self._told = at
        elif rows:
            self._told = None
        wanted = places[0] if places else (0 if rows else None)
        if self.index == wanted:
            self._tell()
            self._show_cursor()
        else:
            self.index = wanted

    def go_to(self, claim: str) -> None:
        """Put the cursor on a claim; nobody is told, since somebody asked."""
        for place, row in enumerate(self.rows):
            if row.id == claim:
                self._told = claim
                self.index = place

    def change(self, row: ClaimRow) -> None:
        """Show another state of one claim."""
        for place, old in enumerate(self.rows):
            if old.id == row.id and old != row:
                self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
                self.redraw(place)

    @property
    def chosen(self) -> ClaimRow | None:
        """The claim under the cursor."""
        return self.rows[self.index] if self.index is not None and self.rows else None

    def height_of(self, index: int) -> int:
        return 1

    def draw(self, index: int, width: int) -> list[Content]:
        row = self.rows[index]
        state = f"{row.state.glyph} {row.state.word}" if not row.busy else "  saving"
        column = min(self.column, max(width // 2, 6))
        if cell_len(state) > column:
            state = state[: column - 1] + "…"
        text = Content(row.text).truncate(max(width - column - 1, 4), ellipsis=True)
        quiet = "" if row.state.word == "open" else "$quiet"
        return [
            Content.assemble(
                (state + " " * (column - cell_len(state)), row.state.style),
                " ",
                text.stylize(quiet) if quiet else text,
            )
        ]

    def watch_index(self, old: int | None, new: int | None) -> None:
        super().watch_index(old, new)
        self._tell()

    def _tell(self) -> None:
        row = self.chosen
        if row is not None and row.id != self._told:
            self._told = row.id
            self.post_message(self.Highlighted(row.id))

    def action_choose(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen.id))
