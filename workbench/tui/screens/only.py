"""The form to choose the sources in which evidence is searched."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.marks import glyph
from workbench.tui.only import Only
from workbench.tui.panes.kept_line import KeptLine
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.topmost import Topmost

if TYPE_CHECKING:
    from workbench.corpus import Source

NAMES = {
    "source": "source",
    "first": "from",
    "last": "to",
    "language": "language",
    "kind": "kind",
}
"""The label of each field of an `Only`."""

NAMED = 4
# How many of the chosen sources are named below the form.


class OnlyField(KeptLine):
    """A field of the form."""

    BINDINGS: ClassVar[list[BindingType]] = keys.ONLY


class OnlyScreen(Topmost[Only | None], ModalScreen[Only | None]):
    """Five fields and the sources they leave; dismissed with None if nothing is to change."""

    def __init__(self, only: Only, sources: "Sequence[Source]", root: Path) -> None:
        super().__init__()
        self._root = root
        self._before = only
        self._sources = sources

    def compose(self) -> ComposeResult:
        known = {
            "language": Counter(line(s.language) for s in self._sources if s.language),
            "kind": Counter(str(s.kind) for s in self._sources if s.kind),
        }
        hints = {
            "source": "words of its id, title or publisher",
            "first": "such as 2018, 2018-08 or 2018-08-29",
            "last": "likewise; sources of unknown date are left out",
            **{name: _counted(counts) for name, counts in known.items()},
        }
        with Vertical(id="only-form"):
            yield Static(Content.assemble(("Only some sources", "bold")))
            for name, called in NAMES.items():
                with Horizontal():
                    yield Static(Content(called), classes="only-name")
                    yield OnlyField(
                        id=f"only-{name}",
                        compact=True,
                        placeholder=hints[name],
                        suggester=SuggestFromList(sorted(known[name]), case_sensitive=False)
                        if name in known
                        else None,
                    )
            yield Static(id="only-left")
            yield KeyLine()

    def on_mount(self) -> None:
        for name in NAMES:
            field = self.query_one(f"#only-{name}", OnlyField)
            field.begin(self._root, f"only/{name}", getattr(self._before, name))
        self.query_one("#only-source").focus()
        self._show_left()

    @property
    def _written(self) -> Only:
        """What the fields say now."""
        said = {
            field.name: " ".join(self.query_one(f"#only-{field.name}", Input).value.split())
            for field in fields(Only)
        }
        return Only(**said)

    @on(Input.Changed)
    def _show_left(self) -> None:
        only = self._written
        if problem := only.problem():
            left_line = Content.assemble((f"{glyph('✗')} {line(problem)}", "$warning"))
        else:
            left = only.among(self._sources)
            left_line = Content.assemble(
                (f"{len(left)} of {len(self._sources)} sources", "bold"),
                (f"  {', '.join(_names(left))}" if only and left else "", "$quiet"),
            )
        self.query_one("#only-left", Static).update(left_line)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if not self._written.problem():
            self._chosen(self._written)

    def _chosen(self, only: Only) -> None:
        for field in self.query(OnlyField):
            field.used()
        self.dismiss(only)

    def action_all(self) -> None:
        self._chosen(Only())

    def action_step(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_leave(self) -> None:
        if self._written.problem():  # not kept: it would only be in the way the next time
            for field in self.query(OnlyField):
                field.used()
        self.dismiss(None)


def _counted(counts: Counter[str]) -> str:
    """The known values and how often each occurs: `en 4, zh 1`."""
    return ", ".join(f"{name} {n}" for name, n in counts.most_common(6)) or "no source says it"


def _names(left: "Sequence[Source]") -> Iterator[str]:
    for source in left[:NAMED]:
        yield line(source.publisher or source.title or source.id)
    if len(left) > NAMED:
        yield f"{len(left) - NAMED} more"
