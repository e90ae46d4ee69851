"""Matrix: what each source says of each claim, at a glance; Enter goes to the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable
from textual.worker import get_current_worker

from workbench.corpus.prose import flat
from workbench.errors import WorkbenchError
from workbench.report.crossing import Says, by_source, disagreements, in_order
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.lanes import cards_of
from workbench.tui.marks import MARKS, glyph, state_of
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.grid import Grid, column_width
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.tui.shared import Shared
    from workbench.workspace import Findings

MOST = 2_000
# Claims in the table; each is searched for, so a larger project must be filtered first.
TIGHT, WIDTH, WIDEST = 12, 18, 32
# Cells of a source's column: a sign and the few words that its reason rests on. Tight only if that
# brings all sources and the verdicts into view: the whole of the cell at hand is shown above.
VERDICT = 14
# Cells of the verdict's column.


class MatrixScreen(Saving):
    """Claims down, sources across by date; rows fill in as their claims are searched for."""

    BINDINGS: ClassVar[list[BindingType]] = keys.MATRIX

    @dataclass
    class RowFilled(Message):
        """What was found for a claim."""

        claim: str
        findings: "Findings"

    @dataclass
    class Done(Message):
        """Every claim was searched for, or `error` says why not."""

        error: str = ""

    def __init__(
        self,
        shared: "Shared",
        sources: "Mapping[str, Source]",
        found: "Mapping[str, Findings]",
        claims: tuple[str, ...],
    ) -> None:
        super().__init__(shared)
        self._sources = sources
        self._order = in_order(sources)
        self._found = dict(found)
        self._claims = [each for each in self.workspace.claims if each.id in claims][:MOST]
        self._says: dict[str, dict[str, Says]] = {}

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        yield PaneHead(id="cell")
        yield Grid(id="grid", fixed=1)
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        title = self.query_one(TitleBar)
        title.left = Content.assemble(("Matrix", "bold"), "  claims and sources")
        grid = self.query_one(Grid)
        # The whole wording of the claim at hand is shown above, so a third of the screen is enough
        # for the column. It is narrower, down to a fifth, if that brings the verdicts into view.
        many, least = len(self._order), WIDTH
        room = self.wide - 3 - VERDICT - 2
        left = room - many * (WIDTH + 2)
        wording = min(max(self.wide // 3, 24), 60)
        if max(self.wide // 5, 24) <= left < wording:
            wording = left
        elif left < wording and max(self.wide // 4, 24) <= room - many * (TIGHT + 2):
            wording, least = max(self.wide // 4, 24), TIGHT
        room -= wording
        whole = many * (least + 2) <= room
        if not whole:
            room += VERDICT + 2
        width = column_width(room, many, least=least, most=WIDEST)
        if not whole:  # no narrow strip of the next source at the edge
            wording += room % (width + 2)
        grid.add_column(Text("claim"), width=wording, key="claim")
        for source_id in self._order:
            grid.add_column(self._heading(source_id, width), width=width, key=source_id)
        grid.add_column(Text("verdict"), width=VERDICT, key="verdict")
        for claim in self._claims:
            text = Text(line(claim.text), no_wrap=True, overflow="ellipsis")
            blank = [Text(glyph("…"), style="dim") for _ in self._order]
            grid.add_row(text, *blank, Text(""), key=claim.id)
        grid.focus()
        self.watch(self.app, "theme", self._repaint, init=False)
        self.read_desk()
        self._search()

    def _heading(self, source_id: str, width: int) -> Text:
        source = self._sources[source_id]
        when = str(source.published.first)[:4] if source.published else "?"
        name = line(source.publisher or source.title)
        heading = Text(f"{when} {name}", no_wrap=True)
        heading.truncate(width, overflow="ellipsis")
        return heading

    @work(thread=True, group="matrix")
    def _search(self) -> None:
        worker = get_current_worker()
        for claim in self._claims:
            if worker.is_cancelled:
                return
            findings = self._found.get(claim.id)
            if findings is None:
                try:
                    findings = self.workspace.find(claim)
                except WorkbenchError as failure:
                    self.post_message(self.Done(str(failure)))
                    return
            self.post_message(self.RowFilled(claim.id, findings))
        self.post_message(self.Done())

    @on(RowFilled)
    def _filled(self, message: RowFilled) -> None:
        self._found[message.claim] = message.findings
        self._fill(message.claim)
        done, total = len(self._says), len(self._claims)
        self.query_one(TitleBar).right = Content(f"{done} of {total}" if done < total else "")

    @on(Done)
    def _done(self, message: Done) -> None:
        if message.error:
            self.query_one(ErrorBar).message = line(message.error)
        split = sum(1 for says in self._says.values() if disagreements(tuple(says.values())))
        disagree = f"the sources disagree on {split} claim{'' if split == 1 else 's'}"
        self.query_one(TitleBar).right = Content(disagree)
        self._describe()

    def show(self) -> None:
        for claim_id in list(self._says):
            self._fill(claim_id)
        for claim in self._claims:
            state = state_of(claim, self.standing(claim.id), self.workspace.scales)
            self.query_one(Grid).update_cell(claim.id, "verdict", Text(str(state)))
        self._describe()

    def _repaint(self) -> None:
        """Draw the cells again: they keep the colours of the theme they were drawn in."""
        for claim_id in self._says:
            self._fill(claim_id)

    def _fill(self, claim_id: str) -> None:
        grid = self.query_one(Grid)
        found = self._found[claim_id]
        says = by_source(found.evidence, self.standing(claim_id))
        self._says[claim_id] = says
        for source_id in self._order:
            cell = Text("?") if found.failed else self._cell(says.get(source_id), grid.ink)
            grid.update_cell(claim_id, source_id, cell)

    def _cell(self, says: Says | None, ink: dict[str, str]) -> Text:
        if says is None:
            return Text(" ")
        badge = MARKS[says.stance]
        colour = {"conflicts": "conflict", "supports": "support"}.get(says.stance, "quiet")
        sign = f"[{badge.glyph}]" if says.mark else badge.glyph
        word = says.value if says.stance != "mentions" else ""
        shown = f"{sign} {word or says.word}"
        return Text(shown, style=ink[colour], no_wrap=True, overflow="ellipsis")

    # the cell at hand

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        self._describe()

    def _at(self) -> tuple[str, str]:
        """Ids of the claim and the source (or `claim`, `verdict`) under the cursor."""
        grid = self.query_one(Grid)
        place: Coordinate = grid.cursor_coordinate
        if not grid.is_valid_coordinate(place):
            return ("", "")
        row, column = grid.coordinate_to_cell_key(place)
        return (str(row.value), str(column.value))

    def _describe(self) -> None:
        claim_id, source_id = self._at()
        card = self.query_one(ClaimCard)
        card.claim = next((each for each in self._claims if each.id == claim_id), None)
        card.nothing = "No claims yet: A in the list of claims writes the first."
        if card.claim is not None:
            card.state = state_of(card.claim, self.standing(claim_id), self.workspace.scales)
        says = self._says.get(claim_id, {})
        head = self.query_one("#cell", PaneHead)
        if source_id in says:
            quote = line(flat(says[source_id].evidence.match.passage.text))
            badge = MARKS[says[source_id].stance]
            whose = "marked by you" if says[source_id].mark else "suggested"
            head.left = Content.assemble(
                (str(badge), badge.style), f" ({whose})  ", glyph("“") + quote + glyph("”")
            )
        elif claim_id in self._found and (failed := self._found[claim_id].failed):
            head.left = Content(f"this claim {failed}")
        elif source_id in self._sources:
            head.left = Content("nothing was found in this source")
        else:
            pairs = disagreements(tuple(says.values()))
            disagree = {0: "no two sources disagree on it", 1: "two sources disagree on it"}.get(
                pairs, f"{pairs} pairs of sources disagree on it"
            )
            head.left = Content.assemble(
                disagree, (f"   {self.key('matrix.open')}: source by source", "$quiet")
            )

    # keys

    @on(DataTable.CellSelected)
    def _clicked(self) -> None:
        """A click on the cell that the cursor is on opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open the words of this cell; on the claim itself, compare its sources in pairs."""
        claim_id, source_id = self._at()
        claim = next((each for each in self._claims if each.id == claim_id), None)
        says = self._says.get(claim_id)
        if claim is None or says is None:
            return
        if source_id in says:
            cards = cards_of(self._found[claim_id], self.standing(claim_id), self._sources)
            spot = says[source_id].evidence.match.passage.spot
            card = next(each for each in cards if each.key == spot)
            self.ways.source(claim, card, cards)
        elif source_id in ("claim", "verdict"):
            self.ways.pairs(claim, says, self._sources)

    def on_screen_resume(self) -> None:
        if self.desk is not None:
            self.read_desk()

    def action_leave(self) -> None:
        self.dismiss()
