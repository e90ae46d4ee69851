"""The three sides of Review and how many of them fit next to each other: one, two or three."""

from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.message import Message

from workbench.tui.cards import Card
from workbench.tui.keymap import key_in
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claims_side import ClaimsSide
from workbench.tui.panes.evidence_side import Asked, EvidenceSide
from workbench.tui.panes.source_side import SourceSide
from workbench.tui.panes.strips import PaneHead

PANES = ("claims", "evidence", "source")


class Sides(Horizontal):
    """Holds the sides and the claim above them; `pane` is the one that gets the keys.

    `least` is the number of columns that two panes next to each other need.
    """

    @dataclass
    class Turned(Message):
        """Another pane got the focus."""

    def __init__(self, *, least: int) -> None:
        super().__init__(id="table")
        self._least = least
        self.pane = "claims"

    def compose(self) -> ComposeResult:
        away = self.alone
        with Vertical(id="work", classes="-claim-only" if away else ""):
            yield ClaimCard()
            yield PaneHead(id="alike")
            yield PaneHead(id="tabs")
            with Vertical(id="reading"):
                yield EvidenceSide(away=away)
                yield SourceSide(away=away)
        yield ClaimsSide()

    @property
    def alone(self) -> bool:
        """Whether there is room for one pane at a time only."""
        return self.app.size.width < self._least

    def sees(self, name: str) -> bool:
        """Whether a pane is on screen."""
        return bool(self.query_one(f"#{name}").region)

    @property
    def passage(self) -> Card | None:
        """The passage under the cursor, if it is on screen."""
        seen = self.sees("evidence") or self.sees("source")
        return self.query_one(EvidenceSide).chosen if seen else None

    def go_to(self, name: str) -> None:
        """Bring a pane into view and give it the focus; an open line is closed."""
        self.close_line()
        self.pane = name
        self.show_panes()
        self.query_one(f"#{name}").focus()

    def neighbour(self, by: int) -> str:
        """The next or previous pane that can be shown at this size."""
        hidden = not self.alone and not self.query_one(SourceSide).display
        panes = [name for name in PANES if name != "source" or not hidden]
        at = panes.index(self.pane) if self.pane in panes else 0
        return panes[(at + by) % len(panes)]

    def show_panes(self) -> None:
        """Hide the panes that do not fit if there is room for only one.

        A class on the screen would make Textual style everything in it again, 60 ms a key, even if
        every pane is shown.
        """
        for name in PANES:
            self.query_one(f"#{name}-side").set_class(self.alone and name != self.pane, "-away")
        self.query_one("#work").set_class(self.alone and self.pane == "claims", "-claim-only")

    def show_tabs(self, claims: int, evidence: int, how: str) -> None:
        """Show the names of the panes with counts; `how` says how the evidence was searched for."""
        named = {"claims": f"Claims {claims}", "evidence": f"Evidence {evidence}"}
        parts: list[tuple[str, str]] = []
        for name, shown in (named | {"source": "Source"}).items():
            here = name == self.pane
            parts.append((f"[{shown}]", "bold reverse") if here else (f" {shown} ", "$quiet"))
        tabs = self.query_one("#tabs", PaneHead)
        tabs.left = Content.assemble(*parts)
        own = how if self.pane == "evidence" else ""
        usual = f"{key_in(self, 'pane.next')} next pane"
        tabs.right = Content.assemble((own, "$focus") if own else (usual, "$quiet"))

    def ask(self, asked: Asked, text: str, *, hint: str = "", kept: tuple[Path, str]) -> None:
        """Ask for words above the evidence; if only one pane is shown, in place of the tabs."""
        self.query_one(EvidenceSide).ask(asked, text, hint=hint, kept=kept)
        self.query_one("#tabs").add_class("-asked")

    def close_line(self) -> None:
        """Close the line that asks for words."""
        self.query_one(EvidenceSide).close()
        self.query_one("#tabs").remove_class("-asked")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A pane that was clicked on gets the keys."""
        name = event.widget.id
        if name in PANES and name != self.pane:
            self.pane = name
            self.show_panes()
            self.post_message(self.Turned())
