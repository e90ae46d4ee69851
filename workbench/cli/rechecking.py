"""recheck: a verdict whose claim or sources changed, and what became of its quotes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.decisions import tell
from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, by_someone, in_project, opened
from workbench.cli.output import say, say_json

if TYPE_CHECKING:
    from workbench.recheck import Rechecked
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

    Of CLAIM_ID, or of every claim whose verdict is stale. --holds takes the mark of a quote that
    is gone away.
    """
    if holds and claim_id is None:
        raise click.UsageError("--holds needs the claim whose verdict holds.")
    workspace = opened(project, by=by)
    refresh(workspace)
    if claim_id is not None and holds:
        tell(workspace, [workspace.still_holds(claim_id)], json=json)
        return
    claims = workspace.claims if claim_id is None else (workspace.claim(claim_id),)
    stale = [claim.id for claim in claims if workspace.stale(claim)]
    for each in stale:
        _show(workspace, each, json=json)
    if not stale and not json:
        say("no verdict is to be checked again")


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
        say(f"  {told['anchor']} {told['mark']} {each.quote.source}:{told['start']}-{told['end']}")
        say(f"    {_words(each)}")
    say()


def _quote(each: Rechecked) -> dict[str, object]:
    now = each.now or each.quote
    return {
        "mark": each.mark,
        "anchor": each.anchor.value,
        "source": each.quote.source,
        "start": now.start,
        "end": now.end,
        "quote": each.quote.exact,
        "now": each.now.exact if each.now else None,
    }


def _words(each: Rechecked) -> str:
    """The words, those that went and came between signs."""
    from workbench.quotes import runs

    if not each.changes:
        return each.quote.exact
    parts = []
    for change in runs(each.changes):
        before, after = _SIGNS[change.kind]
        parts.append(f"{before}{change.text}{after}")
    return "".join(parts)
