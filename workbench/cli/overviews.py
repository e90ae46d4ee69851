"""matrix and progress: what each source says of each claim, and how many claims are done."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, in_project, opened
from workbench.cli.output import say, say_json

if TYPE_CHECKING:
    from workbench.report.crossing import Says
    from workbench.verdicts import Standing
    from workbench.workspace import Workspace


@click.command()
@click.argument("claim_ids", metavar="[CLAIM_ID]...", nargs=-1)
@in_project
@as_json
def matrix(claim_ids: tuple[str, ...], project: Path, json: bool) -> None:
    """Show what each source says of each claim, the sources by their date.

    Each source is shown by its clearest passage; your own marks come before suggestions.
    """
    from workbench.report.crossing import by_source, disagreements, in_order

    workspace = opened(project)
    claims = [workspace.claim(each) for each in claim_ids] or list(workspace.claims)
    refresh(workspace)
    order = in_order({source.id: source for source in workspace.sources()})
    for claim in claims:
        standing = workspace.standing(claim.id)
        says = by_source(workspace.find(claim).evidence, standing)
        split = disagreements(tuple(says.values()))
        state = _state(workspace, claim.id)
        if json:
            sides = [_says(source, says[source]) for source in order if source in says]
            say_json({"id": claim.id, "state": state, "says": sides, "disagree": split})
            continue
        say(f"{claim.id}: {claim.text}  [{state}]")
        for source in order:
            if source in says:
                side = says[source]
                whose = "marked" if side.mark else "suggested"
                value = f"  {side.value}" if side.value else ""
                say(f"  {side.stance} ({whose})  {_address(side)}{value}")
        if split:
            say(f"  {split} pair{'s' if split > 1 else ''} of sources disagree")


@click.command()
@in_project
@as_json
def progress(project: Path, json: bool) -> None:
    """Show how many claims are done: by state and rating, by source, and what is left."""
    from workbench.report.tally import tally

    workspace = opened(project)
    refresh(workspace)
    counted = tally(workspace.desk(), workspace.entries())
    states = Counter(_state(workspace, claim.id) for claim in workspace.claims)
    stale = [claim.id for claim in workspace.claims if workspace.stale(claim)]
    judged = sum(1 for claim in workspace.claims if workspace.standing(claim.id).verdict)
    if json:
        cited = [
            {"source": source, "supports": yes, "conflicts": no}
            for source, yes, no in counted.quotes
        ]
        say_json(
            {
                "claims": len(workspace.claims),
                "judged": judged,
                "states": dict(states),
                "stale": stale,
                "cited": cited,
                "minutes": counted.minutes,
                "once": list(counted.once),
            }
        )
        return
    say(f"{judged} of {len(workspace.claims)} judged")
    for state, count in states.most_common():
        say(f"  {count} {state}")
    for source, yes, no in counted.quotes:
        say(f"  {source}: {yes} marked as supporting, {no} as conflicting")
    if counted.minutes is not None:
        say(f"  {counted.minutes:.1f} minutes a claim (median; pauses over 10 minutes left out)")
    for claim_id in stale:
        say(f"  stale: {claim_id}")
    for claim_id in counted.once:
        say(f"  seen by one reader only: {claim_id}")


def _state(workspace: Workspace, claim_id: str) -> str:
    """Open, postponed, or the name of the rating that stands."""
    standing: Standing = workspace.standing(claim_id)
    if standing.postponed:
        return "postponed"
    if standing.verdict is None:
        return "open"
    scale = workspace.scales.get(standing.verdict.scale)
    rating = scale.rating(standing.verdict.rating) if scale else None
    return rating.name if rating else standing.verdict.rating


def _address(says: Says) -> str:
    passage = says.evidence.match.passage
    return f"{passage.source}:{passage.start}-{passage.end}"


def _says(source: str, says: Says) -> dict[str, Any]:
    passage = says.evidence.match.passage
    return {
        "source": source,
        "stance": says.stance,
        "mark": says.mark,
        "value": says.value,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.text,
    }
