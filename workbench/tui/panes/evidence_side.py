"""The evidence of Review: what was found and how, the line that asks, and the list."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from workbench.tui import keys
from workbench.tui.cards import Card, Heading
from workbench.tui.keymap import key_in
from workbench.tui.marks import STANCES
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.strips import PaneHead

Asked = Literal["words", "search", "filter"]
PROMPTS: dict[Asked, tuple[str, str]] = {
    "words": ("your words", "searched as well as the claim's"),
    "search": ("free search", "anything, in all sources"),
    "filter": ("filter", "words, source or publisher"),
}
"""For each use of the line: the words before it, and the hint in it while it is empty."""


class WordsLine(AskLine):
    """Where words for the evidence are written; it takes the place of the pane's head."""

    BINDINGS: ClassVar[list[BindingType]] = keys.ASKING


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the side shows."""

    of: tuple[str, str]
    """The claim's id, and the free search whose results are shown instead of its evidence."""
    items: tuple[Card | Heading, ...]
    at: tuple[str, int, int] | None
    """The passage that the cursor is on; None for the first."""
    order: str
    how: str = ""
    """How it was searched for, in words; empty for the usual way."""
    only: str = ""
    """The choice of sources, in words; empty if all are searched."""
    counted: str = ""
    """How many sources the choice leaves."""


class EvidenceSide(Vertical):
    """Draws itself from a `Lanes`; what it shows already is not drawn again."""

    def __init__(self, *, away: bool) -> None:
        super().__init__(id="evidence-side", classes="-away" if away else "")
        self._shown: Lanes | None = None

    def compose(self) -> ComposeResult:
        yield PaneHead(id="evidence-head")
        yield PaneHead(id="only")
        with Horizontal(id="asking"):
            yield Static(id="prompt")
            yield WordsLine(id="asked")
        yield EvidenceList(id="evidence")

    def show(self, found: Lanes) -> None:
        """Show this evidence; a card that changed is drawn in its place, the others stay."""
        before, self._shown = self._shown, found
        listed = self.query_one(EvidenceList)
        if before is None or before.of != found.of or _shape(before.items) != _shape(found.items):
            listed.show(found.items, at=found.at)
        elif before.items != found.items:
            for item in found.items:
                if isinstance(item, Card):
                    listed.change(item)
        if listed.chosen is not None and found.at not in (None, listed.chosen.key):
            listed.show(found.items, at=found.at)
        head = self.query_one("#evidence-head", PaneHead)
        cards = listed.cards
        parts: list[tuple[str, str]] = [("Evidence", "bold")]
        for name, badge in STANCES.items():
            count = sum(1 for card in cards if card.side == name)
            parts.append((f"   {badge.glyph} {count} {name}", badge.style if count else "$quiet"))
        head.left = Content.assemble(*(parts if cards else parts[:1]))
        usual = Content.assemble((f"by {found.order}", "$quiet")) if cards else Content("")
        head.right = Content.assemble((found.how, "$focus")) if found.how else usual
        self.set_class(bool(found.only), "-only")
        if found.only:
            strip = self.query_one("#only", PaneHead)
            strip.left = Content.assemble(("only: ", "bold"), (found.only, "$focus"))
            rest = f"{found.counted}  {key_in(self, 'pane.back')} all"
            strip.right = Content.assemble((rest, "$quiet"))

    # the line

    def ask(self, asked: Asked, text: str, *, hint: str = "", kept: tuple[Path, str]) -> None:
        """Ask for words in the place of the head; `hint` replaces the usual hint.

        `kept` as in `AskLine.ask`.
        """
        prompt, usual = PROMPTS[asked]
        self.query_one("#prompt", Static).update(Content(prompt))
        self.add_class("-asking")
        self.query_one(WordsLine).ask(asked, text=text, hint=hint or usual, kept=kept)

    def close(self) -> None:
        """Show the head again in place of the line."""
        self.query_one(WordsLine).asked = ""
        self.remove_class("-asking")

    @property
    def asked(self) -> str:
        """What the line is open for; empty if it is not open."""
        return self.query_one(WordsLine).asked

    @property
    def chosen(self) -> Card | None:
        """The card under the cursor."""
        return self.query_one(EvidenceList).chosen


def _shape(items: tuple[Card | Heading, ...]) -> list[object]:
    """What stays the same if cards only change in their places."""
    return [item.key if isinstance(item, Card) else item for item in items]
