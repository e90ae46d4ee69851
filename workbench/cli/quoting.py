"""quotations: whether what a text quotes is in the sources, word for word."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from workbench.cli.evidence import refresh
from workbench.cli.frame import NO, as_json, in_project, opened
from workbench.cli.output import say, say_json


@click.command()
@click.argument("text", default="-", metavar="[TEXT|-]")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ID",
    help="A source that the quotations should be in; repeatable. [default: any]",
)
@in_project
@as_json
def quotations(text: str, sources: tuple[str, ...], project: Path, json: bool) -> int:
    """Check what TEXT quotes, or the standard input: verbatim, altered, elsewhere or nowhere.

    That is everything between quotation marks of any kind, and block quotes. Exits 1 if one of
    them is not verbatim in the sources.
    """
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    workspace = opened(project, claims=False)
    refresh(workspace)
    found = workspace.quotations(text, sources or None)
    for each in found:
        if json:
            fields = asdict(each)
            say_json({key: fields[key] for key in ("text", "verdict", "source", "note")})
        else:
            say(f"{each.verdict}: {each.in_words}")
    return NO if any(each.verdict != "verbatim" for each in found) else 0
