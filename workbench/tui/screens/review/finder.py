"""Indexing, searching and reading in threads, which only post messages to their host.

An answer carries what it was asked for; the answer to an outdated question is dropped.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.worker import Worker, get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.only import Only
from workbench.tui.own_words import keep_words
from workbench.tui.pace import give_way
from workbench.workspace.stages import ready

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from workbench.claims import Claim
    from workbench.corpus import Skipped, Source
    from workbench.index import Progress, Refreshed
    from workbench.nli import SecondReader, SecondReading
    from workbench.passages import Passage, Spot
    from workbench.stance import Evidence
    from workbench.workspace import Findings, Workspace

PROGRESS_EVERY = 0.1
# Seconds between two reports of progress: ten a second look smooth, more only cost frames.
AHEAD = 2
# Claims searched ahead of the one on screen, so that the next ones are shown at once.
USUAL = 20
# Passages shown for a claim, and how many more each time more are asked for.
KEPT = 400
# Findings kept in memory, about 20 kB each.


class Look(NamedTuple):
    """How the evidence on screen is searched for."""

    query: str = ""
    """The free search, instead of the claim's words; usually empty."""
    words: str = ""
    """The checker's own words, used as well as the claim's."""
    only: Only = Only()
    limit: int = USUAL


class Finder:
    """The threads of a screen, and what they found, for one state of the index."""

    class Answer(Message):
        """What a thread reports; the messages below are its kinds."""

    @dataclass
    class Progressed(Answer):
        """How far indexing is."""

        progress: "Progress"

    @dataclass
    class Opened(Answer):
        """These sources can be searched already; others may still be read."""

        sources: "tuple[Source, ...]"

    @dataclass
    class Indexed(Answer):
        """The index is up to date, or as far as it got before it was stopped."""

        refreshed: "Refreshed | None"
        sources: "tuple[Source, ...]"
        skipped: "tuple[Skipped, ...]"
        error: str = ""

    @dataclass
    class Searched(Answer):
        """The evidence for a claim was found, or `error` says why not."""

        claim: str
        generation: int
        findings: "Findings | None"
        error: str = ""
        words: str = ""
        """The checker's own words, used as well as the claim's."""

    @dataclass
    class SearchedAside(Answer):
        """What a search other than the usual one found for a claim, or `error` says why not."""

        claim: str
        look: "Look"
        generation: int
        findings: "Findings | None"
        error: str = ""

    @dataclass
    class Unfolded(Answer):
        """The copies of a passage, each judged for a claim."""

        claim: str
        of: "Evidence"
        copies: "tuple[Evidence, ...]"

    @dataclass
    class ArticleRead(Answer):
        """The text of a source, as decoded; the error message if it could not be read."""

        source: str
        text: str

    @dataclass
    class SecondRead(Answer):
        """What the model says of a passage, or `error` says why it says nothing."""

        claim: str
        generation: int
        key: "Spot"
        said: "SecondReading | None"
        error: str = ""

    @dataclass
    class Staled(Answer):
        """The verdicts that may no longer hold, with the reasons, by claim id."""

        reasons: dict[str, tuple[str, ...]]

    def __init__(
        self, host: "DOMNode", workspace: "Workspace", reader: "SecondReader | None" = None
    ) -> None:
        self._host = host
        self._workspace = workspace
        self.reader = reader
        """The model for second readings, None if there is none."""
        self.found: dict[str, Findings] = {}
        """What was found for each claim since the index last changed."""
        self.said: dict[str, dict[Spot, SecondReading]] = {}
        """What the model said, by claim, since the index last changed."""
        self.words: dict[str, str] = {}
        """The checker's own search words by claim, kept for the next time."""
        self.generation = 0
        """Number of the state of the index that answers belong to; 0 until there is an index."""
        self.indexing = False
        self.whole = False
        """Whether every source was read: otherwise no word can be said to be absent."""
        self._reading = ""
        """The source that is being read."""
        self._wanted: tuple[Claim, ...] = ()
        self._looking = False
        self._agreed = Lock()
        self._aside: tuple[str, Look, int] | None = None
        """The unusual search that is under way."""
        self._read_for: Findings | None = None
        """The findings that the model reads now, or has read."""

    def _run(
        self, work: Callable[[], None], group: str, *, exclusive: bool = False
    ) -> "Worker[None]":
        def run() -> None:
            ready()
            work()

        return self._host.run_worker(run, thread=True, group=group, exclusive=exclusive)

    def _post(self, message: Message) -> None:
        self._host.post_message(message)

    def meanwhile(self, work: Callable[[Callable[[], bool]], None]) -> None:
        """Do something in a thread; `work` gets a function that says whether to stop."""

        def run() -> None:
            worker = get_current_worker()
            work(lambda: worker.is_cancelled)

        self._run(run, "meanwhile")

    # indexing

    def index(self) -> None:
        """Bring the index up to date; `Indexed` comes at its end."""
        if not self.indexing:
            self.indexing, self.whole = True, False
            self._run(self._refresh_index, "index")

    def _refresh_index(self) -> None:
        worker = get_current_worker()
        reported = 0.0
        sources: tuple[Source, ...] = ()

        def opened() -> "tuple[Source, ...]":
            """What can be searched before all is read; posted as soon as there is something."""
            nonlocal sources
            with suppress(WorkbenchError):  # refreshing repairs the index, or reports the error
                if sources := self._workspace.sources():
                    self._post(self.Opened(sources))
            return sources

        def report(progress: "Progress") -> None:
            nonlocal reported
            give_way()
            if time.monotonic() - reported >= PROGRESS_EVERY and not worker.is_cancelled:
                reported = time.monotonic()
                self._post(self.Progressed(progress))
                if progress.kept and not sources:
                    opened()

        refreshed, error = None, ""
        try:
            before = opened()
            refreshed = self._workspace.refresh(
                progress=report, cancelled=lambda: worker.is_cancelled
            )
            if refreshed or not before:
                sources = self._workspace.sources()
            skipped = self._workspace.skipped()
        except WorkbenchError as failure:
            sources, skipped, error = (), (), str(failure)
        self._post(self.Indexed(refreshed, sources, skipped, error))

    def stop_indexing(self) -> None:
        """Ask indexing to stop; what was indexed so far is kept and searched."""
        self._host.workers.cancel_group(self._host, "index")

    def forget(self) -> None:
        """The index changed: drop what was found in the old one."""
        with self._agreed:
            self.found.clear()
            self.generation += 1
        self._aside, self._reading = None, ""
        self.stop_reading()
        self.said.clear()

    # reading

    def read_article(self, source_id: str) -> None:
        """Fetch an article; `ArticleRead` brings it. Nothing if it is being fetched already."""
        if source_id == self._reading:
            return
        self._reading = source_id

        def read() -> None:
            try:
                text = self._workspace.article(source_id).text
            except WorkbenchError as failure:
                text = str(failure)
            if not get_current_worker().is_cancelled:
                self._post(self.ArticleRead(source_id, text))

        self._run(read, "article", exclusive=True)

    # searching

    def look_for(self, claim: "Claim", then: "tuple[Claim, ...]" = ()) -> None:
        """Search for this claim next, then the others, unless they were searched for already."""
        with self._agreed:
            self._wanted = tuple(
                each for each in (claim, *then[:AHEAD]) if each.id not in self.found
            )
            start = bool(self._wanted) and not self._looking
            self._looking = self._looking or start
        if start:
            self._run(self._search, "search")

    def _search(self) -> None:
        """Runs in one thread at a time: searches for the first claim wanted until none is left."""
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
                give_way()  # nobody is waiting for what is searched ahead
            done.add((claim.id, generation, words))
            try:
                found, error = self._workspace.find(claim, words=words.split()), ""
            except WorkbenchError as failure:
                found, error = None, str(failure)
            self._post(self.Searched(claim.id, generation, found, error, words))

    def use_words(self, claim_id: str, words: str) -> None:
        """Search for this claim with these words of the checker's as well; "" for none."""
        with self._agreed:
            self.words[claim_id] = words
            self.found.pop(claim_id, None)
        keep_words(self._workspace.root, claim_id, words)

    def keep(self, message: "Finder.Searched") -> bool:
        """Keep an answer; False if the index or the words have changed since the question."""
        words = self.words.get(message.claim, "")
        if (message.generation, message.words) != (self.generation, words):
            return False
        if message.findings is not None:
            while len(self.found) >= KEPT:
                self.found.pop(next(iter(self.found)))
            self.found[message.claim] = message.findings
        return True

    def search_aside(self, claim: "Claim", look: Look, among: "tuple[Source, ...]") -> None:
        """Search these sources in another way; `SearchedAside` brings what was found.

        Does nothing if the same search is under way.
        """
        asked = (claim.id, look, self.generation)
        if asked != self._aside:
            self._aside = asked
            work = lambda: self._search_aside(claim, look, among, asked[2])  # noqa: E731
            self._run(work, "aside", exclusive=True)

    def _search_aside(
        self, claim: "Claim", look: Look, among: "tuple[Source, ...]", generation: int
    ) -> None:
        from workbench.search import Filter

        where = Filter(sources={source.id for source in among}) if look.only else None
        try:
            found, error = (
                self._workspace.find(
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
        self._post(self.SearchedAside(claim.id, look, generation, found, error))

    def answered(self, message: "Finder.SearchedAside") -> bool:
        """Note that an answer came; False if the index has changed since the question."""
        if self._aside == (message.claim, message.look, message.generation):
            self._aside = None
        return message.generation == self.generation

    def judge_copies(self, claim: "Claim", of: "Evidence") -> None:
        """Judge the copies of a passage; `Unfolded` brings them."""

        def judge() -> None:
            from workbench.search import Match
            from workbench.stance import Evidence

            try:
                copies = tuple(
                    Evidence(Match(copy, of.match.score), self._workspace.judge(claim, copy))
                    for copy in of.match.copies
                )
            except WorkbenchError:
                return  # its source is gone; the next refresh of the index reports that
            self._post(self.Unfolded(claim.id, of, copies))

        self._run(judge, "copies", exclusive=True)

    # a second reading, by a model of the user's own

    def read_again(self, claim: "Claim", findings: "Findings") -> None:
        """Have the model read the best passages not read yet; `SecondRead` comes for each."""
        from workbench.nli.doubt import premise
        from workbench.nli.reader import READ

        if self.reader is None or findings is self._read_for:
            return
        self._read_for = findings
        said = self.said.get(claim.id, {})
        titles = {source.id: source.title for source in self._workspace.sources()}
        unread = []
        for match in (each.match for each in findings.evidence[:READ]):
            each = match.passage
            if each.spot not in said:
                title = titles.get(each.source)
                unread.append((each, premise(each.text, title=title, before=match.before)))
        if unread:
            reader, generation = self.reader, self.generation
            work = lambda: self._read_again(reader, claim, unread, generation)  # noqa: E731
            self._run(work, "second", exclusive=True)

    def _read_again(
        self,
        reader: "SecondReader",
        claim: "Claim",
        passages: "Sequence[tuple[Passage, str]]",
        generation: int,
    ) -> None:
        """Read passages, each given with the text that the model is to see instead of its own."""
        worker = get_current_worker()
        said = reader.read(claim.text, [text for _, text in passages])
        for each, _ in passages:
            try:
                answer = self.SecondRead(claim.id, generation, each.spot, next(said))
            except WorkbenchError as failure:
                answer = self.SecondRead(claim.id, generation, each.spot, None, str(failure))
            if worker.is_cancelled:
                return
            self._post(answer)
            if answer.error:
                return

    def stop_reading(self) -> None:
        """Stop reading for the claim that was at hand."""
        self._read_for = None
        self._host.workers.cancel_group(self._host, "second")

    def keep_said(self, message: "Finder.SecondRead") -> bool:
        """Keep what the model said; False if it said nothing or the index has changed since."""
        if message.said is None:
            self.reader = None
        if message.said is None or message.generation != self.generation:
            return False
        while len(self.said) >= KEPT:
            self.said.pop(next(iter(self.said)))
        self.said.setdefault(message.claim, {})[message.key] = message.said
        return True

    # what may no longer hold

    def look_for_stale(self) -> None:
        """Check whether the claims and sources of verdicts have changed; `Staled` brings it."""

        def look() -> None:
            worker, reasons = get_current_worker(), {}
            for claim in self._workspace.claims:
                if worker.is_cancelled:
                    return
                try:
                    if why := self._workspace.stale(claim):
                        reasons[claim.id] = why
                except WorkbenchError:
                    return  # the error is shown where the ledger is read or written
            self._post(self.Staled(reasons))

        self._run(look, "stale", exclusive=True)
