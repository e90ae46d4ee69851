"""The verdicts as records of FEVER (Thorne et al. 2018), one a line.

`evidence` has one set for each quote; where FEVER has a page and the number of a sentence, the
id of the source and the first character of the quote stand.
"""

from collections.abc import Iterator
from typing import Any

from workbench.report.forms.claimreview import rated
from workbench.report.forms.jsontext import written
from workbench.report.record import MADE_WITH, Item, Record

SCALE = "fever"
LABELS = {"supported": "SUPPORTS", "refuted": "REFUTES", "not-enough-info": "NOT ENOUGH INFO"}


def write(record: Record) -> str:
    """The records in JSON lines, in the order of the claims."""
    lines = (written(_record(claim), indent=None) for claim in rated(record))
    return "".join(f"{each}\n" for each in lines)


def lacks(record: Record) -> Iterator[str]:
    """Ratings that FEVER does not have."""
    other = sum(_label(claim) not in LABELS.values() for claim in rated(record))
    if other:
        yield f"{other} of {len(rated(record))} labels are not FEVER's: rate on its scale"


def _label(claim: Item) -> str:
    given = claim.verdict
    assert given is not None
    return LABELS.get(given.rating, given.name) if given.scale == SCALE else given.name


def _record(claim: Item) -> dict[str, Any]:
    label = _label(claim)
    none = label == LABELS["not-enough-info"]
    return {
        "id": claim.id,
        "verifiable": "NOT VERIFIABLE" if none else "VERIFIABLE",
        "label": label,
        "claim": claim.text,
        "evidence": [
            [[None, None, each.source, each.start]]
            for each in claim.marked
            if each.mark != "irrelevant"
        ],
        "made_with": MADE_WITH,
    }
