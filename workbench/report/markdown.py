"""The report as Markdown: good to read rendered, and plain to read as it is.

Every text from outside goes through `commonmark`; nothing here decides, counts evidence or
knows where a file is written.
"""

import re
from collections.abc import Iterable, Iterator

from workbench.corpus import Source
from workbench.quotes import Anchor
from workbench.report.commonmark import block, cell, code, heading, line, link
from workbench.report.dossier import Case, Dossier, Exhibit, Given
from workbench.verdicts import Mark
from workbench.visible import hides

SIGNATURE = "Made with workbench, a fact-check desk in a terminal."

PRINTED = 5
"""Suggestions nobody marked that are printed for a claim; of the rest only the number."""
LISTED = 100
"""Sources without a quote, and files left out, that are listed; of the rest only the number."""

_LANES: tuple[tuple[Mark, str, str], ...] = (
    ("conflicts", "What conflicts", "conflicts with the claim"),
    ("supports", "What supports", "supports the claim"),
    ("irrelevant", "Set aside", "is not relevant"),
)


def render(dossier: Dossier) -> str:
    """The report. The same dossier gives the same text, on any machine and at any time."""
    return "\n\n".join(part for part in _parts(dossier) if part) + "\n"


def _parts(dossier: Dossier) -> Iterator[str]:
    labels = _labels(dossier)
    cards = _cited(dossier, labels)
    numbers = {id(case): n for n, case in enumerate(dossier.cases, start=1)}
    yield heading(1, dossier.title)
    yield _opening(dossier)
    yield from _summary(dossier, numbers)
    yield from _corrections(dossier)
    yield from _method(dossier)
    yield from _section("Verdicts", dossier.judged, numbers, cards)
    yield from _section(
        "Verdicts on claims no longer listed",
        dossier.gone,
        numbers,
        cards,
        "These claims left claims.toml after they were rated. Their verdicts are kept.",
    )
    yield from _section(
        "Not judged yet",
        dossier.open,
        numbers,
        cards,
        "Nobody has rated these claims. What is printed under them are suggestions of the "
        "program, which no one has confirmed.",
    )
    yield from _scales(dossier)
    yield from _sources(dossier, labels)
    yield from _checking(dossier, labels)
    yield from _limits()
    yield SIGNATURE


def _labels(dossier: Dossier) -> dict[str, str]:
    """S1, S2 ... for the sources that a printed quote is from, by id."""
    quoted = {
        exhibit.quote.source
        for case in dossier.cases
        for exhibit in (*case.marked, *case.suggested[:PRINTED])
    }
    return {source: f"S{n}" for n, source in enumerate(sorted(quoted), start=1)}


def _cited(dossier: Dossier, labels: dict[str, str]) -> dict[str, str]:
    """How a quote names its source: `S2, Global Times, 2018-08-29`, by id."""
    known = {source.id: source for source in dossier.sources}
    cited = {}
    for source_id, label in labels.items():
        source = known.get(source_id)
        if source is None:
            cited[source_id] = f"{label}, {code(source_id)}"
        else:
            who = line(source.publisher) if source.publisher else f"“{line(_short(source.title))}”"
            cited[source_id] = f"{label}, {who}, {_published(source)}"
    return cited


def _opening(dossier: Dossier) -> str:
    claims = len(dossier.judged) + len(dossier.open)
    words = [
        f"{_count(claims, 'claim')} checked against {_count(len(dossier.sources), 'source')}: "
        f"{len(dossier.judged)} judged, {len(dossier.open)} open."
    ]
    if dossier.last:
        words.append(f"Last decision: {_when(dossier.last.at)}, by {line(dossier.last.by)}.")
    else:
        words.append("Nothing has been decided yet.")
    return " ".join(words)


def _summary(dossier: Dossier, numbers: dict[int, int]) -> Iterator[str]:
    shown = [*dossier.judged, *dossier.gone]
    if not shown:
        return
    yield heading(2, "Summary")
    yield _table(("Verdict", "Claims"), _counts(dossier), right={1})
    rows = (
        (
            str(numbers[id(case)]),
            cell(case.claim.text),
            f"**{_verdict_cell(case)}**",
            str(len(case.exhibits("supports"))),
            str(len(case.exhibits("conflicts"))),
        )
        for case in shown
    )
    yield _table(("No.", "Claim", "Verdict", "Supporting", "Conflicting"), rows, right={0, 3, 4})
    stale = [str(numbers[id(case)]) for case in shown if case.stale]
    if stale:
        number = "verdict is" if len(stale) == 1 else "verdicts are"
        yield (
            f"**{len(stale)} {number} stale** (no. {', '.join(stale)}): the claim or a quoted "
            "source changed after the rating. The reasons stand with each verdict."
        )


