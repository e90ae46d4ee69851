"""record, mark, justify, postpone, undo, redo and history: what the checker decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.cli.evidence import refresh
from workbench.cli.frame import NO, as_json, by_someone, in_project, opened
from workbench.cli.output import complain, say, say_json
from workbench.corpus.prose import flat
from workbench.passages.quotations import MARKS
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from workbench.passages import Passage
    from workbench.verdicts import Entry, Mark


_Command = TypeVar("_Command", bound=Callable[..., Any])


def _words(mark: str) -> Callable[[_Command], _Command]:
    """The option that gives passages this mark."""
    return click.option(
        f"--{mark}",
        multiple=True,
        metavar="SOURCE:START-END",
        help=f"A passage that {'is irrelevant' if mark == 'irrelevant' else mark}; repeatable.",
    )


@click.command()
@click.argument("claim_id")
@click.argument("rating")
@click.option("--why", metavar="TEXT", help="The justification of the verdict.")
@click.option(
    "--reason", metavar="LINE", default="", help="Why a rating changes, or a rule is set aside."
)
@_words("supports")
@_words("conflicts")
@_words("irrelevant")
@in_project
@by_someone
@as_json
def record(
    claim_id: str,
    rating: str,
    why: str | None,
    reason: str,
    supports: tuple[str, ...],
    conflicts: tuple[str, ...],
    irrelevant: tuple[str, ...],
    project: Path,
    by: str | None,
    json: bool,
) -> None:
    """Record a verdict: RATING is a name, an id or a key of the scale.

    A passage is given as SOURCE:START-END, as `find` prints it: code points, half open. One
    `undo` takes back the rating together with the passages given here.
    """
    workspace = opened(project, by=by)
    given: list[tuple[Mark, str]] = [
        *(("supports", each) for each in supports),
        *(("conflicts", each) for each in conflicts),
        *(("irrelevant", each) for each in irrelevant),
    ]  # fmt: skip
    # Everything is looked up before anything is recorded.
    workspace.claim(claim_id)
    chosen = workspace.rating(rating)
    marks = _passages(workspace, given)
    before = workspace.standing(claim_id).verdict
    entries = [workspace.justify(claim_id, why)] if why is not None else []
    entries.append(workspace.rate(claim_id, chosen.id, reason=reason, marks=marks))
    print_saved(workspace, entries, json=json)
    if why is not None:
        print_misquoted(workspace, claim_id)
    if not json:
        for mark, passage in marks:
            say(f"  {mark} {passage.source}:{passage.start}-{passage.end}: {flat(passage.text)}")
        if before:
            then = next(each for each in workspace.entries() if each.seq == before.seq)
            say(f"  before: {_describe(workspace, then)}")


@click.command()
@click.argument("claim_id")
@click.argument("address", metavar="SOURCE:START-END")
@click.argument(
    "mark_", metavar="MARK", type=click.Choice(["supports", "conflicts", "irrelevant", "none"])
)
@in_project
@by_someone
@as_json
def mark(
    claim_id: str, address: str, mark_: str, project: Path, by: str | None, json: bool
) -> None:
    """Mark a passage: supports, conflicts, irrelevant; none takes the mark away."""
    workspace = opened(project, by=by)
    if mark_ == "none" and (marked := _marked(workspace, claim_id, address)):
        # Its source or claim may be gone, or the source may have other words there: the mark is
        # taken away all the same.
        passage = marked
        entry = workspace.mark(claim_id, passage, None)
    else:
        claim = workspace.claim(claim_id)
        ((chosen, passage),) = _passages(workspace, [(mark_, address)])  # type: ignore[list-item]
        judgement = workspace.judge(claim, passage)
        suggested = judgement.noted
        wanted = None if mark_ == "none" else chosen
        entry = workspace.mark(claim.id, passage, wanted, suggested=suggested)
    print_saved(workspace, [entry], json=json)
    if not json:
        say(f"  {flat(passage.text)}")


@click.command()
@click.argument("claim_id")
@click.argument("text")
@in_project
@by_someone
@as_json
def justify(claim_id: str, text: str, project: Path, by: str | None, json: bool) -> None:
    """Write the justification of a claim's verdict."""
    workspace = opened(project, by=by)
    print_saved(workspace, [workspace.justify(claim_id, text)], json=json)
    print_misquoted(workspace, claim_id)


