"""The parts in front: what it comes to, what was corrected, how it was done."""

from collections import Counter
from collections.abc import Iterator

from workbench.report.document import Block, Heading, Items, Link, Paragraph, Runs, Strong, Table
from workbench.report.dossier import Correction, Dossier
from workbench.report.story.plan import Numbered, Plan
from workbench.report.story.wording import count, day, signed


def opening(dossier: Dossier, plan: Plan) -> Iterator[Block]:
    """How many claims came out how, by whom and when."""
    rated = Counter(
        each.case.verdict.rating.name
        for each in plan.counted
        if each.case.listed and each.case.verdict
    )
    order = [rating.name for scale in dossier.scales for rating in scale.ratings]
    names = sorted(rated, key=lambda name: order.index(name) if name in order else len(order))
    sums = ", ".join(f"{name} {rated[name]}" for name in names)
    claims = count(sum(each.case.listed for each in plan.counted), "claim")
    said = [f"{claims} held against {count(len(dossier.sources), 'source')}."]
    said.append(f"Rated: {sum(rated.values())}{f' ({sums})' if sums else ''}.")
    if differ := sum(bool(each.case.conflict) and each.case.listed for each in plan.counted):
        said.append(f"Reviewers differ on {differ}.")
    if plan.open:
        said.append(f"Not rated yet: {len(plan.open)}.")
    if gone := sum(not each.case.listed for each in plan.counted):
        said.append(f"{count(gone, 'more rating')} on claims no longer in the list.")
    yield Paragraph((" ".join(said),))
    if dossier.selected:
        yield Paragraph((Strong("A part of the check."), f" Only {dossier.selected}."))
    who = sorted({each.case.verdict.given.by for each in plan.claims if each.case.verdict})
    if dossier.last:
        by = f"By {', '.join(who or [dossier.last.by])}"
        where = f", for {dossier.publisher}" if dossier.publisher else ""
        yield Paragraph((f"{by}{where}. Last decision: {day(dossier.last.at)}.",))
    else:
        yield Paragraph(("Nothing has been decided yet.",))


def summary(plan: Plan) -> Iterator[Block]:
    """The rated claims in a table; each leads to its section."""
    rows = tuple(_row(each) for each in plan.told if each.rated or each.whole)
    if rows:
        yield Heading(2, ("Summary",))
        yield Table(("No.", "Claim", "Rating"), rows)


def _row(each: Numbered) -> tuple[Runs, ...]:
    return (each.number,), (Link(each.case.claim.text, f"#{each.name}"),), _rating(each)


def _rating(each: Numbered) -> Runs:
    case = each.case
    if case.conflict:
        return ("reviewers differ",)
    if case.verdict is None:
        return ("see its parts",)
    stale = (" (to be checked again)",) if case.stale else ()
    return (Strong(case.verdict.rating.name), *stale)


def corrections(dossier: Dossier) -> Iterator[Block]:
    """Ratings that a report gave and that were changed since."""
    if not dossier.corrections:
        return
    texts = {case.claim.id: case.claim.text for case in dossier.cases}
    rows = tuple(
        (f"“{texts.get(each.claim, each.claim)}”: ", *corrected(each))
        for each in dossier.corrections
    )
    yield Heading(2, ("Corrections",))
    yield Items(rows)


def corrected(each: Correction) -> Runs:
    """From what to what a rating was corrected, when and why."""
    was = ("on ", day(each.reported), " we reported ", Strong(each.was), ". ")
    if each.conflict:
        return (*was, "Reviewers differ on it since.")
    if each.now is None:
        return (*was, "That rating was withdrawn.")
    now = ("It is now ", Strong(each.now.rating.name), f" ({signed(each.now)}).")
    return (*was, *now, *((f" Why: {each.now.given.reason}",) if each.now.given.reason else ()))


def method(dossier: Dossier) -> Iterator[Block]:
    """How it was done, in a few sentences."""
    yield Heading(2, ("How this was done",))
    quotes = (
        "Every quote is word for word as in its source."
        if dossier.verbatim
        else "The quotes are word for word as their sources had them when they were marked; where "
        "that is so no more, or a justification quotes what no source has so, it is said there."
    )
    yield Paragraph(
        (
            "Each claim is rated as it is worded here and by what the sources listed below say. "
            "A program searched them sentence by sentence for passages that speak of the claim; "
            f"a person read these, marked those that decide it and gave the rating. {quotes}",
        )
    )
