"""Suggestions: the sentences of the sources that are worth checking; one key makes a claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.worker import Worker, get_current_worker

from workbench.errors import WorkbenchError
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.cards import citation
from workbench.tui.lanes import pinned
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, TitleBar
from workbench.tui.panes.suggestion_list import SuggestionList
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from workbench.claims.worth import Suggestion
    from workbench.corpus import Source
    from workbench.tui.shared import Shared

MOST = 100
# Sentences listed: more than a checker reads at a time, and the best come first.


class SuggestionsScreen(Saving):
    """Ranked in a thread; the best so far are shown at once, and Esc stops the search.

    Dismissed with the ids of the claims made here.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.SUGGESTIONS

    @dataclass
    class Looked(Message):
        """How many of the sources have been looked through."""

        done: int
        total: int

    @dataclass
    class Suggested(Message):
        """What was found, or `error` says why nothing could be."""

        suggestions: "tuple[Suggestion, ...]"
        so_far: bool = False
        """Some sources have not been looked through yet."""
        stopped: bool = False
        error: str = ""

    def __init__(
        self,
        shared: "Shared",
        sources: "Mapping[str, Source]",
        source_id: str | None = None,
    ) -> None:
        """The suggestions of the source `source_id`, or of all sources."""
        super().__init__(shared)
        self._sources = sources
        self._source_id = source_id
        self._looking: Worker[None] | None = None
        self._done = (0, 0)
        self._made: tuple[str, ...] = ()
        """Ids of the claims made here."""
        self._claimed: tuple[Suggestion, ...] = ()
        """The sentences that became claims while the search was still going on."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield SuggestionList(id="suggestions")
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        source = self._sources.get(self._source_id or "")
        of = "all sources"
        if self._source_id is not None:
            of = line(source.title if source else self._source_id)
        self.query_one(TitleBar).left = Content.assemble(("Worth checking", "bold"), "  ", of)
        listed = self.query_one(SuggestionList)
        listed.show((), self._sources, nothing="Looking through the sources.")
        listed.focus()
        self._show_news(f"looking, {self.key('suggested.leave')} stops")
        self._looking = self._look()

    def _show_news(self, news: str) -> None:
        self.query_one(TitleBar).right = Content.assemble((news, "$focus"))

    @work(thread=True, group="suggest")
    def _look(self) -> None:
        worker = get_current_worker()
        try:
            found = self.workspace.suggest(
                self._source_id,
                limit=MOST,
                cancelled=lambda: worker.is_cancelled,
                progress=self._progressed,
                so_far=self._found_so_far,
            )
            answer = self.Suggested(found, stopped=worker.is_cancelled)
        except WorkbenchError as failure:
            answer = self.Suggested((), error=str(failure))
        self.post_message(answer)

    def _progressed(self, done: int, total: int) -> None:
        self.post_message(self.Looked(done, total))

    def _found_so_far(self, found: "tuple[Suggestion, ...]") -> None:
        self.post_message(self.Suggested(found, so_far=True))

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        self._done = (message.done, message.total)
        if self._looking is not None and message.total > 1:
            stops = f"{self.key('suggested.leave')} stops"
            self._show_news(f"looked through {message.done} of {message.total} sources, {stops}")

    @on(Suggested)
    def _suggested(self, message: Suggested) -> None:
        if message.so_far:
            # Only until somebody starts to read here: the text being read must not move.
            if self._looking is not None and not self.query_one(SuggestionList).index:
                self._list(message.suggestions)
            return
        self._looking = None
        if message.error:
            self.query_one(ErrorBar).message = line(message.error)
        self._show(message.suggestions)
        if message.stopped:
            done, total = self._done
            self._show_news(f"stopped after {done} of {total} sources")

    def _show(self, suggestions: "tuple[Suggestion, ...]") -> None:
        self._list(suggestions)
        best = ", the best" if len(suggestions) == MOST else ""
        many = "sentence" if len(suggestions) == 1 else "sentences"
        self._show_news(f"{len(suggestions)} {many}{best}")

    def _list(self, suggestions: "tuple[Suggestion, ...]") -> None:
        nothing = (
            "No sentence here is worth checking that is not a claim yet: none has a figure, a date "
            "with an event, an only or first, a cause, a denial."
        )
        left = tuple(each for each in suggestions if each not in self._claimed)
        self.query_one(SuggestionList).show(left, self._sources, nothing=nothing)

    # keys

    @on(SuggestionList.Chosen)
    def _chosen(self, message: SuggestionList.Chosen) -> None:
        passage = message.suggestion.passage
        card = pinned(passage, self._sources.get(passage.source))
        self.ways.source(None, card, then=lambda ids: self._made_of(message.suggestion, ids))

    def action_add(self) -> None:
        chosen = self.query_one(SuggestionList).chosen
        if chosen is None:
            return
        source = chosen.passage.source
        self.ways.claim(
            text=chosen.text,
            claimant=chosen.claimant or "",
            found=f"from {citation(self._sources.get(source), source)}",
            then=lambda ids: self._made_of(chosen, ids),
        )

    def _made_of(self, suggestion: "Suggestion", ids: tuple[str, ...] | None) -> None:
        """A sentence became a claim: remove it from the suggestions."""
        if ids:
            self._made += ids
            self._claimed += (suggestion,)
            left = self.query_one(SuggestionList).suggestions
            self._show(tuple(each for each in left if each != suggestion))

    def action_leave(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._show_news("stopping")
            self._looking = None
            return
        self.dismiss(self._made)
