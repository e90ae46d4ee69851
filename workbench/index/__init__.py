"""The index under `.workbench/`: every passage of the corpus, ready to be searched.

All of it can be deleted at any time and is rebuilt from `corpus/`. It holds no decision.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import workbench
from workbench import passages as _passages
from workbench.corpus import Article, Skipped, Source
from workbench.errors import InputError
from workbench.index.building import Progress, Refresh, Refreshed
from workbench.index.cutting import Cutter
from workbench.index.engine import Busy, Engine
from workbench.index.texts import Row, Texts
from workbench.passages import Passage

__all__ = ["Index", "Progress", "Refreshed"]

LAYOUT = 1
"""Goes up with every change of what is kept and how."""


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
        self._open()

    @classmethod
    def open(cls, folder: Path, corpus: Path, *, cutter: Cutter = _passages.cut) -> Index:
        """The index kept in `folder`, as it is: nothing is read from `corpus`.

        It is empty when there is none, or when it is damaged or of other settings.
        `cutter` is a module level function.
        """
        return cls(folder, corpus, cutter)

    def _open(self) -> None:
        settings = _settings(self._cutter)
        try:
            self._attach()
            found = self._texts.settings()
        except (OSError, ValueError, sqlite3.DatabaseError):
            found = "damaged"
        if found is not None and found != settings:
            self._wipe()
            self._attach()
        if found != settings:
            self._texts.create(settings)
        self._version = self._texts.version()

    def _attach(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._texts = Texts(self._folder / "texts.db")
        self.engine = Engine(self._folder)

    def _wipe(self) -> None:
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
        process indexes, this waits for it.

        Raises:
            CorpusError: there is no corpus.
            InputError: the catalogue `sources.toml` cannot be used.
        """
        with self._refreshing:
            texts = Texts(self._folder / "texts.db")
            try:
                refresh = Refresh(self._corpus, texts, self._cutter)
                while refresh.look():
                    try:
                        writer = self.engine.writer()
                    except Busy:
                        if cancelled():
                            return Refreshed(cancelled=True)
                        time.sleep(0.1)
                        continue
                    try:
                        # Another process may have done the work before the lock was ours.
                        if not refresh.look():
                            break
                        return refresh.run(writer, progress or _say_nothing, cancelled)
                    finally:
                        writer.close()
                return Refreshed()
            finally:
                texts.close()

    @property
    def texts(self) -> Texts:
        """The texts, with the word indexes brought to the same state."""
        version = self._texts.version()
        if version != self._version:
            self.engine.reload()
            self._version = version
        return self._texts

    def sources(self) -> tuple[Source, ...]:
        """The cards of all sources, sorted by id."""
        return tuple(row.source for row in self.texts.rows())

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be indexed and why, sorted by path."""
        return self.texts.skipped()

    def source(self, source_id: str) -> Source:
        """The card of one source. Raises InputError when there is none."""
        return self._row(source_id).source

    def article(self, source_id: str) -> Article:
        """A source with its text as it was indexed. Raises InputError when there is none."""
        row = self._row(source_id)
        return Article(row.source, self._texts.article(row))

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order. Raises InputError when there is none."""
        return self._texts.passages(self._row(source_id))

    def _row(self, source_id: str) -> Row:
        row = self.texts.row(source_id)
        if row is None:
            raise InputError(f"{source_id}: no such source; `workbench list` names them")
        return row


def _say_nothing(progress: Progress) -> None:
    """Progress that nobody asked for."""


def _settings(cutter: Cutter) -> str:
    """What the index depends on beside the corpus; another value means another index."""
    import tantivy

    module = sys.modules[cutter.__module__]
    code = Path(module.__file__).read_bytes() if module.__file__ else b""
    return " ".join(
        (
            str(LAYOUT),
            workbench.__version__,
            str(vars(tantivy).get("__version__")),
            f"{cutter.__module__}.{cutter.__qualname__}",
            hashlib.sha256(code).hexdigest()[:16],
        )
    )
