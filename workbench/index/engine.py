"""The word indexes: which passages and documents hold a word, how often, and which words exist.

Three tantivy indexes in one folder: passages (title, publisher and sentence in one field: that
beats two fields by 2 points of nDCG), whole documents, and the words themselves, so that a
misspelt one finds its neighbours. No texts here; `texts` keeps those.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path
from typing import ClassVar, cast

import tantivy
from tantivy import Occur, Query, SchemaBuilder

from workbench.index.stems import analyzer

PASSAGES, DOCUMENTS, WORDS = "passages", "documents", "words"

Clause = tuple[tuple[str, ...], ...]
"""Any of these, the best counting; each a stem, or several that must all be there."""

SEGMENTS = 32
# Each changed article adds one; at a million passages a search over 16 more costs 1 ms more.

SINGLY = 32
# Sources up to which each is asked for by itself, in half the time that a set of them takes.


def _schema(name: str) -> tantivy.Schema:
    fields = SchemaBuilder()
    if name == WORDS:
        fields.add_text_field("word", tokenizer_name="raw", index_option="basic", stored=True)
        return fields.build()
    fields.add_text_field("text", tokenizer_name="stems", index_option="freq")
    # Deleting by an unsigned term silently deletes nothing in tantivy-py 0.27: the key is text.
    fields.add_text_field("key", tokenizer_name="raw", index_option="basic")
    fields.add_unsigned_field("source", fast=True)
    if name == PASSAGES:
        fields.add_unsigned_field("n", fast=True)
    return fields.build()


class Engine:
    """The word indexes of one folder, made when missing, open for reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._indexes: dict[str, tantivy.Index] = {}
        self.schemas: dict[str, tantivy.Schema] = {}
        for name in (PASSAGES, DOCUMENTS, WORDS):
            place = folder / name
            place.mkdir(parents=True, exist_ok=True)
            schema = self.schemas[name] = _schema(name)
            index = self._indexes[name] = tantivy.Index(schema, path=str(place))
            index.config_reader("manual", 0)
            if name != WORDS:
                index.register_tokenizer("stems", analyzer())
        self.reload()

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether the indexes of a folder were made."""
        return all(
            (folder / name).is_dir() and tantivy.Index.exists(str(folder / name))
            for name in (PASSAGES, DOCUMENTS, WORDS)
        )

    def crowded(self) -> bool:
        """Whether so many small segments have come together that every search feels it."""
        return any(
            searcher.num_segments > SEGMENTS
            for searcher in (self.passages, self.documents, self.words)
        )

    def sizes(self) -> tuple[int, int]:
        """How many documents and passages there are."""
        return self.documents.num_docs, self.passages.num_docs

    def reload(self) -> None:
        """Show what was last written, by whatever process."""
        for index in self._indexes.values():
            index.reload()
        self.passages = self._indexes[PASSAGES].searcher()
        self.documents = self._indexes[DOCUMENTS].searcher()
        self.words = self._indexes[WORDS].searcher()
        self._deleted = max(0, self._kept() - self.passages.num_docs)

    def _kept(self) -> int:
        """Passages in the files, those among them that were deleted and not yet merged away."""
        told = json.loads((self._folder / PASSAGES / "meta.json").read_bytes())
        return sum(segment["max_doc"] for segment in told["segments"])

    def writer(self) -> Writer:
        """What changes the indexes.

        Raises:
            Busy: another process, or this one, is writing.
        """
        return Writer(self._indexes, self.words)

    def search_passages(
        self, clauses: Sequence[Clause], limit: int, sources: Sequence[int] | None
    ) -> list[tuple[float, int, int]]:
        """The passages that fit most clauses best: score, number and number of the source.

        `sources` are those to search, None for all.
        """
        searcher = self.passages
        query = self._any_of(PASSAGES, clauses, sources)
        hits = _hits(searcher, query, limit)
        places = [place for _, place in hits]
        scores = (score for score, _ in hits)
        numbers = _column(searcher, "n", places)
        return list(zip(scores, numbers, _column(searcher, "source", places), strict=True))

    def search_documents(
        self, clauses: Sequence[Clause], limit: int, sources: Sequence[int] | None
    ) -> list[tuple[float, int]]:
        """The documents that fit most clauses best: score and number of the source."""
        searcher = self.documents
        query = self._any_of(DOCUMENTS, clauses, sources)
        hits = _hits(searcher, query, limit)
        sources = _column(searcher, "source", [place for _, place in hits])
        return [(score, source) for (score, _), source in zip(hits, sources, strict=True)]

    def _any_of(self, name: str, clauses: Sequence[Clause], sources: Sequence[int] | None) -> Query:
        schema = self.schemas[name]

        def term(stem: str) -> Query:
            return Query.term_query(schema, "text", stem, "freq")

        def every(stems: tuple[str, ...]) -> Query:
            if len(stems) == 1:
                return term(stems[0])
            return Query.boolean_query([(Occur.Must, term(stem)) for stem in stems])

        def best(clause: Clause) -> Query:
            if len(clause) == 1:
                return every(clause[0])
            return Query.disjunction_max_query([every(stems) for stems in clause])

        asked = [(Occur.Should, best(clause)) for clause in clauses]
        if sources is not None:
            # Required, so that it leads: three times faster than filtering what the stems find.
            keys = [str(n) for n in sources]
            if len(keys) <= SINGLY:
                each = [Query.term_query(schema, "key", key, "basic") for key in keys]
                inside = Query.boolean_query([(Occur.Should, one) for one in each])
            else:
                inside = Query.term_set_query(schema, "key", keys)
            asked.append((Occur.Must, Query.const_score_query(inside, 0.0)))
        return Query.boolean_query(asked)

    def occurs(self, stem: str) -> bool:
        """Whether any passage holds this stem."""
        holders = self.passages.doc_freq("text", stem)
        if not 0 < holders <= self._deleted:
            return bool(holders)
        # The count still has what was deleted and not yet merged away, and that may be all: look.
        term = Query.term_query(self.schemas[PASSAGES], "text", stem, "basic")
        return bool(self.passages.search(term, limit=1, count=False).hits)

    def in_documents(self, stem: str) -> bool:
        """Whether the whole text of any source holds this stem, what is no passage included."""
        if not self.documents.doc_freq("text", stem):
            return False
        term = Query.term_query(self.schemas[DOCUMENTS], "text", stem, "basic")
        return bool(self.documents.search(term, limit=1, count=False).hits)

    def similar(self, word: str, distance: int, limit: int = 50) -> list[str]:
        """Words of the corpus within `distance` edits of `word` (lower case), in no order."""
        query = Query.fuzzy_term_query(self.schemas[WORDS], "word", word, distance)
        hits = self.words.search(query, limit=limit, count=False).hits
        return [str(self.words.doc(place)["word"][0]) for _, place in hits]


def _hits(
    searcher: tantivy.Searcher, query: Query, limit: int
) -> list[tuple[float, tantivy.DocAddress]]:
    found = searcher.search(query, limit=limit, count=False).hits
    while found and found[-1][0] <= 0:  # in the sources asked for, but none of the words
        del found[-1]
    return found


def _column(searcher: tantivy.Searcher, name: str, places: list[tantivy.DocAddress]) -> list[int]:
    return cast(list[int], searcher.fast_field_values(name, places))


def idf(searcher: tantivy.Searcher, stems: Sequence[str]) -> float:
    """Inverse document frequency of the rarest of these stems, as BM25 has it: never 0."""
    number = searcher.num_docs
    df = min(number, *[searcher.doc_freq("text", stem) for stem in stems])
    return log(1 + (number - df + 0.5) / (df + 0.5))


class Busy(Exception):
    """Someone else is writing to the indexes."""


class Writer:
    """Adds to and deletes from the three indexes; nothing shows before `commit`."""

    HEAP: ClassVar = {PASSAGES: 50_000_000, DOCUMENTS: 40_000_000, WORDS: 15_000_000}
    # One thread each: a second one saves nothing while sentences are cut on the other core.

    def __init__(self, indexes: dict[str, tantivy.Index], words: tantivy.Searcher) -> None:
        self._indexes = indexes
        self._known = words
        self._seen: set[str] = set()
        self._writers: dict[str, tantivy.IndexWriter] = {}
        try:
            for name, index in indexes.items():
                self._writers[name] = index.writer(self.HEAP[name], 1)
        except ValueError as error:
            self._writers.clear()
            if "LockBusy" in str(error):
                raise Busy from None
            raise

    def add(
        self,
        source: int,
        head: str,
        text: str,
        passages: Iterable[tuple[int, str]],
        words: Iterable[str],
    ) -> None:
        """Add a document: `head` (title and publisher) is searched with each of its passages."""
        key = str(source)
        add = self._writers[PASSAGES].add_document
        for n, passage in passages:
            entry = tantivy.Document()
            entry.add_text("text", f"{head} {passage}" if head else passage)
            entry.add_text("key", key)
            entry.add_unsigned("source", source)
            entry.add_unsigned("n", n)
            add(entry)
        entry = tantivy.Document()
        entry.add_text("text", f"{head} {text}")
        entry.add_text("key", key)
        entry.add_unsigned("source", source)
        self._writers[DOCUMENTS].add_document(entry)
        for word in words:
            if word not in self._seen:
                self._seen.add(word)
                if not self._known.doc_freq("word", word):
                    entry = tantivy.Document()
                    entry.add_text("word", word)
                    self._writers[WORDS].add_document(entry)

    def delete(self, source: int) -> None:
        """Delete a document and its passages; its words stay known."""
        for name in (PASSAGES, DOCUMENTS):
            self._writers[name].delete_documents_by_term("key", str(source))

    def commit(self) -> None:
        """Put everything on disk; side by side, since each waits for the disk."""
        failures: list[BaseException] = []

        def commit(writer: tantivy.IndexWriter) -> None:
            try:
                writer.commit()
            except BaseException as error:  # raised again below, in the caller's thread
                failures.append(error)

        threads = [
            threading.Thread(target=commit, args=(writer,)) for writer in self._writers.values()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    def merge(self) -> None:
        """Let go of the lock when the segments that are being merged are done."""
        for writer in self._writers.values():
            writer.wait_merging_threads()
        self._writers.clear()

    def close(self) -> None:
        """Let go of the lock now; what was not committed or not yet merged is dropped."""
        for writer in self._writers.values():
            writer.rollback()
            writer.wait_merging_threads()
        self._writers.clear()
