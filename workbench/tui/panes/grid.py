"""A table with a cursor on one cell. Cells are text, never markup."""

from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widgets import DataTable

from workbench.tui import keys


class Grid(DataTable[Text], inherit_bindings=False):
    """A `DataTable` with the same moving keys as every list here; cells are `rich.text.Text`.

    A `Content` cell would show its first character only, a `str` would be read as markup.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.GRID

    def __init__(self, *, id: str | None = None, fixed: int = 1) -> None:  # noqa: A002
        super().__init__(id=id, zebra_stripes=False, cursor_type="cell", fixed_columns=fixed)
        self.cell_padding = 1

    @property
    def ink(self) -> dict[str, str]:
        """Colours of the theme by their names, for cells."""
        return self.app.get_css_variables()


def column_width(room: int, columns: int, *, least: int, most: int) -> int:
    """Cells for each of some columns of equal width in `room`, not counting their padding.

    If all fit, they share the room; if not, as many whole columns as fit share it.
    """
    seen = max(min(columns, room // (least + 2)), 1)
    return max(min(room // seen - 2, most), least)
