"""All reasons of a pair, those that read the whole put over those that read a single word.

"Sells less than B" has "less" where the claim has "more", and yet says the same; and what is said
of a sibling of the claim's subject conflicts with nothing.
"""

from collections.abc import Iterable

import msgspec

from workbench.signals.found import Found
from workbench.signals.reasons import Relation

_OVER = {
    "comparison": frozenset(
        ("direction", "antonym", "opposite", "word", "negation", "all", "roles")
    ),
    "order": frozenset(("opposite", "antonym", "negation")),
    "roles": frozenset(("antonym",)),
    "antonym": frozenset(("negation", "denial")),
}
"""Kind that reads a whole statement to the kinds of single words it answers for where it meets."""
_HABITS = frozenset(("time/loose", "weekday/loose"))
"""Of another time: opens at nine, closes at six."""
_WHOLE = _HABITS | {
    "sibling",
    "comparison/same",
    "comparison/figures",
    "order/same",
    "roles/same",
    "antonym/slot",
    "antonym/loose",
}
"""Cells that may answer for others."""


def together(items: Iterable[Found]) -> list[Found]:
    """The reasons in their order, without what the whole statement answers."""
    everything = list(items)
    cells = {item.cell for item in everything}
    if cells.isdisjoint(_WHOLE):
        return everything
    met = {item.reason.kind for item in everything if item.reason.relation is Relation.MEETS}
    answered = frozenset(kind for whole in met for kind in _OVER.get(whole, ()))
    elsewhen = not _HABITS.isdisjoint(cells)
    if "sibling" not in cells and not answered and not elsewhen:
        return everything
    result = []
    for item in everything:
        if item.reason.relation is Relation.MEETS:
            result.append(item)
        elif item.reason.kind in answered:
            continue
        elif item.reason.relation is not Relation.CONFLICTS:
            result.append(item)
        elif "sibling" in cells or (elsewhen and item.reason.kind in ("antonym", "opposite")):
            result.append(_differing(item))
        else:
            result.append(item)
    return result


def _differing(item: Found) -> Found:
    """A conflict as a difference, in words."""
    text = f"{item.reason.text} (of another?)"
    return msgspec.structs.replace(
        item, reason=item.reason._replace(relation=Relation.DIFFERS, text=text)
    )
