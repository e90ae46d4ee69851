"""Dates and periods: when something was, as intervals.

"May 2019" meets "in 2019"; a date conflicts only with one that lies wholly outside and is tied
to the same words. A passage often has several dates: one that meets the claim's is enough.
"""

from workbench.analysis.pair import Pair
from workbench.analysis.periods import ALWAYS, Period
from workbench.reasons import Relation
from workbench.signals.found import Found, found

TIED = 2
"""Words of the claim around its date that must stand around the passage's."""


_CLEARER = {Relation.MEETS: 2, Relation.DIFFERS: 1, Relation.CONFLICTS: 0}
# A date that may be the claim's tells against a conflict with another one: "51 percent by 1988"
# beside "39 percent in 1964".


def relation(ours: Period, theirs: Period) -> Relation:
    """What the passage's period does to the claim's."""
    if "yearless" in (ours.grain, theirs.grain):
        if ours.grain == theirs.grain:
            same = (ours.low, ours.high) == (theirs.low, theirs.high)
            return Relation.MEETS if same else Relation.CONFLICTS
        known, bare = (ours, theirs) if theirs.grain == "yearless" else (theirs, ours)
        if known.grain == "day" and known.bound == "at":
            same = (known.low // 31 % 12 + 1, known.low % 31 + 1) == (bare.low, bare.high)
            return Relation.MEETS if same else Relation.CONFLICTS
        return Relation.DIFFERS
    if theirs.low >= ours.low and theirs.high <= ours.high:
        return Relation.MEETS
    if theirs.low > ours.high or theirs.high < ours.low:
        return Relation.CONFLICTS
    return Relation.DIFFERS


def _years(ours: Period, theirs: Period) -> float:
    """Years between two periods that do not meet, at most 5."""
    days = max(theirs.low - ours.high, ours.low - theirs.high, 0)
    return min(5.0, days / 372)


def _first(since: Period) -> int:
    """Last day of the month or year that a "since" names."""
    return since.low + {"year": 371, "month": 30}.get(since.grain, 0)


def _open(period: Period) -> bool:
    return period.low <= -ALWAYS or period.high >= ALWAYS


def dates(pair: Pair) -> tuple[Found, ...]:
    """A reason for each period of the claim."""
    results: list[Found] = []
    for ours in pair.claim.periods:
        span = (ours.start, ours.end)
        candidates = [
            (_CLEARER[how], pair.near(ours.first, theirs.first), -order, theirs, how)
            for order, theirs in enumerate(pair.passage.periods)
            for how in (relation(ours, theirs),)
        ]
        if not candidates:
            results.append(found(pair, "date/missing", Relation.DIFFERS, span, None))
            continue
        _, near, _, theirs, how = max(candidates, key=lambda row: row[:3])
        other = (theirs.start, theirs.end)
        far = 0.0 if "yearless" in (ours.grain, theirs.grain) else _years(ours, theirs)
        if how is not Relation.CONFLICTS:
            cell = "date/same" if how is Relation.MEETS else "date/open"
            results.append(found(pair, cell, how, span, other, tie=near, gap=far))
            if ours.bound == "since" and theirs.bound != "since" and theirs.low > _first(ours):
                note = "a later start?"
                results.append(found(pair, "start/later", Relation.DIFFERS, span, other, note))
        elif theirs.bound in ("until", "before") or (_open(ours) and _open(theirs)):
            results.append(
                found(pair, "date/open", Relation.DIFFERS, span, other, tie=near, gap=far)
            )
        elif near >= TIED:
            cell = "date/context" if len(pair.passage.periods) > 1 else "date/sole"
            results.append(found(pair, cell, how, span, other, tie=near, gap=far))
            if ours.bound == "since" and theirs.bound != "since" and theirs.low > _first(ours):
                note = "a later start?"
                results.append(found(pair, "start/later", Relation.DIFFERS, span, other, note))
        elif len(pair.passage.periods) == 1:
            results.append(found(pair, "date/far", how, span, other, tie=near, gap=far))
        else:
            results.append(
                found(
                    pair,
                    "date/loose",
                    Relation.DIFFERS,
                    span,
                    other,
                    "of something else?",
                    tie=near,
                    gap=far,
                )
            )
    return tuple(results)
