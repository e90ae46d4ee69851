"""The headings of a text, to go from one to the next."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from workbench.safe.visible import line
from workbench.tui.panes.rows import Rows


@dataclass(frozen=True, slots=True)
class Section:
    """A heading."""

    start: int
    """Offset of its line in the text."""
    level: int
    """1 for the title."""
    title: str


class Outline(Rows):
    """Headings, one a line, indented by level."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to a heading."""

        start: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sections: tuple[Section, ...] = ()

    def show(self, sections: tuple[Section, ...]) -> None:
        """Show these headings with the cursor on the first."""
        self.sections = sections
        self.reset(len(sections))
        self.index = 0 if sections else None

    def height_of(self, index: int) -> int:
        return 1

    def draw(self, index: int, width: int) -> list[Content]:
        section = self.sections[index]
        indented = "  " * (section.level - 1) + line(section.title)
        return [Content(indented).truncate(width, ellipsis=True)]

    def watch_index(self, old: int | None, new: int | None) -> None:
        super().watch_index(old, new)
        if new is not None and new < len(self.sections):
            self.post_message(self.Highlighted(self.sections[new].start))
