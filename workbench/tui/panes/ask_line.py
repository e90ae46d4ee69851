"""The one line of a place that asks: for words, a filter, a grade, the path of a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.widgets import Input

from workbench.tui.panes.kept_line import KeptLine


class AskLine(KeptLine):
    """It is told what it asks for and tells what was written. A subclass brings its keys.

    What is written and not used stands there again the next time.
    """

    USES: ClassVar[bool] = True
    """Whether what is taken is used by that; else whoever asked says so, with `used`."""

    class Word(Message):
        """What came of asking."""

    @dataclass
    class Left(Word):
        """The line is to be left: by its foot, to what it found, or as if nothing was asked."""

        asked: str
        down: bool

    @dataclass
    class Answered(Word):
        """Something was written and taken."""

        asked: str
        """What the line was opened for."""
        said: str

    @dataclass
    class Typed(Word):
        """Something else stands in the line, not taken yet."""

        asked: str
        said: str

    asked = ""
    """What the line is open for."""

    def ask(
        self, asked: str, *, text: str = "", hint: str | None = None, kept: tuple[Path, str]
    ) -> None:
        """Ask for this with the cursor behind `text`; `hint` shows while nothing is written.

        `kept` is the project and the name that what is written is kept under.
        """
        self.asked = asked
        if hint is not None:
            self.placeholder = hint
        self.begin(*kept, text)
        self.focus()
        if self.value != text:  # what was written the last time and not used
            self.post_message(self.Typed(asked, self.value))

    def put(self, text: str) -> None:
        """Have this stand in the line, as if nobody had typed it."""
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
