"""A project folder opened: the one place that knows every stage, and what both faces call.

It routes and does not judge, rank, store or print. Every stage is imported when first used,
because the first frame of the app must not wait for an index or a database.
All methods may be called from any thread.
"""

from __future__ import annotations

import functools
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Unpack

from workbench.claims import Claim, ClaimsFile, Project, read_claims
from workbench.errors import CorpusError, InputError, LedgerDamaged, LedgerError
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.corpus import Article, Skipped, Source
    from workbench.editing import Proposal
    from workbench.entries import Fields
    from workbench.index import Index, Progress, Refreshed
    from workbench.ledger import Ledger
    from workbench.passages import Passage
    from workbench.quotes import Anchor, Quote
    from workbench.recheck import Rechecked
    from workbench.report import Dossier
    from workbench.scales import Rating, Scale
    from workbench.search import Filter, Found
    from workbench.similar import Similar
    from workbench.stance import Evidence, Judgement
    from workbench.suggest import Suggestion
    from workbench.verdicts import Decision, Desk, Entry, Mark, Standing

CLAIMS = "claims.toml"
CORPUS = "corpus"
INDEX = ".workbench"
BACKUPS = "backups"
LEDGER = "verdicts.db"
LEDGER_FILES = (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm", "verdicts.jsonl")
STILL_HOLDS = "checked again: it still holds"
"""The reason that stands with a verdict given again unchanged."""
_ADDRESS = re.compile(r"(.+):([0-9]{1,12})-([0-9]{1,12})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a claim and what each passage does to it."""

    evidence: tuple[Evidence, ...]
    """Best match first."""
    found: Found
    """How it was searched: words that never occur, counts."""


class Workspace:
    """A project folder: `claims.toml`, `corpus/`, `verdicts.db`, `.workbench/`."""

    root: Path
    file: ClaimsFile
    reviewer: str
    """Who decides: `--by`, else `[project] reviewer`, else the login name."""

    def __init__(
        self, root: Path, file: ClaimsFile, *, by: str | None = None, index: Path | None = None
    ) -> None:
        self.root = root
        self.file = file
        self.reviewer = by or file.project.reviewer or _login()
        self._index_folder = index
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.RLock()
        self._opened_index: Index | None = None
        self._opened_ledger: Ledger | None = None
        self._replayed: tuple[int, Desk] | None = None

    @classmethod
    def open(cls, root: Path, *, by: str | None = None) -> Workspace:
        """Read `claims.toml` and nothing else.

        Raises:
            InputError: the folder or the claims file cannot be used, in one line.
        """
        _folder(root)
        return cls(root, read_claims(root / CLAIMS), by=by)

    @classmethod
    def without_claims(
        cls, root: Path, *, by: str | None = None, index: Path | None = None
    ) -> Workspace:
        """A folder used for free searches only: no claims, the default scale.

        `index` is the `index_folder` of another workspace, to search as it stands.

        Raises:
            InputError: there is no such folder.
        """
        _folder(root)
        return cls(root, ClaimsFile(Project(), ()), by=by, index=index)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """In file order."""
        return self.file.claims

    @functools.cached_property
    def scales(self) -> dict[str, Scale]:
        """The built-in scales and those of `claims.toml`, by name."""
        from workbench.scales import read_scales

        return read_scales(self.file.scales, places=self.file.places)

    @functools.cached_property
    def scale(self) -> Scale:
        """The scale that ratings are given on."""
        from workbench.scales import project_scale

        return project_scale(self.file)

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id. Raises InputError when there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        from difflib import get_close_matches

        near = get_close_matches(claim_id[:80], [claim.id for claim in self.claims], n=1)
        hint = f"do you mean {near[0]}?" if near else "`workbench list` names them"
        raise InputError(f"{line(claim_id)}: no such claim; {hint}")

    def rating(self, name: str) -> Rating:
        """The rating with this id, name (any case) or key 1-9. Raises InputError."""
        wanted = name.strip().casefold()
        for key, rating in enumerate(self.scale.ratings, start=1):
            if wanted in (rating.id, rating.name.casefold(), str(key)):
                return rating
        known = ", ".join(rating.id for rating in self.scale.ratings)
        raise InputError(f"{line(name)}: no such rating; choose one of {known}")

    # claims.toml changed: propose, show `Proposal.diff`, then `apply`

    def propose_add(
        self,
        *,
        id: str | None = None,  # noqa: A002 - the entry's own name for it
        **fields: Unpack[Fields],
    ) -> Proposal:
        """A new claim at the end of claims.toml; nothing is written yet.

        Without `id` it gets one made from its text, never that of a claim with kept decisions.

        Raises:
            InputError: a field or the id cannot be used, or the file cannot be edited here.
        """
        from workbench.editing import propose_add, read_text

        return propose_add(
            read_text(self.root / CLAIMS), fields, id=id, taken=self.desk().standings
        )

    def propose_edit(self, claim_id: str, **fields: Unpack[Fields]) -> Proposal:
        """Other words in the given fields of a claim; None or "" takes a field out.

        Nothing is written yet. A verdict goes stale where the text is changed.

        Raises:
            InputError: there is no such claim, or a field cannot be used.
        """
        from workbench.editing import propose_edit, read_text

        return propose_edit(read_text(self.root / CLAIMS), claim_id, fields)

    def propose_split(
        self, claim_id: str, parts: Sequence[str] = (), *, keep: bool = True
    ) -> Proposal:
        """The parts of a compound claim appended as claims; nothing is written yet.

        Without `parts` they are those of `parts_of`. The whole stays with the tag `split`, or
        leaves the file where `keep` is false; its verdict is kept in any case.

        Raises:
            InputError: there is no such claim, or there are no two parts.
        """
        from workbench.editing import propose_split, read_text

        return propose_split(
            read_text(self.root / CLAIMS),
            claim_id,
            parts or self.parts_of(self.claim(claim_id).text),
            keep=keep,
            taken=self.desk().standings,
        )

    def parts_of(self, text: str) -> tuple[str, ...]:
        """The statements that a compound claim joins, to be edited; one where it joins none."""
        from workbench.splitting import parts_of

        return parts_of(text)

    def apply(self, proposal: Proposal) -> tuple[Claim, ...]:
        """Write a proposal to claims.toml, read it again and return its claims.

        Raises:
            InputError: the file was changed since the proposal, or cannot be written; it and
                `claims` are as they were.
        """
        from workbench.editing import apply

        with self._lock:
            self.file = apply(self.root / CLAIMS, proposal)
            for read in ("scales", "scale"):
                self.__dict__.pop(read, None)
            return self.claims

    def similar(self, text: str, *, besides: str | None = None) -> tuple[Similar, ...]:
        """The claims worded much like `text`, best first, with the verdicts that stand on them.

        Claims that left claims.toml with a verdict are looked at too; `besides` is the id of one
        to leave out. `similar.tell` puts one in words: "you ruled False on ...".
        """
        from workbench.similar import similar_claims

        return similar_claims(text, self.claims, self.desk(), besides=besides)

    def suggest(
        self,
        source_id: str | None = None,
        *,
        limit: int = 20,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Suggestion, ...]:
        """The sentences of a source, or of all, most worth checking, best first, with reasons.

        None that is nearly a claim already. About 0.5 ms a sentence the first time: run it in a
        worker over all sources. `progress` is told how many of the sources were looked through.
        `propose_add` makes one a claim, from its `text` and `claimant`.

        Raises:
            InputError: there is no such source.
        """
        from workbench.suggest import suggest

        ids = [source_id] if source_id is not None else [each.id for each in self.sources()]

        def passages() -> Iterator[Passage]:
            for done, each in enumerate(ids, start=1):
                yield from self.passages(each)
                if progress:
                    progress(done, len(ids))

        return suggest(passages(), self.claims, limit=limit, cancelled=cancelled)

    # sources and evidence

    @property
    def _index(self) -> Index:
        from workbench.index import Index

        with self._lock:
            if self._opened_index is None:
                if not self.corpus.is_dir():
                    # Checked here so that a wrong folder is not left with an empty index in it.
                    raise CorpusError(
                        f"{line(str(self.corpus))}: no such folder; put the sources in it"
                    )
                self._opened_index = Index.open(self.index_folder, self.corpus)
            return self._opened_index

    @property
    def index_folder(self) -> Path:
        """Where the index is kept: in the project, or in a temporary folder where it is read-only.

        An archive that may not be changed can be searched and reported on all the same.
        """
        with self._lock:
            if self._index_folder is None:
                folder = self.root / INDEX
                if os.access(folder if folder.exists() else self.root, os.W_OK):
                    self._index_folder = folder
                else:
                    self._temporary = tempfile.TemporaryDirectory(prefix="workbench-")
                    self._index_folder = Path(self._temporary.name)
            return self._index_folder

    @property
    def corpus(self) -> Path:
        """The folder of the sources."""
        return self.root / CORPUS

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
        """A source with its text. Raises InputError when there is none."""
        return self._index.article(source_id)

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order. Raises InputError when there is none."""
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

        `words` are searched beside the claim's own, `query` in place of them: what is found is
        judged against the claim all the same.
        """
        from workbench import search
        from workbench.stance import JUDGED, Evidence, reading_order

        text = claim if isinstance(claim, str) else claim.text
        found = search.find(
            self._index, query or text, limit=max(limit, JUDGED), words=words, where=where
        )
        ids = {match.passage.source for match in found.matches}
        sources = {source_id: self._index.source(source_id) for source_id in ids}
        evidence = reading_order(
            Evidence(
                match,
                self._judge(claim, match.passage, sources[match.passage.source], match.before),
            )
            for match in found.matches
        )
        return Findings(evidence[:limit], found)

    def judge(self, claim: Claim | str, passage: Passage) -> Judgement:
        """What a passage does to a claim, as the machine sees it.

        Raises:
            InputError: its source is not in the corpus.
        """
        source = self._index.source(passage.source)
        earlier = [each for each in self.passages(passage.source) if each.end <= passage.start]
        return self._judge(claim, passage, source, tuple(each.text for each in earlier[-2:]))

    def _judge(
        self, claim: Claim | str, passage: Passage, source: Source, before: tuple[str, ...]
    ) -> Judgement:
        from workbench.stance import Context, judge

        text, said = (claim, None) if isinstance(claim, str) else (claim.text, claim.date)
        context = Context(
            title=source.title, published=source.published, before=before, claim_date=said
        )
        return judge(text, passage.text, context=context)

    def quote(self, passage: Passage) -> Quote:
        """A passage as the words that a verdict rests on."""
        from workbench.quotes import quote

        article = self.article(passage.source)
        return quote(
            article.text,
            passage.start,
            passage.end,
            source=passage.source,
            sha256=article.source.sha256,
        )

    def locate(self, quote: Quote) -> Anchor:
        """How a quote is found again in its source as it is now."""
        from workbench.quotes import Anchor, find_again

        try:
            text = self.article(quote.source).text
        except InputError:
            return Anchor.GONE
        return find_again(quote, text).anchor

    # decisions: each returns once it is on disk, or raises LedgerError

    @property
    def _ledger(self) -> Ledger:
        from workbench.ledger import open_ledger

        with self._lock:
            if self._opened_ledger is None:
                self._opened_ledger = open_ledger(self.root / LEDGER)
            return self._opened_ledger

    @property
    def _decided(self) -> bool:
        """Whether there is a ledger; looking at a project makes none."""
        return self._opened_ledger is not None or any(
            (self.root / name).exists() for name in LEDGER_FILES
        )

    def entries(self) -> tuple[Entry, ...]:
        """Every decision ever made, in order."""
        return self._ledger.entries() if self._decided else ()

    def desk(self) -> Desk:
        """What stands now, other processes' decisions included."""
        from workbench.verdicts import replay

        entries = self.entries()
        with self._lock:
            if self._replayed is None or self._replayed[0] != len(entries):
                self._replayed = (len(entries), replay(entries))
            return self._replayed[1]

    def standing(self, claim_id: str) -> Standing:
        """What stands for one claim; an empty standing when nothing was decided."""
        return self.desk().of(claim_id)

    def stale(self, claim: Claim) -> tuple[str, ...]:
        """Why the verdict on a claim may no longer hold, in sentences; mostly empty."""
        from workbench.staleness import stale

        return tuple(stale(claim, self.standing(claim.id), self._index.source))

    def recheck(self, claim_id: str) -> tuple[Rechecked, ...]:
        """What became of the quotes that a claim's verdict and marks rest on."""
        from workbench.recheck import recheck

        return recheck(self.standing(claim_id), self.article)

    def rate(
        self,
        claim_id: str,
        rating_id: str,
        *,
        reason: str = "",
        marks: Sequence[tuple[Mark, Passage]] = (),
    ) -> Entry:
        """Record a verdict with the passages marked so far, and those marked with it."""
        from workbench.verdicts import Rated, place

        claim, rating = self.claim(claim_id), self.rating(rating_id)
        quotes = {place(quote): (mark, quote) for mark, quote in self.standing(claim_id).marks}
        for mark, passage in marks:
            quote = self.quote(passage)
            if quotes.get(place(quote), (mark, quote))[0] != mark:
                # A rating marks what was not marked yet and changes no mark that was made.
                self.mark(claim_id, passage, mark)
            quotes[place(quote)] = (mark, quote)
        return self._append(
            Rated(
                claim=claim.id,
                text=claim.text,
                scale=self.scale.name,
                rating=rating.id,
                reason=reason,
                quotes=tuple(quotes.values()),
            )
        )

    def still_holds(self, claim_id: str) -> Entry:
        """Record that a stale verdict holds: the same rating, on the quotes as they stand now.

        A quote found again, however reworded, stands in the place of the old one; the mark of one
        that is gone is taken away. The rating is recorded first: until the last of the marks is
        on disk the verdict is stale, and taking that one back makes it stale again.

        Raises:
            InputError: no verdict stands, or its rating is none of the project's scale.
        """
        from workbench.recheck import recheck_all
        from workbench.verdicts import Marked, Rated, place

        claim, standing = self.claim(claim_id), self.standing(claim_id)
        rated = standing.verdict.decision if standing.verdict else None
        if not isinstance(rated, Rated):
            raise InputError(f"{line(claim_id)}: no verdict stands; rate it first")
        rating = self.rating(rated.rating)
        marked = {place(quote) for _, quote in standing.marks}
        found = [
            each for each in recheck_all(standing, self.article) if place(each.quote) in marked
        ]
        given = self._append(
            Rated(
                claim=claim.id,
                text=claim.text,
                scale=self.scale.name,
                rating=rating.id,
                reason=STILL_HOLDS,
                quotes=tuple((each.mark, each.now) for each in found if each.now),
            )
        )
        # The rating marks what stands at a place without a mark; the other places are made so.
        now = {place(each.now): (each.mark, each.now) for each in found if each.now}
        for each in found:
            mark, quote = now.get(place(each.quote), (None, each.quote))
            if mark is None or quote != each.quote:
                self._append(Marked(claim=claim.id, quote=quote, mark=mark))
        return given

    def mark(
        self, claim_id: str, passage: Passage, mark: Mark | None, *, suggested: str = ""
    ) -> Entry:
        """Mark a passage as supporting, conflicting or irrelevant; None takes it back."""
        from workbench.verdicts import Marked

        claim, quote = self.claim(claim_id), self.quote(passage)
        return self._append(Marked(claim=claim.id, quote=quote, mark=mark, suggested=suggested))

    def justify(self, claim_id: str, text: str) -> Entry:
        """Record the justification of a claim's verdict."""
        from workbench.verdicts import Justified

        return self._append(Justified(claim=self.claim(claim_id).id, text=text))

    def postpone(self, claim_id: str) -> Entry:
        """Put a claim off."""
        from workbench.verdicts import Postponed

        return self._append(Postponed(claim=self.claim(claim_id).id))

    def searched(self, claim_id: str, query: str, findings: Findings) -> Entry:
        """Record that the checker searched for a claim in words of her own, and what came of it."""
        from workbench.verdicts import Searched

        return self._append(
            Searched(
                claim=self.claim(claim_id).id,
                query=query,
                found=len(findings.evidence),
                passages=findings.found.searched.passages,
            )
        )

    def read(self, claim_id: str, passage: Passage) -> Entry | None:
        """Record that a passage was read for a claim; None when it was before."""
        from workbench.verdicts import Read

        spot = (passage.source, passage.start, passage.end)
        if spot in self.standing(claim_id).read:
            return None
        return self._append(
            Read(
                claim=self.claim(claim_id).id,
                source=passage.source,
                start=passage.start,
                end=passage.end,
            )
        )

    def grade(
        self,
        source_id: str,
        grade: str | None,
        *,
        kind: Literal["primary", "secondary"] | None = None,
    ) -> Entry:
        """Grade a source such as `B2` (Admiralty); None takes the grade away."""
        from workbench.verdicts import Graded

        return self._append(
            Graded(source=self.article(source_id).source.id, grade=grade, kind=kind)
        )

    def undo(self) -> Entry | None:
        """Take back this reviewer's last decision; the entry taken back, None if there is none."""
        return self._ledger.undo(self.reviewer) if self._decided else None

    def redo(self) -> Entry | None:
        """Make the decision undone last stand again; that entry, None if there is none."""
        return self._ledger.redo(self.reviewer) if self._decided else None

    def _append(self, decision: Decision) -> Entry:
        return self._ledger.append(decision, by=self.reviewer)

    # report

    def dossier(self, *, progress: Callable[[int, int], None] | None = None) -> Dossier:
        """All that a report tells, the index brought up to date first.

        `progress` is told how many of the claims were searched for.
        """
        from workbench.report import compile_dossier

        searched = 0

        def find(claim: Claim) -> tuple[Evidence, ...]:
            nonlocal searched
            evidence = self.find(claim).evidence
            searched += 1
            if progress:
                progress(searched, len(self.claims))
            return evidence

        self.refresh()
        return compile_dossier(
            self.file,
            scales={**self.scales, self.scale.name: self.scale},
            entries=self.entries(),
            sources=self.sources(),
            skipped=self.skipped(),
            find=find,
            judge=self._judge_quote,
            article=self.article,
        )

    def _judge_quote(self, claim: Claim, quote: Quote) -> Judgement:
        from workbench.passages import Passage
        from workbench.stance import judge

        try:
            passage = Passage(quote.source, quote.start, quote.end, quote.exact)
            return self.judge(claim, passage)
        except InputError:
            return judge(claim.text, quote.exact)

    def report(
        self,
        *,
        form: str = "markdown",
        progress: Callable[[int, int], None] | None = None,
    ) -> str:
        """The report's text; nothing is written or recorded.

        Raises:
            InputError: there is no such form.
        """
        from workbench.report import exporter

        return exporter(form).render(self.dossier(progress=progress))

    def write_report(
        self,
        path: Path,
        *,
        form: str = "markdown",
        overwrite: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Write the report and, if a rating changed since the last one, record that it was.

        A report of ours at `path` is replaced; any other file only with `overwrite`, and what
        the project is made of never.

        Raises:
            InputError: the file cannot or must not be written.
            LedgerError: it was written, but that could not be recorded.
        """
        from workbench.report import changed_since_reported, exporter
        from workbench.report.files import refuse, write
        from workbench.verdicts import Reported

        chosen = exporter(form)
        ours = None if overwrite else chosen.signature
        refuse(path, ours=ours, inputs=self.inputs())
        text = chosen.render(self.dossier(progress=progress))
        write(path, text, ours=ours, inputs=self.inputs())
        ratings = changed_since_reported(self.desk())
        if ratings is not None:
            self._append(Reported(path=line(path.name), ratings=ratings))
        return path

    def inputs(self) -> tuple[Path, ...]:
        """What a project is made of: files and folders that no export may replace."""
        names = (CLAIMS, CORPUS, INDEX, BACKUPS, *LEDGER_FILES)
        return tuple(self.root / name for name in names)

    def check(self) -> tuple[str, ...]:
        """What does not hold together (ledger, quotes against sources); empty when all does."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[str]:
        from workbench.quotes import Anchor

        if self._decided:
            try:
                yield from self._ledger.check()
            except LedgerDamaged as error:
                yield str(error)
                return
        self.refresh()
        for claim_id in sorted(self.desk().standings):
            for each in self.recheck(claim_id):
                if each.anchor is not Anchor.EXACT:
                    where = f"{each.quote.source}:{each.quote.start}-{each.quote.end}"
                    yield f"{claim_id}: the words quoted from {where} are {each.anchor.value}"
        for skipped in self.skipped():
            yield f"corpus/{skipped.path}: {skipped.reason}"

    # the ledger as a whole

    @property
    def readonly(self) -> bool:
        """Whether decisions can only be read here."""
        return self._ledger.readonly

    @property
    def notice(self) -> str | None:
        """What the user should know of the ledger though nothing is lost."""
        return self._opened_ledger.notice if self._opened_ledger else None

    def backup(self, to: Path) -> Path:
        """Write a whole copy of the ledger, also while others write to it.

        Raises:
            InputError: there is a file of that name.
            LedgerError: it could not be written.
        """
        self._ledger.backup(to)
        return to

    def recover(self) -> tuple[str, ...]:
        """Rebuild a damaged ledger from all that is left of it; what was found, a line each.

        Raises:
            InputError: there is nothing to recover from.
            LedgerError: the folder cannot be written.
        """
        from workbench.ledger.recover import recover

        with self._lock:
            self._close_ledger()
            return recover(self.root / LEDGER).said

    def close(self) -> None:
        """Release the index and the ledger; keep a backup of the ledger where one is due."""
        with self._lock:
            if self._opened_index is not None:
                self._opened_index.close()
                self._opened_index = None
            if self._temporary is not None:
                self._temporary.cleanup()
                self._temporary = self._index_folder = None
            if self._opened_ledger is not None:
                from workbench.ledger.backup import keep_backup

                with suppress(LedgerError):
                    # A full disk must not keep anyone from leaving: every decision is on it.
                    keep_backup(self._opened_ledger, self.root / BACKUPS)
            self._close_ledger()

    def _close_ledger(self) -> None:
        if self._opened_ledger is not None:
            self._opened_ledger.close()
            self._opened_ledger = None
        self._replayed = None


def _folder(root: Path) -> None:
    if not root.is_dir():
        raise InputError(f"{line(str(root))}: no such folder")


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
