"""The word indexes: which passages and documents hold a word, how often, and which words exist.

Three tantivy indexes in one folder: passages (title, publisher and sentence in one field: that
beats two fields by 2 points of nDCG), whole documents, and the words themselves, so that a
misspelt one finds its neighbours. No texts here; `texts` keeps those.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import ClassVar

import tantivy
from tantivy import Filter, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

PASSAGES, DOCUMENTS, WORDS = "passages", "documents", "words"
LONGEST = 40
"""Characters of the longest word that is indexed; what is longer is an address or noise."""


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """Splits at everything but letters and digits, folds case and accents, stems English."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )


def stems(text: str) -> list[str]:
    """The words of a text as they are indexed, in order, repeats included."""
    found: list[str] = analyzer().analyze(text)
    return found


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
        fields.add_unsigned_field("length", fast=True)
    return fields.build()


class Engine:
    """The word indexes of one folder, made when missing, open for reading."""

    def __init__(self, folder: Path) -> None:
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

    def reload(self) -> None:
        """Show what was last written, by whatever process."""
        for index in self._indexes.values():
            index.reload()
        self.passages = self._indexes[PASSAGES].searcher()
        self.documents = self._indexes[DOCUMENTS].searcher()
        self.words = self._indexes[WORDS].searcher()

    def writer(self) -> Writer:
        """What changes the indexes.

        Raises:
            Busy: another process, or this one, is writing.
        """
        return Writer(self._indexes, self.words)

    def any_of(self, name: str, weighted: Iterable[tuple[str, float]]) -> Query:
        """The query for texts that hold any of these stems, each counted `weight` times."""
        schema = self.schemas[name]
        return Query.boolean_query(
            [
                (
                    Occur.Should,
                    Query.term_query(schema, "text", stem, "freq")
                    if weight == 1
                    else Query.boost_query(Query.term_query(schema, "text", stem, "freq"), weight),
                )
                for stem, weight in weighted
            ]
        )

    def within(self, name: str, query: Query, sources: Iterable[int]) -> Query:
        """`query` over these sources alone, with the same scores."""
        inside = Query.term_set_query(self.schemas[name], "key", [str(n) for n in sources])
        return Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, Query.const_score_query(inside, 0.0))]
        )

    def occurs(self, stem: str) -> bool:
        """Whether any passage that was not deleted holds this stem."""
        if not self.passages.doc_freq("text", stem):
            return False
        term = Query.term_query(self.schemas[PASSAGES], "text", stem, "basic")
        return bool(self.passages.search(term, limit=1, count=False).hits)

    def similar(self, word: str, distance: int, limit: int = 50) -> list[str]:
        """Words of the corpus within `distance` edits of `word` (lower case), in no order."""
        query = Query.fuzzy_term_query(self.schemas[WORDS], "word", word, distance)
        hits = self.words.search(query, limit=limit, count=False).hits
        return [str(self.words.doc(place)["word"][0]) for _, place in hits]


class Busy(Exception):  # noqa: N818
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
            entry.add_unsigned("length", passage.count(" ") + 1)
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

    def close(self) -> None:
        """Let go of the lock; what was not committed is dropped."""
        for writer in self._writers.values():
            writer.rollback()
            writer.wait_merging_threads()
        self._writers.clear()