@click.command()
@click.argument("claim_id")
@in_project
@by_someone
@as_json
def postpone(claim_id: str, project: Path, by: str | None, json: bool) -> None:
    """Put a claim off until later."""
    workspace = opened(project, by=by)
    print_saved(workspace, [workspace.postpone(claim_id)], json=json)


@click.command()
@in_project
@by_someone
@as_json
def undo(project: Path, by: str | None, json: bool) -> int:
    """Take back your last decision, and say which."""
    workspace = opened(project, by=by)
    return _turn(workspace, workspace.undo(), "undone", json=json)


@click.command()
@in_project
@by_someone
@as_json
def redo(project: Path, by: str | None, json: bool) -> int:
    """Bring back the decision that you took back last."""
    workspace = opened(project, by=by)
    return _turn(workspace, workspace.redo(), "stands again", json=json)


@click.command()
@click.argument("claim_id", required=False)
@in_project
@as_json
def history(claim_id: str | None, project: Path, json: bool) -> None:
    """List every decision ever made, oldest first, or only those on CLAIM_ID."""
    workspace = opened(project)
    for entry in workspace.entries():
        if claim_id is not None and getattr(entry.decision, "claim", None) != claim_id:
            continue
        if json:
            say_json(_entry(workspace, entry))
        else:
            say(f"{entry.seq:>5}  {entry.at}  {entry.by}: {_describe(workspace, entry)}")


def _passages(workspace: Workspace, given: list[tuple[Mark, str]]) -> list[tuple[Mark, Passage]]:
    if given:
        refresh(workspace)
    twice = [address for address, number in Counter(at for _, at in given).items() if number > 1]
    if twice:
        raise click.UsageError(f"{twice[0]} is given twice; a passage has one mark.")
    return [(mark, workspace.passage(address)) for mark, address in given]


def _marked(workspace: Workspace, claim_id: str, address: str) -> Passage | None:
    """The words at an address as they were marked for a claim; None if they are not marked."""
    from workbench.passages import Passage

    for _, quote in workspace.standing(claim_id).marks:
        if address == f"{quote.source}:{quote.start}-{quote.end}":
            return Passage(quote.source, quote.start, quote.end, quote.exact)
    return None


def _turn(workspace: Workspace, entry: Entry | None, what: str, *, json: bool) -> int:
    if entry is None:
        complain(f"{workspace.reviewer} has nothing to take back or bring back")
        return NO
    if json:
        say_json(_entry(workspace, entry))
    else:
        say(f"{what}: {_describe(workspace, entry)} (no. {entry.seq}, {entry.at})")
    return 0


def print_misquoted(workspace: Workspace, claim_id: str) -> None:
    """Print, to the standard error, quotations in the justification that no source has so."""
    if not any(sign in workspace.standing(claim_id).justification for sign in MARKS):
        return
    refresh(workspace)
    for each in workspace.misquoted(claim_id):
        complain(f"not word for word: {each.in_words}")


def print_saved(workspace: Workspace, entries: list[Entry], *, json: bool) -> None:
    """Print what was recorded."""
    for entry in entries:
        if json:
            say_json(_entry(workspace, entry))
        else:
            say(f"saved: {_describe(workspace, entry)} (no. {entry.seq}, by {entry.by})")
    if workspace.notice:
        complain(workspace.notice)


def _entry(workspace: Workspace, entry: Entry) -> dict[str, Any]:
    """The entry as it is in the ledger, with a text that says it in words."""
    import msgspec

    built: dict[str, Any] = msgspec.to_builtins(entry)
    fields = {key: built[key] for key in ("seq", "id", "at", "by", "decision")}
    return {**fields, "text": _describe(workspace, entry)}


def _describe(workspace: Workspace, entry: Entry) -> str:
    from workbench.verdicts.in_words import describe

    return describe(entry, entries=workspace.entries(), scales=workspace.scales)
