"""The report as Markdown: easy to read rendered, and as plain text.

    overview   the result, corrections, how it was done, what it cannot tell
    cases      each claim with its verdict and its evidence
    justification  why, in the checker's own words, and what they quote
    appendix   the scale, the sources, how to check a quote
    wording    phrases that they share

Every text from outside goes through `commonmark`; nothing here decides, counts evidence or knows
where the file is written.
"""

from collections.abc import Iterator

from workbench.report.commonmark import heading
from workbench.report.dossier import Dossier
from workbench.report.markdown.appendix import checking, scales, sources
from workbench.report.markdown.cases import PRINTED, section
from workbench.report.markdown.overview import corrections, limits, method, opening, summary
from workbench.report.markdown.wording import cited
from workbench.report.seal import sealed

SIGNATURE = "Made with workbench, a fact-check desk in a terminal."


def render(dossier: Dossier) -> str:
    """The report. The same dossier gives the same text, on any machine and at any time."""
    return sealed("\n\n".join(part for part in _parts(dossier) if part))


def _parts(dossier: Dossier) -> Iterator[str]:
    labels = _labels(dossier)
    cards = cited(dossier, labels)
    numbers = {id(case): n for n, case in enumerate(dossier.cases, start=1)}
    yield heading(1, dossier.title)
    yield opening(dossier)
    yield from summary(dossier, numbers)
    yield from corrections(dossier)
    yield from method(dossier)
    yield from section("Verdicts", dossier.judged, numbers, cards)
    yield from section(
        "Verdicts on claims no longer listed",
        dossier.gone,
        numbers,
        cards,
        "These claims left claims.toml after they were rated. Their verdicts are kept.",
    )
    yield from section(
        "Reviewers differ",
        dossier.disputed,
        numbers,
        cards,
        "These claims were rated differently by people who did not know of each other's rating. "
        "None of the ratings stands as the verdict until someone who knows all of them rules.",
    )
    yield from section(
        "Not judged yet",
        dossier.open,
        numbers,
        cards,
        "Nobody has rated these claims. What is printed under them are suggestions of the "
        "program, which no one has confirmed.",
    )
    yield from scales(dossier)
    yield from sources(dossier, labels)
    yield from checking(dossier, labels)
    yield from limits()
    yield SIGNATURE


def _labels(dossier: Dossier) -> dict[str, str]:
    """The labels S1, S2 ... of the sources with a printed quote, by source id."""
    quoted = {
        exhibit.quote.source
        for case in dossier.cases
        for exhibit in (*case.marked, *case.suggested[:PRINTED])
    }
    return {source: f"S{n}" for n, source in enumerate(sorted(quoted), start=1)}
