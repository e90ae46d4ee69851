"""Verbs seen from the other side, and verbs that have no sides."""

from collections.abc import Mapping

from workbench.analysis.lexicon import base

_LINES = """
buy purchase acquire | sell
borrow rent | lend loan
receive get | give send hand donate grant
learn | teach
precede | follow succeed
win beat defeat | lose
own possess have | belong
employ hire | work
inherit | leave bequeath
import | export
contain include comprise | belong
like please | please like
lead head | serve
export | import
"""
_SYMMETRIC = """meet marry wed merge resemble tie draw border adjoin neighbour neighbor equal match
join share compete clash argue agree talk speak negotiate correspond date divorce differ collaborate
cooperate touch cross intersect twin"""


def _table() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in filter(None, _LINES.splitlines()):
        ours, theirs = (list(map(base, side.split())) for side in line.split("|"))
        for one, two in ((ours, theirs), (theirs, ours)):
            for word in one:
                table.setdefault(word, set()).update(two)
    return {word: frozenset(others) for word, others in table.items()}


CONVERSES = _table()
"""Stem to the stems that tell the same deed by the other party: "buy" from, "sell" to."""
SYMMETRIC = frozenset(map(base, _SYMMETRIC.split()))
"""Stems that say the same whoever is named first: "A met B"."""
