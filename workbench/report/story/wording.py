"""Phrases that the parts of a report share: who, when, how many, from which source."""

from datetime import datetime

from workbench.corpus import Source
from workbench.report.addresses import passage, web
from workbench.report.document import Link, Run
from workbench.report.dossier import Given

LISTED = 100
"""Entries of a list without quotes that are printed; of the rest only the number."""
TITLE = 80
"""Characters of a source's title below a quote."""


def count(number: int, noun: str) -> str:
    """`1 claim`, `3 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def day(at: str) -> str:
    """`2026-11-22T01:15:02Z` or `2026-11-22` as `22 November 2026`; all else as it is."""
    try:
        when = datetime.fromisoformat(at.replace("Z", "+00:00"))
    except ValueError:
        return at
    months = "January February March April May June July August September October November December"
    return f"{when.day} {months.split()[when.month - 1]} {when.year}"


def published(source: Source) -> str:
    """When a source was published: a day, or the two it lies between; empty where unknown."""
    when = source.published
    if when is None:
        return ""
    first, last = day(when.first.isoformat()), day(when.last.isoformat())
    return first if first == last else f"between {first} and {last}"


def signed(given: Given) -> str:
    """Who gave a rating, and when."""
    return f"by {given.given.by}, {day(given.given.at)}"


def short(title: str) -> str:
    """The title, or its first words and an ellipsis."""
    return title if len(title) <= TITLE else f"{title[:TITLE].rsplit(' ', 1)[0]} …"


def named(source: Source) -> str:
    """What a source is called below a quote: its publisher, else its title."""
    return source.publisher or short(source.title)


def linked(source: Source, words: str, told: str) -> Run:
    """`told` as a link to these words in the source's archived copy, else in the page itself."""
    address = passage(source.archive_url, words) or passage(source.url, words)
    return Link(told, address) if address else told


def titled(source: Source) -> Run:
    """The title of a source, linked to its page."""
    address = web(source.url) or web(source.archive_url)
    return Link(source.title, address) if address else source.title
