"""verify: compare a report with its sources; anyone who has both can do that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.frame import NO, as_json, in_project
from workbench.cli.output import say, say_json
from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.plainfile import read_plain
from workbench.safe.visible import line
from workbench.workspace import CORPUS

if TYPE_CHECKING:
    from workbench.corpus import Article, Skipped
    from workbench.report.verifying import Load

_KEPT = re.compile(r"\.read/[0-9a-f]{64}\.txt")
LARGEST = 64 * 2**20
"""Most bytes of a report."""


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@in_project
@as_json
def verify(report: Path, project: Path, json: bool) -> int:
    """Check every quote, place and hash of a report that workbench wrote.

    The sources are those in DIR, or in its folder corpus. No claims and no verdicts are needed.
    Exits 1 if something does not hold.
    """
    from workbench.report.verifying import verify as verified

    try:
        data = read_plain(report, most=LARGEST)
    except OSError as error:
        raise InputError(f"{line(str(report))}: cannot be read: {error.strerror}") from None
    try:
        root = project / CORPUS if (project / CORPUS).is_dir() else project
        text = data[: LARGEST + 1].decode("utf-8")
        found = verified(text, _sources(root), partial(_kept, root))
    except UnicodeDecodeError:
        raise InputError(f"{line(str(report))}: no report of workbench in Markdown") from None
    except InputError as error:
        raise InputError(f"{line(str(report))}: {error}") from None
    for key, lines in (("problem", found.problems), ("unchecked", found.unchecked)):
        for each in lines:
            if json:
                say_json({key: each})
            else:
                say(each if key == "problem" else f"not checked: {each}")
    if json:
        say_json({"quotes": found.quotes, "sources": found.sources, "holds": not found.problems})
    elif not found.problems:
        say(f"all that was checked holds: {found.quotes} quotes, {found.sources} sources")
    return NO if found.problems else 0


def _kept(root: Path, path: str) -> str | None:
    """The text that was read from a file and kept with the sources; None if there is none."""
    if not _KEPT.fullmatch(path):
        return None
    try:
        return own.read(root, path).decode("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError):
        return None


def _sources(root: Path) -> Load | None:
    """A function that reads the files of the sources; None if there are no files."""
    from workbench.corpus import load, scan

    if not root.is_dir():
        raise InputError(f"{line(str(root))}: no such folder")
    files, _ = scan(root)
    known = {file.path for file in files}

    def read(path: str) -> Iterator[Article | Skipped]:
        # Only files of this folder: the report may come from anyone.
        return load(root, path, catalogue={}) if path in known else iter(())

    return read if known else None
