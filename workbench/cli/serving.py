"""serve: the desk in a browser on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.frame import as_json, by_someone, in_project
from workbench.cli.output import say, say_json


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="NUMBER",
    help="Port of this machine. [default: any that is free]",
)
@in_project
@by_someone
@as_json
def serve(port: int, project: Path, by: str | None, json: bool) -> int:
    """Open the desk in a browser on this machine.

    Prints the address, which contains a secret, and ends with Ctrl+C. Without --by each visitor
    is asked for a name.
    """
    from workbench.serve import serve as run

    def ready(address: str) -> None:
        if json:
            say_json({"address": address})
            return
        say(f"The desk is open at {address}")
        say("Whoever has this address can decide on claims. Ctrl+C closes the desk.")
        sys.stdout.flush()

    return run(project, by=by, port=port, ready=ready)
