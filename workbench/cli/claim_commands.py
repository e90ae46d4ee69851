"""suggest; claim add, claim edit, claim split: which sentences to check, and edits of claims.toml.

A change is shown first and written with --yes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbench.cli.evidence import refresh
from workbench.cli.frame import as_json, by_someone, in_project, opened
from workbench.cli.output import say, say_json, say_lines
from workbench.corpus.prose import flat

if TYPE_CHECKING:
    from workbench.claims.editing import Proposal
    from workbench.claims.entries import Fields
    from workbench.verdicts.precedents import Similar
    from workbench.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])
_NOTES = ("claimant", "date", "appearance", "context")


def _with_fields(command: _Command) -> _Command:
    """The options for what an entry says besides its text."""
    says = {
        "claimant": "Who said it.",
        "date": "When: YYYY-MM-DD, YYYY-MM or YYYY.",
        "appearance": "Where: an address or words.",
        "context": "What a reader must know.",
    }
    for name in reversed(_NOTES):
        command = click.option(f"--{name}", metavar="TEXT", help=says[name])(command)
    return click.option("--tag", "tags", multiple=True, metavar="WORD", help="Repeatable.")(command)


def _on_request(command: _Command) -> _Command:
    """The option --yes, without which nothing is written."""
    return click.option("--yes", is_flag=True, help="Write it; without this it is only shown.")(
        command
    )


@click.group(options_metavar="")
def claim() -> None:
    """Change claims.toml: one entry, its comments and everything else kept.

    The change is shown; nothing is written without --yes.
    """


@claim.command()
@click.argument("text")
@click.option("--id", "claim_id", metavar="ID", help="[default: made from the text]")
@_with_fields
@_on_request
@in_project
@by_someone
@as_json
def add(
    text: str,
    claim_id: str | None,
    tags: tuple[str, ...],
    yes: bool,
    project: Path,
    by: str | None,
    json: bool,
    **notes: str | None,
) -> None:
    """Add a claim at the end of claims.toml."""
    workspace = opened(project, by=by)
    fields = _fields(text, tags, notes)
    proposal = workspace.propose_add(id=claim_id, **fields)
    _finish(workspace, proposal, workspace.similar(text), yes=yes, json=json)


@claim.command()
@click.argument("claim_id", metavar="ID")
@click.option("--text", metavar="TEXT", help="Its exact wording; a verdict on it goes stale.")
@_with_fields
@_on_request
@in_project
@by_someone
@as_json
def edit(
    claim_id: str,
    text: str | None,
    tags: tuple[str, ...],
    yes: bool,
    project: Path,
    by: str | None,
    json: bool,
    **notes: str | None,
) -> None:
    """Change fields of one claim.

    "" takes a field out; --tag replaces all its tags.
    """
    workspace = opened(project, by=by)
    fields = _fields(text, tags, notes)
    if not fields:
        raise click.UsageError("nothing to change; give --text or another field")
    proposal = workspace.propose_edit(claim_id, **fields)
    alike = workspace.similar(text, besides=claim_id) if text else ()
    _finish(workspace, proposal, alike, yes=yes, json=json)


@claim.command()
@click.argument("claim_id", metavar="ID")
@click.argument("parts", nargs=-1, metavar="[PART PART ...]")
@click.option("--drop", is_flag=True, help="Take the whole out; its verdict is kept.")
@_on_request
@in_project
@by_someone
@as_json
def split(
    claim_id: str,
    parts: tuple[str, ...],
    drop: bool,
    yes: bool,
    project: Path,
    by: str | None,
    json: bool,
) -> None:
    """Split a compound claim into parts.

    Each part becomes a claim at the end; the whole stays, with the tag "split".
    Without PARTs they are proposed where "and", "but" or ";" joins two statements.
    """
    workspace = opened(project, by=by)
    proposal = workspace.propose_split(claim_id, parts, keep=not drop)
    _finish(workspace, proposal, (), yes=yes, json=json)


@click.command()
@click.argument("source_id", metavar="[SOURCE]", required=False)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Most sentences.",
)
@in_project
@as_json
def suggest(source_id: str | None, limit: int, project: Path, json: bool) -> None:
    """Suggest sentences worth checking, and say why.

    From SOURCE, or from all sources; sentences that are nearly claims already are left out.
    `claim add` makes one a claim.
    """
    from workbench.workspace import CLAIMS

    # Work may begin with a folder of sources and no claims.toml; if there is one, it must be good.
    workspace = opened(project, claims=os.path.lexists(project / CLAIMS))
    refresh(workspace)
    for each in workspace.suggest(source_id, limit=limit):
        passage = each.passage
        if json:
            say_json(
                {
                    "source": passage.source,
                    "start": passage.start,
                    "end": passage.end,
                    "quote": passage.text,
                    "score": round(each.score, 2),
                    "text": each.text,
                    "claimant": each.claimant,
                    "reasons": [
                        {"kind": trait.kind, "passage": list(trait.span), "text": trait.text}
                        for trait in each.traits
                    ],
                }
            )
            continue
        say(f"score {each.score:.0f}, {passage.source}:{passage.start}-{passage.end}")
        say(f"  {flat(passage.text)}")
        for trait in each.traits:
            say(f"    {trait.text}")
        say()


def _fields(text: str | None, tags: tuple[str, ...], notes: dict[str, str | None]) -> Fields:
    """The fields that were given."""
    fields: Fields = {}
    if text is not None:
        fields["text"] = text
    if tags:
        fields["tags"] = tuple(tag for tag in tags if tag.strip())
    for name in _NOTES:
        if notes[name] is not None:
            fields[name] = notes[name]  # type: ignore[literal-required]
    return fields


def _finish(
    workspace: Workspace,
    proposal: Proposal,
    alike: tuple[Similar, ...],
    *,
    yes: bool,
    json: bool,
) -> None:
    """Show a proposal, and write it if that was asked for."""
    from workbench.verdicts.precedents import precedent_in_words

    similar_lines = [
        precedent_in_words(each, scales=workspace.scales, reviewer=workspace.reviewer)
        for each in alike
    ]
    written = yes and proposal.changed
    if written:
        workspace.apply(proposal)
    if json:
        similar = [
            {"id": each.id, "text": each.text, "score": round(each.score, 2), "told": words}
            for each, words in zip(alike, similar_lines, strict=True)
        ]
        say_json(
            {
                "ids": list(proposal.ids),
                "written": written,
                "diff": proposal.diff,
                "similar": similar,
            }
        )
        return
    for words in similar_lines:
        say(f"similar: {words}")
    if proposal.diff:
        say_lines(proposal.diff.removesuffix("\n"))
    if written:
        say(f"written: {', '.join(proposal.ids)}")
    else:
        say("nothing written; --yes writes it" if proposal.changed else "nothing to change")
