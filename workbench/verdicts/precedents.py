"""Claims worded much like a text, and how they were rated: who writes a claim should know of them.

Similar words are not the same claim: "more than 450" and "fewer than 200" types of drugs are 91
alike. The machine only points at them; the checker decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.claims import TEXT, Claim
from workbench.verdicts.scales import Scale
from workbench.verdicts.standing import Desk, Verdict

ALIKE = 75.0
"""Least likeness of a claim that is shown, 0 to 100: rapidfuzz `token_set_ratio` of the words.

Over the 528 pairs of the shipped claims, 9 of the 11 from 75 up are about one matter (a number,
a date or a "not" changed) and the other two share their subject; of the 20 right below it, 4.
"""
MOST = 5
"""Most claims that are shown at once."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A claim worded much like a text."""

    id: str
    text: str
    """The wording that was rated; for a claim without a verdict, that of the file."""
    score: float
    """`ALIKE` to 100, which is one text's words all in the other."""
    verdict: Verdict | None
    """The verdict that stands on it."""
    conflict: tuple[Verdict, ...] = ()
    """The verdicts that are in conflict on it."""


def similar_claims(
    text: str, claims: Sequence[Claim], desk: Desk, *, besides: str | None = None
) -> tuple[Similar, ...]:
    """The `MOST` claims most like `text`, best first, equal ones in file order.

    They are looked for in `claims` and among rated claims that left the file, without the claim
    of the id `besides`. A text without words is like none.
    """
    texts = {claim.id: claim.text for claim in claims}
    for id_, standing in desk.standings.items():
        if standing.rated is not None:
            texts[id_] = standing.rated.text
    texts.pop(besides or "", None)
    if not texts:
        return ()
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        text[:TEXT],
        texts,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=ALIKE,
        limit=MOST,
    )
    return tuple(
        Similar(id_, said, score, desk.of(id_).verdict, desk.of(id_).conflict)
        for said, score, id_ in found
    )


def precedent_in_words(similar: Similar, *, scales: Mapping[str, Scale], reviewer: str) -> str:
    """`you ruled False on drugs-200: its text`; the words pass `visible.line` to be shown."""
    verdict = similar.verdict
    if similar.conflict:
        people = sorted({each.by for each in similar.conflict})
        return f"{' and '.join(people)} differ on {similar.id}: {similar.text}"
    if verdict is None:
        return f"much like {similar.id}, not judged yet: {similar.text}"
    scale = scales.get(verdict.scale)
    rating = scale.rating(verdict.rating) if scale else None
    name = rating.name if rating else verdict.rating
    who = "you" if verdict.by == reviewer else verdict.by
    return f"{who} ruled {name} on {similar.id}: {similar.text}"
