"""A part of a dossier: the claims that someone asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from workbench.errors import InputError
from workbench.report.dossier import Case, Dossier
from workbench.report.story.plan import parts_of
from workbench.safe.visible import line

Only = Literal["open", "judged", "stale"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims are asked for: those that are all of what is given here."""

    only: Only | None = None
    verdicts: tuple[str, ...] = ()
    """Ids or names of ratings, one of them."""
    tags: tuple[str, ...] = ()
    """One of them."""
    ids: tuple[str, ...] = ()
    """One of them, or a part of one that was split."""

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    @property
    def words(self) -> str:
        """What is asked for: `claims rated False with the tag "law"`; empty for all."""
        if self.all:
            return ""
        said = [f"{self.only} claims" if self.only else "claims"]
        for before, given in (
            ("rated", self.verdicts),
            ("with the tag", self.tags),
            ("", self.ids),
        ):
            if given:
                said.append(f"{before} {' or '.join(given)}".strip())
        return " ".join(said)


def select(dossier: Dossier, selection: Selection) -> Dossier:
    """The dossier of these claims alone; the sources stay, since all of them were searched.

    Raises:
        InputError: a rating, a tag or a claim is asked for that there is not.
    """
    if selection.all:
        return dossier
    for what, given, known in _asked(dossier, selection):
        for each in given:
            if each not in known:
                raise InputError(f"{line(each)}: no {what} of this project")
    under = parts_of(dossier.cases)
    ids = {*selection.ids, *(p.claim.id for id_ in selection.ids for p in under.get(id_, ()))}
    cases = tuple(case for case in dossier.cases if _fits(case, selection, ids))
    kept = {case.claim.id for case in cases}
    corrections = tuple(each for each in dossier.corrections if each.claim in kept)
    return replace(dossier, cases=cases, corrections=corrections, selected=selection.words)


def _asked(
    dossier: Dossier, selection: Selection
) -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
    claims = [case.claim for case in dossier.cases]
    ratings = [rating for scale in dossier.scales for rating in scale.ratings]
    yield "rating", selection.verdicts, {word for each in ratings for word in (each.id, each.name)}
    yield "tag", selection.tags, {tag for claim in claims for tag in claim.tags}
    yield "claim", selection.ids, {claim.id for claim in claims}


def _fits(case: Case, selection: Selection, ids: set[str]) -> bool:
    rated = bool(case.verdict or case.conflict)
    states = {"open": not rated, "judged": rated, "stale": bool(case.stale)}
    given = {
        word
        for each in (*case.verdicts, *case.conflict)
        for word in (each.rating.id, each.rating.name)
    }
    return (
        (selection.only is None or states[selection.only])
        and (not selection.verdicts or not given.isdisjoint(selection.verdicts))
        and (not selection.tags or not set(selection.tags).isdisjoint(case.claim.tags))
        and (not ids or case.claim.id in ids)
    )
