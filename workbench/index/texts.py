"""The texts of the index: sources with their cards, passages with what lies between them.

SQLite, because reading one row costs microseconds. An article is not kept twice: each passage
carries the characters before it, so that joining them gives the article back, character for
character. The word indexes are written after this database, so a source is `ARRIVING` or
`LEAVING` until they have followed; whoever refreshes next finishes what a crash left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

import msgspec

from workbench.corpus import Article, CorpusFile, Skipped, Source
from workbench.index.cutting import Cut
from workbench.index.stems import signs_of
from workbench.index.uncut import is_uncut
from workbench.passages import Passage

HERE, ARRIVING, LEAVING = 0, 1, 2

_TABLES = """
CREATE TABLE stamp(settings TEXT NOT NULL);
CREATE TABLE files(path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER) WITHOUT ROWID;
CREATE TABLE skipped(file TEXT, path TEXT, reason TEXT, rival TEXT);
CREATE TABLE sources(
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, file TEXT, state INTEGER,
    card BLOB, tail TEXT, first INTEGER, passages INTEGER, uncut INTEGER, places TEXT);
CREATE INDEX sources_by_id ON sources(id);
CREATE INDEX sources_by_file ON sources(file);
CREATE INDEX sources_between ON sources(state) WHERE state <> 0;
CREATE TABLE passages(
    n INTEGER PRIMARY KEY, source INTEGER, start INTEGER, gap TEXT, text TEXT, heading INTEGER);
CREATE TABLE signs(source INTEGER PRIMARY KEY, first INTEGER, signs TEXT);
CREATE TABLE acronyms(short TEXT, long TEXT, signs TEXT, PRIMARY KEY (short, signs)) WITHOUT ROWID;
CREATE INDEX acronyms_by_signs ON acronyms(signs);
CREATE TABLE totals(sources INTEGER, passages INTEGER, signs INTEGER);
INSERT INTO totals VALUES (0, 0, 0);
"""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Source).decode
_decode_places = msgspec.json.Decoder(tuple[tuple[int, str], ...]).decode


@dataclass(frozen=True, slots=True)
class Row:
    """A source as the database numbers it. Numbers are never used twice."""

    n: int
    source: Source
    first: int
    """Number of its first passage; the others follow without a gap."""
    passages: int


class Wording(NamedTuple):
    """What a passage says, and where."""

    source: int
    """Number of its source."""
    start: int
    text: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is of everything."""

    sources: int
    passages: int
    signs: int
    """Stems in all sources together."""


