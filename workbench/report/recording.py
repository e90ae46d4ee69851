"""The records of a dossier: see `record`."""

from collections.abc import Iterable
from typing import Literal

from workbench.claims import Claim
from workbench.corpus import Source
from workbench.report import dossier as told
from workbench.report.dossier import Case, Dossier, Exhibit
from workbench.report.record import (
    SCHEMA,
    Because,
    Change,
    Document,
    Given,
    Item,
    Passage,
    Quoted,
    Record,
    Search,
    Step,
    Steps,
)
from workbench.report.story.plan import Numbered, planned
from workbench.verdicts import Searched
from workbench.verdicts.scales import Scale


def recorded(dossier: Dossier) -> Record:
    """All that the dossier tells."""
    plan = planned(dossier)
    numbers = {id(exhibit): n for n, (exhibit, _) in enumerate(plan.quotes, start=1)}
    wholes = {each.number: each.case.claim for each in plan.claims if each.whole}
    return Record(
        schema=SCHEMA,
        title=dossier.title,
        url=dossier.url,
        publisher=dossier.publisher,
        selected=dossier.selected,
        last=(dossier.last.at, dossier.last.by) if dossier.last else None,
        scales=tuple(map(_scale, dossier.scales)),
        claims=tuple(
            _item(each, wholes.get(each.number.partition(".")[0]) if each.part else None, numbers)
            for each in plan.claims
        ),
        sources=tuple(_source(each, plan.labels.get(each.id)) for each in dossier.sources),
        skipped=tuple((each.path, each.reason) for each in dossier.skipped),
        corrections=tuple(
            Change(
                claim=each.claim,
                was=each.was,
                reported=each.reported,
                now=_given(each.now) if each.now else None,
                conflict=each.conflict,
            )
            for each in dossier.corrections
        ),
    )


def _item(each: Numbered, whole: Claim | None, numbers: dict[int, int]) -> Item:
    case, claim = each.case, each.case.claim
    return Item(
        id=claim.id,
        number=each.number,
        text=claim.text,
        listed=case.listed,
        part_of=whole.id if whole else None,
        split=each.whole,
        claimant=claim.claimant,
        date=claim.date,
        appearance=claim.appearance,
        tags=claim.tags,
        context=claim.context,
        state=_state(case),
        verdict=_given(case.verdict) if case.verdict else None,
        conflict=_givens(case.conflict),
        agreeing=_givens(case.agreeing),
        earlier=_givens(case.earlier),
        justification=case.justification,
        quotations=tuple(
            Quoted(text=q.text, verdict=q.verdict.value, source=q.source, note=q.note)
            for q in case.quotations
        ),
        stale=case.stale,
        lacks=case.unmet,
        marked=tuple(_passage(exhibit, numbers) for exhibit in case.marked),
        suggested=tuple(_passage(exhibit, numbers) for exhibit in case.suggested),
        searches=tuple(
            Search(
                query=entry.decision.query,
                found=entry.decision.found,
                passages=entry.decision.passages,
                unread=entry.decision.unread,
                by=entry.by,
                at=entry.at,
            )
            for entry in case.searches
            if isinstance(entry.decision, Searched)
        ),
        read=tuple(sorted(case.read)),
        failed=case.failed,
    )


def _state(case: Case) -> Literal["judged", "conflict", "postponed", "open"]:
    if case.conflict:
        return "conflict"
    if case.verdict:
        return "judged"
    return "postponed" if case.postponed else "open"


def _passage(exhibit: Exhibit, numbers: dict[int, int]) -> Passage:
    quote, judgement, now = exhibit.quote, exhibit.judgement, exhibit.now
    return Passage(
        number=numbers.get(id(exhibit)),
        mark=exhibit.mark,
        source=quote.source,
        start=quote.start,
        end=quote.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        sha256=quote.sha256,
        place=exhibit.place,
        anchor=exhibit.anchor.value,
        now=(now.start, now.end, now.exact) if now else None,
        note=exhibit.note,
        copies=exhibit.copies,
        second=exhibit.second,
        stance=judgement.stance.value,
        confidence=judgement.confidence.value if judgement.confidence else None,
        reasons=tuple(
            Because(kind=reason.kind, relation=reason.relation.value, text=reason.text)
            for reason in judgement.reasons
        ),
    )


def _source(source: Source, label: str | None) -> Document:
    published = source.published
    return Document(
        id=source.id,
        label=label,
        path=source.path,
        text_file=source.text_file,
        sha256=source.sha256,
        text_sha256=source.text_sha256,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=(str(published.first), str(published.last)) if published else None,
        url=source.url,
        archive_url=source.archive_url,
        language=source.language,
        kind=source.kind,
        grade=source.grade,
        origin=source.origin,
        encoding=source.encoding,
        notes=source.notes,
    )


def _scale(scale: Scale) -> Steps:
    return Steps(
        name=scale.name,
        title=scale.title,
        ratings=tuple(
            Step(id=r.id, name=r.name, meaning=r.meaning, undecided=r.undecided)
            for r in scale.ratings
        ),
    )


def _givens(given: Iterable[told.Given]) -> tuple[Given, ...]:
    return tuple(map(_given, given))


def _given(each: told.Given) -> Given:
    return Given(
        rating=each.rating.id,
        name=each.rating.name,
        scale=each.given.scale,
        by=each.given.by,
        at=each.given.at,
        reason=each.given.reason,
    )
