"""Which decision was made with knowledge of which others.

Each entry names the entries that it follows: the last ones of the ledger that it was recorded in.
Everything that can be reached from it along these names was in that ledger, and so was known. To
find that out without walking, entries are put into lanes: in a lane each knows all before it, so
for every other lane it is enough to keep the last one known (a vector clock). One desk is one lane,
however many people share it.
"""

from collections.abc import Mapping
from typing import NamedTuple


class _Seen(NamedTuple):
    lane: int
    place: int
    others: Mapping[int, int]
    """For other lanes, the place of the last entry that was known."""


class Knowing:
    """Add the entries of a ledger in order, by their ids, then ask."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._lanes: list[str] = []
        """The last entry of each lane."""
        self._ends: dict[str, None] = {}

    def add(self, id_: str, after: tuple[str, ...] | None) -> None:
        """Add the next entry, with those that it follows; None: all that came before it.

        An entry that it follows and that was not added counts as not known.
        """
        follows = tuple(self._ends) if after is None else after
        known = [(each, self._seen[each]) for each in follows if each in self._seen]
        own = next((seen for each, seen in known if self._lanes[seen.lane] == each), None)
        if own is None:
            lane, place = len(self._lanes), 1
            self._lanes.append("")
        else:
            lane, place = own.lane, own.place + 1
        if len(known) == 1 and own is not None:
            others = own.others
        else:
            others = _joined([seen for _, seen in known], lane)
        self._seen[id_] = _Seen(lane, place, others)
        self._lanes[lane] = id_
        for followed in follows:
            self._ends.pop(followed, None)
        self._ends[id_] = None

    def knows(self, later: str, earlier: str) -> bool:
        """Whether `later` was made in a ledger that had `earlier`; both must have been added."""
        one, other = self._seen[later], self._seen[earlier]
        known = one.place if one.lane == other.lane else one.others.get(other.lane, 0)
        return other.place <= known


def _joined(known: list[_Seen], lane: int) -> dict[int, int]:
    others: dict[int, int] = {}
    for seen in known:
        for each, place in (*seen.others.items(), (seen.lane, seen.place)):
            if each != lane:
                others[each] = max(place, others.get(each, 0))
    return others