class Texts:
    """The database of texts; its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=60)
        self._db.execute("PRAGMA journal_mode=WAL")
        # After a power cut the words may be ahead of the texts; that shows in the totals, and then
        # the index is built anew. FULL would cost 0.2 s for every changed article.
        self._db.execute("PRAGMA synchronous=NORMAL")
        # kB of pages kept, where SQLite has 2,000: a search reads rows from all over, and takes
        # 15 % less at 100,000 passages. Not mmap: a file cut short would kill the process.
        self._db.execute("PRAGMA cache_size=-16000")

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._db.close()

    def settings(self) -> str | None:
        """What the index was built with; None when it is new."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'stamp'"):
            return None
        rows = self._rows("SELECT settings FROM stamp")
        return str(rows[0][0]) if rows else ""

    def create(self, settings: str) -> None:
        """Make the tables of an empty index, unless another process just did."""
        with self.transaction():
            if self.settings() is None:
                for statement in _TABLES.split(";"):
                    self._db.execute(statement)
                self._db.execute("INSERT INTO stamp VALUES (?)", (settings,))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes made inside, or none."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads made inside see one state."""
        with self._lock:
            nested = self._db.in_transaction
            if not nested:
                self._db.execute("BEGIN")
            try:
                yield
            finally:
                if not nested:
                    self._db.execute("ROLLBACK")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    # what a reader asks

    def version(self) -> int:
        """A number that moves when another connection has written."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def rows(self) -> list[Row]:
        """Every source, sorted by id."""
        sql = "SELECT n, card, first, passages FROM sources WHERE state <> 1 ORDER BY id"
        return [Row(n, _decode(card), *rest) for n, card, *rest in self._rows(sql)]

    def row(self, source_id: str) -> Row | None:
        """The source with this id."""
        return self._row("id = ? AND state <> 1 ORDER BY n LIMIT 1", source_id)

    def _row(self, condition: str, *values: object) -> Row | None:
        sql = f"SELECT n, card, first, passages FROM sources WHERE {condition}"
        for n, card, *rest in self._rows(sql, values):
            return Row(n, _decode(card), *rest)
        return None

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of the sources with these numbers; those that are gone are left out."""
        wanted = list(numbers)
        sql = f"SELECT n, id FROM sources WHERE n IN ({_marks(wanted)})"
        return dict(self._rows(sql, wanted))

    def article(self, row: Row) -> str:
        """The text of a source, character for character."""
        sql = "SELECT gap || text FROM passages WHERE n >= ? AND n < ? ORDER BY n"
        parts = [part for (part,) in self._rows(sql, (row.first, row.first + row.passages))]
        tail = self._rows("SELECT tail FROM sources WHERE n = ?", (row.n,))
        return "".join(parts) + str(tail[0][0])

    def places(self, row: Row) -> tuple[tuple[int, str], ...]:
        """Where a reader finds the text from an offset on, in order."""
        told = self._rows("SELECT places FROM sources WHERE n = ?", (row.n,))
        return _decode_places(told[0][0])

    def uncut(self) -> Iterator[str]:
        """The texts that are not cut into words everywhere, see `uncut`; mostly none."""
        sql = "SELECT n, card, first, passages FROM sources WHERE state <> 1 AND uncut"
        for n, card, *rest in self._rows(sql):
            yield self.article(Row(n, _decode(card), *rest))

    def opening(self, row: Row, characters: int) -> str:
        """The first passages of a source, so many that they have this many characters."""
        sql = "SELECT text FROM passages WHERE n >= ? AND n < ? ORDER BY n"
        parts: list[str] = []
        with self._lock:
            for (text,) in self._db.execute(sql, (row.first, row.first + row.passages)):
                parts.append(text)
                characters -= len(text)
                if characters <= 0:
                    break
        return " ".join(parts)

    def passages(self, row: Row) -> tuple[Passage, ...]:
        """The passages of a source, in order."""
        sql = "SELECT start, text, heading FROM passages WHERE n >= ? AND n < ? ORDER BY n"
        name = row.source.id
        return tuple(
            Passage(name, start, start + len(text), text, bool(heading))
            for start, text, heading in self._rows(sql, (row.first, row.first + row.passages))
        )

    def wordings(self, numbers: Sequence[int]) -> dict[int, Wording]:
        """What the passages with these numbers say, and where."""
        sql = f"SELECT n, source, start, text, heading FROM passages WHERE n IN ({_marks(numbers)})"
        return {
            n: Wording(source, start, text, bool(heading))
            for n, source, start, text, heading in self._rows(sql, numbers)
        }

    def signs(self, sources: Sequence[int]) -> list[tuple[int, int, str]]:
        """For each source its number, its first passage's number and what it says in signs."""
        sql = f"SELECT source, first, signs FROM signs WHERE source IN ({_marks(sources)})"
        return self._rows(sql, sources)

    def acronyms(self, shorts: Sequence[str], longs: Sequence[str]) -> list[tuple[str, str]]:
        """Acronym and long form, for these acronyms and for long forms with these signs."""
        sql = (
            f"SELECT short, long FROM acronyms WHERE short IN ({_marks(shorts)})"
            f" UNION SELECT short, long FROM acronyms WHERE signs IN ({_marks(longs)})"
        )
        return self._rows(sql, [*shorts, *longs])

    def totals(self) -> Totals:
        """How much there is of everything."""
        return Totals(*self._rows("SELECT sources, passages, signs FROM totals")[0])

    def skipped(self, file: str | None = None) -> tuple[Skipped, ...]:
        """What could not be indexed, of all files or of one; sorted by path."""
        where = "" if file is None else "WHERE file = ?"
        sql = f"SELECT path, reason FROM skipped {where} ORDER BY path, reason"
        rows = self._rows(sql, () if file is None else (file,))
        return tuple(Skipped(path, reason) for path, reason in rows)

    # what a refresh asks and changes, between `begin` and `commit`

    def begin(self) -> None:
        """Begin a transaction; other connections go on reading."""
        self._rows("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Put the transaction on disk."""
        self._rows("COMMIT")

    def undo(self) -> None:
        """Drop the transaction."""
        if self._db.in_transaction:
            self._rows("ROLLBACK")

    def files(self) -> dict[str, CorpusFile]:
        """The files that were read, as they were when all they hold was indexed."""
        rows = self._rows("SELECT path, size, mtime FROM files")
        return {path: CorpusFile(path, size, mtime) for path, size, mtime in rows}

    def start(self, path: str) -> None:
        """A file is being read: until `settle` names it, it counts as changed."""
        self._rows("INSERT OR REPLACE INTO files VALUES (?, -1, -1)", (path,))
        self._rows("DELETE FROM skipped WHERE file = ?", (path,))

    def forget(self, path: str) -> None:
        """A file is gone."""
        self._rows("DELETE FROM files WHERE path = ?", (path,))
        self._rows("DELETE FROM skipped WHERE file = ?", (path,))

    def skip(self, file: str, skipped: Iterable[Skipped], *, rival: str | None = None) -> None:
        """Note what was left out of a file; `rival` is the file that has its id.

        For the corpus as a whole (`file` is empty) this replaces what was noted.
        """
        if not file:
            self._rows("DELETE FROM skipped WHERE file = ''")
        for item in skipped:
            values = (file, item.path, item.reason, rival)
            self._rows("INSERT INTO skipped VALUES (?, ?, ?, ?)", values)

    def gave_way(self, rivals: Iterable[str]) -> set[str]:
        """The files that gave way over an id to one of these files."""
        lost = self._rows("SELECT file, rival FROM skipped WHERE rival IS NOT NULL")
        wanted = set(rivals) if lost else set()
        return {file for file, rival in lost if rival in wanted}

    def last(self) -> int:
        """The highest number of a source so far."""
        return int(self._rows("SELECT coalesce(max(n), 0) FROM sources")[0][0])

    def of_file(self, path: str) -> list[int]:
        """The numbers of the sources that a file gave and that stay."""
        sql = "SELECT n FROM sources WHERE file = ? AND state <> 2"
        return [n for (n,) in self._rows(sql, (path,))]

    def holder(self, source_id: str) -> Row | None:
        """The source that has this id and stays."""
        return self._row("id = ? AND state <> 2", source_id)

    def between(self) -> list[int]:
        """The numbers of the sources that the word indexes may not agree on."""
        return [n for (n,) in self._rows("SELECT n FROM sources WHERE state <> 0")]

    def arrive(self, article: Article, cut: Cut) -> Row:
        """Put in a source with its passages and what it says in signs."""
        source, text, spans, signs = article.source, article.text, cut.spans, cut.signs
        first = int(self._rows("SELECT coalesce(max(n), 0) + 1 FROM passages")[0][0])
        tail = text[spans[-1][1] if spans else 0 :]
        head = (source.id, source.path, _encode(source), tail, first, len(spans))
        values = (*head, is_uncut(text), _encode(article.places).decode())
        sql = (
            "INSERT INTO sources(id, file, state, card, tail, first, passages, uncut, places)"
            " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?) RETURNING n"
        )
        number = int(self._rows(sql, values)[0][0])
        rows = []
        behind, headings = 0, set(cut.headings)
        for n, (start, end) in enumerate(spans):
            gap, words = text[behind:start], text[start:end]
            rows.append((first + n, number, start, gap, words, n in headings))
            behind = end
        with self._lock:
            self._db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._rows("INSERT INTO signs VALUES (?, ?, ?)", (number, first, signs))
        self._count(1, len(spans), len(signs))
        return Row(number, source, first, len(spans))

    def explain(self, acronyms: Iterable[tuple[str, str]]) -> None:
        """Keep what acronyms stand for; that stays known when its source goes."""
        rows = [(short, long, signs_of(long)) for short, long in acronyms]
        with self._lock:
            self._db.executemany("INSERT OR IGNORE INTO acronyms VALUES (?, ?, ?)", rows)

    def _count(self, sources: int, passages: int, signs: int) -> None:
        sql = "UPDATE totals SET sources = sources + ?, passages = passages + ?, signs = signs + ?"
        self._rows(sql, (sources, passages, signs))

    def recard(self, n: int, source: Source) -> None:
        """Change the card of a source whose text and searched words stay."""
        self._rows("UPDATE sources SET card = ? WHERE n = ?", (_encode(source), n))

    def leave(self, n: int) -> None:
        """Mark a source as going; it is read until `settle`."""
        self._rows("UPDATE sources SET state = 2 WHERE n = ?", (n,))

    def settle(self, finished: Iterable[CorpusFile]) -> None:
        """The word indexes have followed: what arrived is here, what was leaving is gone."""
        with self.transaction():
            gone = self._rows(
                "SELECT n, sources.first, passages, length(signs)"
                " FROM sources JOIN signs ON n = source WHERE state = 2"
            )
            for n, first, count, length in gone:
                span = (first, first + count)
                self._rows("DELETE FROM passages WHERE n >= ? AND n < ?", span)
                self._rows("DELETE FROM signs WHERE source = ?", (n,))
                self._rows("DELETE FROM sources WHERE n = ?", (n,))
                self._count(-1, -count, -length)
            self._rows("UPDATE sources SET state = 0 WHERE state = 1")
            for file in finished:
                values = (file.path, file.size, file.mtime_ns)
                self._rows("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", values)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
