"""Each claim: its wording, who said it, the rating, why, and the quotes that decide it."""

import re
from collections.abc import Iterator, Sequence

from workbench.passages.quotes import Anchor
from workbench.passages.verbatim import Fidelity
from workbench.report.addresses import web
from workbench.report.document import (
    Block,
    Cited,
    Heading,
    Link,
    Paragraph,
    Run,
    Runs,
    Strong,
    joined,
)
from workbench.report.dossier import Case, Dossier, Exhibit
from workbench.report.own_words import addresses
from workbench.report.story.front import corrected
from workbench.report.story.plan import Numbered, Plan, deciding
from workbench.report.story.wording import count, day, linked, named, published, signed
from workbench.safe.visible import hides
from workbench.signals.reasons import Relation
from workbench.verdicts import Searched

_NOW = {
    Anchor.MOVED: "These words stand elsewhere in the source now.",
    Anchor.ALTERED: "The source words this otherwise now",
    Anchor.GONE: "The source does not have these words any more.",
}


def claims(dossier: Dossier, plan: Plan) -> Iterator[Block]:
    """The claims that are rated or marked, in the order of claims.toml."""
    if not plan.told:
        return
    yield Heading(2, ("The claims",))
    first = 1
    for each in plan.told:
        yield from _claim(dossier, plan, each, first)
        first += len(deciding(each.case))


def _claim(dossier: Dossier, plan: Plan, each: Numbered, first: int) -> Iterator[Block]:
    case = each.case
    level = 4 if each.part else 3
    yield Heading(level, (f"{each.number}. ", case.claim.text), each.name)
    yield Paragraph(joined(_rating(each)))
    if about := joined(_about(case)):
        yield Paragraph(about)
    for why in case.stale:
        yield Paragraph((Strong("To be checked again."), f" {why}"))
    for correction in dossier.corrections:
        if correction.claim == case.claim.id:
            yield Paragraph((Strong("Corrected:"), " ", *corrected(correction)))
    yield from _why(dossier, case)
    for number, exhibit in enumerate(deciding(case), start=first):
        yield _cited(dossier, plan, exhibit, number)
    yield from _searched(dossier, case)


def _rating(each: Numbered) -> Iterator[Run | Runs]:
    case = each.case
    if case.conflict:
        differ = "; ".join(f"{given.rating.name} {signed(given)}" for given in case.conflict)
        yield (Strong("Reviewers differ:"), f" {differ}. None of these stands as the rating yet.")
    elif case.verdict:
        rating = case.verdict.rating
        reason = case.verdict.given.reason
        yield (Strong(f"{rating.name}."), f" Rated {signed(case.verdict)}.")
        if reason and not case.earlier:
            yield f"Note of the checker: {reason}"
    elif each.whole:
        yield "This claim says several things: its parts are rated one by one."
    else:
        yield Strong("Not rated yet.")
    if not case.listed:
        yield "The claim has left the list since; its rating is kept."


def _about(case: Case) -> Iterator[Run | Runs]:
    claim = case.claim
    said = [f"Said by {claim.claimant}" if claim.claimant else "", claim.date and day(claim.date)]
    told = ", ".join(each for each in said if each)
    where: Runs = ()
    if claim.appearance:
        address = web(claim.appearance)
        where = (Link(claim.appearance, address) if address else claim.appearance,)
    if told or where:
        yield (*((told,) if told else ()), *((": " if told else "Said: ",) if where else ()),
               *where, ".")  # fmt: skip
    if claim.context:
        yield claim.context


def _why(dossier: Dossier, case: Case) -> Iterator[Block]:
    """The justification, in the checker's own words, and what of its quotations is not exact."""
    text = case.justification.strip()
    own = addresses(text)
    at = 0
    for found in re.finditer(r"\n[ \t\r]*\n\s*|\Z", text):
        if runs := _own(text, own, at, found.start()):
            yield Paragraph(runs)
        at = found.end()
    for each in case.quotations:
        if each.wrong:
            yield Paragraph((Strong("Not word for word:"), f" {each.in_words}."))
        elif each.verdict is Fidelity.ELSEWHERE:
            source = next((s for s in dossier.sources if s.id == each.source), None)
            where = named(source) if source else str(each.source)
            yield Paragraph((f"“{' '.join(each.text.split())}” is from {where}.",))


