"""The progress of a project, counted from its ledger. No Textual here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.verdicts import Desk, Entry

BREAK = 600.0
# Seconds between two decisions; in a longer pause the checker was away, and it is not counted.


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and times of a project."""

    quotes: tuple[tuple[str, int, int], ...]
    """Source id, passages marked as supporting, as conflicting; most cited first."""
    minutes: float | None
    """Median minutes spent on a claim that has a verdict; None without one."""
    once: tuple[str, ...]
    """Ids of claims with a verdict that only one reviewer has looked at."""


def tally(desk: "Desk", entries: "Sequence[Entry]") -> Tally:
    """What the entries add up to; all empty if nothing was decided."""
    supports: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    for standing in desk.standings.values():
        for mark, quote in standing.marks:
            (supports if mark == "supports" else conflicts)[quote.source] += mark != "irrelevant"
    cited = sorted(supports.keys() | conflicts.keys())
    cited.sort(key=lambda source: -(supports[source] + conflicts[source]))
    people: dict[str, set[str]] = {}
    spent: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for entry in entries:
        claim = str(getattr(entry.decision, "claim", ""))
        now = datetime.fromisoformat(entry.at.replace("Z", "+00:00"))
        gap = (now - last[entry.by]).total_seconds() if entry.by in last else 0.0
        last[entry.by] = now
        if claim:
            people.setdefault(claim, set()).add(entry.by)
            spent[claim] += int(gap) if gap <= BREAK else 0
    judged = [claim for claim, standing in desk.standings.items() if standing.verdict]
    times = [spent[claim] / 60 for claim in judged]
    return Tally(
        quotes=tuple((s, supports[s], conflicts[s]) for s in cited if supports[s] or conflicts[s]),
        minutes=median(times) if times else None,
        once=tuple(claim for claim in judged if len(people.get(claim, ())) < 2),
    )