def _counts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    given = [case.verdict for case in (*dossier.judged, *dossier.gone) if case.verdict]
    names: dict[str, int] = {}
    for scale in dossier.scales:
        for rating in scale.ratings:
            names.setdefault(rating.name, 0)
    for verdict in given:
        names[verdict.rating.name] = names.get(verdict.rating.name, 0) + 1
    for name, number in names.items():
        if number:
            yield cell(name), str(number)
    postponed = sum(case.postponed for case in dossier.open)
    if len(dossier.open) - postponed:
        yield "*open*", str(len(dossier.open) - postponed)
    if postponed:
        yield "*postponed*", str(postponed)


def _verdict_cell(case: Case) -> str:
    assert case.verdict
    return cell(case.verdict.rating.name) + (" (stale)" if case.stale else "")


def _corrections(dossier: Dossier) -> Iterator[str]:
    if not dossier.corrections:
        return
    texts = {case.claim.id: case.claim.text for case in dossier.cases}
    yield heading(2, "Corrections")
    yield "Ratings that an earlier report gave and that were changed since:"
    items = []
    for each in dossier.corrections:
        what = texts.get(each.claim, each.claim)
        was = f"reported as **{line(each.was)}** on {_when(each.reported)}"
        if each.now is None:
            items.append(f"- “{line(what)}” was {was}. That verdict was withdrawn.")
        else:
            items.append(
                f"- “{line(what)}” was {was}. It is now **{line(each.now.rating.name)}**, "
                f"{_signed(each.now)}.{_because(each.now)}"
            )
    yield "\n".join(items)


def _method(dossier: Dossier) -> Iterator[str]:
    yield heading(2, "How this was done")
    if not dossier.scales:
        return
    yield (
        "Each claim is rated exactly as it is worded here. A program looked through the sources "
        "listed below, sentence by sentence, for passages that speak of the claim, and suggested "
        "for each whether it supports the claim, conflicts with it or only mentions it, and why. "
        "A person read them, marked the passages that count and gave the rating, on the scale "
        f"“{line(dossier.scales[0].title)}”. What a person marked and what the program suggested "
        "are always told apart. Every quote is word for word as in its source; how to check that "
        "without the program stands at the end."
    )


