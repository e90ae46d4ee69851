"""open, list, show, check, backup, recover and locate: the project as a whole."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.claims import Claim
from workbench.cli.evidence import refresh
from workbench.cli.frame import NO, as_json, by_someone, in_project, opened
from workbench.cli.output import say, say_json, say_lines
from workbench.workspace import BACKUPS, CLAIMS, CORPUS, INDEX, LEDGER, SECOND, Workspace

if TYPE_CHECKING:
    from workbench.verdicts import Entry, Standing, Verdict


@click.command("open", hidden=True)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("-p", "--project", type=click.Path(path_type=Path), metavar="DIR")
@by_someone
def open_app(folder: Path, project: Path | None, by: str | None) -> int:
    """Open the app on the project in DIR (here)."""
    if not _begun(project or folder):
        return 0
    from workbench.tui.pace import brisk

    with brisk():
        from workbench.tui.app import run

        return run(project or folder, by=by)


def _begun(folder: Path) -> bool:
    """Whether there is a project to open; in a folder without one a person may make one."""
    at_hand = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if os.path.lexists(folder / CLAIMS) or not folder.is_dir() or not at_hand:
        return True  # opening says what is wrong
    say(f"There is no {CLAIMS} in {folder.absolute()}.")
    asked = "Make a project here: [y]es, yes with the [e]xample, or [n]o?"
    answer = click.prompt(asked, type=click.Choice(["y", "e", "n"]), show_choices=False)
    if answer == "n":
        return False
    from workbench.workspace.starting import start

    start(folder, example=answer == "e")
    return True


@click.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only claims without a verdict.")
@click.option("--stale", "only_stale", is_flag=True, help="Only verdicts to be checked again.")
@click.option("--conflict", "only_conflict", is_flag=True, help="Only where reviewers differ.")
@in_project
@as_json
def list_(
    only_open: bool, only_stale: bool, only_conflict: bool, project: Path, json: bool
) -> None:
    """List the claims and what stands for each."""
    workspace = opened(project)
    refresh(workspace)
    for claim, listed in _claims(workspace):
        fields = _state(workspace, claim, listed=listed)
        if (
            (only_open and fields["rating"])
            or (only_stale and not fields["stale"])
            or (only_conflict and not fields["conflict"])
        ):
            continue
        if json:
            say_json(fields)
        else:
            stale = ", stale" if fields["stale"] else ""
            state = workspace.differing(claim.id) or fields["name"] or fields["state"]
            say(f"{claim.id}  [{state}{stale}]  {claim.text}")


@click.command()
@click.argument("claim_id")
@in_project
@as_json
def show(claim_id: str, project: Path, json: bool) -> None:
    """Show one claim with its verdict, its justification and the passages marked for it."""
    workspace = opened(project)
    refresh(workspace)
    known = {claim.id: (claim, listed) for claim, listed in _claims(workspace)}
    claim, listed = known.get(claim_id) or (workspace.claim(claim_id), True)
    standing = workspace.standing(claim_id)
    fields = {
        **_state(workspace, claim, listed=listed),
        "claimant": claim.claimant,
        "date": claim.date,
        "appearance": claim.appearance,
        "tags": list(claim.tags),
        "context": claim.context,
        "justification": standing.justification,
        "earlier": [_rated(workspace, entry) for entry in standing.earlier],
        "marks": [
            {
                "mark": mark,
                "source": quote.source,
                "start": quote.start,
                "end": quote.end,
                "quote": quote.exact,
                "sha256": quote.sha256,
                "anchor": workspace.locate(quote).value,
            }
            for mark, quote in standing.marks
        ],
    }
    if json:
        say_json(fields)
    else:
        _print_claim(claim, fields)


@click.command()
@in_project
@as_json
def check(project: Path, json: bool) -> int:
    """Check that the ledger is sound and that every quote is in its source."""
    workspace = opened(project)
    problems = workspace.check()
    for key, found in (("problem", problems), ("left", workspace.left_behind())):
        for each in found:
            if json:
                say_json({key: each})
            else:
                say(each)
    if not problems and not json:
        desk = workspace.desk()
        quotes = sum(len(standing.marks) for standing in desk.standings.values())
        say(
            f"all is sound: {len(workspace.entries())} entries, {quotes} quotes, "
            f"{len(workspace.sources())} sources"
        )
    return NO if problems else 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_project
@as_json
def backup(file: Path, project: Path, json: bool) -> None:
    """Write a whole copy of the verdicts to FILE, which must not exist yet."""
    written = opened(project).backup(file)
    if json:
        say_json({"path": str(written)})
    else:
        say(f"written: {written}")


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@in_project
@as_json
def merge(files: tuple[Path, ...], project: Path, json: bool) -> int:
    """Take in the decisions of others: their verdicts.jsonl or verdicts.db, or a backup.

    In any order and as often as you like: what is here already changes nothing. Where two people
    rated a claim differently and did not know of each other, it is in conflict until it is rated
    again.
    """
    workspace = opened(project)
    workspace.entries()
    new, odd = workspace.merge(files)
    came = (*workspace.news(), *new)
    for each in odd:
        if json:
            say_json({"problem": each})
        else:
            say(f"passed over: {each}")
    if json:
        for entry in came:
            say_json({"id": entry.id, "by": entry.by, "at": entry.at})
    else:
        say(f"taken in: {len(came)} decisions{_by_whom(came)}")
    for claim_id, standing in sorted(workspace.desk().standings.items()):
        if standing.conflict:
            if json:
                say_json({"conflict": claim_id})
            else:
                say(f"{claim_id}: {workspace.differing(claim_id)}")
    if not json:
        say(f"to let git merge them by itself, put this into .gitattributes: {ATTRIBUTES}")
    return NO if odd else 0


ATTRIBUTES = f"{SECOND} merge=union"
"""Has git keep the lines of both sides; the desk does the rest."""


def _by_whom(some: tuple[Entry, ...]) -> str:
    from workbench.ledger.elsewhere import authors

    return f" ({authors(some)})" if some else ""


@click.command()
@in_project
@as_json
def recover(project: Path, json: bool) -> None:
    """Rebuild damaged verdicts from all that is left of them. Nothing is deleted."""
    with closing(Workspace.without_claims(project)) as workspace:  # claims.toml may be broken
        found = workspace.recover()
    for said in found:
        if json:
            say_json({"said": said})
        else:
            say(said)


@click.command()
@in_project
@as_json
def locate(project: Path, json: bool) -> None:
    """Print every path that workbench reads or writes for a project."""
    from workbench.safe.crash import folder
    from workbench.settings import places as settings

    root = project.absolute()
    places = {
        "project": root,
        "claims": root / CLAIMS,
        "sources": root / CORPUS,
        "catalogue": root / CORPUS / "sources.toml",
        "verdicts": root / LEDGER,
        "second copy": root / SECOND,
        "backups": root / BACKUPS,
        "index": root / INDEX,
        "logs": folder(),
        **dict(zip(("settings", "settings of the project"), settings(root), strict=True)),
    }
    for name, path in places.items():
        if json:
            say_json({"name": name, "path": str(path), "exists": path.exists()})
        else:
            say(f"{name}: {path}{'' if path.exists() else '  (not there yet)'}")


def _claims(workspace: Workspace) -> list[tuple[Claim, bool]]:
    """The claims of the file, then those that left it but have a verdict, by id."""
    listed = [(claim, True) for claim in workspace.claims]
    known = {claim.id for claim in workspace.claims}
    for claim_id, standing in sorted(workspace.desk().standings.items()):
        rated = standing.rated
        if claim_id not in known and rated is not None:
            listed.append((Claim(id=claim_id, text=rated.text), False))
    return listed


def _state(workspace: Workspace, claim: Claim, *, listed: bool) -> dict[str, Any]:
    """What stands for a claim, as JSON fields."""
    standing = workspace.standing(claim.id)
    return {
        "id": claim.id,
        "text": claim.text,
        "listed": listed,
        "state": _word(standing),
        **(_rated(workspace, standing.verdict) if standing.verdict else _UNRATED),
        "stale": list(workspace.stale(claim)),
        "conflict": [_rated(workspace, entry) for entry in standing.conflict],
        "agreeing": [_rated(workspace, entry) for entry in standing.agreeing],
    }


def _word(standing: Standing) -> str:
    if standing.conflict:
        return "conflict"
    if standing.postponed:
        return "postponed"
    return "judged" if standing.verdict else "open"


_UNRATED = {"rating": None, "name": None, "scale": None, "reason": "", "by": None, "at": None}


def _rated(workspace: Workspace, verdict: Verdict) -> dict[str, Any]:
    """A rating, with who gave it and when, as JSON fields."""
    scale = workspace.scales.get(verdict.scale)
    rating = scale.rating(verdict.rating) if scale else None
    return {
        "rating": verdict.rating,
        "name": rating.name if rating else verdict.rating,
        "scale": verdict.scale,
        "reason": verdict.reason,
        "by": verdict.by,
        "at": verdict.at,
    }


def _print_claim(claim: Claim, fields: dict[str, Any]) -> None:
    say(f"{claim.id}: {claim.text}")
    for key in ("claimant", "date", "appearance", "context"):
        if fields[key]:
            say(f"  {key}: {fields[key]}")
    if claim.tags:
        say(f"  tags: {', '.join(claim.tags)}")
    if not fields["listed"]:
        say("  no longer in claims.toml")
    if fields["rating"]:
        say(f"  verdict: {fields['name']}, {fields['at']} by {fields['by']}")
    if fields["reason"]:
        why = "changed because" if fields["earlier"] else "a rule was set aside because"
        say(f"  {why}: {fields['reason']}")
    for given in fields["agreeing"]:
        say(f"  the same, without knowing of it: {given['at']} by {given['by']}")
    for given in fields["conflict"]:
        say(f"  in conflict: {given['name']}, {given['at']} by {given['by']}")
    if fields["state"] not in ("judged", "conflict"):
        say(f"  {fields['state']}")
    for given in fields["earlier"]:
        say(f"  earlier: {given['name']}, {given['at']} by {given['by']}")
    for why in fields["stale"]:
        say(f"  stale: {why}")
    if fields["justification"]:
        say("  justification:")
        say_lines(fields["justification"], indent="    ")
    for mark in fields["marks"]:
        say()
        found = "" if mark["anchor"] == "exact" else f"  (now {mark['anchor']})"
        say(f"  {mark['mark']} {mark['source']}:{mark['start']}-{mark['end']}{found}")
        say(f"  {mark['quote']}")
