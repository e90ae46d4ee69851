"""Open a project on the screen; the exit code says how it ended."""

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.events import Event, Key, Paste
from textual.keys import key_to_character

from workbench.errors import InputError
from workbench.safe.visible import line
from workbench.settings import Settings, read_settings
from workbench.tui import keys
from workbench.tui.closed import forget_closed
from workbench.tui.hangup import ending, let_go_of_terminal, need_terminal, speak_utf8
from workbench.tui.keeper import Keeper
from workbench.tui.keymap import checked
from workbench.tui.leaving import CRASHED, Leaving
from workbench.tui.pace import built, pressed
from workbench.tui.palette import Everything, Palette
from workbench.tui.session import read_session
from workbench.tui.themes import LAMP, OWN, SIXTEEN, THEMES, colours_of
from workbench.tui.unheard import heard
from workbench.tui.ways import Routes
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.theme import Theme

    from workbench.nli import SecondReader

PLACES = Path(__file__).with_name("places.tcss")
LARGEST_PASTE = 100_000
# Characters: a justification has a few thousand; 10 MB in a text area takes over 100 s.

SHORTLY = 0.5
# Seconds until a screen that was left has surely closed everything it held.


class WorkbenchApp(Leaving):
    """The desk. Screens do the showing; the app holds what all of them share."""

    CSS_PATH = "workbench.tcss"
    COMMANDS = {Everything}  # noqa: RUF012 - as Textual types it
    BINDINGS: ClassVar[list[BindingType]] = keys.APP

    def __init__(
        self,
        workspace: Workspace,
        *,
        settings: Settings | None = None,
        reader: "SecondReader | None" = None,
        themes: "tuple[Theme, ...]" = THEMES,
    ) -> None:
        super().__init__()
        self._reader = reader
        self.workspace = workspace
        self.keeper = Keeper(workspace)
        self.ways = Routes(self, workspace, self.keeper)
        self.greeting = ""
        """A message shown once, when the desk is open."""
        self.introduces = False
        """Whether a reviewer who decided nothing here yet is shown the name for decisions."""
        for theme in themes:
            self.register_theme(theme)
        settings = settings or Settings()
        session = read_session(workspace.root)
        known = self.available_themes
        if settings.theme is not None and settings.theme not in known:
            raise InputError(
                f"{settings.at('theme')}: theme = {line(settings.theme)!r} is no theme; known are "
                f"{', '.join(known)}"
            )
        self.usual_theme = settings.theme or LAMP.name
        """The theme used where the project has not chosen one."""
        names = (session.theme, self.usual_theme, LAMP.name)
        # Ansi themes are black on black where there is no colour.
        chosen = next(
            name for name in names if name in known and not (known[name].ansi and self.no_color)
        )
        if self.available_themes[chosen].dark:
            # Textual begins dark: set without its watcher, which would parse every style twice.
            self.set_reactive(App.theme, chosen)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = chosen
        self.set_keymap(checked(settings))
        self.title = line(workspace.file.project.title)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that do not name them."""
        theme = self.current_theme
        return {} if set(OWN) <= set(theme.variables) else colours_of(theme)

    def get_driver_class(self) -> "type[Driver]":
        try:
            found = super().get_driver_class()
        except Exception:
            driver = os.environ.get("TEXTUAL_DRIVER", "")
            raise InputError(f"TEXTUAL_DRIVER={line(driver)} names no driver; unset it") from None
        if found.__name__ == "LinuxDriver":
            from workbench.tui.unhurried import UnhurriedDriver

            return UnhurriedDriver
        return found

    def get_default_screen(self) -> "Screen[Any]":
        return self.ways.review(self._reader)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key):
            pressed()
        if isinstance(event, Paste) and len(event.text) > LARGEST_PASTE:
            size = f"{len(event.text):,}".replace(",", " ")
            self.notify(
                f"not pasted: {size} characters; at most {LARGEST_PASTE:,} go in at once",
                severity="warning",
                markup=False,
            )
            return
        await super().on_event(event)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """As Textual's, but a key that a field takes as text does nothing else, in any keymap.

        Textual 8.2.8 removes such keys from the bindings before it applies the keymap: with `l` for
        the next pane, no filter could have an l in it. Remove this once Textual does that first.
        """
        into = self.focused
        if priority and into is not None and into.check_consume_key(key, key_to_character(key)):
            return False
        return await super()._check_bindings(key, priority)

    async def action_quit(self) -> None:
        """Leave once every save under way has returned."""
        await self.keeper.settled()
        self.stop_work(0)
        self.exit(0)

    def on_ready(self) -> None:
        """The first frame is on screen: the objects made so far are kept until the desk closes."""
        built()
        if self.greeting:
            self.notify(self.greeting, severity="warning", timeout=20, markup=False)

    def action_themes(self) -> None:
        """Try themes on."""
        from workbench.tui.screens.asking import ThemeScreen

        if not self._stacked(ThemeScreen, Palette):
            self.push_screen(ThemeScreen())

    def action_command_palette(self) -> None:
        """Every action, by name."""
        if not self._stacked(Palette):
            # Without an id: the previous palette may still be closing.
            self.push_screen(Palette(placeholder="actions, claims, themes"))

    def _stacked(self, *kinds: "type[Screen[Any]]") -> bool:
        """Whether a screen of one of these kinds is open, on top or below another.

        Their keys work on every screen, and a second one would only cover the first.
        """
        return any(isinstance(screen, kinds) for screen in self.screen_stack)

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        """As Textual's, but loads the styles of the other places first: Review needs none of them.

        A screen's own `CSS_PATH` would make Textual 8.2.8 parse all other rules again.
        """
        if not self.stylesheet.has_source(str(PLACES)):
            self.stylesheet.read(PLACES)
            self.stylesheet.parse()
        return super().push_screen(*args, **kwargs)

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top, and keep nothing of it in memory."""
        closing = super().pop_screen()
        self.set_timer(SHORTLY, partial(forget_closed, self))
        return closing

    def action_help(self) -> None:
        from workbench.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))


