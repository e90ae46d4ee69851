"""The verdicts as ClaimReview of schema.org in JSON-LD, one a rated claim.

What is not known is left out and named by `lacks`, never made up. `ratingValue` counts the
ratings of the scale from the worst, 1, to the best; one that decides nothing has none.
"""

from collections.abc import Iterator
from typing import Any

from workbench.report.addresses import web
from workbench.report.forms.jsontext import written
from workbench.report.record import MADE_WITH, Given, Item, Record, Steps

_UNORDERED = ("averitec",)
"""Scales on which the last rating is not the worst."""


def write(record: Record) -> str:
    """A list of the reviews, in the order of the claims."""
    reviews = [_review(record, claim, claim.verdict) for claim in rated(record) if claim.verdict]
    return written(reviews) + "\n"


def rated(record: Record) -> tuple[Item, ...]:
    """The claims that have a rating and still stand in the list."""
    return tuple(claim for claim in record.claims if claim.verdict and claim.listed)


def lacks(record: Record) -> Iterator[str]:
    """What readers of ClaimReview ask for and the project does not say."""
    claims = rated(record)
    if not record.url:
        yield "no url in [project]: ClaimReview requires the address of the report"
    if not record.publisher:
        yield "no publisher in [project]: a review has no author"
    for key, name in (("claimant", "claimant"), ("date", "date"), ("appearance", "appearance")):
        missing = sum(getattr(claim, key) is None for claim in claims)
        if missing:
            yield f"{missing} of {len(claims)} reviews without {name} of the claim"


def _review(record: Record, claim: Item, given: Given) -> dict[str, Any]:
    author = {"@type": "Organization", "name": record.publisher, "url": record.url}
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "@id": f"{record.url}#claim-{claim.number}" if record.url else None,
            "url": record.url,
            "claimReviewed": claim.text,
            "datePublished": given.at[:10],
            "author": _known(author) if record.publisher else None,
            "itemReviewed": _known(
                {
                    "@type": "Claim",
                    "text": claim.text,
                    "author": {"name": claim.claimant} if claim.claimant else None,
                    "datePublished": claim.date,
                    "appearance": _appearance(claim.appearance),
                }
            ),
            "reviewRating": _rating(record, claim, given),
            "sdPublisher": {"@type": "Organization", "name": MADE_WITH},
        }
    )


def _appearance(where: str | None) -> dict[str, Any] | None:
    if where is None:
        return None
    return {"@type": "CreativeWork", "url" if web(where) else "name": where}


def _rating(record: Record, claim: Item, given: Given) -> dict[str, Any]:
    scale = next((each for each in record.scales if each.name == given.scale), None)
    value = value_of(scale, given.rating) if scale else None
    numbers = {"ratingValue": value, "bestRating": best(scale), "worstRating": 1}
    return _known(
        {
            "@type": "Rating",
            "alternateName": given.name,
            **(numbers if value is not None else {}),
            "ratingExplanation": claim.justification.strip() or None,
        }
    )


def best(scale: Steps | None) -> int:
    """How many ratings of a scale decide."""
    return sum(not step.undecided for step in scale.ratings) if scale else 0


def value_of(scale: Steps, rating: str) -> int | None:
    """The number of a rating, 1 for the worst.

    None for one that decides nothing or is unknown, and on a scale without an order.
    """
    if scale.name in _UNORDERED:
        return None
    steps = [step.id for step in scale.ratings if not step.undecided]
    return len(steps) - steps.index(rating) if rating in steps else None


def _known(given: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value is not None}
