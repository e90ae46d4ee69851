"""What to look for: the stems of a claim, what each is worth, and stand-ins for unknown words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from workbench.index.engine import Engine, idf
from workbench.index.stems import STOP, sign, stems, words
from workbench.search.matches import Unknown

ALIKE = 75
# Percent of `fuzz.ratio`: one edit in a word of five letters, two in a word of eight.

SHARPER = 1.2
# Power of the idf in ranking: rare words count a little more than BM25 has it (.604 -> .610).


@dataclass(frozen=True, slots=True)
class Term:
    """A stem to look for."""

    stem: str
    sign: str
    weight: float
    """In a passage: a share of 1, the words that never occur included."""
    document: float
    """In a document: its idf over documents, likewise a share of 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a claim asks for."""

    terms: tuple[Term, ...]
    ideal: float
    """What BM25 gives about a passage of average length that says just this."""
    known: float
    """Share of the claim's weight that the corpus knows at all, 0 to 1."""
    unknown: tuple[Unknown, ...]


def understand(engine: Engine, claim: str, extra: Sequence[str] = ()) -> Query:
    """The query for a claim and the checker's own words."""
    wanted: dict[str, None] = {}
    unknown: list[Unknown] = []
    lost = 0
    for word in dict.fromkeys(word for text in (claim, *extra) for word in words(text)):
        if word in STOP:
            continue
        content = [stem for stem in stems(word) if stem not in STOP]
        known = [stem for stem in content if engine.occurs(stem)]
        wanted.update(dict.fromkeys(known))
        if "'" in word and engine.occurs(joined := stems(word.replace("'", ""))[0]):
            wanted[joined] = None  # Xi'an, where the corpus has Xian
        elif len(known) < len(content):
            nearest = similar(engine, word)
            unknown.append(Unknown(word, nearest))
            wanted.update(dict.fromkeys(stem for found in nearest for stem in stems(found)))
            lost += not nearest
    plain = {stem: idf(engine.passages, stem) for stem in wanted}
    sharp = {stem: rarity**SHARPER for stem, rarity in plain.items()}
    documents = {stem: idf(engine.documents, stem) for stem in wanted}
    total = sum(sharp.values()) or 1.0
    whole = sum(documents.values()) or 1.0
    # A word that never occurs weighs as much as the rarest that does.
    missing = lost * max(sharp.values(), default=1.0)
    terms = (Term(s, sign(s), sharp[s] / total, documents[s] / whole) for s in wanted)
    return Query(tuple(terms), sum(plain.values()), total / (total + missing), tuple(unknown))


def similar(engine: Engine, word: str, *, limit: int = 2) -> tuple[str, ...]:
    """The words of the corpus written most like `word`; none for short words and numbers."""
    if len(word) < 4 or word.isdigit():
        return ()
    near = engine.similar(word, 1 if len(word) < 6 else 2)
    best = process.extract(word, sorted(near), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    alive = (found for found, _, _ in best if all(map(engine.occurs, stems(found))))
    return tuple(found for found, _ in zip(alive, range(limit), strict=False))
