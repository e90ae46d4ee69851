"""Phrases that every part of the report uses: who, when, how many, from where."""

from collections.abc import Iterable

from workbench.corpus import Source
from workbench.report.commonmark import code, line
from workbench.report.dossier import Dossier, Given

LISTED = 100
"""Entries of a list without quotes that are printed; the others are only counted."""


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, right: set[int]) -> str:
    rule = ("---:" if n in right else "---" for n in range(len(head)))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, tuple(rule), *rows))


def some(items: Iterable[str]) -> str:
    items = list(items)
    more = len(items) - LISTED
    return "\n".join((*items[:LISTED], *([f"- and {more} more"] if more > 0 else [])))


def cited(dossier: Dossier, labels: dict[str, str]) -> dict[str, str]:
    """How a quote names its source: `S2, Global Times, 2018-08-29`, by id."""
    known = {source.id: source for source in dossier.sources}
    cited = {}
    for source_id, label in labels.items():
        source = known.get(source_id)
        if source is None:
            cited[source_id] = f"{label}, {code(source_id)}"
        else:
            who = line(source.publisher) if source.publisher else f"“{line(short(source.title))}”"
            cited[source_id] = f"{label}, {who}, {published(source)}"
    return cited


def short(title: str) -> str:
    """The title, or its first words and an ellipsis."""
    return title if len(title) <= 60 else f"{title[:60].rsplit(' ', 1)[0]} …"


def published(source: Source) -> str:
    return str(source.published) if source.published else "date unknown"


def signed(verdict: Given) -> str:
    return f"{when(verdict.given.at)} by {line(verdict.given.by)}"


def because(verdict: Given, *, before: str | None) -> str:
    """The reason given with a rating: why the one before was changed, or a rule set aside.

    `before` is the name of the rating before, None if it is the first.
    """
    if before is None:
        why = "Why a rule was set aside"
    else:
        why = "Checked again" if before == verdict.rating.name else "Reason for the change"
    return f" {why}: {line(verdict.given.reason)}" if verdict.given.reason else ""


def when(at: str) -> str:
    """`2026-11-22T01:15:02Z` as `2026-11-22 01:15 UTC`."""
    return line(f"{at[:10]} {at[11:16]} UTC")


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
