"""The three sides of Review and which of them fit: one at a time, two, or three beside another."""

from dataclasses import dataclass

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


class Table(Horizontal):
    """Holds the sides and the claim above them; `pane` is the one where keys work.

    `least` is how many columns two panes need beside each other.
    """

    @dataclass
    class Turned(Message):
        """Another pane has the focus."""

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
        """The passage under the cursor, where it is seen."""
        seen = self.sees("evidence") or self.sees("source")
        return self.query_one(EvidenceSide).chosen if seen else None

    def go_to(self, name: str) -> None:
        """Bring a pane into view and put the focus there; no words are asked for any more."""
        self.close_line()
        self.pane = name
        self.show_panes()
        self.query_one(f"#{name}").focus()

    def beside(self, by: int) -> str:
        """The next or previous pane that can be shown at this size."""
        hidden = not self.alone and not self.query_one(SourceSide).display
        panes = [name for name in PANES if name != "source" or not hidden]
        at = panes.index(self.pane) if self.pane in panes else 0
        return panes[(at + by) % len(panes)]

    def show_panes(self) -> None:
        """Put away what is not seen where there is room for one pane only.

        Not by a class of the screen, which would style all it holds once more: 60 ms a key, for
        nothing where every pane is seen.
        """
        for name in PANES:
            self.query_one(f"#{name}-side").set_class(self.alone and name != self.pane, "-away")
        self.query_one("#work").set_class(self.alone and self.pane == "claims", "-claim-only")

    def show_tabs(self, claims: int, evidence: int, told: str) -> None:
        """Show which pane is seen, with their counts; `told` is of the evidence."""
        named = {"claims": f"Claims {claims}", "evidence": f"Evidence {evidence}"}
        parts: list[tuple[str, str]] = []
        for name, shown in (named | {"source": "Source"}).items():
            here = name == self.pane
            parts.append((f"[{shown}]", "bold reverse") if here else (f" {shown} ", "$quiet"))
        tabs = self.query_one("#tabs", PaneHead)
        tabs.left = Content.assemble(*parts)
        own = told if self.pane == "evidence" else ""
        usual = f"{key_in(self, 'pane.next')} next pane"
        tabs.right = Content.assemble((own, "$focus") if own else (usual, "$quiet"))

    def ask(self, asked: Asked, text: str, *, hint: str = "") -> None:
        """Ask for words over the evidence: there, where only one pane is seen, for the tabs."""
        self.query_one(EvidenceSide).ask(asked, text, hint=hint)
        self.query_one("#tabs").add_class("-asked")

    def close_line(self) -> None:
        """Ask for no words any more."""
        self.query_one(EvidenceSide).close()
        self.query_one("#tabs").remove_class("-asked")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A pane that was clicked on is the one where keys work."""
        name = event.widget.id
        if name in PANES and name != self.pane:
            self.pane = name
            self.show_panes()
            self.post_message(self.Turned())
