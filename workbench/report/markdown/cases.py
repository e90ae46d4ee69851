"""A claim with its verdict, its evidence and the suggestions of the program."""

from collections.abc import Iterator
from hashlib import sha256

from workbench.passages.quotes import Anchor, Since
from workbench.report.commonmark import block, code, heading, line, link
from workbench.report.dossier import Case, Exhibit
from workbench.report.markdown.justification import justification
from workbench.report.markdown.wording import because, count, signed, when
from workbench.safe.visible import hides
from workbench.verdicts import Mark, Searched

PRINTED = 5
"""Suggestions nobody marked that are printed for a claim; the others are only counted."""

_LANES: tuple[tuple[Mark, str], ...] = (
    ("conflicts", "What conflicts"),
    ("supports", "What supports"),
    ("irrelevant", "Set aside"),
)

_ANCHORS = {
    Anchor.MOVED: "These words now stand elsewhere in it.",
    Anchor.ALTERED: "It now words this differently.",
    Anchor.GONE: "These words are no longer found where they were quoted from.",
}


def section(
    title: str,
    cases: tuple[Case, ...],
    numbers: dict[int, int],
    cards: dict[str, str],
    words: str = "",
) -> Iterator[str]:
    if not cases:
        return
    yield heading(2, title)
    yield words
    for case in cases:
        yield from _case(case, numbers[id(case)], cards)


def _case(case: Case, number: int, cards: dict[str, str]) -> Iterator[str]:
    yield heading(3, f"{number}. {case.claim.text}")
    yield from _verdict(case)
    yield _about(case)
    for each in case.stale:
        yield f"**Stale.** {line(each)}"
    if case.unmet:
        yield f"The verdict lacks: {line('; '.join(case.unmet))}."
    yield from justification(case)
    if case.verdict and not (case.exhibits("supports") or case.exhibits("conflicts")):
        yield "*No passage was marked as supporting or conflicting.*"
    for mark, title in _LANES:
        exhibits = case.exhibits(mark)
        if exhibits:
            yield heading(4, title)
            for exhibit in exhibits:
                yield from _exhibit(exhibit, cards)
    yield from _work(case)
    yield from _suggestions(case, cards)


def _verdict(case: Case) -> Iterator[str]:
    if case.conflict:
        ratings = ", ".join(
            f"**{line(given.rating.name)}** ({signed(given)})" for given in case.conflict
        )
        yield f"**In conflict:** {ratings}. There is no verdict."
        for each in case.conflict:
            if each.given.reason:
                yield f"{line(each.given.by)}: {line(each.given.reason)}"
        yield from _earlier(case)
        return
    if case.verdict is None:
        yield "**Postponed.**" if case.postponed else "**Open.**"
        return
    rating = case.verdict.rating
    before = case.earlier[-1].rating.name if case.earlier else None
    meaning = f" {line(rating.meaning)}" if rating.meaning else ""
    yield (
        f"**Verdict: {line(rating.name)}.**{meaning} Rated {signed(case.verdict)}."
        f"{because(case.verdict, before=before)}"
    )
    if case.agreeing:
        others = ", ".join(signed(given) for given in case.agreeing)
        yield f"The same rating was given without knowing of this one: {others}."
    yield from _earlier(case)


def _earlier(case: Case) -> Iterator[str]:
    if case.earlier:
        earlier = ", ".join(
            f"{line(given.rating.name)} ({signed(given)})" for given in case.earlier
        )
        yield f"Earlier: {earlier}."


def _about(case: Case) -> str:
    claim = case.claim
    said = [f"Claimant: {line(claim.claimant)}."] if claim.claimant else []
    if claim.date:
        said.append(f"Date of the claim: {line(claim.date)}.")
    if claim.appearance:
        said.append(f"Appeared: {link(claim.appearance)}.")
    if claim.context:
        said.append(f"Context: {line(claim.context)}")
    said.append(f"Claim id: {code(claim.id)}.")
    return " ".join(said)


