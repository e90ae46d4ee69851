"""Antonyms: a word of the claim has no counterpart, and the passage has its opposite."""

from collections.abc import Iterable
from functools import cache, lru_cache

from workbench.analysis.alignment import slot
from workbench.analysis.lexicon import antonyms as opposed
from workbench.analysis.lexicon import base
from workbench.analysis.pair import Pair
from workbench.analysis.words import FALSE_OPPOSITES, OPPOSITES
from workbench.reasons import Relation
from workbench.signals.found import Found, found, words


@cache
def _own() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    def table(lines: Iterable[str]) -> frozenset[tuple[str, str]]:
        pairs = [line.split() for line in lines]
        stems = [(base(one), base(two)) for one, two in pairs]
        return frozenset(p for one, two in stems for p in ((one, two), (two, one)))

    return table(OPPOSITES), table(FALSE_OPPOSITES)


_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


def _denies(one: str, two: str) -> bool:
    """Whether one stem is the other with a prefix that denies it: "unrelat", "relat"."""
    return len(two) > 3 and any(one == prefix + two for prefix in _PREFIXES)


@lru_cache(maxsize=65_536)
def opposites(one: str, two: str) -> bool:
    """Whether two stems exclude one another."""
    ours, never = _own()
    if (one, two) in ours or _denies(one, two) or _denies(two, one):
        return True
    return opposed(one, two) and (one, two) not in never


def antonyms(pair: Pair) -> tuple[Found, ...]:
    """A reason for each missing word of the claim whose opposite the passage has to spare."""
    claim, passage = pair.claim, pair.passage
    results: list[Found] = []
    for at in pair.aligned.missing:
        if claim.named[at] >= 0:
            continue
        for other in pair.aligned.extra:
            if passage.named[other] >= 0 or not opposites(claim.keys[at], passage.keys[other]):
                continue
            how = (
                Relation.CONFLICTS
                if claim.negated[at] == passage.negated[other]
                else Relation.MEETS
            )
            here = other in slot(claim, passage, pair.aligned, at)
            cell = "antonym/slot" if here else "antonym/loose"
            results.append(found(pair, cell, how, *words(pair, at, other)))
            break
    return tuple(results)
