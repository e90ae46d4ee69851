"""What the signals say of a claim and a passage, for the tests of each kind."""

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.signals import all_found
from workbench.signals.reasons import Relation


def cells(claim: str, passage: str) -> dict[str, Relation]:
    both = pair(analyse(claim), analyse(passage))
    return {item.cell: item.reason.relation for item in all_found(both)}


def kinds(claim: str, passage: str, relation: Relation) -> set[str]:
    both = pair(analyse(claim), analyse(passage))
    return {item.reason.kind for item in all_found(both) if item.reason.relation is relation}
