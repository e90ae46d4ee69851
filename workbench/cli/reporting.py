"""report and corrections: what is published, and what was changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, by_someone, in_project, opened
from workbench.cli.output import complain, progress_line, say, say_exactly, say_json
from workbench.errors import InputError


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write it there; the suffix says in which form. [default: the screen]",
)
@click.option(
    "--with-sources",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write it into this new folder, with all that a reader needs to verify it.",
)
@click.option("--form", help="Form of the report. [default: as FILE ends, else markdown]")
@click.option("--audit", is_flag=True, help="The whole dossier: all that was found and judged.")
@click.option(
    "--only",
    type=click.Choice(["open", "judged", "stale"]),
    help="Only claims without a rating, with one, or with one to be checked again.",
)
@click.option("--verdict", multiple=True, metavar="RATING", help="Only claims rated so.")
@click.option("--tag", multiple=True, metavar="TAG", help="Only claims with this tag.")
@click.option("--id", "ids", multiple=True, metavar="CLAIM_ID", help="Only this claim.")
@click.option("--force", is_flag=True, help="Replace a file that is no report of ours.")
@in_project
@by_someone
@as_json
def report(
    output: Path | None,
    folder: Path | None,
    form: str | None,
    audit: bool,
    only: Literal["open", "judged", "stale"] | None,
    verdict: tuple[str, ...],
    tag: tuple[str, ...],
    ids: tuple[str, ...],
    force: bool,
    project: Path,
    by: str | None,
    json: bool,
) -> None:
    """Write the report: ratings, why, the quotes that decide them, sources, corrections.

    On the screen nothing is recorded. Written to a file, the ledger notes which ratings were
    reported, so that a later change is a correction. What it lacks is said on the standard error.
    """
    from workbench.report import Selection, form_of

    workspace = opened(project, by=by)
    refresh(workspace)
    lacks: list[str] = []
    selection = Selection(only, verdict, tag, ids)
    if folder is not None and output is not None:
        raise InputError("--with-sources names the folder of the report; leave -o out")
    if folder is None and (output is None or str(output) == "-"):
        with progress_line("reporting") as progress:
            shown = form or "markdown"
            text = workspace.report(
                form=shown, audit=audit, selection=selection, lacking=lacks.append,
                progress=progress.show,
            )  # fmt: skip
        if json:
            say_json({"form": shown, "path": None, "text": text, "lacks": lacks})
        else:
            say_exactly(text)
            _tell_lacks(lacks)
        return
    recorded = len(workspace.entries())
    with progress_line("reporting") as progress:
        if folder is not None:
            written = workspace.carry_report(
                folder, form=form or "markdown", audit=audit, selection=selection,
                lacking=lacks.append, progress=progress.show,
            )  # fmt: skip
        else:
            assert output is not None
            written = workspace.write_report(
                output, form=form, audit=audit, selection=selection, overwrite=force,
                lacking=lacks.append, progress=progress.show,
            )  # fmt: skip
    changed = len(workspace.entries()) > recorded
    if json:
        told = {"form": form_of(written, form), "path": str(written), "recorded": changed}
        say_json({**told, "lacks": lacks})
    else:
        _tell_lacks(lacks)
        note = "; its ratings are recorded as reported" if changed else ""
        say(f"written: {written}{note}")


def _tell_lacks(lacks: list[str]) -> None:
    """One line: a list, never a wall."""
    if lacks:
        complain(f"the report has {'; '.join(lacks)}")


@click.command()
@in_project
@as_json
def corrections(project: Path, json: bool) -> None:
    """List the ratings that a report gave and that were changed since, oldest first."""
    workspace = opened(project)
    for each in workspace.corrections():
        now = each.now
        if json:
            say_json(
                {
                    "id": each.claim,
                    "was": each.was,
                    "reported": each.reported,
                    "name": now.rating.name if now else None,
                    "by": now.given.by if now else None,
                    "at": now.given.at if now else None,
                    "reason": now.given.reason if now else "",
                    "conflict": each.conflict,
                }
            )
            continue
        then = now.rating.name if now else "in conflict" if each.conflict else "withdrawn"
        why = f": {now.given.reason}" if now and now.given.reason else ""
        when = f", {now.given.at[:10]} by {now.given.by}" if now else ""
        say(f"{each.claim}: {each.was} (reported {each.reported[:10]}) -> {then}{when}{why}")
