"""A search from claim to matches: ask the index, rank, read, fold copies.

This is the only caller of rapidfuzz for ranking, and never of WRatio or partial_*: any one word
in common makes those near 100 (nDCG@10 of 0.00 to 0.02 on wice).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from math import sqrt

from rapidfuzz import fuzz

from workbench.index import Index
from workbench.index.engine import Engine
from workbench.index.texts import Texts
from workbench.passages import Passage
from workbench.search.copies import alike, are_copies
from workbench.search.matches import Filter, Found, Match, Part, Searched
from workbench.search.query import Query, understand
from workbench.search.ranking import DOCUMENT, WORDING, Candidate, best_first, weigh

CANDIDATES = 200
DOCUMENTS_READ = 10
# Passages asked of the index, and documents whose passages are asked for as well: the second
# finds evidence that shares few words with the claim (recall@100 on wice .83 -> .94).

KEEP = 120
# Of these, what a first guess puts first is weighed in full: all 300 are worth .0007 of nDCG@10
# and cost a fourth more.

READ = 60
# Candidates whose text is read and compared.

FULL = 1.6
# The total of a passage that says the claim and stands in a document that does.


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
    with index.reading() as (texts, engine):
        query = understand(engine, texts, claim, words)
        totals = texts.totals()
        sources, passages = totals.sources, totals.passages
        inside = None
        if where is not None:
            rows = [row for row in texts.rows() if where.admits(row.source)]
            inside = [row.n for row in rows]
            sources, passages = len(rows), sum(row.passages for row in rows)
        matches: list[Match] = []
        if query.terms and sources:
            wanted, own = _candidates(engine, query, inside, max(CANDIDATES, 4 * limit))
            ranked = weigh(query, texts.signs(list(wanted)), wanted, own, totals)
            best = best_first(ranked)[: max(READ, 2 * limit)]
            matches = _read(texts, claim, best, limit, query.known)
    return Found(tuple(matches), query.unknown, Searched(passages, sources))


def _candidates(
    engine: Engine, query: Query, inside: list[int] | None, number: int
) -> tuple[dict[int, list[int]], dict[int, float]]:
    """Passage numbers by source, and each passage's own score as a share of the ideal."""
    documents = engine.search_documents(query.clauses, number, inside)
    whole = {source: score / query.ideal for score, source in documents}
    top = [source for _, source in documents[:DOCUMENTS_READ]]
    own: dict[int, float] = {}
    homes: dict[int, int] = {}
    for sources in (inside, top):
        for score, n, source in engine.search_passages(query.clauses, number, sources):
            own[n] = score / query.ideal
            homes[n] = source
    kept = max(KEEP, number // 2)
    guess = {n: score + DOCUMENT * whole.get(homes[n], 0.0) for n, score in own.items()}
    wanted: dict[int, list[int]] = defaultdict(list)
    for n in nlargest(kept, guess, key=guess.__getitem__):
        wanted[homes[n]].append(n)
    return wanted, own


def _read(
    texts: Texts, claim: str, ranked: list[Candidate], limit: int, known: float
) -> list[Match]:
    """Compare the best candidates' texts with the claim, and fold copies."""
    wordings = texts.wordings([candidate.n for candidate in ranked])
    # The wording counts as much as the words can in this search: sqrt lies between a constant,
    # which drowns claims that are long and half answered, and the best itself.
    weight = WORDING * sqrt(max((candidate.words for candidate in ranked), default=0.0)) / 100
    said = claim.lower()
    for candidate in ranked:
        text = wordings[candidate.n][2].lower()
        candidate.wording = weight * fuzz.token_set_ratio(said, text)
    return _matches(texts, _fold(best_first(ranked), wordings, limit), known)


def _fold(
    ranked: Sequence[Candidate], wordings: dict[int, tuple[int, int, str]], limit: int
) -> list[tuple[Candidate, list[Candidate]]]:
    """The best candidates, each with its copies in other sources."""
    kept: list[tuple[Candidate, list[Candidate]]] = []
    signs: list[str] = []
    for candidate in ranked:
        text = wordings[candidate.n][2]
        for number in alike(candidate.signs, signs):
            first, copies = kept[number]
            if first.source != candidate.source and are_copies(wordings[first.n][2], text):
                copies.append(candidate)
                break
        else:
            if len(kept) < limit:
                kept.append((candidate, []))
                signs.append(candidate.signs)
    return kept


def _matches(
    texts: Texts, folded: Sequence[tuple[Candidate, list[Candidate]]], known: float
) -> list[Match]:
    every = [one for first, copies in folded for one in (first, *copies)]
    rows = texts.numbered({candidate.source for candidate in every})
    numbers = [first.n - i for first, _ in folded for i in range(3)]
    wordings = texts.wordings([*numbers, *(candidate.n for candidate in every)])

    def passage(candidate: Candidate) -> Passage:
        _, start, text = wordings[candidate.n]
        return Passage(rows[candidate.source].source.id, start, start + len(text), text)

    matches = []
    for first, copies in folded:
        before = tuple(
            wordings[n][2]
            for n in (first.n - 2, first.n - 1)
            if n in wordings and wordings[n][0] == first.source
        )
        scale = 100 * known / max(FULL, first.total)
        parts = tuple(
            Part(name, scale * part)
            for name, part in (
                ("words", first.words),
                ("document", first.document),
                ("neighbours", first.neighbours),
                ("wording", first.wording),
            )
        )
        matches.append(
            Match(passage(first), scale * first.total, parts, before, tuple(map(passage, copies)))
        )
    return matches
