"""Sentences worth checking, best first: the words that make them so, and the reason below."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.corpus.prose import flat
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.cards import citation
from workbench.tui.marks import glyph, quoted
from workbench.tui.panes.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.claims.worth import Suggestion
    from workbench.corpus import Source


class SuggestionList(Rows):
    """Suggestions with their rank, their source and the sentence."""

    BINDINGS: ClassVar[list[BindingType]] = keys.SUGGESTED

    @dataclass
    class Chosen(Message):
        """The checker wants to see the source of a suggestion."""

        suggestion: "Suggestion"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.suggestions: tuple[Suggestion, ...] = ()
        self.nothing = ""
        """Shown if there are none."""
        self._sources: Mapping[str, Source] = {}

    def show(
        self,
        suggestions: "tuple[Suggestion, ...]",
        sources: "Mapping[str, Source]",
        *,
        nothing: str,
    ) -> None:
        """Show these; `nothing` says why there are none.

        The sentence under the cursor keeps the cursor and its row on the screen if it is still
        there; a cursor that nobody has moved stays on the best.
        """
        before, row = self.chosen, self._row_of_cursor()
        at = min(self.index or 0, len(suggestions) - 1)
        if self.index and before in suggestions:
            at = suggestions.index(before)
        self.suggestions, self._sources, self.nothing = suggestions, sources, nothing
        self.index = None
        self.reset(max(len(suggestions), 1))
        self.index = at if suggestions else None
        if at and before in suggestions:
            top = self._starts[at] - row
            self.scroll_to(y=max(top, 0), animate=False, immediate=True)

    def _row_of_cursor(self) -> int:
        return self._starts[self.index] - self.scroll_offset.y if self.index is not None else 0

    @property
    def chosen(self) -> "Suggestion | None":
        """The suggestion under the cursor."""
        return self.suggestions[self.index] if self.index is not None else None

    def can_rest(self, index: int) -> bool:
        return bool(self.suggestions)

    def draw(self, index: int, width: int) -> list[Content]:
        if not self.suggestions:
            return Content.assemble((line(self.nothing), "$quiet")).wrap(width)
        each = self.suggestions[index]
        passage, inner = each.passage, width - 4
        source = citation(self._sources.get(passage.source), passage.source)
        head = Content.assemble((f"{index + 1:>2}  ", "bold"), (source, "$quiet"))
        words = Content(line(flat(passage.text)))
        for trait in each.traits:
            words = words.stylize("bold underline", *trait.span)
        lines = [head.truncate(width, ellipsis=True)]
        lines += quoted(words, passage.text).wrap(inner)
        lines += Content.assemble((_reasons(each), "$focus")).wrap(inner)
        indent = Content("    ")
        return [lines[0], *(indent + row for row in lines[1:]), Content("")]

    def action_choose(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))


def _reasons(suggestion: "Suggestion") -> str:
    """Why a sentence is worth checking, each kind once: `a figure: 170 NPS, 25 grams`."""
    kinds: dict[str, list[str]] = {}
    for trait in suggestion.traits:
        kind, _, words = line(trait.text).partition(": ")
        if words not in kinds.setdefault(kind, []):
            kinds[kind].append(words)
    return f" {glyph('·')} ".join(f"{kind}: {', '.join(words)}" for kind, words in kinds.items())
