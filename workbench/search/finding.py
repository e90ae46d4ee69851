"""A search from claim to matches: ask the index, rank, read, fold copies.

This is the only caller of rapidfuzz for ranking, and never of WRatio or partial_*: any one word
in common makes those near 100 (nDCG@10 of 0.00 to 0.02 on wice).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from rapidfuzz import fuzz, process

from workbench.corpus.prose import prose
from workbench.index import Index
from workbench.index.engine import Engine
from workbench.index.texts import Texts, Wording
from workbench.passages import Passage
from workbench.search.copies import alike, are_copies
from workbench.search.matches import Filter, Found, Match, Part, Searched
from workbench.search.query import Query, understand
from workbench.search.ranking import DOCUMENT, WORDING, Candidate, best_first, weigh

CANDIDATES = 200
DOCUMENTS = 100
DOCUMENTS_READ = 5
# Passages and documents asked of the index, and documents whose passages are asked for as well:
# that finds evidence that shares few words with the claim (recall@100 on wice .83 -> .94). Twice
# as many of either documents move no figure by .0003.

KEEP = 120
# Of these, what a first guess puts first is weighed in full: all 300 are worth .0007 of nDCG@10
# and cost a fourth more.

READ = 40
# Candidates whose text is read and compared; all, where so many are copies that few are left.

HEADED = 0.5
# A heading is so short that hardly a word of it is not the claim's: half of that counts.

FULL = 1.6
# The total of a passage that says the claim and stands in a document that does.

Folded = tuple[Candidate, list[Candidate]]
"""A candidate and its copies in other sources."""


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
            ranked = best_first(weigh(query, texts.signs(list(wanted)), wanted, own, totals))
            read = max(READ, 2 * limit)
            wordings, folded = _read(texts, claim, ranked[:read], limit)
            if len(folded) < limit and read < len(ranked):
                wordings, folded = _read(texts, claim, ranked, limit)
            matches = _matches(texts, folded, wordings, query.known)
        skipped = texts.skipped()
    return Found(tuple(matches), query.unknown, Searched(passages, sources), skipped)


def _candidates(
    engine: Engine, query: Query, inside: list[int] | None, number: int
) -> tuple[dict[int, list[int]], dict[int, float]]:
    """Passage numbers by source, and each passage's own score as a share of the ideal."""
    documents = engine.search_documents(query.clauses, max(DOCUMENTS, number // 2), inside)
    whole = {source: DOCUMENT * score for score, source in documents}
    top = [source for _, source in documents[:DOCUMENTS_READ]]
    own: dict[int, float] = {}
    guess: dict[int, tuple[float, int]] = {}
    for sources in (inside, top):
        for score, n, source in engine.search_passages(query.clauses, number, sources):
            own[n] = score / query.ideal
            guess[n] = (score + whole.get(source, 0.0), source)
    best = sorted([(-said, n, source) for n, (said, source) in guess.items()])
    wanted: dict[int, list[int]] = defaultdict(list)
    for _, n, source in best[: max(KEEP, number // 2)]:
        wanted[source].append(n)
    return wanted, own


def _read(
    texts: Texts, claim: str, ranked: list[Candidate], limit: int
) -> tuple[dict[int, Wording], list[Folded]]:
    """Compare the candidates' texts with the claim, and fold copies: texts, best candidates."""
    wordings = texts.wordings([candidate.n for candidate in ranked])
    # The wording counts as much as the words can in this search: sqrt lies between a constant,
    # which drowns claims that are long and half answered, and the best itself.
    weight = WORDING * sqrt(max((candidate.words for candidate in ranked), default=0.0)) / 100
    read = [prose(wordings[candidate.n].text).lower() for candidate in ranked]
    # All in one call: the claim's words are split and sorted once.
    compared = process.extract(claim.lower(), read, scorer=fuzz.token_set_ratio, limit=None)
    for _, score, place in compared:
        candidate = ranked[place]
        share = HEADED if wordings[candidate.n].heading else 1.0
        candidate.wording = share * weight * score
    return wordings, _fold(best_first(ranked), wordings, limit)


def _fold(ranked: Sequence[Candidate], wordings: dict[int, Wording], limit: int) -> list[Folded]:
    """The best candidates, each with its copies in other sources."""
    kept: list[Folded] = []
    signs: list[str] = []
    for candidate in ranked:
        text = wordings[candidate.n].text
        for number in alike(candidate.signs, signs):
            first, copies = kept[number]
            if first.source != candidate.source and are_copies(wordings[first.n].text, text):
                copies.append(candidate)
                break
        else:
            if len(kept) < limit:
                kept.append((candidate, []))
                signs.append(candidate.signs)
    return kept


def _matches(
    texts: Texts,
    folded: Sequence[Folded],
    wordings: dict[int, Wording],
    known: float,
) -> list[Match]:
    names = texts.names({one.source for first, copies in folded for one in (first, *copies)})
    before = {first.n - i for first, _ in folded for i in (1, 2)}
    wordings |= texts.wordings(list(before - wordings.keys()))

    def passage(candidate: Candidate) -> Passage:
        _, start, text, heading = wordings[candidate.n]
        return Passage(names[candidate.source], start, start + len(text), text, heading)

    matches = []
    for first, copies in folded:
        earlier = tuple(
            wordings[n].text
            for n in (first.n - 2, first.n - 1)
            if n in wordings and wordings[n].source == first.source
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
            Match(passage(first), scale * first.total, parts, earlier, tuple(map(passage, copies)))
        )
    return matches
