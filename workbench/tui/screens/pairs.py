"""Pairs: who says what of one claim, when, and who disagrees; two quotes side by side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Static

from workbench.corpus.prose import flat
from workbench.report.crossing import Says, in_order, relation
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.cards import citation
from workbench.tui.marks import MARKS, RELATIONS, claim_spots, glyph, marked, passage_spots
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.grid import Grid, column_width
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import TitleBar
from workbench.tui.screens.place import MEDIUM, Place

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.tui.shared import Shared

WIDTH, WIDEST = 13, 24
# Cells of a source's column.


class PairsScreen(Place):
    """Sources down and across; below them, the words of the two under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = keys.PAIRS

    def __init__(
        self,
        shared: "Shared",
        claim: "Claim",
        says: "Mapping[str, Says]",
        sources: "Mapping[str, Source]",
    ) -> None:
        super().__init__(shared)
        self.claim = claim
        self._says = says
        self._sources = sources
        self._order = tuple(each for each in in_order(sources) if each in says)
        self._dated = self.wide >= MEDIUM
        """Whether there is room for dates in the table; the words below always have them."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        yield Grid(id="grid", fixed=3 if self._dated else 2)
        with Horizontal(id="both"):
            yield Static(id="one")
            yield Static(id="other")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(TitleBar).left = Content.assemble(
            ("Source by source", "bold"), "  who says what, and who disagrees"
        )
        self.query_one(ClaimCard).claim = self.claim
        grid = self.query_one(Grid)
        grid.add_column(Text("source"), width=24 if self._dated else 18, key="source")
        if self._dated:
            grid.add_column(Text("date"), width=10, key="date")
        grid.add_column(Text("says"), width=20 if self._dated else 16, key="says")
        room = self.wide - (61 if self._dated else 39)
        width = column_width(room, len(self._order), least=WIDTH, most=WIDEST)
        for source_id in self._order:
            name = Text(self._called(source_id), no_wrap=True, overflow="ellipsis")
            name.truncate(width, overflow="ellipsis")
            grid.add_column(name, width=width, key=source_id)
        for row in self._order:
            grid.add_row(*self._row(row, grid.ink), key=row)
        grid.focus()
        self.watch(self.app, "theme", self._repaint, init=False)
        if not self._order:
            self.query_one("#one", Static).update(Content("No source speaks of this claim."))

    def _repaint(self) -> None:
        """Draw the cells again: they keep the colours of the theme they were drawn in."""
        grid = self.query_one(Grid)
        for at, row in enumerate(self._order):
            for column, cell in enumerate(self._row(row, grid.ink)):
                grid.update_cell_at(Coordinate(at, column), cell)

    def _called(self, source_id: str) -> str:
        source = self._sources[source_id]
        return line(source.publisher or source.title)

    def _row(self, row: str, ink: dict[str, str]) -> list[Text]:
        says, source = self._says[row], self._sources[row]
        badge = MARKS[says.stance]
        when = str(source.published.first) if source.published else "unknown"
        cells = [
            Text(self._called(row), no_wrap=True, overflow="ellipsis"),
            *((Text(when),) if self._dated else ()),
            Text(f"{badge.glyph} {says.value or says.word}", no_wrap=True, overflow="ellipsis"),
        ]
        for column in self._order:
            agree = relation(says, self._says[column]) if column != row else ""
            shown = {"disagree": f"{glyph('✗')} disagree", "agree": f"{glyph('✓')} agree"}
            colour = {"disagree": ink["conflict"], "agree": ink["support"]}.get(agree, ink["quiet"])
            blank = glyph("·") if column != row else "="
            cells.append(Text(shown.get(agree, blank), style=colour))
        return cells

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        grid = self.query_one(Grid)
        if not grid.is_valid_coordinate(grid.cursor_coordinate):
            return
        row, column = grid.coordinate_to_cell_key(grid.cursor_coordinate)
        one, other = str(row.value), str(column.value)
        self._show("#one", one)
        self._show("#other", other if other in self._says and other != one else None)
        reasons = self._says[one].evidence.judgement.reasons
        self.query_one(ClaimCard).spots = claim_spots(reasons)

    def _show(self, pane: str, source_id: str | None) -> None:
        place = self.query_one(pane, Static)
        if source_id is None:
            place.update(Content.assemble(("move right for a second source", "$quiet")))
            return
        says = self._says[source_id]
        badge = MARKS[says.stance]
        reasons = says.evidence.judgement.reasons
        quote = marked(
            line(flat(says.evidence.match.passage.text)),
            passage_spots(reasons),
            quote=True,
        )
        whose = "  marked by you" if says.mark else ""
        said = Content("\n").join(
            Content(f"{RELATIONS[str(reason.relation)].glyph} {line(reason.text)}")
            for reason in reasons
        )
        place.update(
            Content.assemble(
                (str(badge), badge.style),
                f"{whose}  ",
                (citation(self._sources[source_id], source_id), "$quiet"),
                "\n",
                quote,
                "\n",
                said,
            )
        )

    def action_leave(self) -> None:
        self.dismiss()
