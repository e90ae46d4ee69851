"""Bring the index up to date with the corpus: only what changed is cut and indexed again.

A file is looked at by size and time, then by the sha256 of what it holds, source by source: in a
large jsonl only the changed documents are indexed. Work is put down every few seconds, so that
what was indexed stays when it is cancelled or killed.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from workbench.corpus import Article, CorpusFile, Skipped, Source, load, scan
from workbench.corpus.catalogue import NAME, read_catalogue
from workbench.index.cutting import Cut, Cutter, Cutters, cut_here, head
from workbench.index.engine import Writer
from workbench.index.texts import Texts
from workbench.safe.children import spare_cores

CHUNK = 250_000
# Characters cut at a time: 70 ms of work, so that cancelling is felt at once and a child's answer
# is worth its message.

CHILD_FROM = 1_000_000
# Bytes from which a child process that cuts is worth the half second it takes to start.

FIRST, PUT_DOWN = 1.0, 10.0
# Seconds of work lost at most when the process is killed, and before anything of a new corpus can
# be searched; each commit costs about 0.1 s and leaves a segment to merge.


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is."""

    done: int
    """Bytes of the changed files that were dealt with."""
    total: int
    passages: int
    """Indexed so far in this refresh."""
    source: str
    """Id of the source at hand."""
    kept: int = 0
    """Of the passages indexed, those that are on disk and can be searched."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did, counted in sources."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    passages: int = 0
    """Indexed in this refresh."""
    cancelled: bool = False

    def __bool__(self) -> bool:
        """Whether anything in the index is new."""
        return bool(self.added or self.changed or self.removed)


class Stopped(Exception):
    """The refresh was told to stop."""


class Refresh:
    """One run over the corpus: `look`, and when there is work `run`, with nobody else writing."""

    def __init__(self, corpus: Path, texts: Texts, cutter: Cutter, *, desk: Path) -> None:
        self._corpus = corpus
        self._desk = desk
        self._texts = texts
        self._cutter = cutter

    def look(self) -> bool:
        """Compare the corpus with the index; whether there is anything to do.

        Raises:
            CorpusError: there is no corpus.
            InputError: the catalogue cannot be used.
        """
        texts = self._texts
        files, self._left_out = scan(self._corpus)
        known = texts.files()
        self._catalogue_file = _look(self._corpus, NAME)
        recarded = known.pop(NAME, None) != self._catalogue_file
        names = {file.path for file in files}
        self._gone = [path for path in known if path not in names]
        changed = {file.path for file in files if known.get(file.path) != file}
        # A file that gave way over an id is read again when the file it gave way to changes.
        changed |= texts.gave_way(changed.union(self._gone))
        self._changed = [file for file in files if recarded or file.path in changed]
        return bool(
            self._changed
            or self._gone
            or recarded
            or texts.between()
            or texts.skipped("") != self._left_out
        )

    def run(
        self,
        writer: Writer,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Refreshed:
        """Index what `look` found; cancelled, it keeps what it did."""
        self._writer, self._progress, self._cancelled = writer, progress, cancelled
        self._tally = _Tally(total=sum(file.size for file in self._changed))
        self._coming: dict[str, str] = {}
        self._done: set[str] = set()
        self._read = bytearray(self._texts.last() + 1)
        self._last_put_down, self._patience = time.monotonic(), FIRST
        stopped = False
        self._texts.begin()
        try:
            for n in self._texts.between():
                self._remove(n)
            self._texts.skip("", self._left_out)
            for path in self._gone:
                for n in self._texts.of_file(path):
                    self._remove(n)
                    self._tally.removed += 1
                self._texts.forget(path)
            self._index()
            self._tally.finished.append(self._catalogue_file)
        except Stopped:
            stopped = True
        except BaseException:
            self._texts.undo()
            raise
        self._put_down()
        tally = self._tally
        return Refreshed(tally.added, tally.changed, tally.removed, tally.passages, stopped)

    def _index(self) -> None:
        """Read, cut and write, with a few chunks on their way at any time."""
        with ExitStack() as stack:
            cut = self._cut_here
            ahead = 0
            if self._tally.total >= CHILD_FROM:
                processes = spare_cores()
                cutters = stack.enter_context(closing(Cutters(self._cutter, processes)))
                cut, ahead = cutters.submit, 2 * processes
            under_way: deque[tuple[list[_Work], Callable[[], list[Cut]]]] = deque()
            for chunk in self._chunks():
                articles = [work.article for work in chunk if work.article]
                under_way.append((chunk, cut(articles)))
                while len(under_way) > ahead:
                    self._write(*under_way.popleft())
            while under_way:
                self._write(*under_way.popleft())

    def _cut_here(self, articles: Sequence[Article]) -> Callable[[], list[Cut]]:
        return lambda: cut_here(self._cutter, articles)

    def _chunks(self) -> Iterator[list[_Work]]:
        """What has to be done, in file order, in pieces of about `CHUNK` characters."""
        chunk: list[_Work] = []
        size = 0
        for work in self._works():
            chunk.append(work)
            size += len(work.article.text) if work.article else 1_000
            if size >= CHUNK:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk

    def _works(self) -> Iterator[_Work]:
        """The articles to index; behind those of a file, the word that it is done."""
        catalogue = read_catalogue(self._corpus)
        for file in self._changed:
            self._texts.start(file.path)
            for item in load(self._corpus, file.path, catalogue=catalogue, desk=self._desk):
                if self._cancelled():
                    raise Stopped
                if isinstance(item, Skipped):
                    self._texts.skip(file.path, [item])
                elif work := self._compare(file.path, item):
                    yield work
            self._done.add(file.path)
            yield _Work(None, finished=file)

    def _compare(self, path: str, article: Article) -> _Work | None:
        """What an article needs, if anything."""
        source = article.source
        rival = self._coming.get(source.id)
        held = None if rival else self._texts.holder(source.id)
        if held and held.n < len(self._read) and held.source.path == path:
            if not self._read[held.n]:
                self._read[held.n] = True
                if held.source == source:
                    return None
                if _same_text(held.source, source) and head(held.source) == head(source):
                    self._texts.recard(held.n, source)
                    self._tally.changed += 1
                    return None
                return self._come(article, replaces=held.n)
            rival = path
        elif held and held.source.path in self._done and not self._read[held.n]:
            self._remove(held.n)  # its file was read just now, and has it no more
            self._tally.removed += 1
        elif held:
            rival = held.source.path
        if rival is None:
            return self._come(article)
        if rival > path and held:
            # The first path has the id, in whatever order the files came to the corpus.
            clash = Skipped(
                rival, f"its id {source.id!r} is also that of a source in {path}; rename one"
            )
            self._texts.skip(rival, [clash], rival=path)
            self._remove(held.n)
            return self._come(article)
        clash = Skipped(
            path, f"its id {source.id!r} is also that of a source in {rival}; rename one"
        )
        self._texts.skip(path, [clash], rival=rival)
        return None

    def _come(self, article: Article, *, replaces: int | None = None) -> _Work:
        self._coming[article.source.id] = article.source.path
        return _Work(article, replaces=replaces)

    def _write(self, works: Sequence[_Work], cuts: Callable[[], list[Cut]]) -> None:
        found = iter(cuts())
        for work in works:
            if self._cancelled():
                raise Stopped
            if work.finished:
                self._finish(work.finished)
            if work.article is None:
                continue
            source, cut = work.article.source, next(found)
            if work.replaces is None:
                self._tally.added += 1
            else:
                self._remove(work.replaces)
                self._tally.changed += 1
            row = self._texts.arrive(work.article, cut)
            self._texts.explain(cut.acronyms)
            del self._coming[source.id]
            text = work.article.text
            passages = ((row.first + i, text[a:b]) for i, (a, b) in enumerate(cut.spans))
            self._writer.add(row.n, head(source), text, passages, cut.words)
            self._tally.passages += row.passages
            self._tally.done += len(text)
            self._say(source.id)
        if time.monotonic() - self._last_put_down > self._patience:
            self._put_down()
            self._patience = PUT_DOWN
            self._texts.begin()

    def _finish(self, file: CorpusFile) -> None:
        for n in self._texts.of_file(file.path):
            if n < len(self._read) and not self._read[n]:
                self._remove(n)
                self._tally.removed += 1
        self._tally.finished.append(file)
        self._tally.behind += file.size
        self._tally.done = 0
        self._say(file.path)

    def _say(self, name: str) -> None:
        tally = self._tally
        done = min(tally.behind + tally.done, tally.total)
        self._progress(Progress(done, tally.total, tally.passages, name, tally.kept))

    def _remove(self, n: int) -> None:
        self._writer.delete(n)
        self._texts.leave(n)

    def _put_down(self) -> None:
        """Put everything so far on disk: the texts, then the words, then that they agree."""
        self._texts.commit()
        self._writer.commit()
        self._texts.settle(self._tally.finished)
        self._tally.finished.clear()
        self._tally.kept = self._tally.passages
        self._last_put_down = time.monotonic()


@dataclass(frozen=True, slots=True)
class _Work:
    """An article to index, or the end of a file."""

    article: Article | None
    replaces: int | None = None
    """Number of the source that it takes the place of."""
    finished: CorpusFile | None = None


@dataclass(slots=True)
class _Tally:
    total: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    passages: int = 0
    kept: int = 0
    done: int = 0
    """Characters of the file at hand."""
    behind: int = 0
    """Bytes of the files that are finished."""
    finished: list[CorpusFile] = field(default_factory=list)


def _same_text(one: Source, other: Source) -> bool:
    """Whether two cards of a source are of the same text."""
    return (one.sha256, one.text_file) == (other.sha256, other.text_file)


def _look(root: Path, name: str) -> CorpusFile:
    try:
        status = (root / name).stat()
    except OSError:
        return CorpusFile(name, 0, 0)
    return CorpusFile(name, status.st_size, status.st_mtime_ns)
