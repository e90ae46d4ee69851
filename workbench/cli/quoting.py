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
    help="A source that it is to be in; repeatable. [default: any]",
)
@in_project
@as_json
def quotations(text: str, sources: tuple[str, ...], project: Path, json: bool) -> int:
    """Check what TEXT quotes, or the standard input: verbatim, altered, elsewhere or nowhere.

    Everything between quotation marks, of all kinds, and block quotes. Exits 1 where one is not
    verbatim in the sources.
    """
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    workspace = opened(project, claims=False)
    refresh(workspace)
    found = workspace.quotations(text, sources or None)
    for each in found:
        if json:
            told = asdict(each)
            say_json({key: told[key] for key in ("text", "verdict", "source", "note")})
        else:
            say(f"{each.verdict}: {each.told}")
    return NO if any(each.verdict != "verbatim" for each in found) else 0
