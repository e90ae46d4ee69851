"""The verdicts as records of AVeriTeC (Schlichtkrull et al. 2023), a list of one a rated claim.

The label is the name of the rating: on the project's own scale it is one that AVeriTeC does not
have, which `lacks` says. There is one question a claim, what the sources say of it; each quote is
an extractive answer.
"""

from collections.abc import Iterator
from typing import Any

from workbench.report.forms.claimreview import rated
from workbench.report.forms.jsontext import written
from workbench.report.record import MADE_WITH, Item, Record

SCALE = "averitec"
LABELS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not-enough-evidence": "Not Enough Evidence",
    "conflicting-evidence": "Conflicting Evidence/Cherrypicking",
}
"""By the ids of the ratings of our scale of that name."""


def write(record: Record) -> str:
    """The records in JSON, in the order of the claims."""
    return written([_record(record, claim) for claim in rated(record)]) + "\n"


def lacks(record: Record) -> Iterator[str]:
    """Ratings that AVeriTeC does not have."""
    other = sum(claim.verdict is not None and claim.verdict.scale != SCALE
                for claim in rated(record))  # fmt: skip
    if other:
        yield f"{other} of {len(rated(record))} labels are not AVeriTeC's: rate on its scale"


def _label(claim: Item) -> str | None:
    given = claim.verdict
    if given is None:
        return None
    return LABELS.get(given.rating, given.name) if given.scale == SCALE else given.name


def _record(record: Record, claim: Item) -> dict[str, Any]:
    urls = {source.id: source.archive_url or source.url for source in record.sources}
    answers = [
        {
            "answer": each.exact,
            "answer_type": "Extractive",
            "source_url": urls.get(each.source),
            "source_medium": "Web text" if urls.get(each.source) else None,
        }
        for each in claim.marked
        if each.mark != "irrelevant"
    ]
    question = {"question": "What do the sources say of this claim?", "answers": answers}
    return {
        "claim": claim.text,
        "label": _label(claim),
        "justification": claim.justification,
        "claim_date": claim.date,
        "speaker": claim.claimant,
        "original_claim_url": claim.appearance,
        "reporting_source": record.publisher,
        "questions": [question] if answers else [],
        "made_with": MADE_WITH,
    }
