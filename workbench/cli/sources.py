"""sources, read and grade: what the claims are checked against."""

from __future__ import annotations

import os
import re
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from workbench.cli.decisions import print_saved
from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, by_someone, in_project, opened
from workbench.cli.output import say, say_json
from workbench.corpus.prose import flat
from workbench.workspace import CLAIMS

ANCHORS = ("exact", "moved", "altered", "gone")
AROUND = 3
"""Passages shown before and after the one that was asked for."""


@click.command()
@click.option("--left-out", "listed", is_flag=True, help="Print what of the files was left out.")
@click.argument("source_id", metavar="[SOURCE]", required=False)
@in_project
@as_json
def sources(listed: bool, source_id: str | None, project: Path, json: bool) -> None:
    """List the sources, and the files that could not be read."""
    workspace = opened(project, claims=False)
    refresh(workspace)
    wanted = [each for each in workspace.sources() if source_id in (None, each.id)]
    if source_id is not None and not wanted:
        workspace.article(source_id)  # says that there is none
    for source in wanted:
        if json:
            published = source.published
            say_json(
                {
                    **asdict(source),
                    "said": dict(source.said),
                    "passages": len(workspace.passages(source.id)),
                    **({"lines_left_out": workspace.left_out(source.id)} if listed else {}),
                    "published": [str(published.first), str(published.last)] if published else None,
                }
            )
        else:
            when = source.published or "date unknown"
            say(f"{source.id}  [{source.publisher or 'publisher unknown'}, {when}]  {source.title}")
            known = [source.kind, source.grade and f"grade {source.grade}"]
            known.append(f"{len(workspace.passages(source.id))} passages")
            if source.left_out:
                lines = source.left_out + workspace.lines(source.id)
                known.append(f"{source.left_out} of {lines} lines left out")
            say(f"    {', '.join(each for each in known if each)}")
            for left in workspace.left_out(source.id) if listed else ():
                say(f"    - {flat(left)}")
            for note in source.notes:
                say(f"    {note}")
    for skipped in workspace.skipped() if source_id is None else ():
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


@click.group()
def source() -> None:
    """Change what is known of a source."""


@source.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("said", metavar="FIELD=WORDS...", nargs=-1, required=True)
@in_project
@as_json
def edit(source_id: str, said: tuple[str, ...], project: Path, json: bool) -> None:
    """Write fields of a source's card into corpus/sources.toml; FIELD= takes one out.

    Fields: title, publisher, author, published (2023-09-06, 2023-09, 2023, or two with / between
    them), origin, language, kind (primary or secondary), grade (such as B2), url, archive_url.
    """
    wrong = next((each for each in said if "=" not in each), None)
    if wrong is not None:
        raise click.UsageError(f"{wrong}: write FIELD=WORDS, such as publisher=Reuters.")
    workspace = opened(project, claims=False)
    refresh(workspace)
    now = workspace.edit_source(source_id, dict(each.split("=", 1) for each in said))
    where_from = dict(now.said)
    for key in (each.partition("=")[0] for each in said):
        value = getattr(now, key)
        if json:
            shown = None if value is None else str(value)
            say_json({"source": now.id, "field": key, "value": shown, "said": where_from.get(key)})
        else:
            said_by = f" ({where_from[key]})" if key in where_from else ""
            say(f"{now.id}: {key}: {value if value is not None else 'unknown'}{said_by}")


@click.command()
@click.argument("place", metavar="SOURCE[:START-END]")
@click.option("--for", "claim_id", metavar="CLAIM_ID", help="Note that it was read for a claim.")
@in_project
@by_someone
@as_json
def read(place: str, claim_id: str | None, project: Path, by: str | None, json: bool) -> None:
    """Read a source, with the address before each passage.

    With START-END only the passages around it are shown, those asked for marked with >. Words that
    are not exactly one passage are shown first, marked with =.
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
    "--kind",
    type=click.Choice(["primary", "secondary"]),
    help="Whether it saw it, or repeats others.",
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
    print_saved(workspace, [workspace.grade(source_id, given, kind=kind)], json=json)
