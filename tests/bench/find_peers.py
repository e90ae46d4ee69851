"""The engines a user could pick instead, each over title and text of every passage."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import tantivy
from rapidfuzz import fuzz, process
from tantivy import Occur, Query, SchemaBuilder

from workbench.index.stems import STOP, stems, words


class Peer(Protocol):
    """An engine over texts, known by their position."""

    name: str

    def build(self, texts: Sequence[str]) -> None:
        """Index the texts."""

    def search(self, claim: str, limit: int) -> Sequence[int]:
        """Positions of the best texts, best first."""


class BM25S:
    """BM25 over scipy-like arrays, stemmed, stop words dropped, with its best settings."""

    name = "bm25s (k1 .9, b .4)"

    def build(self, texts: Sequence[str]) -> None:
        import bm25s  # not above: what it imports would count as our memory in `--scale`
        import Stemmer

        self._bm25s = bm25s
        self._engine = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
        self._stemmer = Stemmer.Stemmer("english")
        self._engine.index(self._tokens(texts), show_progress=False)
        self._size = len(texts)

    def _tokens(self, texts: Sequence[str]) -> object:
        return self._bm25s.tokenize(
            list(texts), stopwords=sorted(STOP), stemmer=self._stemmer, show_progress=False
        )

    def search(self, claim: str, limit: int) -> Sequence[int]:
        stemmed = self._stemmer.stemWords([word for word in _plain(claim) if word not in STOP])
        known = [stem for stem in stemmed if stem in self._engine.vocab_dict]
        if not known:
            return []
        found, _ = self._engine.retrieve(
            [known], k=min(limit, self._size), show_progress=False, n_threads=0
        )
        return [int(number) for number in found[0]]


class FTS5:
    """SQLite full text search with its Porter stemmer."""

    name = "SQLite FTS5 (porter)"

    def build(self, texts: Sequence[str]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter unicode61')")
        self._db.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(self, claim: str, limit: int) -> Sequence[int]:
        asked = " OR ".join(
            f'"{word}"' for word in dict.fromkeys(_plain(claim)) if word not in STOP
        )
        if not asked:
            return []
        sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
        return [number for (number,) in self._db.execute(sql, (asked, limit))]


class Tantivy:
    """Plain tantivy, English stemmer, stop words dropped."""

    name = "tantivy"

    def build(self, texts: Sequence[str]) -> None:
        fields = SchemaBuilder()
        fields.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
        fields.add_unsigned_field("n", fast=True)
        self._schema = fields.build()
        self._folder = tempfile.TemporaryDirectory()
        index = tantivy.Index(self._schema, path=str(Path(self._folder.name)))
        writer = index.writer(100_000_000, 1)
        for number, text in enumerate(texts):
            entry = tantivy.Document()
            entry.add_text("text", text)
            entry.add_unsigned("n", number)
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, claim: str, limit: int) -> Sequence[int]:
        asked = [
            (Occur.Should, Query.term_query(self._schema, "text", stem, "freq"))
            for stem in dict.fromkeys(stems(claim))
            if stem not in STOP
        ]
        hits = self._searcher.search(Query.boolean_query(asked), limit=limit, count=False).hits
        found = self._searcher.fast_field_values("n", [place for _, place in hits])
        return [int(n) for n in found if n is not None]


class BruteForce:
    """rapidfuzz over every text."""

    name = "rapidfuzz token_set_ratio"

    def build(self, texts: Sequence[str]) -> None:
        self._texts = [text.lower() for text in texts]

    def search(self, claim: str, limit: int) -> Sequence[int]:
        found = process.extract(
            claim.lower(), self._texts, scorer=fuzz.token_set_ratio, limit=limit
        )
        return [number for _, _, number in found]


def _plain(text: str) -> list[str]:
    return [part for word in words(text) for part in word.split("'")]
