"""Another word in its place: the claim says founder, the passage in that place secretary.

Only words of one field of meaning stand for one another, and a narrower word in the passage
meets the claim ("dog" for "animal"). Weaker than an antonym: many such words go together.
"""

from functools import lru_cache

from workbench.analysis.lexicon import fields_of, kind_of, sisters, synonyms
from workbench.analysis.pair import Pair
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

TRIED = 6
"""Missing words looked at; a claim that lacks more than that is about something else."""


@lru_cache(maxsize=65_536)
def _cell(one: str, two: str) -> str | None:
    """What it is that the passage says the second stem where the claim says the first."""
    if kind_of(two, one):
        return "word/kind"
    if synonyms(one, two):
        return None
    if sisters(one, two):
        return "word/sister"
    return None if fields_of(one).isdisjoint(fields_of(two)) else "word/field"


def substitutions(pair: Pair) -> tuple[Found, ...]:
    """A reason for each missing word of the claim with a word of its field in its slot."""
    claim, passage = pair.claim, pair.passage
    results: list[Found] = []
    for at in pair.aligned.missing[:TRIED]:
        if claim.named[at] >= 0:
            continue
        for other in pair.slots[at]:
            if passage.named[other] >= 0:
                continue
            cell = _cell(claim.keys[at], passage.keys[other])
            if cell is not None:
                how = Relation.MEETS if cell == "word/kind" else Relation.DIFFERS
                results.append(found(pair, cell, how, *words(pair, at, other)))
                break
    return tuple(results)