def _own(text: str, own: Sequence[tuple[int, int]], start: int, end: int) -> Runs:
    """What stands between two places of the justification, her own addresses as links."""
    runs: list[Run] = []
    at = start
    for first, last in own:
        if start <= first and last <= end:
            address = web(text[first:last])
            said = text[first:last]
            runs += [text[at:first], Link(said, address) if address else said]
            at = last
    return tuple(run for run in (*runs, text[at:end]) if run)


def _cited(dossier: Dossier, plan: Plan, exhibit: Exhibit, number: int) -> Cited:
    quote = exhibit.quote
    source = next((each for each in dossier.sources if each.id == quote.source), None)
    stance = "against the claim" if exhibit.mark == "conflicts" else "for the claim"
    said: list[Run] = [f"Quote {number}, ", Strong(stance), ": "]
    if source is None:
        said.append(f"{quote.source}, which is not among the sources any more")
    else:
        said.append(linked(source, quote.exact, named(source)))
        said += [f", {each}" for each in (published(source), exhibit.place) if each]
    said.append(".")
    said += [f" {each}" for each in _added(exhibit)]
    return Cited(
        number=number,
        words=quote.exact,
        said=tuple(said),
        label=plan.labels[quote.source],
        language=(source.language or "") if source else "",
        before=exhibit.before,
        after=exhibit.after,
    )


_FIGURES = frozenset(("number", "ordinal", "date", "time", "weekday", "name", "place", "score"))
"""Kinds of reason whose two values a reader wants to see side by side."""


def _added(exhibit: Exhibit) -> Iterator[str]:
    """What a reader must know of a quote beside where it is from."""
    judgement = exhibit.judgement
    if exhibit.mark == "conflicts" and judgement.stance == exhibit.mark:
        # The program's reasons stand only where the checker came to the same.
        # Of words that are denied there is nothing to add to the quote.
        reasons = [
            reason.text
            for reason in judgement.reasons
            if reason.relation is Relation.CONFLICTS and reason.kind in _FIGURES
        ]
        if reasons:
            yield f"What differs: {'; '.join(reasons)}."
    if hides(exhibit.quote.exact):
        yield "It holds characters that are not seen; they are spelt out here."
    if exhibit.copies:
        yield f"The same words in {', '.join(exhibit.copies)}: copies, not more evidence."
    if exhibit.anchor is not Anchor.EXACT:
        told = _NOW[exhibit.anchor]
        if exhibit.anchor is Anchor.ALTERED and exhibit.now:
            told = f"{told}: “{' '.join(exhibit.now.exact.split())}”."
        yield told
    if exhibit.note:
        yield f"{exhibit.note[0].upper()}{exhibit.note[1:]}."


def _searched(dossier: Dossier, case: Case) -> Iterator[Block]:
    """What was looked for where nothing decides the claim."""
    if deciding(case) or not (case.verdict or case.conflict):
        return
    queries = [
        entry.decision.query for entry in case.searches if isinstance(entry.decision, Searched)
    ]
    said = ["No passage decides this claim."]
    what = "; ".join(f"“{query}”" for query in dict.fromkeys(queries)) or "the words of the claim"
    many = count(len(dossier.sources), "source")
    read = f"; {count(len(case.read), 'passage')} read" if case.read else ""
    said.append(f"Searched for: {what}; in {many}{read}.")
    unread = {
        entry.decision.unread
        for entry in case.searches
        if isinstance(entry.decision, Searched) and entry.decision.unread
    }
    if unread:
        said.append(f"Could not be read: {'; '.join(sorted(unread))}.")
    yield Paragraph((" ".join(said),))
