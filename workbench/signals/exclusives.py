"""Only, first, last, largest: what the claim says of one alone.

A passage without the word does not say as much, so it cannot support; whether it conflicts is
seldom in the words. "One of the largest" against "the largest" is told.
"""

from functools import lru_cache

from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import EXCLUSIVES, FIRSTS, LASTS, SUPERLATIVES
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

FAMILIES = (("only", EXCLUSIVES), ("first", FIRSTS), ("last", LASTS), ("superlative", SUPERLATIVES))


@lru_cache(maxsize=KEPT)
def _said(claim: Sentence) -> tuple[tuple[str, frozenset[str], int], ...]:
    """The first word of each family that the claim has and does not negate."""
    found = []
    for kind, family in FAMILIES:
        if claim.lowers.isdisjoint(family):
            continue
        at = next(i for i, t in enumerate(claim.tokens) if t.lower in family)
        if not at or claim.tokens[at - 1].lower != "not":
            found.append((kind, family, at))
    return tuple(found)


def exclusives(pair: Pair) -> tuple[Found, ...]:
    """A reason for each exclusive, first, last or superlative of the claim."""
    claim, passage = pair.claim, pair.passage
    results: list[Found] = []
    for kind, family, at in _said(claim):
        token = claim.tokens[at]
        other = next(
            (
                i
                for i, t in enumerate(passage.tokens)
                if t.lower == token.lower or (t.lower in family and kind != "superlative")
            ),
            -1,
        )
        if other >= 0:
            results.append(found(pair, f"{kind}/same", Relation.MEETS, *words(pair, at, other)))
            continue
        rival = next(
            (
                i
                for _, others in FAMILIES
                for i, t in enumerate(passage.tokens)
                if t.lower in others
            ),
            -1,
        )
        if rival >= 0:
            results.append(found(pair, f"{kind}/other", Relation.DIFFERS, *words(pair, at, rival)))
        else:
            span = (token.start, token.end)
            results.append(found(pair, f"{kind}/missing", Relation.DIFFERS, span, None))
    return tuple(results)
