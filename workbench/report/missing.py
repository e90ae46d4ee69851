"""What a report still lacks before it is published, each in a few words."""

import re
from collections import Counter
from collections.abc import Iterator

from workbench.corpus import Source
from workbench.report.dossier import Case, Dossier
from workbench.report.story.plan import deciding, planned
from workbench.report.story.wording import count


def missing(dossier: Dossier) -> tuple[str, ...]:
    """Such as `3 ratings without a justification`; empty where nothing is missing."""
    return tuple(_missing(dossier))


def _missing(dossier: Dossier) -> Iterator[str]:
    rated = [each.case for each in planned(dossier).claims if each.rated]
    cited = {each.quote.source for case in rated for each in deciding(case)}
    quoted = [source for source in dossier.sources if source.id in cited]
    what = (
        ("rating", "without a justification", [c for c in rated if not c.justification.strip()]),
        ("rating", "without a quote", [c for c in rated if _decides(c) and not deciding(c)]),
        ("rating", "to be checked again", [c for c in rated if c.stale]),
        ("claim", "on which reviewers differ", [c for c in rated if c.conflict]),
        ("justification", "with words that no source has so",
         [c for c in rated if any(q.wrong for q in c.quotations)]),
        ("claim", "that could not be searched for", [c for c in dossier.cases if c.failed]),
        ("quoted source", "without a date", [s for s in quoted if not s.published]),
        ("quoted source", "without a publisher", [s for s in quoted if not s.publisher]),
        ("quoted source", "without an address", [s for s in quoted if not _addressed(s)]),
    )  # fmt: skip
    for noun, lack, those in what:
        if those:
            yield f"{count(len(those), noun)} {lack}"
    unmet = Counter(re.sub(r" \(.*", "", each) for c in rated for each in c.unmet)
    for told, number in unmet.items():
        yield f"{count(number, 'rating')} without {told}"
    if gone := len(cited - {source.id for source in dossier.sources}):
        yield f"{count(gone, 'quoted source')} no longer among the sources"


def _decides(case: Case) -> bool:
    return case.verdict is not None and not case.verdict.rating.undecided


def _addressed(source: Source) -> bool:
    return bool(source.url or source.archive_url)
