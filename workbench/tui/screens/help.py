"""Help: the keys that work on the screen below, from its live bindings, with their names."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.tui import keys
from workbench.tui.keymap import grouped, key_in
from workbench.tui.marks import CONFLICT, RELATIONS, STANCES, glyph
from workbench.tui.topmost import Topmost

if TYPE_CHECKING:
    from textual.screen import Screen

LEGEND = (
    "A suggestion is the machine's; the verdict is yours. A passage without a "
    "reason may still support or conflict: the machine found nothing in it that it can name."
)


WIDTH = 84
# Cells of the box, as in the style sheet: its frame, padding and scrollbar take six of them.
HANG = 16
# Cells in front of what a key does.


class HelpScreen(Topmost[None], ModalScreen[None]):
    """The keys of a screen with what each does, and what the signs mean."""

    BINDINGS: ClassVar[list[BindingType]] = keys.HELP

    def __init__(self, below: "Screen[Any]") -> None:
        super().__init__()
        self._below = below

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            close, down, up = (key_in(self, f"help.{name}") for name in ("close", "down", "up"))
            hint = f"   {close} closes, {down} and {up} scroll"
            yield Static(Content.assemble(("Keys here", "bold"), (hint, "$quiet")))
            with VerticalScroll(id="help-keys", can_focus=False):
                yield Static(self._keys())
                yield Static(self._signs())

    def _keys(self) -> Content:
        lines: list[Content] = []
        room = max(min(self.app.size.width, WIDTH) - 6 - HANG, 20)
        for group, rows in grouped(self._below):
            lines.append(Content.assemble(("\n" + group, "bold $focus")))
            for key, tooltip, action in rows:
                folded = Content.assemble(tooltip, (f"  {action}", "$quiet")).wrap(room)
                lines.append(Content.assemble((f"  {key:<14}", "bold"), folded[0]))
                lines += [Content(" " * HANG) + each for each in folded[1:]]
        return Content("\n").join(lines)

    def _signs(self) -> Content:
        lines = [Content.assemble(("\nSigns", "bold $focus"))]
        for badge in STANCES.values():
            lines.append(
                Content.assemble(
                    "  ",
                    (f"{badge!s:<14}", badge.style),
                    "what the passage does to the claim, as suggested",
                )
            )
        for badge in RELATIONS.values():
            lines.append(
                Content.assemble(
                    "  ",
                    (f"{badge!s:<14}", badge.style),
                    "what one reason says; its words are marked in claim and passage",
                )
            )
        states = f"  {glyph('○')} open, {glyph('»')} postponed, ! stale: "
        lines.append(Content(states + "the claim or a source has changed since"))
        lines.append(Content(f"  {CONFLICT!s:<14}reviewers differ and did not know of each other"))
        lines.append(Content("\n" + LEGEND))
        return Content("\n").join(lines)

    def action_scroll(self, by: int) -> None:
        self.query_one("#help-keys").scroll_relative(y=by, animate=False)