def _section(
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
    if case.justification.strip():
        yield heading(4, "Why")
        for paragraph in re.split(r"\n[ \t]*\n", case.justification.strip()):
            yield block(paragraph)
    elif case.verdict:
        yield "*No justification was written.*"
    for mark, title, _ in _LANES:
        exhibits = case.exhibits(mark)
        if exhibits:
            yield heading(4, title)
            for exhibit in exhibits:
                yield from _exhibit(exhibit, cards)
    yield from _suggestions(case, cards)


def _verdict(case: Case) -> Iterator[str]:
    if case.verdict is None:
        yield "**Postponed.**" if case.postponed else "**Open.**"
        return
    rating = case.verdict.rating
    meaning = f" {line(rating.meaning)}" if rating.meaning else ""
    yield (
        f"**Verdict: {line(rating.name)}.**{meaning} Rated {_signed(case.verdict)}."
        f"{_because(case.verdict)}"
    )
    if case.earlier:
        before = ", ".join(
            f"{line(given.rating.name)} ({_signed(given)})" for given in case.earlier
        )
        yield f"Earlier: {before}."


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


def _suggestions(case: Case, cards: dict[str, str]) -> Iterator[str]:
    if not case.suggested:
        if not case.verdict:
            yield "The program has no firm suggestion. That says nothing about the claim."
        return
    yield heading(4, "Not marked by the checker")
    yield "Suggestions of the program that nobody marked, best match first:"
    for exhibit in case.suggested[:PRINTED]:
        yield from _exhibit(exhibit, cards)
    more = len(case.suggested) - PRINTED
    if more > 0:
        yield f"{_count(more, 'further suggestion')} not printed."


def _exhibit(exhibit: Exhibit, cards: dict[str, str]) -> Iterator[str]:
    quote = exhibit.quote
    yield block(quote.exact, prefix="> ")
    where = f"{cards[quote.source]}, characters {quote.start} to {quote.end}."
    yield " ".join((where, *_words(exhibit)))
    yield "\n".join(
        f"- *{reason.relation.value}* {line(reason.text)}" for reason in exhibit.judgement.reasons
    )


def _words(exhibit: Exhibit) -> Iterator[str]:
    """Who says what about a quote, in sentences."""
    suggestion = exhibit.judgement.stance.value
    if exhibit.judgement.confidence:
        suggestion += f" ({exhibit.judgement.confidence.value})"
    if exhibit.mark is None:
        yield f"Suggestion: {suggestion}."
    else:
        says = next(words for mark, _, words in _LANES if mark == exhibit.mark)
        yield f"The checker: {says}. The program suggested: {suggestion}."
    if hides(exhibit.quote.exact):
        yield "*The quote contains hidden characters, spelt out here.*"
    if exhibit.anchor is not Anchor.EXACT:
        yield f"**{_ANCHORS[exhibit.anchor]}** Quoted from sha256 {code(exhibit.quote.sha256)}."


_ANCHORS = {
    Anchor.MOVED: "The source changed; these words now stand elsewhere in it.",
    Anchor.ALTERED: "The source changed; it now words this differently.",
    Anchor.GONE: "These words are no longer found in the corpus.",
}


def _scales(dossier: Dossier) -> Iterator[str]:
    for n, scale in enumerate(dossier.scales):
        yield heading(2, "The scale" if n == 0 else "Another scale that was used")
        yield f"{line(scale.title)}:"
        yield "\n".join(
            f"{place}. **{line(rating.name)}**"
            + (f": {line(rating.meaning)}" if rating.meaning else "")
            for place, rating in enumerate(scale.ratings, start=1)
        )


def _sources(dossier: Dossier, labels: dict[str, str]) -> Iterator[str]:
    yield heading(2, "Sources")
    if not dossier.sources:
        yield "The corpus is empty."
    known = {source.id: source for source in dossier.sources}
    for source_id, label in labels.items():
        source = known.get(source_id)
        if source is None:
            yield heading(3, f"{label}. {source_id}")
            yield "This source is no longer in the corpus."
        else:
            yield heading(3, f"{label}. {source.title}")
            yield _card(source)
    others = [source for source in dossier.sources if source.id not in labels]
    if others:
        yield heading(3, "Searched, not quoted" if labels else "Searched")
        yield _some(
            f"- {line(source.title)}, {_published(source)}. {code(source.path)}, "
            f"sha256 {code(source.sha256)}"
            for source in others
        )
    if dossier.skipped:
        yield heading(3, "Left out, because they could not be read")
        yield _some(f"- {code(each.path)}: {line(each.reason)}" for each in dossier.skipped)


def _card(source: Source) -> str:
    rows = [
        ("Publisher", line(source.publisher or "unknown")),
        ("Author", line(source.author or "unknown")),
        ("Published", _published(source)),
        ("Language", source.language and line(source.language)),
        ("Kind", source.kind and line(source.kind)),
        ("Grade", source.grade and line(source.grade)),
        ("Origin", source.origin and line(source.origin)),
        ("Address", source.url and link(source.url)),
        ("Archived", source.archive_url and link(source.archive_url)),
        ("Id", code(source.id)),
        ("File", code(source.path)),
        ("sha256", code(source.sha256)),
    ]
    return "\n".join(f"- {name}: {value}" for name, value in rows if value)


def _checking(dossier: Dossier, labels: dict[str, str]) -> Iterator[str]:
    quoted = [source for source in dossier.sources if source.id in labels]
    if not quoted:
        return
    yield heading(2, "How to check a quote")
    yield (
        "Each quote names its source and two numbers: the characters (Unicode code points) of the "
        "source's text from the first, counted from 0, up to but without the second. The sha256 is "
        "that of the file, so that a changed file shows. In the folder of the sources, with "
        "Python and nothing else:"
    )
    yield (
        "    sha256sum FILE\n"
        "    python3 -c \"import sys; f, a, b = sys.argv[1:]; print(open(f, 'rb').read()"
        ".decode('utf-8-sig')[int(a):int(b)])\" FILE FIRST SECOND"
    )
    if any(source.path.lower().endswith(".jsonl") for source in quoted):
        yield (
            "In a `.jsonl` file each line is a document: its numbers and its sha256 are those of "
            "its `text`, in UTF-8."
        )


def _limits() -> Iterator[str]:
    yield heading(2, "What this report cannot tell")
    yield "\n".join(
        (
            "- No flag means nothing. A passage without a suggestion may still conflict with the "
            "claim, and a claim without a passage is neither true nor false.",
            "- Only the sources listed here were searched. What they leave out, this report "
            "cannot know.",
            "- The program compares words, numbers, dates and names by rules. It can be wrong, "
            "and it decides nothing: the verdicts are a person's.",
            "- Several sources may repeat one another. Their number is not the number of "
            "witnesses.",
            "- A verdict is about the claim as worded here and about what was known at the last "
            "decision.",
        )
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, right: set[int]) -> str:
    rule = ("---:" if n in right else "---" for n in range(len(head)))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, tuple(rule), *rows))


def _some(items: Iterable[str]) -> str:
    items = list(items)
    more = len(items) - LISTED
    return "\n".join((*items[:LISTED], *([f"- and {more} more"] if more > 0 else [])))


def _short(title: str) -> str:
    """The title, or its first words and an ellipsis."""
    return title if len(title) <= 60 else f"{title[:60].rsplit(' ', 1)[0]} …"


def _published(source: Source) -> str:
    return str(source.published) if source.published else "date unknown"


def _signed(given: Given) -> str:
    return f"{_when(given.entry.at)} by {line(given.entry.by)}"


def _because(given: Given) -> str:
    return f" Reason for the change: {line(given.reason)}" if given.reason else ""


def _when(at: str) -> str:
    """`2026-11-22T01:15:02Z` as `2026-11-22 01:15 UTC`."""
    return line(f"{at[:10]} {at[11:16]} UTC")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
