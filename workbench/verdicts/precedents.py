"""Claims worded much like a text, and what was ruled on them: whoever writes a claim should know.

Similar words are not the same claim: "more than 450" and "fewer than 200" types of drugs are 91
alike. It points, the checker decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.claims import TEXT, Claim
from workbench.verdicts.decisions import Desk, Verdict
from workbench.verdicts.scales import Scale

ALIKE = 75.0
"""Least likeness that is told, 0 to 100: rapidfuzz `token_set_ratio` of the words.

Over the 528 pairs of the shipped claims, 9 of the 11 from 75 up are about one matter (a number,
a date or a "not" changed) and the other two share their subject; of the 20 right below it, 4.
"""
MOST = 5
"""Most claims that are told of at once."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A claim worded much like a text."""

    id: str
    text: str
    """As it was rated; as it stands in the file where it was not."""
    score: float
    """`ALIKE` to 100, which is one text's words all in the other."""
    verdict: Verdict | None
    """What stands on it."""


def similar_claims(
    text: str, claims: Sequence[Claim], desk: Desk, *, besides: str | None = None
) -> tuple[Similar, ...]:
    """The `MOST` claims most like `text`, best first, equal ones in file order.

    Those of `claims` and those that left the file with a verdict; `besides` is the id of one
    to leave out. None is like a text without words.
    """
    verdicts = {id_: standing.verdict for id_, standing in desk.standings.items()}
    texts = {claim.id: claim.text for claim in claims}
    for id_, verdict in verdicts.items():
        if verdict is not None:
            texts[id_] = verdict.text
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
    return tuple(Similar(id_, said, score, verdicts.get(id_)) for said, score, id_ in found)


def tell(similar: Similar, *, scales: Mapping[str, Scale], reviewer: str) -> str:
    """`you ruled False on drugs-200: its text`; the words pass `visible.line` to be shown."""
    verdict = similar.verdict
    if verdict is None:
        return f"much like {similar.id}, not judged yet: {similar.text}"
    scale = scales.get(verdict.scale)
    rating = scale.rating(verdict.rating) if scale else None
    name = rating.name if rating else verdict.rating
    who = "you" if verdict.by == reviewer else verdict.by
    return f"{who} ruled {name} on {similar.id}: {similar.text}"
