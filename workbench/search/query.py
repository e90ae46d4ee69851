"""What to look for: the stems of a claim, what each is worth, and stand-ins for unknown words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from workbench.index.cutting import words
from workbench.index.engine import Engine, stems
from workbench.search.matches import Unknown

STOP = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has
    have having he her here hers herself him himself his how i if in into is it its itself just me
    more most my myself nor of off on once or other our ours ourselves out over own s same she
    should so some such t than that the their theirs them themselves then there these they this
    those through to too under until up very was we were what when where which while who whom why
    will with would you your yours yourself yourselves
    """.split()
)
# Dropping them is worth up to 2 points of nDCG and most of the time of a search.

ALIKE = 75
# Percent of `fuzz.ratio`: one edit in a word of five letters, two in a word of ten.


@dataclass(frozen=True, slots=True)
class Query:
    """The stems to look for."""

    idf: dict[str, float]
    """Inverse document frequency over the passages, as BM25 has it."""
    share: dict[str, float]
    """1; less for a stem that stands in for an unknown word."""
    unknown: tuple[Unknown, ...]

    @property
    def ideal(self) -> float:
        """About what a passage scores that says just this: every stem once."""
        return sum(self.idf[stem] * share for stem, share in self.share.items())


def understand(engine: Engine, claim: str, extra: Sequence[str] = ()) -> Query:
    """The query for a claim and the checker's own words."""
    share: dict[str, float] = {}
    unknown: list[Unknown] = []
    spelled = list(dict.fromkeys(word for text in (claim, *extra) for word in words(text)))
    for word in spelled:
        content = [stem for stem in stems(word) if stem not in STOP and word not in STOP]
        known = [stem for stem in content if engine.occurs(stem)]
        for stem in known:
            share[stem] = 1.0
        if "'" in word and engine.occurs(joined := stems(word.replace("'", ""))[0]):
            share[joined] = 1.0  # Xi'an, where the corpus has Xian
        elif len(known) < len(content):
            nearest = similar(engine, word)
            unknown.append(Unknown(word, nearest))
            for found in nearest:
                for stem in stems(found):
                    share.setdefault(stem, 1.0)
    if not share:  # nothing but stop words: better those than nothing
        share = {stem: 1.0 for word in spelled for stem in stems(word) if engine.occurs(stem)}
    number = engine.passages.num_docs
    idf = {
        stem: math.log(1 + (number - df + 0.5) / (df + 0.5))
        for stem in share
        for df in [min(engine.passages.doc_freq("text", stem), number)]
    }
    return Query(idf, share, tuple(unknown))


def similar(engine: Engine, word: str, *, limit: int = 2) -> tuple[str, ...]:
    """The words of the corpus written most like `word`; none for short words and numbers."""
    if len(word) < 4 or word.isdigit():
        return ()
    near = engine.similar(word, 1 if len(word) < 6 else 2)
    best = process.extract(word, sorted(near), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    alive = (found for found, _, _ in best if all(map(engine.occurs, stems(found))))
    return tuple(found for found, _ in zip(alive, range(limit), strict=False))
