"""The one line of a place in which something is asked for: words, a filter, a grade, a path."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.widgets import Input

from workbench.tui.panes.kept_line import KeptLine


class AskLine(KeptLine):
    """Asks for one thing and reports what was written. A subclass brings its keys.

    What was written and not used is in the line again the next time.
    """

    USES: ClassVar[bool] = True
    """Whether a submitted text counts as used; if not, whoever asked must call `used`."""

    class Word(Message):
        """Something happened in the line; the messages below are its kinds."""

    @dataclass
    class Left(Word):
        """The line was left: with `down` to go to what was found, else as if nothing was asked."""

        asked: str
        down: bool

    @dataclass
    class Answered(Word):
        """Something was written and submitted."""

        asked: str
        """What the line was opened for."""
        said: str

    @dataclass
    class Typed(Word):
        """The text in the line changed; it is not submitted yet."""

        asked: str
        said: str

    asked = ""
    """What the line is open for."""

    def ask(
        self, asked: str, *, text: str = "", hint: str | None = None, kept: tuple[Path, str]
    ) -> None:
        """Ask for this with the cursor after `text`; `hint` is shown while the line is empty.

        `kept` is the project and the name under which a text that is not used is kept.
        """
        self.asked = asked
        if hint is not None:
            self.placeholder = hint
        self.begin(*kept, text)
        self.focus()
        if self.value != text:  # there is an unused text from the last time
            self.post_message(self.Typed(asked, self.value))

    def put(self, text: str) -> None:
        """Set the text of the line, as if nobody had typed it."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    def action_leave_line(self, down: bool) -> None:
        self.post_message(self.Left(self.asked, down))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        if self.USES:
            self.used()
        self.post_message(self.Answered(self.asked, event.value))

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.asked, event.value))
