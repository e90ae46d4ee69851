"""Takes what the threads of Review found into the state of the claims and of the evidence."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.safe.visible import line
from workbench.tui.marks import glyph
from workbench.tui.pace import built
from workbench.tui.screens.review.finder import Finder

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.tui.screens.review.evidence_state import EvidenceState
    from workbench.tui.screens.review.host import Host
    from workbench.tui.screens.review.search import Search
    from workbench.tui.screens.review.view import View


class Answers:
    """Handles each message of the finder; `first` is called once the first search is answered."""

    def __init__(
        self,
        host: "Host",
        finder: Finder,
        claims: "ClaimState",
        evidence: "EvidenceState",
        search: "Search",
        view: "View",
        *,
        first: Callable[[], object],
    ) -> None:
        self._host = host
        self._finder = finder
        self._claims = claims
        self._evidence = evidence
        self._search = search
        self._view = view
        self._first: Callable[[], object] | None = first

    def take(self, message: "Finder.Answer") -> None:
        """Handle a message and show what it changes; an answer to an old question is dropped."""
        match message:
            case Finder.Progressed():
                self._progressed(message)
            case Finder.Opened():
                self._search_among(message.sources)
                self._host.show()
            case Finder.Indexed():
                self._indexed(message)
            case Finder.Searched():
                self._searched(message)
            case Finder.SearchedAside():
                self._searched_aside(message)
            case Finder.Unfolded():
                self._unfolded(message)
            case Finder.ArticleRead():
                self._view.article = (message.source, message.text)
                self._view.passage()
            case Finder.SecondRead():
                self._second_read(message)
            case Finder.Staled() if message.reasons != self._claims.stale:
                self._claims.stale = message.reasons
                self._host.show()

    def _search_among(self, sources: "tuple[Source, ...]") -> None:
        self._evidence.take_sources(sources)
        self._view.forget_found(self._finder)

    def _at_hand(self, claim_id: str) -> bool:
        claim = self._claims.at_hand
        return claim is not None and claim.id == claim_id

    def _show_error(self, error: str) -> None:
        if error:
            self._host.tell(f"{glyph('✗')} {line(error)}")

    def _progressed(self, message: Finder.Progressed) -> None:
        progress = message.progress
        share = f"{100 * progress.done // progress.total} %" if progress.total else ""
        if self._finder.indexing:
            self._host.tell(f"reading sources {share}, {self._host.key('pane.back')} stops")

    def _indexed(self, message: Finder.Indexed) -> None:
        self._finder.indexing = False
        refreshed = message.refreshed
        stopped = refreshed is None or refreshed.cancelled
        self._finder.whole = not message.error and not stopped
        if refreshed or message.error or not self._finder.generation:
            self._search_among(message.sources)
        if message.error:
            self._show_error(message.error)
        elif message.skipped:
            self._host.tell(f"! {len(message.skipped)} not read")
            first = message.skipped[0]
            warning = f"not read: {first.path}: {first.reason}"
            self._host.say(warning, severity="warning", seconds=8)
        else:
            self._host.tell("reading stopped" if refreshed and refreshed.cancelled else "")
        if self._claims.desk is not None:
            self._finder.look_for_stale()
        self._host.show()

    def _searched(self, message: Finder.Searched) -> None:
        self._search.record(message.claim, message.words, message.findings)
        if not self._finder.keep(message):
            return
        if self._first is not None:
            built()  # the words and rules that judging needs are in memory now, and stay there
            self._first()
            self._first = None
        if self._at_hand(message.claim):
            self._show_error(message.error)
            self._host.show()

    def _searched_aside(self, message: Finder.SearchedAside) -> None:
        if not self._finder.answered(message):
            return
        if message.look.query:
            self._search.record(message.claim, message.look.query, message.findings)
        claim = self._claims.at_hand
        if claim is None or claim.id != message.claim or message.look != self._evidence.look(claim):
            return
        self._show_error(message.error)
        self._evidence.aside_found = message.findings
        if message.findings is not None:
            self._host.show()

    def _unfolded(self, message: Finder.Unfolded) -> None:
        if self._at_hand(message.claim):
            self._evidence.unfold(message.of.match.passage.spot, message.copies)
            self._host.show()

    def _second_read(self, message: Finder.SecondRead) -> None:
        kept = self._finder.keep_said(message)
        if message.said is None:
            self._host.say(f"no second reading: {message.error}", severity="warning", seconds=8)
        elif kept and self._at_hand(message.claim):
            self._view.evidence()
