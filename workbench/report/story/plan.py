"""Which claims stand in a report under which numbers, and which quotes and sources.

The parts of a claim that was split stand under it, as 3.1 and 3.2, and count in its place.
"""

import re
from dataclasses import dataclass

from workbench.claims.editing import SPLIT
from workbench.report.dossier import Case, Dossier, Exhibit


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim of the report."""

    case: Case
    number: str
    """In the order of claims.toml: `3`, a part of a claim `3.1`."""
    whole: bool = False
    """Whether it was split into parts that are listed too: they count, it does not."""

    @property
    def part(self) -> bool:
        """Whether it is a part of a claim that was split."""
        return "." in self.number

    @property
    def name(self) -> str:
        """What a link within the report calls it."""
        return f"claim-{self.number.replace('.', '-')}"

    @property
    def rated(self) -> bool:
        """Whether there is a rating, or several that differ."""
        return bool(self.case.verdict or self.case.conflict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a report holds, in its order."""

    claims: tuple[Numbered, ...]
    told: tuple[Numbered, ...]
    """Those with a section of their own: rated, marked, or the whole of one that is."""
    quotes: tuple[tuple[Exhibit, Case], ...]
    """The passages marked for or against a claim of `told`; the first is quote 1."""
    labels: dict[str, str]
    """S1, S2 ... for the sources that are quoted, by id."""

    @property
    def counted(self) -> tuple[Numbered, ...]:
        """The claims that count."""
        return tuple(each for each in self.claims if not each.whole)

    @property
    def open(self) -> tuple[Numbered, ...]:
        """The claims that count and that nobody rated."""
        return tuple(each for each in self.counted if not each.rated and each.case.listed)


def planned(dossier: Dossier) -> Plan:
    """The plan of a report."""
    claims = _numbered(dossier.cases)
    told = _told(claims)
    quotes = tuple((each, one.case) for one in told for each in deciding(one.case))
    cited = sorted({each.quote.source for each, _ in quotes})
    return Plan(claims, told, quotes, {source: f"S{n}" for n, source in enumerate(cited, start=1)})


def deciding(case: Case) -> tuple[Exhibit, ...]:
    """The quotes that decide a claim: those against it, then those for it."""
    return (*case.exhibits("conflicts"), *case.exhibits("supports"))


def parts_of(cases: tuple[Case, ...]) -> dict[str, tuple[Case, ...]]:
    """The parts of each claim that was split and still stands in the file, by the id of the whole.

    A part has the id of its whole and a number (see `claims.editing.propose_split`).
    """
    wholes = [case for case in cases if case.listed and SPLIT in case.claim.tags]
    found = {
        whole.claim.id: tuple(
            case
            for case in cases
            if case.claim.id != whole.claim.id
            and re.fullmatch(re.escape(whole.claim.id[:58]) + r"-\d+(?:-\d+)?", case.claim.id)
        )
        for whole in wholes
    }
    return {id_: parts for id_, parts in found.items() if parts}


def _numbered(cases: tuple[Case, ...]) -> tuple[Numbered, ...]:
    under = parts_of(cases)
    # A part that was split again stands under the first whole that has it.
    taken: set[str] = set()
    numbered: list[Numbered] = []
    number = 0
    parts_ids = {part.claim.id for parts in under.values() for part in parts}
    for case in cases:
        if case.claim.id in parts_ids:
            continue
        number += 1
        parts = [part for part in under.get(case.claim.id, ()) if part.claim.id not in taken]
        numbered.append(Numbered(case, str(number), whole=bool(parts)))
        for n, part in enumerate(parts, start=1):
            taken.add(part.claim.id)
            numbered.append(Numbered(part, f"{number}.{n}"))
    return tuple(numbered)


def _told(claims: tuple[Numbered, ...]) -> tuple[Numbered, ...]:
    told = {each.number for each in claims if each.rated or deciding(each.case)}
    told |= {number.partition(".")[0] for number in told}
    return tuple(each for each in claims if each.number in told)
