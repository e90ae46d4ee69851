"""The report: what a newsroom publishes of a dossier, as a document that every form is made from.

    plan       which claims stand in it, under which numbers; which quotes and sources
    front      what it comes to, corrections, how it was done
    cases      each claim with its rating, why, and the quotes that decide it
    back       what is open, the scale, the sources, what it cannot tell, how to verify it
    wording    phrases that they share

It leaves out how the program judged; the whole of that is in `audit` and in the JSON.
"""

from collections.abc import Iterator

from workbench.report.document import Block, Document, Heading
from workbench.report.dossier import Dossier
from workbench.report.story.back import limits, open_claims, scales, sources, verifying
from workbench.report.story.cases import claims
from workbench.report.story.front import corrections, method, opening, summary
from workbench.report.story.plan import planned


def compose(dossier: Dossier) -> Document:
    """The report of a dossier. The same dossier gives the same document."""
    return Document(dossier.title, tuple(_blocks(dossier)))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    plan = planned(dossier)
    yield Heading(1, (dossier.title,))
    yield from opening(dossier, plan)
    yield from summary(plan)
    yield from corrections(dossier)
    yield from method(dossier)
    yield from claims(dossier, plan)
    yield from open_claims(plan)
    yield from scales(dossier)
    yield from sources(dossier, plan)
    yield from limits()
    yield from verifying(dossier, plan)
