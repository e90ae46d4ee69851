"""The marked passages as annotations of the W3C's Web Annotation model, in JSON-LD.

Each has the words with what stands around them, and their place in the text that was read: two
selectors of the same span, so that a reader finds it by either. A source without an address is
named by the hash of its file.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from workbench.report.addresses import web
from workbench.report.forms.jsontext import written
from workbench.report.record import MADE_WITH, Item, Passage, Record


def write(record: Record) -> str:
    """The annotations in one page, by claim."""
    items = [
        _annotation(record, claim, each)
        for claim in record.claims
        for each in claim.marked
        if each.mark
    ]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _urn(record.title, *(item["id"] for item in items)),
        "type": "AnnotationPage",
        "items": items,
    }
    return written(page) + "\n"


def _annotation(record: Record, claim: Item, quote: Passage) -> dict[str, Any]:
    source = next((each for each in record.sources if each.id == quote.source), None)
    address = web(source.url) or web(source.archive_url) if source else None
    return {
        "id": _urn(claim.id, quote.source, str(quote.start), str(quote.end), quote.sha256),
        "type": "Annotation",
        "motivation": "assessing",
        "generator": {"type": "Software", "name": MADE_WITH},
        "body": [
            {"type": "TextualBody", "purpose": "assessing", "value": quote.mark},
            {"type": "TextualBody", "purpose": "describing", "value": claim.text},
        ],
        "target": {
            "source": address or f"urn:sha256:{quote.sha256}",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.exact,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                },
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            ],
        },
    }


def _urn(*parts: str) -> str:
    words = "\n".join(parts).encode("utf-8", "backslashreplace").decode()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, words)}"
