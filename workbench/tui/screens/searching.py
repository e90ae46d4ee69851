"""Indexing and searching beside the keys: threads that only post, answers dropped when stale."""

import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.only import Only
from workbench.tui.own_words import keep_words
from workbench.tui.pace import give_way
from workbench.tui.screens.place import Place

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Skipped, Source
    from workbench.index import Progress, Refreshed
    from workbench.stance import Evidence
    from workbench.tui.keeper import Keeper
    from workbench.workspace import Findings, Workspace

TOLD = 0.1
# Seconds between two words on progress: ten a second read as steady, more only cost frames.
AHEAD = 2
# Claims searched ahead of the one on screen, so that going on is answered at once.
USUAL = 20
# Passages shown for a claim, and by which more are.
KEPT = 400
# Findings kept in memory, about 20 kB each.


class Look(NamedTuple):
    """How the evidence on screen is searched for."""

    query: str
    """The free search, in place of the claim's words; mostly none."""
    words: str
    """The checker's own words beside the claim's."""
    only: Only
    limit: int


class Searching(Place):
    """A place whose claims are searched for while keys go on being answered."""

    @dataclass
    class Progressed(Message):
        """How far indexing is."""

        progress: "Progress"

    @dataclass
    class Opened(Message):
        """These sources can be searched, while it is still looked whether there is more."""

        sources: "tuple[Source, ...]"

    @dataclass
    class Indexed(Message):
        """The index is up to date, or as far as it got before Esc."""

        refreshed: "Refreshed | None"
        sources: "tuple[Source, ...]"
        skipped: "tuple[Skipped, ...]"
        error: str = ""

    @dataclass
    class Searched(Message):
        """The evidence for a claim is known, or why it is not."""

        claim: str
        generation: int
        findings: "Findings | None"
        error: str = ""
        words: str = ""
        """The checker's own, searched beside the claim's."""

    @dataclass
    class SearchedAside(Message):
        """What another search than the usual found for a claim, or why it could not be made."""

        claim: str
        look: "Look"
        generation: int
        findings: "Findings | None"
        error: str = ""

    @dataclass
    class Unfolded(Message):
        """What the copies of a passage do to a claim."""

        claim: str
        of: "Evidence"
        copies: "tuple[Evidence, ...]"

    @dataclass
    class ArticleRead(Message):
        """The text of a source, as decoded."""

        source: str
        text: str

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self.found: dict[str, Findings] = {}
        """What is known for each claim searched since the index changed."""
        self.words: dict[str, str] = {}
        """The checker's own search words by claim, kept for the next time."""
        self.only = Only()
        """The sources that the evidence on screen is searched in; mostly all."""
        self.free = ""
        """The free search that is on screen in place of the claim's evidence; mostly none."""
        self.limit = USUAL
        """Passages wanted on screen, at most."""
        self.aside_found: Findings | None = None
        """What is on screen where it is not just what was found for the claim."""
        self.generation = 0
        """Which state of the index answers belong to."""
        self.indexing = False
        self._wanted: tuple[Claim, ...] = ()
        self._looking = False
        self._agreed = Lock()

    # indexing

    def index(self) -> None:
        """Bring the index up to date in a thread; `Indexed` comes at its end."""
        if not self.indexing:
            self.indexing = True
            self._refresh_index()

    @work(thread=True, group="index")
    def _refresh_index(self) -> None:
        worker = get_current_worker()
        told = 0.0
        sources: tuple[Source, ...] = ()

        def opened() -> "tuple[Source, ...]":
            """What can be searched before all is read; told when there first is something."""
            nonlocal sources
            with suppress(WorkbenchError):  # refreshing mends it, or says what is wrong
                if sources := self.workspace.sources():
                    self.post_message(self.Opened(sources))
            return sources

        def tell(progress: "Progress") -> None:
            nonlocal told
            give_way()
            if time.monotonic() - told >= TOLD and not worker.is_cancelled:
                told = time.monotonic()
                self.post_message(self.Progressed(progress))
                if progress.kept and not sources:
                    opened()

        refreshed, error = None, ""
        try:
            before = opened()
            refreshed = self.workspace.refresh(progress=tell, cancelled=lambda: worker.is_cancelled)
            if refreshed or not before:
                sources = self.workspace.sources()
            skipped = self.workspace.skipped()
        except WorkbenchError as failure:
            sources, skipped, error = (), (), str(failure)
        self.post_message(self.Indexed(refreshed, sources, skipped, error))

    def stop_indexing(self) -> None:
        """Ask indexing to end; what was indexed so far is kept and searched."""
        self.workers.cancel_group(self, "index")

    # reading

    def read_article(self, source_id: str) -> None:
        """Fetch an article in a thread; `ArticleRead` brings it."""
        self._read_article(source_id)

    @work(thread=True, exclusive=True, group="article")
    def _read_article(self, source_id: str) -> None:
        try:
            text = self.workspace.article(source_id).text
        except WorkbenchError as failure:
            text = str(failure)
        if not get_current_worker().is_cancelled:
            self.post_message(self.ArticleRead(source_id, text))

    # searching

    def look_for(self, claim: "Claim", then: "tuple[Claim, ...]" = ()) -> None:
        """Search for this claim next, and for those after it once it is answered."""
        with self._agreed:
            self._wanted = tuple(
                each for each in (claim, *then[:AHEAD]) if each.id not in self.found
            )
            start = bool(self._wanted) and not self._looking
            self._looking = self._looking or start
        if start:
            self._search()

    @work(thread=True, group="search")
    def _search(self) -> None:
        """One thread at a time: it takes what is wanted most until nothing is."""
        worker = get_current_worker()
        done: set[tuple[str, int, str]] = set()
        while not worker.is_cancelled:
            with self._agreed:
                generation = self.generation
                asked = [(each, self.words.get(each.id, "")) for each in self._wanted]
                left = [
                    (each, words)
                    for each, words in asked
                    if (each.id, generation, words) not in done
                ]
                if not left:
                    self._looking = False
                    return
            claim, words = left[0]
            if claim is not asked[0][0]:
                give_way()  # nobody waits for what is searched ahead
            done.add((claim.id, generation, words))
            try:
                found, error = self.workspace.find(claim, words=words.split()), ""
            except WorkbenchError as failure:
                found, error = None, str(failure)
            self.post_message(self.Searched(claim.id, generation, found, error, words))

    def use_words(self, claim_id: str, words: str) -> None:
        """Search for this claim with these words of the checker's own; none where empty."""
        with self._agreed:
            self.words[claim_id] = words
            self.found.pop(claim_id, None)
        keep_words(self.workspace.root, claim_id, words)

    @property
    def aside(self) -> bool:
        """Whether the evidence on screen is searched for otherwise than for every claim."""
        return bool(self.free or self.only or self.limit > USUAL)

    def look(self, claim: "Claim") -> Look:
        """How the evidence for a claim is searched for on screen."""
        words = "" if self.free else self.words.get(claim.id, "")
        return Look(self.free, words, self.only, self.limit)

    def search_aside(self, claim: "Claim", among: "tuple[Source, ...]") -> None:
        """Search these sources in a thread; `SearchedAside` says what it means for the claim."""
        self._search_aside(claim, self.look(claim), among, self.generation)

    @work(thread=True, exclusive=True, group="aside")
    def _search_aside(
        self, claim: "Claim", look: Look, among: "tuple[Source, ...]", generation: int
    ) -> None:
        from workbench.search import Filter

        where = Filter(sources={source.id for source in among}) if look.only else None
        try:
            found, error = (
                self.workspace.find(
                    claim,
                    limit=look.limit,
                    words=look.words.split(),
                    where=where,
                    query=look.query or None,
                ),
                "",
            )
        except WorkbenchError as failure:
            found, error = None, str(failure)
        self.post_message(self.SearchedAside(claim.id, look, generation, found, error))

    def judge_copies(self, claim: "Claim", of: "Evidence") -> None:
        """Judge the copies of a passage in a thread; `Unfolded` brings them."""
        self._judge_copies(claim, of)

    @work(thread=True, exclusive=True, group="copies")
    def _judge_copies(self, claim: "Claim", of: "Evidence") -> None:
        from workbench.search import Match
        from workbench.stance import Evidence

        try:
            copies = tuple(
                Evidence(Match(copy, of.match.score), self.workspace.judge(claim, copy))
                for copy in of.match.copies
            )
        except WorkbenchError:
            return  # its source has just gone: the next look at the sources says so
        self.post_message(self.Unfolded(claim.id, of, copies))

    def keep_found(self, message: "Searching.Searched") -> bool:
        """Keep an answer; False when it is of an index, or to words, that are no more."""
        words = self.words.get(message.claim, "")
        if (message.generation, message.words) != (self.generation, words):
            return False
        if message.findings is not None:
            while len(self.found) >= KEPT:
                self.found.pop(next(iter(self.found)))
            self.found[message.claim] = message.findings
        return True

    def forget_found(self) -> None:
        """The index changed: what was found before may be no more."""
        with self._agreed:
            self.found.clear()
            self.aside_found = None
            self.generation += 1
