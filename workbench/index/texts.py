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
from typing import Any

import msgspec

from workbench.corpus import CorpusFile, Skipped, Source
from workbench.passages import Passage

HERE, ARRIVING, LEAVING = 0, 1, 2

_TABLES = """
CREATE TABLE stamp(settings TEXT NOT NULL);
CREATE TABLE files(path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER) WITHOUT ROWID;
CREATE TABLE skipped(file TEXT, path TEXT, reason TEXT, rival TEXT);
CREATE TABLE sources(
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, file TEXT, state INTEGER,
    card BLOB, tail TEXT, first INTEGER, passages INTEGER);
CREATE INDEX sources_by_id ON sources(id);
CREATE INDEX sources_by_file ON sources(file);
CREATE INDEX sources_between ON sources(state) WHERE state <> 0;
CREATE TABLE passages(
    n INTEGER PRIMARY KEY, source INTEGER, start INTEGER, gap TEXT, text TEXT);
"""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Source).decode


@dataclass(frozen=True, slots=True)
class Row:
    """A source as the database numbers it. Numbers are never used twice."""

    n: int
    source: Source
    first: int
    """Number of its first passage; the others follow without a gap."""
    passages: int


class Texts:
    """The database of texts; its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=60)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")

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
        sql = (
            "SELECT n, card, first, passages FROM sources"
            " WHERE id = ? AND state <> 1 ORDER BY n LIMIT 1"
        )
        for n, card, *rest in self._rows(sql, (source_id,)):
            return Row(n, _decode(card), *rest)
        return None

    def numbered(self, numbers: Iterable[int]) -> dict[int, Row]:
        """The sources with these numbers; those that are gone are left out."""
        wanted = list(numbers)
        sql = (
            "SELECT n, card, first, passages FROM sources WHERE n IN"
            f" ({','.join('?' * len(wanted))})"
        )
        return {n: Row(n, _decode(card), *rest) for n, card, *rest in self._rows(sql, wanted)}

    def article(self, row: Row) -> str:
        """The text of a source, character for character."""
        sql = "SELECT gap || text FROM passages WHERE n >= ? AND n < ? ORDER BY n"
        parts = [part for (part,) in self._rows(sql, (row.first, row.first + row.passages))]
        tail = self._rows("SELECT tail FROM sources WHERE n = ?", (row.n,))
        return "".join(parts) + str(tail[0][0])

    def passages(self, row: Row) -> tuple[Passage, ...]:
        """The passages of a source, in order."""
        sql = "SELECT start, text FROM passages WHERE n >= ? AND n < ? ORDER BY n"
        name = row.source.id
        return tuple(
            Passage(name, start, start + len(text), text)
            for start, text in self._rows(sql, (row.first, row.first + row.passages))
        )

    def wordings(self, numbers: Sequence[int]) -> dict[int, tuple[int, int, str]]:
        """For each passage number its source's number, its start and its text."""
        sql = (
            "SELECT n, source, start, text FROM passages WHERE n IN"
            f" ({','.join('?' * len(numbers))})"
        )
        return {n: (source, start, text) for n, source, start, text in self._rows(sql, numbers)}

    def counts(self) -> tuple[int, int]:
        """How many passages and how many sources there are."""
        sql = "SELECT coalesce(sum(passages), 0), count(*) FROM sources WHERE state <> 1"
        passages, sources = self._rows(sql)[0]
        return int(passages), int(sources)

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be indexed, sorted by path."""
        rows = self._rows("SELECT path, reason FROM skipped ORDER BY path, reason")
        return tuple(Skipped(path, reason) for path, reason in rows)

    # what a refresh asks and changes

    def files(self) -> dict[str, CorpusFile]:
        """The files as they were when they were indexed."""
        rows = self._rows("SELECT path, size, mtime FROM files")
        return {path: CorpusFile(path, size, mtime) for path, size, mtime in rows}

    def keep_file(self, file: CorpusFile) -> None:
        """Note how a file looked when all it holds was indexed."""
        values = (file.path, file.size, file.mtime_ns)
        self._rows("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", values)

    def forget_file(self, path: str) -> None:
        """A file has to be read again, or is gone."""
        self._rows("DELETE FROM files WHERE path = ?", (path,))
        self._rows("DELETE FROM skipped WHERE file = ?", (path,))

    def skip(self, file: str, skipped: Skipped, *, rival: str | None = None) -> None:
        """Note what was left out of a file; `rival` is the file that has its id instead."""
        values = (file, skipped.path, skipped.reason, rival)
        self._rows("INSERT INTO skipped VALUES (?, ?, ?, ?)", values)

    def losers(self, rivals: Iterable[str]) -> set[str]:
        """The files that lost an id to one of these files."""
        found: set[str] = set()
        for rival in rivals:
            found |= {f for (f,) in self._rows("SELECT file FROM skipped WHERE rival = ?", (rival,))}
        return found

    def of_file(self, path: str) -> dict[str, Row]:
        """The sources that a file gave, by id."""
        sql = "SELECT n, card, first, passages FROM sources WHERE file = ? AND state = 0"
        rows = (Row(n, _decode(card), *rest) for n, card, *rest in self._rows(sql, (path,)))
        return {row.source.id: row for row in rows}

    def holder(self, source_id: str) -> Row | None:
        """The source that has this id and stays."""
        sql = "SELECT n, card, first, passages FROM sources WHERE id = ? AND state <> 2"
        for n, card, *rest in self._rows(sql, (source_id,)):
            return Row(n, _decode(card), *rest)
        return None

    def between(self) -> list[tuple[int, str]]:
        """Number and file of the sources that the word indexes may not agree on."""
        return self._rows("SELECT n, file FROM sources WHERE state <> 0")

    def arrive(self, source: Source, text: str, spans: Sequence[tuple[int, int]]) -> Row:
        """Put in a source with its passages."""
        with self._lock:
            top = self._db.execute("SELECT max(n) FROM passages").fetchone()[0]
            first = (top or 0) + 1
            behind = 0
            rows = []
            number = self._db.execute(
                "INSERT INTO sources(id, file, state, card, first, passages)"
                " VALUES (?, ?, 1, ?, ?, ?)",
                (source.id, source.path, _encode(source), first, len(spans)),
            ).lastrowid
            assert number is not None
            for n, (start, end) in enumerate(spans, first):
                rows.append((n, number, start, text[behind:start], text[start:end]))
                behind = end
            self._db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", rows)
            self._db.execute("UPDATE sources SET tail = ? WHERE n = ?", (text[behind:], number))
        return Row(number, source, first, len(spans))

    def recard(self, row: Row, source: Source) -> None:
        """Change the card of a source whose text and searched words stay."""
        self._rows("UPDATE sources SET card = ? WHERE n = ?", (_encode(source), row.n))

    def leave(self, n: int) -> None:
        """Mark a source as going; it is read until `settle`."""
        self._rows("UPDATE sources SET state = 2 WHERE n = ?", (n,))

    def settle(self) -> None:
        """The word indexes have followed: what arrived is here, what was leaving is gone."""
        with self.transaction():
            for n, first, count in self._rows(
                "SELECT n, first, passages FROM sources WHERE state = 2"
            ):
                values = (first, first + count)
                self._rows("DELETE FROM passages WHERE n >= ? AND n < ?", values)
                self._rows("DELETE FROM sources WHERE n = ?", (n,))
            self._rows("UPDATE sources SET state = 0 WHERE state = 1")
