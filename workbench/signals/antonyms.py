"""Antonyms: a word of the claim has no counterpart, and the passage has its opposite."""

from collections.abc import Iterable
from functools import cache, lru_cache

from workbench.analysis.lexicon import base, opposed
from workbench.analysis.opposites import FALSE_OPPOSITES, OPPOSITES
from workbench.analysis.pair import Pair
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation


@cache
def _own() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    def table(lines: Iterable[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for line in lines:
            one, two = map(base, line.split())
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
        return {stem: frozenset(others) for stem, others in found.items()}

    return table(OPPOSITES), table(FALSE_OPPOSITES)


_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


def _denied(stem: str) -> set[str]:
    """The stem with a prefix that denies it, and without one: "unrelat" for "relat"."""
    found = {prefix + stem for prefix in _PREFIXES} if len(stem) > 3 else set()
    for prefix in _PREFIXES:
        if stem.startswith(prefix) and len(stem) - len(prefix) > 3:
            found.add(stem[len(prefix) :])
    return found


@lru_cache(maxsize=65_536)
def opposites(stem: str) -> frozenset[str]:
    """The stems that exclude this one."""
    ours, never = _own()
    return (
        opposed(stem) - never.get(stem, frozenset()) | ours.get(stem, frozenset()) | _denied(stem)
    )


def antonyms(pair: Pair) -> tuple[Found, ...]:
    """A reason for each missing word of the claim whose opposite the passage has to spare."""
    claim, passage = pair.claim, pair.passage
    results: list[Found] = []
    for at in pair.aligned.missing if pair.aligned.extra else ():
        if claim.named[at] >= 0:
            continue
        rivals = opposites(claim.keys[at])
        if passage.by_key.keys().isdisjoint(rivals):
            continue
        for other in pair.aligned.extra:
            if passage.named[other] >= 0 or passage.keys[other] not in rivals:
                continue
            how = (
                Relation.CONFLICTS
                if claim.negated[at] == passage.negated[other]
                else Relation.MEETS
            )
            here = other in pair.slots[at]
            cell = "antonym/slot" if here else "antonym/loose"
            results.append(found(pair, cell, how, *words(pair, at, other)))
            break
    return tuple(results)
