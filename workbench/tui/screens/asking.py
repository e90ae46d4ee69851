"""Small questions over a screen: where to jump, which theme."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbench.tui import keys
from workbench.tui.keymap import key_in
from workbench.tui.themes import THEMES
from workbench.tui.topmost import Topmost


class JumpScreen(Topmost[str | None], ModalScreen[str | None]):
    """One letter goes to a place; any other key leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = keys.JUMP

    def __init__(self, places: dict[str, tuple[str, str]]) -> None:
        super().__init__()
        self._places = places
        """By letter: the name of the place and the action that goes there."""

    def compose(self) -> ComposeResult:
        room = self.app.size.width - 2
        lines = [Content.assemble(("go to", "$quiet"))]
        for letter, (name, _) in self._places.items():
            place = Content.assemble((f"  {letter} ", "bold $focus"), name)
            if lines[-1].cell_length + place.cell_length > room:
                lines.append(Content(" " * 5))
            lines[-1] += place
        yield Static(Content("\n").join(lines), id="jump")

    def on_key(self, event: Key) -> None:
        event.stop()
        _, action = self._places.get(event.character or "", ("", None))
        self.dismiss(action)


class ThemeScreen(Topmost[str | None], ModalScreen[str | None]):
    """Themes; each is shown while the cursor is on it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.THEME

    def compose(self) -> ComposeResult:
        self.before = self.app.theme
        """The theme that stays unless another is chosen."""
        own = [theme.name for theme in THEMES]
        others = [
            name
            for name, theme in self.app.available_themes.items()
            # Ansi themes are black on black where there is no colour.
            if name not in own and not (theme.ansi and self.app.no_color)
        ]
        self._names = own + others
        with Vertical(id="themes"):
            hint = f"  enter keeps, {key_in(self, 'theme.leave')} does not"
            yield Static(Content.assemble(("Theme", "bold"), (hint, "$quiet")))
            yield OptionList(*(Option(Content(name)) for name in self._names), markup=False)

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        if self.before in self._names:
            listed.highlighted = self._names.index(self.before)
        listed.focus()

    @on(OptionList.OptionHighlighted)
    def _tried(self, event: OptionList.OptionHighlighted) -> None:
        self.app.theme = self._names[event.option_index]

    @on(OptionList.OptionSelected)
    def _kept(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[event.option_index])

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()

    def action_leave(self) -> None:
        self.app.theme = self.before
        self.dismiss(None)
