"""What the sources say: passages found for a claim, judged against it, and quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.claims import Claim
from workbench.errors import InputError, WorkbenchError
from workbench.safe.visible import line
from workbench.workspace.opened import Opened

if TYPE_CHECKING:
    from workbench.corpus import Article, Skipped, Source
    from workbench.index import Progress, Refreshed
    from workbench.passages import Passage
    from workbench.passages.quotes import Anchor, Quote
    from workbench.search import Filter, Found, Match
    from workbench.stance import Context, Evidence, Judgement

_ADDRESS = re.compile(r"(.+):([0-9]{1,12})-([0-9]{1,12})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Findings:
    """The passages found for a claim, each with its suggested stance."""

    evidence: tuple[Evidence, ...]
    """Best match first."""
    found: Found
    """How it was searched: words that never occur, counts."""
    failed: str | None = None
    """Why the claim could not be searched for, in words to show; then nothing was found or looked
    up. None if it was searched."""


def unread(skipped: Sequence[Skipped]) -> str:
    """The files that could not be read, at most `NAMED` by name: `a.pdf, b.docx and 3 more`."""
    names = ", ".join(each.path for each in skipped[:NAMED])
    more = len(skipped) - NAMED
    return f"{names} and {more} more" if more > 0 else names


NAMED = 5
FAILED = "could not be searched: a bug of ours"


class Searching(Opened):
    """Sources, passages, evidence."""

    def refresh(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Refreshed:
        """Bring the index up to date with `corpus/`; slow the first time, then milliseconds."""
        return self._index.refresh(progress=progress, cancelled=cancelled)

    def sources(self) -> tuple[Source, ...]:
        """The sources as indexed, sorted by id."""
        return self._index.sources()

    def skipped(self) -> tuple[Skipped, ...]:
        """The files and documents that could not be read, and why."""
        return self._index.skipped()

    def article(self, source_id: str) -> Article:
        """A source with its text. Raises InputError if there is none with this id."""
        return self._index.article(source_id)

    def passage_counts(self) -> dict[str, int]:
        """By source id, how many passages it has."""
        return self._index.passage_counts()

    def left_out(self, source_id: str) -> tuple[str, ...]:
        """What of a source's file is not in its text, a paragraph each, in order.

        Raises InputError when there is no such source.
        """
        return self._index.left_out(source_id)

    def lines(self, source_id: str) -> int:
        """How many paragraphs of a source's file are in its text."""
        return sum(1 for _ in re.finditer(r"[^\n]+", self.article(source_id).text))

    def place(self, passage: Passage) -> str | None:
        """Where a reader finds a passage in its file, such as `p. 12`; None if unknown."""
        return self._index.place(passage.source, passage.start)

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order. Raises InputError if there is no such source."""
        return self._index.passages(source_id)

    def passage(self, address: str) -> Passage:
        """The words at `SOURCE:START-END`, code points, half open.

        Raises:
            InputError: that is no address, or it is outside the source's text.
        """
        from workbench.passages import Passage

        parts = _ADDRESS.fullmatch(address)
        if parts is None:
            raise InputError(f"{line(address)}: not SOURCE:START-END, such as report-2024:120-245")
        source, start, end = parts[1], int(parts[2]), int(parts[3])
        text = self.article(source).text
        if not start < end <= len(text):
            raise InputError(
                f"{line(address)}: no words there; the text of {line(source)} has "
                f"{len(text)} characters, the first is 0"
            )
        return Passage(source, start, end, text[start:end])

    def find(
        self,
        claim: Claim | str,
        *,
        limit: int = 20,
        words: Sequence[str] = (),
        where: Filter | None = None,
        query: str | None = None,
    ) -> Findings:
        """The evidence for a claim, each passage judged, in the order of `stance.reading_order`.

        `words` are searched as well as the claim's own, `query` instead of them; what is found is
        judged against the claim in both cases. A claim that the search fails on has `failed` set,
        and other claims are still searched.

        Raises:
            CorpusError: the index cannot be read.
        """
        from workbench.safe.crash import note
        from workbench.search import Found, Searched

        try:
            return self._find(claim, limit=limit, words=words, where=where, query=query)
        except WorkbenchError:
            raise
        except Exception as error:
            note(error)
            return Findings((), Found((), (), Searched(0, 0)), FAILED)

    def _find(
        self,
        claim: Claim | str,
        *,
        limit: int,
        words: Sequence[str],
        where: Filter | None,
        query: str | None,
    ) -> Findings:
        from workbench import search
        from workbench.stance import JUDGED, Evidence, judge, reading_order
        from workbench.workspace.spans import with_spans

        text = claim if isinstance(claim, str) else claim.text
        found = search.find(
            self._index, query or text, limit=max(limit, JUDGED), words=words, where=where
        )
        ids = {match.passage.source for match in found.matches}
        sources = {source_id: self._index.source(source_id) for source_id in ids}

        ranks = {match.passage: rank for rank, match in enumerate(found.matches, start=1)}

        def around(match: Match) -> Context:
            here = self._context(claim, sources[match.passage.source], match.before)
            if query is not None:
                return here  # found by other words than the claim's, so its rank means nothing
            return replace(here, rank=ranks.get(match.passage), score=match.score)

        evidence = with_spans(
            text,
            [
                Evidence(match, judge(text, match.passage.text, context=around(match)))
                for match in found.matches
            ],
            context=lambda each: replace(around(each.match), rank=None, score=None),
            text_of=lambda source_id: self.article(source_id).text,
        )
        return Findings(reading_order(evidence)[:limit], found)

    def judge(self, claim: Claim | str, passage: Passage) -> Judgement:
        """What a passage does to a claim, as the machine sees it.

        Raises:
            InputError: its source is not in the corpus.
        """
        from workbench.stance import at_most_fair, judge

        source, sentences = self._index.source(passage.source), self.passages(passage.source)
        earlier = [each.text for each in sentences if each.end <= passage.start]
        text = claim if isinstance(claim, str) else claim.text
        context = self._context(claim, source, tuple(earlier[-2:]))
        judgement = judge(text, passage.text, context=context)
        spans = any(passage.start < each.start < passage.end for each in sentences)
        return at_most_fair(judgement) if spans else judgement

    def quote(self, passage: Passage) -> Quote:
        """A passage as a quote that a verdict can rest on.

        Raises:
            InputError: its source is not in the corpus, or has other words there now.
        """
        from workbench.passages.quotes import quoted

        article = self.article(passage.source)
        if not passage.text or article.text[passage.start : passage.end] != passage.text:
            where = f"{line(passage.source)}:{passage.start}-{passage.end}"
            raise InputError(
                f"{where}: the source changed and has other words there; "
                "`workbench recheck` shows what happened to the old ones"
            )
        return quoted(article, passage.start, passage.end)

    def locate(self, quote: Quote) -> Anchor:
        """How a quote is found again in its source as it is now."""
        from workbench.passages.quotes import Anchor, find_again

        try:
            text = self.article(quote.source).text
        except InputError:
            return Anchor.GONE
        return find_again(quote, text).anchor

    def language(self, source: Source) -> str:
        """The language of a source: from the catalogue, else found from its first passages.

        Its name in English, or the code if it has no name here; empty if it is not known and not
        English.
        """
        from workbench.analysis.language import SAMPLE, language_of, named

        if source.language is not None:
            return named(source.language)
        key = source.id, source.sha256
        if key not in self._languages:
            self._languages[key] = language_of(self._index.opening(source.id, SAMPLE))
        return self._languages[key]

    def _context(self, claim: Claim | str, source: Source, before: tuple[str, ...]) -> Context:
        """What surrounds a passage, without a search."""
        from workbench.stance import Context

        said, claimant = (None, None) if isinstance(claim, str) else (claim.date, claim.claimant)
        return Context(
            title=source.title,
            published=source.published,
            before=before,
            claim_date=said,
            claimant=claimant,
            publisher=source.publisher,
            author=source.author,
            language=self.language(source),
        )