def second_reader(settings: Settings) -> "SecondReader | None":
    """The model that the settings name for second readings; it is loaded when it first reads.

    Raises:
        InputError: it cannot be used.
    """
    if settings.nli is None:
        return None
    from workbench.nli import SecondReader, open_folder

    return SecondReader(open_folder(settings.nli))


def colours() -> str | None:
    """The colour system that Textual will use on this terminal; `standard` has sixteen colours.

    Raises:
      InputError: the environment names one that does not exist.
    """
    from rich.console import COLOR_SYSTEMS
    from textual.constants import COLOR_SYSTEM

    if COLOR_SYSTEM not in (None, "auto", *COLOR_SYSTEMS):
        known = ", ".join(("auto", *COLOR_SYSTEMS))
        raise InputError(
            f"TEXTUAL_COLOR_SYSTEM={line(str(COLOR_SYSTEM))}: there is no such choice, only {known}"
        )
    return Console(file=sys.__stderr__, color_system=COLOR_SYSTEM).color_system  # type: ignore[arg-type]


def run(root: Path, *, by: str | None = None) -> int:
    """Open the project in `root` on the screen and return the exit code when it is closed.

    0 when the checker left, 70 after a crash, 128 + n when signal n ended it. `by` is the
    reviewer's name.

    Raises:
        InputError: before any screen, in one line: the project cannot be opened, or there is
            no terminal to draw on.
    """
    workspace = Workspace.open(root, by=by)
    need_terminal(os.environ)
    settings = read_settings(root)
    themes = SIXTEEN if colours() == "standard" else THEMES
    app = WorkbenchApp(workspace, settings=settings, reader=second_reader(settings), themes=themes)
    app.introduces = True
    if other := speak_utf8():
        app.greeting = (
            f"UTF-8 is written to a terminal set to {line(other)}: if signs look broken, "
        )
        app.greeting += "set LANG and PYTHONIOENCODING"
    with heard(app.hear), ending(app.leave_from_signal) as app.ends_soon:
        result = app.run()
    with suppress(OSError):  # the terminal may be gone
        for message in app.unheard:
            print(message, file=sys.stderr)
    let_go_of_terminal()
    workspace.close()
    # Whatever the exit code was going to be: a crash while leaving is no success.
    code = CRASHED if app.crashed else result or 0
    app.ends_soon(code)  # once more: Python waits for threads, and one may write to a full terminal
    return code
