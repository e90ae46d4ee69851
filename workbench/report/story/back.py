"""The parts behind: what is open, the scale, the sources, what it cannot tell, how to verify it."""

from collections.abc import Iterator

from workbench.corpus import Source
from workbench.passages.quotes import Anchor
from workbench.report.addresses import web
from workbench.report.document import (
    Block,
    Code,
    Command,
    Heading,
    Items,
    Link,
    Paragraph,
    Run,
    Runs,
    Strong,
)
from workbench.report.dossier import Dossier, Exhibit
from workbench.report.story.plan import Plan
from workbench.report.story.wording import LISTED, published, titled

SIGNATURE = "Made with workbench, a fact-check desk in a terminal."
VERIFY = "How to verify this report"


def open_claims(plan: Plan) -> Iterator[Block]:
    """The claims that nobody rated, each in a line."""
    told = {each.number for each in plan.told}
    still = [each for each in plan.open if each.number not in told]
    if not still:
        return
    yield Heading(2, ("Not rated yet",))
    yield Items(
        tuple(
            (f"{each.number}: ", each.case.claim.text, *((" (put off)",) * each.case.postponed))
            for each in still
        )
    )


def scales(dossier: Dossier) -> Iterator[Block]:
    """The ratings there are, and what each means."""
    for n, scale in enumerate(dossier.scales):
        which = "The scale" if n == 0 else "Another scale that was used"
        yield Heading(2, (f"{which}: {scale.title}",))
        yield Items(
            tuple(
                (Strong(rating.name), *((f": {rating.meaning}",) if rating.meaning else ()))
                for rating in scale.ratings
            )
        )


def sources(dossier: Dossier, plan: Plan) -> Iterator[Block]:
    """The sources that are quoted, then those that were searched and are not."""
    yield Heading(2, ("Sources",))
    if not dossier.sources:
        yield Paragraph(("There are no sources.",))
    known = {source.id: source for source in dossier.sources}
    rows = [
        (Strong(label), " ", *(_source(known[id_]) if id_ in known else _gone(id_)))
        for id_, label in plan.labels.items()
    ]
    others = [source for source in dossier.sources if source.id not in plan.labels]
    rows += [("Searched, not quoted: ", *_source(source)) for source in others[:LISTED]]
    if len(others) > LISTED:
        rows.append((f"and {len(others) - LISTED} more that were searched and are not quoted",))
    rows += [
        ("Left out: ", Code(each.path), f", {each.reason}") for each in dossier.skipped[:LISTED]
    ]
    if rows:
        yield Items(tuple(rows))


def _gone(id_: str) -> Runs:
    return (id_, ", which is not among the sources any more")


def _source(source: Source) -> Runs:
    """Title, who published it and when; nothing that is not known."""
    said: list[Run] = [titled(source)]
    for each in (source.author, source.publisher, published(source)):
        if each:
            said.append(f", {each}")
    if (copy := web(source.archive_url)) and web(source.url):
        said += [" (", Link("archived copy", copy), ")"]
    return tuple(said)


def limits() -> Iterator[Block]:
    """What the report cannot tell."""
    yield Heading(2, ("What this report cannot tell",))
    yield Items(
        (
            ("Only the sources listed here were searched; what they leave out is not known here.",),
            ("Several sources may repeat one another: their number is not that of witnesses.",),
            ("A rating is about the claim as worded here, and what was known when it was given.",),
        )
    )


def verifying(dossier: Dossier, plan: Plan) -> Iterator[Block]:
    """Where each quote stands to the character, and the hash of each file."""
    yield Heading(2, (VERIFY,))
    yield Paragraph(
        (
            "Each quote stands in its source from one character (Unicode code point, counted from "
            "0) up to another. The sha256 is that of the file. With this report and the files:",
        )
    )
    yield Command("workbench verify REPORT -p FOLDER-OF-THE-SOURCES")
    rows = [_place(n, each, plan) for n, (each, _) in enumerate(plan.quotes, start=1)]
    known = {source.id: source for source in dossier.sources}
    rows += [
        _file(label, known[id_]) if id_ in known else (f"{label} left the sources: ", Code(id_))
        for id_, label in plan.labels.items()
    ]
    others = [source for source in dossier.sources if source.id not in plan.labels]
    rows += [_file("Not quoted", source) for source in others[:LISTED]]
    if rows:
        yield Items(tuple(rows))
    yield Paragraph((SIGNATURE,))


def _place(number: int, exhibit: Exhibit, plan: Plan) -> Runs:
    quote = exhibit.quote
    said = f"Quote {number}: {plan.labels[quote.source]}, characters {quote.start} to {quote.end}"
    if exhibit.anchor is Anchor.EXACT:
        return (said,)
    moved = exhibit.anchor is Anchor.MOVED and exhibit.now is not None
    now = f"; now {exhibit.now.start} to {exhibit.now.end}" if moved and exhibit.now else ""
    return (f"{said}{now}; quoted from sha256 ", Code(quote.sha256))


def _file(label: str, source: Source) -> Runs:
    text = (", text ", Code(source.text_file)) if source.text_file else ()
    return (f"{label}: ", Code(source.id), ", file ", Code(source.path), *text,
            ", sha256 ", Code(source.sha256))  # fmt: skip
