"""The first and last parts: the result, how it was done, what it cannot tell."""

from collections.abc import Iterator

from workbench.report.commonmark import cell, heading, line
from workbench.report.dossier import Case, Dossier
from workbench.report.markdown.wording import because, count, signed, table, when


def opening(dossier: Dossier) -> str:
    claims = len(dossier.judged) + len(dossier.open) + len(dossier.disputed)
    differ = f" {len(dossier.disputed)} in conflict," if dossier.disputed else ""
    words = [
        f"{count(claims, 'claim')} checked against {count(len(dossier.sources), 'source')}: "
        f"{len(dossier.judged)} judged,{differ} {len(dossier.open)} open."
    ]
    if dossier.gone:
        words.append(f"{count(len(dossier.gone), 'more verdict')} on claims no longer listed.")
    if dossier.last:
        words.append(f"Last decision: {when(dossier.last.at)}, by {line(dossier.last.by)}.")
    else:
        words.append("Nothing has been decided yet.")
    return " ".join(words)


def summary(dossier: Dossier, numbers: dict[int, int]) -> Iterator[str]:
    shown = [*dossier.judged, *dossier.gone, *dossier.disputed]
    if not shown:
        return
    yield heading(2, "Summary")
    yield table(("Verdict", "Claims"), _counts(dossier), right={1})
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
    yield table(("No.", "Claim", "Verdict", "Supporting", "Conflicting"), rows, right={0, 3, 4})
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
    if differ := len(dossier.disputed) + sum(bool(case.conflict) for case in dossier.gone):
        yield "*in conflict*", str(differ)
    postponed = sum(case.postponed for case in dossier.open)
    if len(dossier.open) - postponed:
        yield "*open*", str(len(dossier.open) - postponed)
    if postponed:
        yield "*postponed*", str(postponed)


def _verdict_cell(case: Case) -> str:
    if case.verdict is None:
        return "in conflict"
    return cell(case.verdict.rating.name) + (" (stale)" if case.stale else "")


def corrections(dossier: Dossier) -> Iterator[str]:
    if not dossier.corrections:
        return
    texts = {case.claim.id: case.claim.text for case in dossier.cases}
    yield heading(2, "Corrections")
    yield "Ratings that an earlier report gave and that were changed since:"
    items = []
    for each in dossier.corrections:
        what = texts.get(each.claim, each.claim)
        was = f"reported as **{line(each.was)}** on {when(each.reported)}"
        if each.conflict:
            items.append(f"- “{line(what)}” was {was}. Reviewers differ on it since.")
        elif each.now is None:
            items.append(f"- “{line(what)}” was {was}. That verdict was withdrawn.")
        else:
            items.append(
                f"- “{line(what)}” was {was}. It is now **{line(each.now.rating.name)}**, "
                f"{signed(each.now)}.{because(each.now, before=each.was)}"
            )
    yield "\n".join(items)


def method(dossier: Dossier) -> Iterator[str]:
    yield heading(2, "How this was done")
    if not dossier.scales:
        return
    yield (
        "Each claim is rated exactly as it is worded here. A program looked through the sources "
        "listed below, sentence by sentence, for passages that speak of the claim, and suggested "
        "for each whether it supports the claim, conflicts with it or only mentions it, and why. "
        "A person read them, marked the passages that count and gave the rating, on the scale "
        f"“{line(dossier.scales[0].title)}”. What a person marked and what the program suggested "
        f"are always told apart. {_quotes(dossier)}"
    )
    if any(exhibit.second for case in dossier.cases for exhibit in case.marked):
        yield (
            "A second reading is what a model of the checker's own said of a passage when it was "
            "marked. It gives no reason, and its number is the model's, not measured."
        )
    names = {
        each.given.by
        for case in dossier.cases
        for each in (*case.verdicts, *case.agreeing, *case.conflict)
    }
    if names:
        yield f"The verdicts are by {', '.join(line(name) for name in sorted(names))}."


def _quotes(dossier: Dossier) -> str:
    if dossier.verbatim:
        return "Every quote is word for word as in its source; how to check that stands at the end."
    return (
        "The quotes under a claim are word for word as their sources had them when they were "
        "marked. Where a source has other words by now, or a justification quotes what no source "
        "has so, that is said with it. How to check a quote stands at the end."
    )


def limits() -> Iterator[str]:
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
