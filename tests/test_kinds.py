"""Pairs of every kind of difference, beside pairs that only look like one.

`data/judging/kinds.tsv` holds kind, label, claim and passage: C where the passage conflicts, S
where it supports, N where it does neither. A fifth column, `missed`, marks what the signals do
not see yet.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.signals import all_found
from workbench.signals.reasons import Relation

TABLE = Path(__file__).parent / "data" / "judging" / "kinds.tsv"
APART = frozenset(
    """sibling name/several place/several roles/acted comparison/open time/missing time/loose
    weekday/missing weekday/loose all/part most/part""".split()  # noqa: SIM905
)
"""Differences that take support away."""


class Row(NamedTuple):
    """A line of the table."""

    kind: str
    label: str
    claim: str
    passage: str
    missed: str = ""


ROWS = [Row(*line.split("\t")) for line in TABLE.read_text("utf-8").splitlines()]


def answered(row: Row) -> str:
    """C, S or N, as the signals alone would have it."""
    found = all_found(pair(analyse(row.claim), analyse(row.passage)))
    if any(item.reason.relation is Relation.CONFLICTS for item in found):
        return "C"
    differs = {item.cell for item in found if item.reason.relation is Relation.DIFFERS}
    return "N" if differs & APART else "S"


def right(row: Row) -> bool:
    answer = answered(row)
    return answer != "C" if row.label == "N" else answer == row.label


@pytest.mark.parametrize("row", [row for row in ROWS if not row.missed], ids=str)
def test_each_kind_is_told_from_what_looks_like_it(row: Row) -> None:
    assert right(row)


@pytest.mark.parametrize("kind", sorted({row.kind for row in ROWS}))
def test_every_kind_has_both_sides_and_is_mostly_seen(kind: str) -> None:
    rows = [row for row in ROWS if row.kind == kind]
    assert {row.label for row in rows} > {"S"} or {row.label for row in rows} > {"N"}
    assert sum(map(right, rows)) >= 0.7 * len(rows)


def test_spans_of_reasons_are_words_of_the_two_texts() -> None:
    for row in ROWS:
        for item in all_found(pair(analyse(row.claim), analyse(row.passage))):
            first, past = item.reason.claim
            assert 0 <= first < past <= len(row.claim)
            if item.reason.passage is not None:
                where = slice(*item.reason.passage)
                assert row.passage[where].strip()
