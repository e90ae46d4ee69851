"""The score of a passage, in parts that can each be shown as a reason.

words       how much of the claim the sentence says, its title's words counted less: BM25 without
            length, one saturation over sentence, title and document (as in BM25F, Robertson,
            Zaragoza and Taylor 2004), so that the document only adds what the sentence leaves out
document    how much of the claim its whole document says
neighbours  how well the better of the sentences beside it fits
wording     rapidfuzz `token_set_ratio`

Weights were tuned on claims of wice, scifact_sent and fm2 and move nDCG@10 by less than .003
when changed by a third. What was tried and adds nothing: length, order and closeness of words,
pairs of words, character n-grams, more weight for names or numbers, feedback from the first hits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.index.texts import Totals
from workbench.search.query import Query

SATURATION = 0.65
TITLE = 0.7
IN_DOCUMENT = 0.045
# What one occurrence in title or document adds to those in the sentence.

DOCUMENT = 0.25
NEIGHBOURS = 0.3
WORDING = 0.3

FEW = 15
# So many documents are trusted half as much as thousands: among five articles on one subject the
# document part only pushes passages about (evidence within the first five: 16 -> 18 of 20).

BM25_K1, BM25_B = 1.2, 0.75


@dataclass(slots=True)
class Candidate:
    """A passage on its way through the ranking."""

    n: int
    source: int
    signs: str
    words: float
    document: float
    neighbours: float
    wording: float = 0.0

    @property
    def total(self) -> float:
        """The score; nothing but comparable yet, about 1.6 for a passage that says the claim."""
        return self.words + self.document + self.neighbours + self.wording


def weigh(
    query: Query,
    signs: Iterable[tuple[int, int, str]],
    wanted: dict[int, list[int]],
    own: dict[int, float],
    totals: Totals,
) -> list[Candidate]:
    """The candidates with all parts but the wording, in no order.

    `signs` as in `Texts.signs`; `wanted` has the passage numbers for each source; `own` a
    passage's score alone as a share of the best possible.
    """
    candidates: list[Candidate] = []
    add = candidates.append
    # Two stems of a claim that share a sign count once.
    terms = tuple({term.sign: term for term in query.terms}.values())
    beside = own.get
    average = max(1.0, totals.signs / max(1, totals.sources))
    trust = totals.sources / (totals.sources + FEW)
    for source, first, text in signs:
        for other, mine in query.rewrites:
            text = text.replace(other, mine)
        lines = text.split("\n")
        title = lines[0]
        length = len(text) / average
        norm = BM25_K1 * (1 - BM25_B + BM25_B * length)
        share = trust * IN_DOCUMENT / (0.5 + 0.5 * length)
        document = around = 0.0
        here: list[tuple[str, float, float]] = []
        for term in terms:
            sign = term.sign
            if count := text.count(sign):
                document += term.document * count * (BM25_K1 + 1) / (count + norm)
                behind = TITLE * title.count(sign) + share * count + SATURATION
                around += term.weight * (behind - SATURATION) / behind
                here.append((sign, behind, term.weight * SATURATION / behind))
        document *= trust * DOCUMENT
        for n in wanted[source]:
            line = lines[n - first + 1]
            said = around
            for sign, behind, weight in here:
                if count := line.count(sign):
                    # x / (x + k) with the sentence's own, less that without
                    said += weight * count / (behind + count)
            near = max(beside(n - 1, 0.0), beside(n + 1, 0.0))
            add(Candidate(n, source, line, said * (1 + SATURATION), document, NEIGHBOURS * near))
    return candidates


def best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Sorted by score; equal ones in the order of the index, so that every run is the same."""
    return [candidate for _, _, candidate in sorted((-one.total, one.n, one) for one in candidates)]
