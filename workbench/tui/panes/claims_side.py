"""The claims of Review: how many there are, the filter, and the list."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from workbench.tui import keys
from workbench.tui.cards import ClaimRow
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.strips import PaneHead


class FilterLine(AskLine):
    """Where the filter of the claims is written."""

    BINDINGS: ClassVar[list[BindingType]] = keys.FILTER


@dataclass(frozen=True, slots=True)
class ClaimsShown:
    """What the side shows."""

    rows: tuple[ClaimRow, ...]
    at: str | None
    """The claim that the cursor is on."""
    counted: str
    """How many there are, in words."""
    filter: str
    """The filter's words."""


class ClaimsSide(Vertical):
    """Draws itself from a `ClaimsShown`; what it shows already is not drawn again."""

    @dataclass
    class Filtered(Message):
        """The words of the filter changed."""

        words: str

    def __init__(self) -> None:
        super().__init__(id="claims-side")
        self._shown: ClaimsShown | None = None

    def compose(self) -> ComposeResult:
        yield PaneHead(id="claims-head")
        yield FilterLine(id="filter", placeholder="words, claimant, #tag or state")
        yield ClaimList(id="claims")

    def show(self, listed: ClaimsShown) -> None:
        """Show these claims with the cursor on the one at hand."""
        head, claims = self.query_one("#claims-head", PaneHead), self.query_one(ClaimList)
        if self._shown is None or listed.counted != self._shown.counted:
            head.left = Content.assemble(("Claims", "bold"), f"  {listed.counted}")
        if self._shown is None or listed.rows is not self._shown.rows:
            same = [row.id for row in listed.rows] == [row.id for row in claims.rows]
            others = [new for new, old in zip(listed.rows, claims.rows, strict=False) if new != old]
            if same and len(others) <= 1:
                for row in others:
                    claims.change(row)
            else:
                claims.show(listed.rows, at=listed.at)
        if listed.at is not None and (claims.chosen is None or claims.chosen.id != listed.at):
            claims.go_to(listed.at)
        # The filter was dropped elsewhere, not typed away: its line goes too.
        if self._shown and self._shown.filter == self.query_one(FilterLine).value != listed.filter:
            self.close_filter()
        self._shown = listed

    def open_filter(self) -> None:
        """Ask for words to filter by."""
        self.add_class("-filtering")
        self.query_one(FilterLine).focus()

    def restore_filter(self, words: str) -> None:
        """Show the filter of the last session in its line."""
        self.add_class("-filtering")
        self.query_one(FilterLine).put(words)

    @property
    def filtering(self) -> bool:
        """Whether the filter's line is shown."""
        return self.has_class("-filtering")

    @property
    def chosen(self) -> str | None:
        """Id of the claim under the cursor."""
        row = self.query_one(ClaimList).chosen
        return row.id if row else None

    def close_filter(self) -> None:
        """Empty the filter's line and hide it."""
        self.remove_class("-filtering")
        self.query_one(FilterLine).put("")

    @on(AskLine.Typed)
    def _typed(self, message: AskLine.Typed) -> None:
        message.stop()
        self.post_message(self.Filtered(message.said))

    @on(AskLine.Answered)
    @on(AskLine.Left)
    def _left(self, message: AskLine.Answered | AskLine.Left) -> None:
        message.stop()
        self.query_one(ClaimList).focus()
