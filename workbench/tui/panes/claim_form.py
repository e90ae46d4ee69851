"""The form for a claim of claims.toml: a labelled field each, with errors under their field.

It takes and gives words as they are typed; it does not know what a field may contain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from workbench.safe.visible import line, visible
from workbench.tui import keys
from workbench.tui.panes.area import ManyLines
from workbench.tui.panes.field import OneLine


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    key: str
    """As in claims.toml."""
    label: str
    hint: str
    lines: int = 1


FIELDS = (
    Field("text", "Claim", "its exact wording", 3),
    Field("claimant", "Claimant", "who said it"),
    Field("date", "Date", "YYYY-MM-DD, YYYY-MM or YYYY"),
    Field("appearance", "Appearance", "where it was made: an address or words"),
    Field("tags", "Tags", "words, with commas between them"),
    Field("context", "Context", "what a reader must know to understand the claim", 2),
)
ID = Field("id", "Id", "made from the wording")


class WordsField(ManyLines):
    """A field of several lines; in the wording of the claim, Enter goes to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = keys.FIELD

    def action_on(self) -> None:
        self.screen.focus_next()


class ClaimForm(VerticalScroll, can_focus=False):
    """The fields, one below the other; Tab goes from one to the next."""

    DEFAULT_CSS = """
    ClaimForm { height: auto; layout: grid; grid-size: 2; grid-columns: 13 1fr; grid-rows: auto; }
    ClaimForm .label { padding: 0 1; }
    ClaimForm .label.-at { text-style: bold; color: $focus; }
    ClaimForm Input { height: 1; width: 1fr; border: none; padding: 0; }
    ClaimForm TextArea { width: 1fr; border: none; padding: 0; }
    ClaimForm .wrong { column-span: 2; height: auto; padding: 0 1 0 13; }
    """

    @dataclass
    class Changed(Message):
        """Something was typed."""

    @dataclass
    class Left(Message):
        """The cursor left a field: from now on an error in it may be shown."""

        key: str

    def __init__(self, *, named: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.fields = (*FIELDS, ID) if named else FIELDS
        """The fields shown; they include the id if the claim is new."""
        self._errors: dict[str, Static] = {}
        """By field, the line that says what is wrong with it."""

    def compose(self) -> ComposeResult:
        # As few widgets as possible: with two more containers around each field, the key that opens
        # the form took twice as long.
        for field in self.fields:
            # The label sets the height of the row: a grid does not look at a field's own height.
            label = Content(field.label + "\n" * (field.lines - 1))
            yield Static(label, id=f"label-{field.key}", classes="label")
            if field.lines == 1:
                yield OneLine(
                    id=f"field-{field.key}", placeholder=field.hint, compact=True,
                    select_on_focus=False,
                )  # fmt: skip
            else:
                area = WordsField(
                    id=f"field-{field.key}", soft_wrap=True, tab_behavior="focus",
                    placeholder=Content(field.hint), highlight_cursor_line=False,
                    compact=True,
                )  # fmt: skip
                area.styles.height = field.lines
                yield area

    @property
    def values(self) -> dict[str, str]:
        """What stands in each field."""
        return {field.key: self._read(field) for field in self.fields}

    def _read(self, field: Field) -> str:
        widget = self.query_one(f"#field-{field.key}")
        return widget.text if isinstance(widget, TextArea) else str(getattr(widget, "value", ""))

    def show(self, values: Mapping[str, str]) -> None:
        """Put these words into the fields; a field that is not named is emptied."""
        for field in self.fields:
            said, widget = values.get(field.key, ""), self.query_one(f"#field-{field.key}")
            if isinstance(widget, TextArea):
                widget.load_text(visible(said))
                widget.move_cursor(widget.document.end)
            elif isinstance(widget, Input):
                widget.value = line(said)
                widget.cursor_position = len(widget.value)

    def suggest_id(self, made: str) -> None:
        """Show the id that the claim gets if none is written."""
        if ID in self.fields:
            field = self.query_one("#field-id", Input)
            field.placeholder = f"{line(made)}  (made from the wording)" if made else ID.hint

    def show_error(self, key: str, wrong: str) -> None:
        """Say what is wrong with a field, right below it; an empty `wrong` removes the line."""
        if wrong:
            words = Content.assemble((f"! {line(wrong)}", "bold $warning"))
            if (shown := self._errors.get(key)) is not None:
                shown.update(words)
            else:
                self._errors[key] = Static(words, classes="wrong")
                self.mount(self._errors[key], after=f"#field-{key}")
        elif key in self._errors:
            self._errors.pop(key).remove()

    def go_to(self, key: str) -> None:
        """Put the cursor into a field."""
        self.query_one(f"#field-{key}").focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _on(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._at(event.widget, True)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field lost the focus."""
        if key := self._at(event.widget, False):
            self.post_message(self.Left(key))

    def _at(self, widget: Widget, here: bool, /) -> str:
        """Draw the label of a field that the cursor came to or left; returns the field's key."""
        name, _, key = (widget.id or "").partition("-")
        if name != "field":
            return ""
        self.query_one(f"#label-{key}").set_class(here, "-at")
        return key
