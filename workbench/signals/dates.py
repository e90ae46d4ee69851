"""Dates and periods: when something was, as intervals.

"May 2019" meets "in 2019"; a date conflicts only with one that lies wholly outside and is tied
to the same words. A passage often has several dates: one that meets the claim's is enough.
"""

from workbench.analysis.moved import given_up
from workbench.analysis.pair import Pair
from workbench.analysis.periods import ALWAYS, Period
from workbench.analysis.sentence import Sentence
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation

TIED = 2
"""Words of the claim around its date that must stand around the passage's."""


_CLEARER = {Relation.MEETS: 2, Relation.DIFFERS: 1, Relation.CONFLICTS: 0}
# A date that may be the claim's tells against a conflict with another one: "51 percent by 1988"
# beside "39 percent in 1964".


def relation(ours: Period, theirs: Period) -> Relation:
    """What the passage's period does to the claim's."""
    if "yearless" in (ours.grain, theirs.grain):
        one, two = _of_year(ours), _of_year(theirs)
        if one is None or two is None:
            return Relation.DIFFERS
        if one[0] != two[0] or (one[1] and two[1] and one[1] != two[1]):
            return Relation.CONFLICTS
        if ours.part and (ours.part != theirs.part or two[1]):
            return _in_part(ours.part, theirs.part, two[1])
        return Relation.MEETS if two[1] or not one[1] else Relation.DIFFERS
    if theirs.low >= ours.low and theirs.high <= ours.high:
        return Relation.MEETS
    if theirs.low > ours.high or theirs.high < ours.low:
        return Relation.CONFLICTS
    return Relation.DIFFERS


def _in_part(ours: str, theirs: str, of_month: int) -> Relation:
    """What "late May" or a day in May does to "early May"."""
    if of_month:
        meets = {"early": of_month <= 15, "middle": 8 <= of_month <= 23, "late": of_month > 15}
        return Relation.MEETS if meets[ours] else Relation.CONFLICTS
    return Relation.CONFLICTS if {ours, theirs} == {"early", "late"} else Relation.DIFFERS


def _of_year(period: Period) -> tuple[int, int] | None:
    """Its month and its day of the month, 0 if not named; None where it has none of its own."""
    if period.grain == "yearless":
        return period.low, period.high
    if period.bound != "at" or period.grain not in ("day", "month"):
        return None
    return period.low // 31 % 12 + 1, period.low % 31 + 1 if period.grain == "day" else 0


def _life(sentence: Sentence, number: int) -> str:
    """Whether a period is a birth, a death or a life, as its words or its brackets say.

    "(24 July 1783 – 17 December 1830)" is a life, "born on 4 May 1970" a birth.
    """
    tokens, periods = sentence.tokens, sentence.periods
    here = periods[number]
    near = {token.lower for token in tokens[max(0, here.first - 4) : here.first]}
    if not near.isdisjoint(("born", "birth", "b")):
        return "birth"
    if not near.isdisjoint(("died", "death", "d")):
        return "death"
    if here.bound == "range" and tokens[here.first - 1].text in "(;":
        return "life"
    for first, second in ((number, number + 1), (number - 1, number)):
        if first < 0 or second >= len(periods):
            continue
        one, two = periods[first], periods[second]
        between = [token.text for token in tokens[one.past : two.first]]
        if between and set(between) <= {"-", "–", "—"} and tokens[one.first - 1].text in "(;":
            return "birth" if number == first else "death"
    return ""


def _end(life: Period, event: str) -> Period:
    """The birth or the death of a life in brackets."""
    span = 371 if life.grain == "year" else 0
    if event == "birth":
        return life._replace(high=life.low + span, bound="at")
    return life._replace(low=life.high - span, bound="at")


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
    for number, ours in enumerate(pair.claim.periods):
        span = (ours.start, ours.end)
        event = _life(pair.claim, number)
        candidates = []
        for order, theirs in enumerate(pair.passage.periods):
            if theirs.bound == "dateline" or given_up(pair.passage.tokens, theirs.first):
                continue
            other = _life(pair.passage, order) if event else ""
            if other == "life":
                theirs, other = _end(theirs, event), event
            if event and other and other != event:
                continue  # the day of a death is not that of a birth
            near = pair.near(ours.first, theirs.first) + (TIED if event and other else 0)
            how = relation(ours, theirs)
            candidates.append((_CLEARER[how], near, -order, theirs, how))
        if not candidates:
            results.append(found(pair, "date/missing", Relation.DIFFERS, span, None))
            continue
        _, near, _, theirs, how = max(candidates, key=lambda row: row[:3])
        where = (theirs.start, theirs.end)
        far = 0.0 if "yearless" in (ours.grain, theirs.grain) else _years(ours, theirs)
        if how is not Relation.CONFLICTS:
            cell = "date/same" if how is Relation.MEETS else "date/open"
            results.append(found(pair, cell, how, span, where, tie=near, gap=far))
            if ours.bound == "since" and theirs.bound != "since" and theirs.low > _first(ours):
                note = "a later start?"
                results.append(found(pair, "start/later", Relation.DIFFERS, span, where, note))
        elif theirs.bound in ("until", "before") or (_open(ours) and _open(theirs)):
            results.append(
                found(pair, "date/open", Relation.DIFFERS, span, where, tie=near, gap=far)
            )
        elif near >= TIED:
            cell = "date/context" if len(pair.passage.periods) > 1 else "date/sole"
            results.append(found(pair, cell, how, span, where, tie=near, gap=far))
            if ours.bound == "since" and theirs.bound != "since" and theirs.low > _first(ours):
                note = "a later start?"
                results.append(found(pair, "start/later", Relation.DIFFERS, span, where, note))
        elif len(pair.passage.periods) == 1:
            results.append(found(pair, "date/far", how, span, where, tie=near, gap=far))
        else:
            results.append(
                found(
                    pair,
                    "date/loose",
                    Relation.DIFFERS,
                    span,
                    where,
                    "of something else?",
                    tie=near,
                    gap=far,
                )
            )
    return tuple(results)
