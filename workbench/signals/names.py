"""Names and places: who and where.

A name of the claim that the passage has not takes away support. It conflicts only where another
name of the same sort, which the claim has not, stands in its slot.
"""

from workbench.analysis.alignment import slot
from workbench.analysis.names import Name
from workbench.analysis.pair import Pair
from workbench.reasons import Relation
from workbench.signals.found import Found, found


def _keys(pair: Pair, name: Name) -> list[int]:
    return [at for at in range(name.first, name.past) if pair.claim.keys[at]]


def _meets(pair: Pair, name: Name, keys: list[int]) -> bool:
    to = pair.aligned.to
    hit = [at for at in keys if to[at] >= 0]
    if len(hit) == len(keys):
        return True
    # A person is often named in full once: the last word of the name is enough, for a place not.
    return bool(hit) and not name.place and keys[-1] in hit


def names(pair: Pair) -> tuple[Found, ...]:
    """A reason for each name of the claim: met, another in its place, or missing."""
    claim, passage = pair.claim, pair.passage
    results: list[Found] = []
    for name in claim.names:
        keys = _keys(pair, name)
        if not keys:
            continue
        span = (name.start, name.end)
        kind = "place" if name.place else "name"
        if _meets(pair, name, keys):
            other = next(pair.aligned.to[at] for at in reversed(keys) if pair.aligned.to[at] >= 0)
            theirs = passage.tokens[other]
            results.append(
                found(pair, f"{kind}/same", Relation.MEETS, span, (theirs.start, theirs.end))
            )
            continue
        missing = [at for at in keys if pair.aligned.to[at] < 0]
        rival: Name | None = None
        for at in missing:
            for other in slot(claim, passage, pair.aligned, at):
                number = passage.named[other]
                if number >= 0 and passage.names[number].place == name.place:
                    candidate = passage.names[number]
                    if not any(
                        i in pair.aligned.back for i in range(candidate.first, candidate.past)
                    ):
                        rival = candidate
                        break
            if rival:
                break
        if rival is not None:
            results.append(
                found(pair, f"{kind}/slot", Relation.CONFLICTS, span, (rival.start, rival.end))
            )
        elif all(claim.keys[at] in pair.background for at in missing):
            results.append(
                found(pair, f"{kind}/context", Relation.MEETS, span, None, "named before it")
            )
        else:
            results.append(found(pair, f"{kind}/missing", Relation.DIFFERS, span, None))
    return tuple(results)
