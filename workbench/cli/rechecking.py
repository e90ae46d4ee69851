"""recheck: a verdict whose claim or sources changed, and what happened to its quotes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.decisions import print_saved
from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, by_someone, in_project, opened
from workbench.cli.output import say, say_json
from workbench.corpus.prose import flat

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.verdicts.recheck import Rechecked
    from workbench.workspace import Workspace

_SIGNS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


@click.command()
@click.argument("claim_id", required=False)
@click.option(
    "--holds", is_flag=True, help="Give its verdict again, on the quotes as they are now."
)
@in_project
@by_someone
@as_json
def recheck(claim_id: str | None, holds: bool, project: Path, by: str | None, json: bool) -> None:
    """Check stale verdicts again: each quote exact, moved, altered or gone.

    Checks every claim whose verdict is stale, or CLAIM_ID, which may also have only marks. If a
    quote is altered or gone where it was, other places with the same words are named, but the
    quote is not moved there. --holds takes away the marks of quotes that are gone.
    """
    if holds and claim_id is None:
        raise click.UsageError("--holds needs the claim whose verdict holds.")
    workspace = opened(project, by=by)
    refresh(workspace)
    if claim_id is not None and holds:
        print_saved(workspace, [workspace.still_holds(claim_id)], json=json)
        return
    if claim_id is None:
        changed = [claim.id for claim in workspace.claims if workspace.stale(claim)]
    else:
        changed = [claim_id] if _changed(workspace, workspace.claim(claim_id)) else []
    for each in changed:
        _show(workspace, each, json=json)
    if not changed and not json:
        say("no verdict needs to be checked again")


def _changed(workspace: Workspace, claim: Claim) -> bool:
    """Whether its verdict is stale, or words marked for it are not where they were."""
    from workbench.passages.quotes import Anchor

    quotes = workspace.recheck(claim.id)
    return bool(workspace.stale(claim)) or any(q.anchor is not Anchor.EXACT for q in quotes)


def _show(workspace: Workspace, claim_id: str, *, json: bool) -> None:
    claim = workspace.claim(claim_id)
    why, quotes = workspace.stale(claim), workspace.recheck(claim_id)
    if json:
        say_json({"id": claim.id, "stale": list(why), "quotes": [_quote(each) for each in quotes]})
        return
    say(f"{claim.id}: {claim.text}")
    for reason in why:
        say(f"  {reason}")
    for each in quotes:
        told = _quote(each)
        where = f"{each.quote.source}:{told['start']}-{told['end']}{_since(each)}"
        say(f"  {told['anchor']} {told['mark']} {where}")
        say(f"    {_words(each)}")
        if each.note:
            say(f"    {each.note}{_places(each)}")
    say()


def _quote(each: Rechecked) -> dict[str, object]:
    now = each.now or each.quote
    return {
        "mark": each.mark,
        "anchor": each.anchor.value,
        "since": each.since.value,
        "source": each.quote.source,
        "start": now.start,
        "end": now.end,
        "quote": each.quote.exact,
        "now": each.now.exact if each.now else None,
        "note": each.note,
        "elsewhere": [list(span) for span in each.elsewhere],
    }


def _since(each: Rechecked) -> str:
    """What became of its source, where it is not the same."""
    from workbench.passages.quotes import Since

    return "" if each.since is Since.SAME else f"  ({each.since})"


def _places(each: Rechecked) -> str:
    """Other places with the same words: the first ones, and how many more."""
    if not each.elsewhere:
        return ""
    named = [f"{each.quote.source}:{start}-{end}" for start, end in each.elsewhere[:3]]
    more = len(each.elsewhere) - len(named)
    return f" ({', '.join(named)}{f' and {more} more' if more else ''})"


def _words(each: Rechecked) -> str:
    """The words, with signs around those that were removed and those that are new."""
    from workbench.passages.quotes import runs

    if not each.changes:
        return flat(each.quote.exact)
    parts = []
    for change in runs(each.changes):
        before, after = _SIGNS[change.kind]
        parts.append(f"{before}{flat(change.text)}{after}")
    return "".join(parts)
