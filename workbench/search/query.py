"""What to look for: the stems of a claim, what each is worth, and what may stand in for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

from workbench.index.engine import Clause, Engine, idf
from workbench.index.stems import STOP, sign, signs_of, stems, words
from workbench.index.texts import Texts
from workbench.search.absent import absent
from workbench.search.aliases import GROUPS
from workbench.search.matches import Unknown

ALIKE = 75
# Percent of `fuzz.ratio`: one edit in a word of five letters, two in a word of eight.

SHARPER = 1.2
# Power of the idf in ranking: rare words count a little more than BM25 has it (.604 -> .610).

_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z][A-Za-z]?[A-Z0-9]{1,6}\b")

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter|[@#])\S+")
# Addresses and handles: nobody misspells those, and looking for what is like them takes longest.

_NUMBER = re.compile(r"(?<!\d)\d++(?:[.,]\d++)+")
# One number, whose parts are searched for one by one.

FAR = 2
# Unknown words of a claim that are looked for at two edits, 2 ms each; the others at one, 0.6 ms.

TWICE = 7
# Letters from which on a word is looked for at two edits.

LONG = 12
# Letters from which on a word is looked for at one edit only.

MANY = 500
# Runs of words in a claim that are looked up as the long form of an acronym.


class Term(NamedTuple):
    """A stem to look for."""

    sign: str
    weight: float
    """In a passage: a share of 1."""
    document: float
    """In a document: its idf over documents, likewise a share of 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a claim asks for."""

    terms: tuple[Term, ...]
    clauses: tuple[Clause, ...]
    """What the index is asked for."""
    rewrites: tuple[tuple[str, str], ...]
    """Signs to be read as others: `wheat` as the claim's `whaet`, `UN` as `United Nations`."""
    ideal: float
    """What BM25 gives about a passage of average length that says just this."""
    known: float
    """Share of the claim's weight that the corpus knows at all, 0 to 1."""
    unknown: tuple[Unknown, ...]


def understand(engine: Engine, texts: Texts, claim: str, extra: Sequence[str] = ()) -> Query:
    """The query for a claim and the checker's own words."""
    said = " ".join((claim, *extra))
    wanted: dict[str, list[tuple[str, ...]]] = {}
    # Each stem of the claim with what the index is asked for in its place: any of these, each a
    # stem or several that must stand together.
    rewrites: dict[str, str] = {}
    unknown: list[Unknown] = []
    links = {word for link in _LINK.findall(said) for word in words(link)}
    numbers = {part: number for number in _NUMBER.findall(said) for part in words(number)}
    lacking: dict[str, str] = {}
    # Words that no passage holds, each with its first stem.
    for word in dict.fromkeys(words(said)):
        content = [] if word in STOP else [stem for stem in stems(word) if stem not in STOP]
        missing = [stem for stem in content if not engine.occurs(stem)]
        wanted.update((stem, [(stem,)]) for stem in content if stem not in missing)
        joined = tuple(stems(word.replace("'", ""))) if "'" in word else ()
        if joined and all(map(engine.occurs, joined)):
            wanted[joined[0]] = [joined]  # Xi'an, where the corpus has Xian
        elif missing and word not in links:
            lacking[word] = missing[0]
    nowhere = absent(engine, texts, lacking)
    for word in [each for each in lacking if each in nowhere]:
        nearest = similar(engine, word, far=len(unknown) < FAR)
        told = Unknown(numbers.get(word, word), nearest)
        if told not in unknown:
            unknown.append(told)
        for near in nearest:
            wanted.setdefault(lacking[word], []).append(tuple(stems(near)))
            rewrites[signs_of(near)] = sign(lacking[word])
    for mine, other in _aliases(texts, said):
        theirs, target = tuple(s for s in stems(other) if s not in STOP), signs_of(mine)
        # A name that the claim gives in both ways is looked for in both.
        if wanted.keys() >= set(theirs) or not all(map(engine.occurs, theirs)):
            continue
        first = next((stem for stem in stems(mine) if stem not in STOP), None)
        if first is None:  # WHO, which reads as a stop word
            wanted.update((stem, [(stem,)]) for stem in theirs)
            continue
        wanted.setdefault(first, []).append(theirs)
        rewrites[signs_of(other)] = target
    lost = sum(not any(stem in wanted for stem in stems(word)) for word in lacking)
    return _weighed(engine, wanted, rewrites, lost, tuple(unknown))


def _weighed(
    engine: Engine,
    wanted: dict[str, list[tuple[str, ...]]],
    rewrites: dict[str, str],
    lost: int,
    unknown: tuple[Unknown, ...],
) -> Query:
    # A stem is as rare as the first thing asked for in its place.
    plain = {stem: idf(engine.passages, asked[0]) for stem, asked in wanted.items()}
    sharp = {stem: rarity**SHARPER for stem, rarity in plain.items()}
    documents = {stem: idf(engine.documents, asked[0]) for stem, asked in wanted.items()}
    total = sum(sharp.values()) or 1.0
    whole = sum(documents.values()) or 1.0
    # A word that never occurs weighs as much as the rarest that does.
    missing = lost * max(sharp.values(), default=1.0)
    return Query(
        tuple(Term(sign(s), sharp[s] / total, documents[s] / whole) for s in wanted),
        tuple(map(tuple, wanted.values())),
        # Longer ones first: "United States" before "States".
        tuple(sorted(rewrites.items(), key=lambda pair: -len(pair[0]))),
        sum(plain.values()),
        total / (total + missing),
        unknown,
    )


def _aliases(texts: Texts, said: str) -> Iterator[tuple[str, str]]:
    """Names in what is said, each with another that means the same."""
    shorts = {found.replace(".", "") for found in _ACRONYM.findall(said)}
    signs = signs_of(said)
    for group in _groups():
        for mine, plain, theirs in group:
            if plain in shorts if mine.isupper() else theirs in signs:
                yield from ((mine, other) for other, _, _ in group if other != mine)
                break
    grams = [signs[i : i + n] for n in range(2, 7) for i in range(len(signs) - n + 1)]
    for short, long in texts.acronyms(sorted(shorts), grams[:MANY]):
        yield (short, long) if short in shorts else (long, short)


@cache
def _groups() -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """The known names, each with itself without dots and with its signs."""
    return tuple(
        tuple((name, name.replace(".", ""), signs_of(name)) for name in group) for group in GROUPS
    )


def similar(engine: Engine, word: str, *, far: bool = True, limit: int = 2) -> tuple[str, ...]:
    """The words of the corpus written most like `word`, at most two edits away if `far`.

    None for short words and codes, and none that says nothing or begins otherwise, but for a slip:
    "recent" is no way to write "percent", "billion" none to write "million".
    """
    if len(word) < 4 or any(map(str.isdigit, word)):
        return ()
    for distance in (1, 2) if far and TWICE <= len(word) <= LONG else (1,):
        near = sorted(
            each
            for each in engine.similar(word, distance)
            if each not in STOP and _begins_alike(each, word, distance)
        )
        best = process.extract(word, near, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        # A word of many bytes is known to the corpus and yet has no stem, see `stems`.
        alive = (
            found for found, _, _ in best if (s := stems(found)) and all(map(engine.occurs, s))
        )
        if found := tuple(islice(alive, limit)):
            return found
    return ()


def _begins_alike(one: str, other: str, distance: int) -> bool:
    """Whether the first letters are the same, or at one edit changed over, missing or too many."""
    return one[0] == other[0] or (distance == 1 and (one[0] == other[1] or one[1:2] == other[0]))
