"""The index under `.workbench/`: every passage of the corpus, ready to be searched.

All of it can be deleted at any time and is rebuilt from `corpus/`. It holds no decision.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from threading import Lock, RLock

from workbench import passages as _passages
from workbench.corpus import Article, Skipped, Source
from workbench.corpus.readers import READERS, Limited
from workbench.corpus.readings import Readings, named
from workbench.errors import CorpusError, InputError
from workbench.index.building import Progress, Refresh, Refreshed
from workbench.index.cutting import Cutter
from workbench.index.engine import Busy, Engine
from workbench.index.settings import settings
from workbench.index.texts import Row, Texts
from workbench.passages import Passage
from workbench.safe import own
from workbench.safe.kept import DAMAGED, TEXTS, of_index
from workbench.safe.memory import TOO_LITTLE, is_out_of_memory
from workbench.safe.visible import line

__all__ = ["Index", "Progress", "Refreshed"]

MUCH = 10_000
# Passages indexed from which on it is worth waiting until segments are merged: a second or more,
# which a single changed article should not take.

FAILURES = (OSError, ValueError, sqlite3.DatabaseError)
# What SQLite and tantivy raise for files that are garbled or gone, and for full disks.


class Index:
    """The passages of a corpus; `open` it, `refresh` it, give it to `search.find`.

    Its methods may be called from any thread, and several processes may use one folder: one
    indexes, the others read what was there before and see the new when it is done.
    """

    def __init__(self, folder: Path, corpus: Path, cutter: Cutter) -> None:
        self._folder = folder / "index"
        self._corpus = corpus
        self._cutter = cutter
        self._refreshing = Lock()
        self._lock = RLock()
        self._open()

    @classmethod
    def open(cls, folder: Path, corpus: Path, *, cutter: Cutter = _passages.cut) -> Index:
        """The index kept in `folder`, as it is: nothing is read from `corpus`.

        It is empty when there is none, or when it is damaged or of other settings.
        `cutter` is a module level function.
        """
        return cls(folder, corpus, cutter)

    def _open(self) -> None:
        self._broken = False
        wanted = settings(self._cutter)
        try:
            try:
                self._attach()
                found = self._texts.settings()
                if (self._folder / DAMAGED).exists():
                    found = "damaged"
            except FAILURES as error:
                if not _is_damage(error):
                    raise
                found = "damaged"
            if found is not None and found != wanted:
                self._wipe()
                self._attach()
            if found != wanted:
                self._texts.create(wanted)
            self._version = self._texts.version()
        except FAILURES as error:
            raise _unusable(error) from error

    def _attach(self) -> None:
        self._refuse_others()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._texts = Texts(self._folder / TEXTS)
        self._inode = (self._folder / TEXTS).stat().st_ino
        if Engine.exists(self._folder):
            self._engine = Engine(self._folder)
        else:
            with self._texts.transaction():  # of two processes at a new project, one makes it
                self._engine = Engine(self._folder)

    def _refuse_others(self) -> None:
        """Raise InputError for what is not the project's own: that is no damage to be removed."""
        home = self._folder.parent
        own.refuse_others(home.parent, of_index(home.name))

    def _wipe(self) -> None:
        self._refuse_others()
        if hasattr(self, "_texts"):
            self._texts.close()
        shutil.rmtree(self._folder)

    def close(self) -> None:
        """Let go of the files."""
        self._texts.close()

    def refresh(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Refreshed:
        """Bring the index up to date with the corpus; only what changed is indexed again.

        Nothing to do takes as long as looking at every file's size and time. While another
        process indexes, this waits for it. A damaged index is built anew.

        Raises:
            CorpusError: there is no corpus.
            InputError: the catalogue `sources.toml` cannot be used.
        """
        say = progress or _say_nothing
        with self._refreshing:
            if not self._broken:
                try:
                    return self._refresh(say, cancelled)
                except FAILURES as error:
                    if not _is_damage(error):
                        raise _unusable(error) from error
            try:
                with self._lock:
                    self._wipe()
                    self._open()
                return self._refresh(say, cancelled)
            except FAILURES as error:
                raise _unusable(error) from error

    def _refresh(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> Refreshed:
        with self._lock:
            self._follow()
        texts = Texts(self._folder / TEXTS)
        try:
            refresh = Refresh(self._corpus, texts, self._cutter, desk=self._folder.parent)
            while refresh.look() or not self._agree(texts):
                try:
                    writer = self._engine.writer()
                except Busy:
                    if cancelled():
                        return Refreshed(cancelled=True)
                    time.sleep(0.1)
                    continue
                try:
                    # Another process may have done the work before the lock was ours.
                    work = refresh.look()
                    if not self._agree(texts):
                        raise sqlite3.DatabaseError("texts and words are not of one corpus")
                    if not work:
                        return Refreshed()
                    done = refresh.run(writer, progress, cancelled)
                    self._engine.reload()
                    if done.passages > MUCH or self._engine.crowded():
                        writer.merge()
                    return done
                finally:
                    writer.close()
            return Refreshed()
        finally:
            texts.close()

    def reread(self, source_id: str) -> tuple[str, str]:
        """Read the file of a source with the readers as they are now.

        The names of the reading before and of this one: equal where the text is the same.

        Raises:
            InputError: there is no such source, its file is its text, or it cannot be read.
        """
        source = self.source(source_id)
        reader = READERS[PurePosixPath(source.path).suffix.lower()]
        if not isinstance(reader, Limited):
            raise InputError(f"{line(source_id)}: its file is its text; there is nothing to reread")
        file = (self._corpus / source.path).resolve()
        if not file.is_relative_to(self._corpus.resolve()):
            raise InputError(f"{line(source.path)}: a link that leads out of the corpus")
        done = Readings(self._corpus, self._folder.parent).again(file, source.path, reader)
        if isinstance(done, str):
            raise InputError(f"{line(source.path)}: {line(done)}; what was read before stays")
        self._look_again(source.path)
        before, after = done
        return named(before), named(after)

    def left_out(self, source_id: str) -> tuple[str, ...]:
        """The paragraphs of a source's file that are not in its text, as they were kept.

        Raises InputError when there is no such source.
        """
        source = self.source(source_id)
        kept = Readings(self._corpus, self._folder.parent)
        return kept.left_out(source.sha256, source.text_sha256) if source.left_out else ()

    def use(self, file: str, reading: str) -> None:
        """Use an earlier reading of the file with this sha256 again, if it is in the corpus.

        Raises:
            InputError: the text of that reading is not kept here.
        """
        paths = {source.path for source in self.sources() if source.sha256 == file}
        if paths and not Readings(self._corpus, self._folder.parent).use(file, reading):
            raise InputError(
                f"{line(min(paths))}: the text that was read of it then is not kept in corpus/.read"
            )
        for path in paths:
            self._look_again(path)

    def _look_again(self, path: str) -> None:
        with self._lock, self._texts.transaction():
            self._texts.start(path)
        self.refresh()

    def _agree(self, texts: Texts) -> bool:
        """Whether texts and words hold the same sources, or are known not to."""
        if texts.between():
            return True
        self._engine.reload()
        totals = texts.totals()
        return self._engine.sizes() == (totals.sources, totals.passages)

    def _follow(self) -> None:
        """See what other processes, or `refresh`, have written."""
        if self._inode != _inode(self._folder / TEXTS):
            self._texts.close()
            self._open()  # another process built the index anew
        version = self._texts.version()
        if version != self._version:
            self._engine.reload()
            self._version = version

    @contextmanager
    def reading(self) -> Iterator[tuple[Texts, Engine]]:
        """Texts and words in one state, whatever a refresh does meanwhile; one thread at a time.

        Raises:
            CorpusError: the files are damaged; the next `refresh` builds them anew.
        """
        with self._lock:
            try:
                # The words first: a source that they know and the texts no longer do is left out.
                self._follow()
                with self._texts.snapshot():
                    yield self._texts, self._engine
            except FAILURES as error:
                self._broken = _is_damage(error)
                if self._broken and self._inode == _inode(self._folder / TEXTS):
                    with suppress(OSError):
                        # Some damage shows only in a search: whoever opens it next is told.
                        (self._folder / DAMAGED).touch()
                raise _unusable(error) from error

    def sources(self) -> tuple[Source, ...]:
        """The cards of all sources, sorted by id."""
        with self.reading() as (texts, _):
            return tuple(row.source for row in texts.rows())

    def passage_counts(self) -> dict[str, int]:
        """By source id, how many passages it has."""
        with self.reading() as (texts, _):
            return {row.source.id: row.passages for row in texts.rows()}

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be indexed and why, sorted by path."""
        with self.reading() as (texts, _):
            return texts.skipped()

    def source(self, source_id: str) -> Source:
        """The card of one source. Raises InputError when there is none."""
        with self.reading() as (texts, _):
            return _row(texts, source_id).source

    def article(self, source_id: str) -> Article:
        """A source with its text as it was indexed. Raises InputError when there is none."""
        with self.reading() as (texts, _):
            row = _row(texts, source_id)
            return Article(row.source, texts.article(row), texts.places(row))

    def place(self, source_id: str, start: int) -> str | None:
        """Where a reader of the file finds a character, such as `p. 12`; None where it says none.

        Raises InputError when there is no such source.
        """
        with self.reading() as (texts, _):
            row = _row(texts, source_id)
            return Article(row.source, "", texts.places(row)).place(start)

    def opening(self, source_id: str, characters: int) -> str:
        """The first passages of a source, about so many characters of them.

        Raises InputError when there is no such source.
        """
        with self.reading() as (texts, _):
            return texts.opening(_row(texts, source_id), characters)

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order. Raises InputError when there is none."""
        with self.reading() as (texts, _):
            return texts.passages(_row(texts, source_id))


def _row(texts: Texts, source_id: str) -> Row:
    row = texts.row(source_id)
    if row is None:
        raise InputError(f"{line(source_id)}: no such source; `workbench list` names them")
    return row


def _is_damage(error: BaseException) -> bool:
    """Whether the files are at fault, and not their place or their use."""
    if isinstance(error, sqlite3.ProgrammingError) or is_out_of_memory(error):
        return False
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
    return not any(said in str(error) for said in ("No space", "ermission", "Read-only"))


def _unusable(error: BaseException) -> CorpusError:
    if is_out_of_memory(error):
        return CorpusError(TOO_LITTLE)
    advice = (
        "it is damaged and is built anew at the next start"
        if _is_damage(error)
        else "make room, or make its folder writable"
    )
    return CorpusError(f".workbench: the index cannot be used: {line(str(error))}; {advice}")


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return -1


def _say_nothing(progress: Progress) -> None:
    """Progress that nobody asked for."""
