"""The sources of a project and the files that could not be read, each with what is known of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.corpus.prose import flat
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.marks import glyph
from workbench.tui.panes.rows import Rows

if TYPE_CHECKING:
    from workbench.corpus import Skipped, Source


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as it is listed, or a file that could not be read."""

    source: "Source | None"
    skipped: "Skipped | None" = None
    passages: int = 0
    left_out: tuple[str, ...] = ()
    """What of its file is not in its text; empty until it is asked for."""


class SourceList(Rows):
    """A source in two lines, what was left out of it below where that is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = keys.SOURCES_LISTED

    @dataclass
    class Chosen(Message):
        """A source is to be opened."""

        source: "Source"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.listed: tuple[Listed, ...] = ()
        self.nothing = ""

    def show(self, listed: tuple[Listed, ...], *, nothing: str) -> None:
        """Show these; the cursor stays on its source. `nothing` shows where there is none."""
        before = self.chosen
        self.listed, self.nothing = listed, nothing
        ids = [each.source.id if each.source else "" for each in listed]
        at = ids.index(before.id) if before and before.id in ids else min(self.index or 0, len(ids))
        self.index = None
        self.reset(max(len(listed), 1))
        self.index = min(at, len(listed) - 1) if listed else None

    @property
    def chosen(self) -> "Source | None":
        """The source under the cursor; None on a file that could not be read."""
        return self.listed[self.index].source if self.index is not None else None

    def can_rest(self, index: int) -> bool:
        return bool(self.listed)

    def draw(self, index: int, width: int) -> list[Content]:
        if not self.listed:
            return Content.assemble((line(self.nothing), "$quiet")).wrap(width)
        each = self.listed[index]
        if each.skipped is not None:
            head = Content.assemble(("not read  ", "bold $conflict"), line(each.skipped.path))
            why = each.skipped.reason.removeprefix("not read: ")
            told = Content.assemble((line(why), "$quiet"))
            return [head.truncate(width, ellipsis=True), *_indent(told, width), Content("")]
        assert each.source is not None
        source = each.source
        head = Content.assemble((line(source.title), "bold"))
        lines = [head.truncate(width, ellipsis=True)]
        lines += _indent(Content.assemble((_card(source, each.passages), "$quiet")), width)
        for note in source.notes:
            lines += _indent(Content.assemble((line(note), "$focus")), width)
        for left in each.left_out:
            lines += _indent(Content.assemble(("left out: ", "bold"), line(flat(left))), width)
        return [*lines, Content("")]

    def action_choose(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))


def _card(source: "Source", passages: int) -> str:
    """All that is known, in one row: publisher, date, kind, grade, passages, file."""
    said = dict(source.said)
    when = str(source.published) if source.published else "date unknown"
    known = [
        source.publisher or "publisher unknown",
        f"{when} ({said['published']})" if "published" in said else when,
        source.kind or "",
        f"grade {source.grade}" if source.grade else "",
        f"{passages:,} passage{'' if passages == 1 else 's'}",
        f"{source.left_out:,} lines left out" if source.left_out else "",
        source.path,
    ]
    return f" {glyph('·')} ".join(line(each) for each in known if each)


def _indent(content: Content, width: int) -> list[Content]:
    return [Content("  ") + row for row in content.wrap(max(width - 2, 10))]
