"""A name or thing of the claim that the passage has only as "he", "it" or "the group".

A person whom "he" does not mean is told as well: the sentences before may name two.
"""

from workbench.analysis.pair import Pair
from workbench.analysis.references import Reading
from workbench.signals.found import Found
from workbench.signals.reasons import Reason, Relation


def references(pair: Pair) -> tuple[Found, ...]:
    """A reason for each pronoun or definite noun that had to be read to compare the two."""
    claim = pair.claim
    if not pair.readings:
        return ()
    results: dict[tuple[int, str], Found] = {}
    for at, reading in pair.aligned.read.items():
        number = claim.named[at]
        ours = claim.names[number] if number >= 0 else claim.tokens[at]
        found = _found(pair, reading, Relation.MEETS, (ours.start, ours.end))
        results.setdefault((reading.first, reading.words), found)
    return (*results.values(), *_another(pair))


def _another(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the claim's person was named before, but "he" is someone else."""
    claim, aligned = pair.claim, pair.aligned
    for reading in pair.readings:
        for name in claim.names if reading.over else ():
            keyed = [at for at in range(name.first, name.past) if claim.keys[at]]
            lost = keyed and all(aligned.to[at] < 0 for at in keyed)
            if lost and all(claim.keys[at] in reading.over for at in keyed):
                return (_found(pair, reading, Relation.DIFFERS, (name.start, name.end)),)
    return ()


def _found(pair: Pair, reading: Reading, relation: Relation, ours: tuple[int, int]) -> Found:
    tokens = pair.passage.tokens
    theirs = (tokens[reading.first].start, tokens[reading.past - 1].end)
    text = f"reference: “{pair.passage.text[slice(*theirs)]}” read as {reading.words}"
    if relation is Relation.DIFFERS:
        text += f", not {pair.claim.text[slice(*ours)]}"
    cell = "reference/read" if relation is Relation.MEETS else "reference/another"
    return Found(Reason("reference", relation, ours, theirs, text), cell)
