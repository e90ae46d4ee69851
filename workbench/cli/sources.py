"""sources, read and grade: what the claims are checked against."""

from __future__ import annotations

import os
import re
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from workbench.cli.decisions import tell
from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, by_someone, in_project, opened
from workbench.cli.output import say, say_json
from workbench.corpus.prose import flat
from workbench.workspace import CLAIMS

ANCHORS = ("exact", "moved", "altered", "gone")
AROUND = 3
"""Passages shown before and after the one that was asked for."""


@click.command()
@in_project
@as_json
def sources(project: Path, json: bool) -> None:
    """List the sources, and the files that could not be read."""
    workspace = opened(project, claims=False)
    refresh(workspace)
    for source in workspace.sources():
        if json:
            published = source.published
            say_json(
                {
                    **asdict(source),
                    "said": dict(source.said),
                    "published": [str(published.first), str(published.last)] if published else None,
                }
            )
        else:
            when = source.published or "date unknown"
            say(f"{source.id}  [{source.publisher or 'publisher unknown'}, {when}]  {source.title}")
            if source.left_out:
                plural = "s" if source.left_out > 1 else ""
                say(f"    {source.left_out} paragraph{plural} of the file left out")
            for note in source.notes:
                say(f"    {note}")
    for skipped in workspace.skipped():
        if json:
            say_json({"path": skipped.path, "skipped": skipped.reason})
        else:
            say(f"left out: corpus/{skipped.path}: {skipped.reason}")


@click.command()
@click.argument("source_id", metavar="SOURCE")
@in_project
@by_someone
@as_json
def reread(source_id: str, project: Path, by: str | None, json: bool) -> None:
    """Read the file of a source again, with the readers as they are now.

    The only way to another text of a file that has not changed. Says how many of the marked
    quotes stand exactly where they stood, moved, were altered, or are gone. Those whose words are
    there are quotes of the new text from then on; no verdict is stale. undo takes it back.
    """
    workspace = opened(project, by=by, claims=os.path.lexists(project / CLAIMS))
    refresh(workspace)
    entry, quotes = workspace.reread(source_id)
    anchors = {name: sum(each.anchor == name for _, each in quotes) for name in ANCHORS}
    if json:
        say_json({"source": source_id, "text": "reread" if entry else "same", "quotes": anchors})
        return
    told = "reread, its text is another one now; `workbench undo` takes the old one again"
    say(f"{source_id}: {told if entry else 'same'}")
    if quotes:
        told = ", ".join(f"{number} {name}" for name, number in anchors.items() if number)
        say(f"  marked quotes of it: {told}")
    for claim_id, each in quotes:
        if each.anchor in ("altered", "gone"):
            say(f"  {each.anchor} in {claim_id}: {flat(each.quote.exact)}")


@click.command()
@click.argument("place", metavar="SOURCE[:START-END]")
@click.option("--for", "claim_id", metavar="CLAIM_ID", help="Note that it was read for a claim.")
@in_project
@by_someone
@as_json
def read(place: str, claim_id: str | None, project: Path, by: str | None, json: bool) -> None:
    """Read a source, each passage behind its address.

    With START-END only the passages around, those asked for marked with >. Words that are no
    passage of their own stand first, behind =.
    """
    addressed = re.fullmatch(r".+:[0-9]+-[0-9]+", place, re.DOTALL) is not None
    if claim_id is not None and not addressed:
        raise click.UsageError("--for needs a passage: SOURCE:START-END.")
    workspace = opened(project, by=by, claims=claim_id is not None)
    refresh(workspace)
    wanted = workspace.passage(place) if addressed else None
    article = workspace.article(wanted.source if wanted else place)
    source = article.source
    passages = workspace.passages(source.id)
    here = [
        n
        for n, passage in enumerate(passages)
        if wanted and passage.start < wanted.end and wanted.start < passage.end
    ]
    if wanted:
        nearest = here or [sum(passage.end <= wanted.start for passage in passages)]
        passages = passages[max(0, nearest[0] - AROUND) : nearest[-1] + AROUND + 1]
        if wanted not in passages:
            passages = (wanted, *passages)
    if not json:
        when = source.published or "date unknown"
        say(f"{source.title}  [{source.publisher or 'publisher unknown'}, {when}]")
    for passage in passages:
        if json:
            say_json(
                {
                    "source": passage.source,
                    "start": passage.start,
                    "end": passage.end,
                    "quote": passage.text,
                    **({"place": found} if (found := article.place(passage.start)) else {}),
                }
            )
        else:
            asked = wanted and passage.start < wanted.end and wanted.start < passage.end
            sign = "=" if passage is wanted else ">" if asked else " "
            say(f"{sign} {passage.source}:{passage.start}-{passage.end}  {flat(passage.text)}")
    if wanted and claim_id is not None:
        workspace.read(claim_id, wanted)


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("grade_", metavar="GRADE")
@click.option(
    "--kind", type=click.Choice(["primary", "secondary"]), help="Who saw it, or who tells."
)
@in_project
@by_someone
@as_json
def grade(
    source_id: str,
    grade_: str,
    kind: Literal["primary", "secondary"] | None,
    project: Path,
    by: str | None,
    json: bool,
) -> None:
    """Grade a source: A-F for its reliability, 1-6 for what it says, such as B2.

    "none" takes the grade away.
    """
    if grade_ != "none" and not re.fullmatch("[A-F][1-6]", grade_):
        raise click.UsageError(f"{grade_} is no grade; write A-F and 1-6, such as B2, or none.")
    workspace = opened(project, by=by, claims=False)
    refresh(workspace)
    given = None if grade_ == "none" else grade_
    tell(workspace, [workspace.grade(source_id, given, kind=kind)], json=json)