def _work(case: Case) -> Iterator[str]:
    """What a person searched for and read in addition: ratings such as "unproven" rest on it."""
    done = [
        f"- “{line(entry.decision.query)}”: {_shown(entry.decision)} ({when(entry.at)} "
        f"by {line(entry.by)})"
        for entry in case.searches
        if isinstance(entry.decision, Searched)
    ]
    if case.read:
        sources = len({source for source, _, _ in case.read})
        done.append(
            f"- Read in context: {count(len(case.read), 'passage')} of {count(sources, 'source')}"
        )
    if done:
        yield heading(4, "Also searched for and read")
        yield "\n".join(done)


def _shown(search: Searched) -> str:
    not_read = f"; could not be read: {line(search.unread)}" if search.unread else ""
    return f"{_counted(search)}{not_read}"


def _counted(search: Searched) -> str:
    if not search.found:
        return f"nothing found in {count(search.passages, 'passage')}"
    return f"{count(search.found, 'passage')} shown, best first, of {search.passages} searched"


def _suggestions(case: Case, cards: dict[str, str]) -> Iterator[str]:
    if case.failed:
        yield f"**For this report the claim {line(case.failed)}.** Nothing is suggested for it."
        return
    if not case.suggested:
        if not case.verdict:
            yield "The program has no firm suggestion. That says nothing about the claim."
        return
    if case.verdict or case.marked:
        yield heading(4, "Not marked by the checker")
        yield "Suggestions of the program that nobody marked, best match first:"
    else:
        yield heading(4, "Suggestions")
    for exhibit in case.suggested[:PRINTED]:
        yield from _exhibit(exhibit, cards)
    more = len(case.suggested) - PRINTED
    if more > 0:
        yield f"{count(more, 'further suggestion')} not printed."


def _exhibit(exhibit: Exhibit, cards: dict[str, str]) -> Iterator[str]:
    quote = exhibit.quote
    yield block(quote.exact, prefix="> ")
    place = f"{line(exhibit.place)}, " if exhibit.place else ""
    where = f"{cards[quote.source]}, {place}characters {quote.start} to {quote.end}."
    yield " ".join((where, *_words(exhibit)))
    yield "\n".join(
        f"- *{reason.relation.value}* {line(reason.text.removeprefix('but: '))}"
        for reason in exhibit.judgement.reasons
    )


def _words(exhibit: Exhibit) -> Iterator[str]:
    """Who says what about a quote, in sentences."""
    suggestion = str(exhibit.judgement)
    if exhibit.mark is None:
        yield f"Suggestion: {suggestion}."
    else:
        program = "Suggested by the program" if exhibit.judgement.judged else "By the program"
        yield f"Marked by the checker: {exhibit.mark}. {program}: {line(suggestion)}."
    if exhibit.second:
        yield f"Second reading, {line(exhibit.second)}."
    if exhibit.copies:
        others = ", ".join(code(source) for source in exhibit.copies)
        yield f"Nearly the same words in {others}: copies, not more evidence."
    if hides(exhibit.quote.exact):
        original = sha256(exhibit.quote.exact.encode("utf-8", "surrogatepass")).hexdigest()
        yield (
            "*The quote contains hidden characters, spelt out here; the sha256 of the original, "
            f"in UTF-8, is `{original}`.*"
        )
    if exhibit.anchor is not Anchor.EXACT:
        anchor_words = _ANCHORS[exhibit.anchor]
        if exhibit.since is Since.CHANGED and not exhibit.gone:
            anchor_words = f"The source changed; {anchor_words[0].lower()}{anchor_words[1:]}"
        yield f"**{anchor_words}**"
        if (now := exhibit.now) is not None:
            altered = exhibit.anchor is Anchor.ALTERED
            yield f"It reads: “{line(now.exact)}”" if altered else f"Now {now.start} to {now.end}."
        yield f"Quoted from sha256 {code(exhibit.quote.sha256)}."
    if exhibit.note:
        yield f"{line(exhibit.note[0].upper() + exhibit.note[1:])}."
