"""The one line of a place that asks: for words, a filter, a grade, the path of a file."""

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import Input

from workbench.tui.panes.field import OneLine


class AskLine(OneLine):
    """It is told what it asks for and tells what was written. A subclass brings its keys."""

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

    def ask(self, asked: str, *, text: str = "", hint: str | None = None) -> None:
        """Ask for this with the cursor behind `text`; `hint` shows while nothing is written."""
        self.asked = asked
        if hint is not None:
            self.placeholder = hint
        self.put(text)
        self.focus()

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
        self.post_message(self.Answered(self.asked, event.value))

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.asked, event.value))
