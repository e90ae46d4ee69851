"""Candidates from the index, ranked by parts that can each be shown as a reason.

This is the only caller of rapidfuzz for ranking, and never of WRatio or partial_*: any one word
in common makes those near 100 (nDCG@10 of 0.00 to 0.02 on wice).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rapidfuzz import fuzz

from workbench.index import Index
from workbench.index.engine import DOCUMENTS, PASSAGES
from workbench.passages import Passage
from workbench.search.matches import Filter, Found, Match, Part, Searched
from workbench.search.query import understand

CANDIDATES = 300
READ = 100


def find(
    index: Index,
    claim: str,
    *,
    limit: int = 20,
    words: Sequence[str] = (),
    where: Filter | None = None,
) -> Found:
    """The passages that speak of a claim, best first.

    `words` are searched beside the claim's own; `where` says which sources to search.
    A claim of which no word occurs in the corpus finds nothing, and `unknown` says so.
    """
    texts, engine = index.texts, index.engine
    query = understand(engine, claim, words)
    searched = Searched(*texts.counts())
    inside = None
    if where is not None:
        rows = [row for row in texts.rows() if where.admits(row.source)]
        inside = [row.n for row in rows]
        searched = Searched(sum(row.passages for row in rows), len(rows))
    if not query.share or inside == []:
        return Found((), query.unknown, searched)
    weighted = list(query.share.items())

    def hits(name: str, number: int):
        asked = engine.any_of(name, weighted)
        if inside is not None:
            asked = engine.within(name, asked, inside)
        searcher = engine.passages if name == PASSAGES else engine.documents
        return searcher, searcher.search(asked, limit=number, count=False).hits

    searcher, found = hits(PASSAGES, CANDIDATES)
    places = [place for _, place in found]
    numbers = searcher.fast_field_values("n", places)
    sources = searcher.fast_field_values("source", places)
    lengths = searcher.fast_field_values("length", places)
    own = dict(zip(numbers, (score for score, _ in found), strict=True))
    whole, documents = hits(DOCUMENTS, 100)
    of = dict(
        zip(
            whole.fast_field_values("source", [place for _, place in documents]),
            (score for score, _ in documents),
            strict=True,
        )
    )
    ideal = query.ideal
    best = max(of.values(), default=1.0)
    ranked = []
    for n, source, length in zip(numbers, sources, lengths, strict=True):
        parts = (
            own[n] / ideal,
            of.get(source, 0.0) / best,
            0.15 * max(own.get(n - 1, 0.0), own.get(n + 1, 0.0)) / ideal,
            0.15 * math.log(1 + length),
        )
        ranked.append((sum(parts), n, source, parts))
    ranked.sort(key=lambda row: (-row[0], row[1]))
    top = ranked[:READ]
    wordings = texts.wordings([n for _, n, _, _ in top])
    final = []
    for score, n, source, parts in top:
        if n in wordings and wordings[n][0] == source:
            ratio = 0.4 * fuzz.token_set_ratio(claim.lower(), wordings[n][2].lower()) / 100
            final.append((score + ratio, n, source, (*parts[:3], ratio, parts[3])))
    final.sort(key=lambda row: (-row[0], row[1]))
    return Found(tuple(_matches(index, final[:limit])), query.unknown, searched)


NAMES = ("words", "document", "neighbours", "wording", "length")


def _matches(index: Index, ranked) -> list[Match]:
    texts = index.texts
    rows = texts.numbered({source for _, _, source, _ in ranked})
    wordings = texts.wordings([n - i for _, n, _, _ in ranked for i in range(3)])
    matches = []
    for score, n, source, parts in ranked:
        _, start, text = wordings[n]
        before = tuple(
            wordings[m][2] for m in (n - 2, n - 1) if m in wordings and wordings[m][0] == source
        )
        passage = Passage(rows[source].source.id, start, start + len(text), text)
        scale = 100 / 3.2
        points = tuple(Part(name, part * scale) for name, part in zip(NAMES, parts, strict=True))
        matches.append(Match(passage, score * scale, points, before))
    return matches
