"""A field of several lines; its text is made safe to show in the same way as that of a `field`."""

from rich.text import Text
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from workbench.safe.visible import visible


class ManyLines(TextArea):
    """A field of several lines."""

    def load_text(self, text: str) -> None:
        super().load_text(_shown(text))

    def edit(self, edit: Edit) -> EditResult:
        edit.text = _shown(edit.text)
        return super().edit(edit)

    def get_line(self, line_index: int) -> Text:
        # Made safe again: marks that are too many only together may have been typed one by one.
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)


def _shown(text: str) -> str:
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))
