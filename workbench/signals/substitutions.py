"""Another word in its place: the claim says founder, the passage in that place secretary.

Only words of one field of meaning stand for one another, and a narrower word in the passage
meets the claim ("dog" for "animal"). Weaker than an antonym: many such words go together.
"""

from workbench.analysis.lexicon import fields_of, kind_of, sisters, synonyms
from workbench.analysis.pair import Pair
from workbench.reasons import Relation
from workbench.signals.found import Found, found, words

TRIED = 6
"""Missing words looked at; a claim that lacks more than that is about something else."""


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
            one, two = claim.keys[at], passage.keys[other]
            if kind_of(two, one):
                cell, how = "word/kind", Relation.MEETS
            elif synonyms(one, two):
                continue
            elif sisters(one, two):
                cell, how = "word/sister", Relation.DIFFERS
            elif not fields_of(one).isdisjoint(fields_of(two)):
                cell, how = "word/field", Relation.DIFFERS
            else:
                continue
            results.append(found(pair, cell, how, *words(pair, at, other)))
            break
    return tuple(results)
