"""Make a dossier from what was decided, what is found and what the sources say now.

It uses no clock and reads no file: the same decisions, claims and sources give the same dossier.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from workbench.claims import Claim, ClaimsFile
from workbench.corpus import Article, Skipped, Source
from workbench.errors import InputError, NotSearched
from workbench.passages import Passage, Spot
from workbench.passages.quotes import Anchor, Quote, Since, quoted, since
from workbench.passages.verbatim import Quotation
from workbench.report.dossier import Case, Correction, Dossier, Exhibit, Given
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.verdicts import (
    Desk,
    Entry,
    Read,
    Reported,
    Searched,
    Standing,
    Verdict,
    event,
    replay,
)
from workbench.verdicts.knowing import Knowing
from workbench.verdicts.recheck import Rechecked, recheck_marks
from workbench.verdicts.rules import Ground, unmet
from workbench.verdicts.scales import Rating, Scale
from workbench.verdicts.staleness import stale

_PRINTED = (Confidence.STRONG, Confidence.FAIR)
# The suggestions that a report has although nobody marked the passage: weak ones are for looking
# through on the screen, not for print.


def compile_dossier(
    file: ClaimsFile,
    *,
    scales: Mapping[str, Scale],
    entries: Iterable[Entry],
    sources: Iterable[Source],
    skipped: Iterable[Skipped] = (),
    find: Callable[[Claim], tuple[Evidence, ...]],
    judge: Callable[[Claim, Quote], Judgement],
    article: Callable[[str], Article],
    quoting: Callable[[str, tuple[str, ...]], tuple[Quotation, ...]] = lambda text, cited: (),
) -> Dossier:
    """Put together what was decided, what is found and what the sources say now.

    `find` gives the passages for a claim, best match first, each with its judgement, and raises
    NotSearched if it fails; `judge` gives the judgement of a quote that was not found; `article`
    gives a source as it is now and raises InputError if there is none; `quoting` says how the
    quotations in a justification are found in the sources, given those of its marked passages.
    """
    entries = tuple(entries)
    desk = replay(entries)
    known = {source.id: desk.graded(source) for source in sources}
    rules = _Rules(scales, known, file.project.rules, find, judge, article, quoting)
    listed = {claim.id for claim in file.claims}
    cases = [rules.case(claim, desk.standings.get(claim.id)) for claim in file.claims]
    for claim_id in sorted(desk.standings.keys() - listed):
        standing = desk.standings[claim_id]
        if standing.rated is not None:
            left = Claim(id=claim_id, text=standing.rated.text)
            cases.append(rules.case(left, standing, listed=False))
    used = {each.given.scale for case in cases for each in (*case.verdicts, *case.conflict)}
    names = [file.project.scale, *sorted(used - {file.project.scale})]
    return Dossier(
        title=file.project.title,
        scales=tuple(scales[name] for name in names if name in scales),
        cases=tuple(cases),
        sources=tuple(sorted(known.values(), key=lambda source: source.id)),
        skipped=tuple(sorted(skipped, key=lambda each: each.path)),
        corrections=tuple(_corrections(entries, scales)),
        last=next((each for each in reversed(entries) if _decides(each)), None),
    )


def changed_since_reported(desk: Desk) -> dict[str, str] | None:
    """The ratings that stand (claim id to rating id); None if the last report had the same."""
    ratings = _ratings(desk)
    last = desk.reported.decision if desk.reported else None
    return ratings if ratings != (last.ratings if isinstance(last, Reported) else {}) else None


@dataclass(frozen=True, slots=True)
class _Rules:
    """How a case is made from what is known."""

    scales: Mapping[str, Scale]
    sources: Mapping[str, Source]
    switched: Mapping[str, bool]
    find: Callable[[Claim], tuple[Evidence, ...]]
    judge: Callable[[Claim, Quote], Judgement]
    article: Callable[[str], Article]
    quoting: Callable[[str, tuple[str, ...]], tuple[Quotation, ...]]

    def _marked(self, claim: Claim, each: Rechecked, found: Mapping[Spot, Evidence]) -> Exhibit:
        """A marked quote as it is found in its source now; `found` is what the search found."""
        here = found.get(each.now.spot) if each.now else None
        if here is not None and here.match.passage.text != each.quote.exact:
            here = None  # it judges the words of now, not those that were marked
        words = each.now if each.now and each.anchor is Anchor.MOVED else each.quote
        card = self.sources.get(each.quote.source)
        if card is not None and since(each.quote, card) is Since.CHANGED:
            each = replace(each, since=Since.CHANGED)
        return Exhibit(
            each.quote,
            each.mark,
            here.judgement if here else self.judge(claim, words),
            each.anchor,
            each.now if each.anchor is not Anchor.EXACT else None,
            each.since,
            each.note,
            _copies(here) if here else (),
            place=self._place(words),
        )

    def _suggested(self, found: Evidence) -> Exhibit:
        """What the search found and nobody marked."""
        passage = found.match.passage
        article = self.article(passage.source)
        words = quoted(article, passage.start, passage.end)
        place = article.place(passage.start)
        return Exhibit(words, None, found.judgement, copies=_copies(found), place=place)

    def _place(self, words: Quote) -> str | None:
        """Where a reader finds a quote; None where its source is gone or names no places."""
        with suppress(InputError):
            return self.article(words.source).place(words.start)
        return None

    def _source(self, source_id: str) -> Source:
        if source_id not in self.sources:
            raise InputError(source_id)
        return self.sources[source_id]

    def case(self, claim: Claim, standing: Standing | None, *, listed: bool = True) -> Case:
        standing = standing or Standing(claim.id)
        failed: str | None = None
        try:
            found = self.find(claim) if listed else ()
        except NotSearched as error:
            found, failed = (), str(error)
        words = {each.match.passage.spot: each for each in found}
        again = recheck_marks(standing.marks, self.article)
        marked = tuple(
            replace(
                self._marked(claim, each, words),
                second=standing.second.get((each.quote.source, each.quote.exact), ""),
            )
            for each in again
        )
        seen = [each.now for each in again if each.now]
        suggested = tuple(
            self._suggested(each)
            for each in found
            if each.judgement.confidence in _PRINTED
            and each.judgement.stance is not Stance.MENTIONS
            and not any(_overlap(each.match.passage, other) for other in seen)
        )
        # Nothing rests on words that are no longer there.
        there = tuple((each.mark, each.quote) for each in marked if each.mark and not each.gone)
        ground = Ground(claim, replace(standing, marks=there), found, self.sources)
        verdict = _given(standing.verdict, self.scales) if standing.verdict else None
        cited = dict.fromkeys(quote.source for _, quote in standing.marks)
        return Case(
            claim=claim,
            listed=listed,
            verdict=verdict,
            conflict=tuple(_given(each, self.scales) for each in standing.conflict),
            agreeing=tuple(_given(each, self.scales) for each in standing.agreeing),
            earlier=tuple(_given(each, self.scales) for each in standing.earlier),
            justification=standing.justification,
            quotations=self.quoting(standing.justification, tuple(cited))
            if standing.justification
            else (),
            postponed=standing.postponed,
            marked=marked,
            suggested=suggested,
            failed=failed,
            searches=standing.searches,
            read=standing.read,
            unmet=tuple(
                each.lacking for each in unmet(ground, self.switched, rating=verdict.rating)
            )
            if verdict and listed
            else (),
            stale=tuple(stale(claim, standing, self._source, sources=self.sources.values)),
        )


def _copies(found: Evidence) -> tuple[str, ...]:
    return tuple(sorted({copy.source for copy in found.match.copies}))


def _overlap(one: Passage, other: Quote) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _is_report(entry: Entry) -> bool:
    return isinstance(entry.decision, Reported)


def _decides(entry: Entry) -> bool:
    """Whether an entry is a decision, and not a note that something was read or written."""
    return not isinstance(entry.decision, Reported | Searched | Read)


def _ratings(desk: Desk) -> dict[str, str]:
    return {
        claim: standing.verdict.rating
        for claim, standing in sorted(desk.standings.items())
        if standing.verdict
    }


def _given(verdict: Verdict, scales: Mapping[str, Scale]) -> Given:
    """A verdict with its rating; a rating that its scale no longer has is shown by its id."""
    scale = scales.get(verdict.scale)
    named = scale.rating(verdict.rating) if scale else None
    return Given(named or Rating(id=verdict.rating, name=verdict.rating, glyph="?"), verdict)


def _corrections(entries: tuple[Entry, ...], scales: Mapping[str, Scale]) -> Iterator[Correction]:
    """Ratings that differ from those of an earlier report: for each report, then for now.

    Each report is compared with those that its writer knew, as far as things were known then. A
    report does not undo earlier corrections: what it corrected stays a correction.
    """
    knowing = Knowing()
    for entry in entries:
        knowing.add(event(entry), entry.after)
    reports = [entry for entry in entries if _is_report(entry)]
    reported: dict[str, dict[str, tuple[Given, str]]] = {}
    yielded: set[object] = set()

    def knows(one: Entry | None, other: Entry) -> bool:
        return one is None or (one is not other and knowing.knows(event(one), event(other)))

    for report in (*reports, None):
        known = [each for each in entries if each is report or knows(report, each)]
        standings = replay(known).standings
        before = [each for each in reports if knows(report, each)]
        # Only the last of the reports that the writer knew: the others were compared with those.
        last = [each for each in before if not any(knows(other, each) for other in before)]
        for claim, (was, at) in sorted(
            ((claim, given) for each in last for claim, given in reported[event(each)].items()),
            key=lambda pair: (pair[0], pair[1][1]),
        ):
            standing = standings.get(claim) or Standing(claim)
            now = _given(standing.verdict, scales) if standing.verdict else None
            correction = Correction(claim, was.rating.name, at, now, bool(standing.conflict))
            key = (claim, was.rating.name, at, now and now.given.id, correction.conflict)
            if (now is None or now.rating.id != was.rating.id) and key not in yielded:
                yielded.add(key)
                yield correction
        if report is not None:
            reported[event(report)] = {
                claim: (_given(standing.verdict, scales), report.at)
                for claim, standing in standings.items()
                if standing.verdict
            }
