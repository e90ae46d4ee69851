"""A folder becomes a project: a claims file to write into, a place for the sources.

Nothing that is there is ever replaced.
"""

import os
from pathlib import Path

from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.kept import CLAIMS, CORPUS, PATHS
from workbench.safe.visible import line

IGNORED = ".gitignore"
EXAMPLE = Path(__file__).parents[1] / "example"
"""Where an installed workbench has the example; in a checkout it is the checkout's own project."""

_CLAIMS = """\
# What is to be checked. One [[claims]] table a claim:
#
#   id          a short name, unique in this file                        (needed)
#   text        the exact wording that is rated                          (needed)
#   claimant    who said it, only where that is known
#   date        when it was said: 2023-09-06, "2023-09" or "2023"
#   appearance  where it was said: an address or words
#   tags        a list of words to filter by
#   context     what a reader must know to read the claim rightly

[project]
title = "A new fact-check"
scale = "default"    # the ratings: "default", "fever", "averitec" or one of your own

[[claims]]
id = "example"
text = "The bridge was closed for three weeks in 2021"
tags = ["example"]
# This claim only shows the form: write your own in its place.
"""
_IGNORED = """\
# what workbench can make again, and the database that verdicts.jsonl is the copy of
.workbench/
verdicts.db*
backups/
"""


def start(folder: Path, *, example: bool = False) -> tuple[Path, ...]:
    """Make a project of a folder, which is made where it is missing; the paths that were made.

    `example`: with five real articles and the claims about them.

    Raises:
        InputError: there is a project already, or the folder cannot be written.
    """
    where = line(str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own.refuse_others(folder, PATHS)
        taken = [name for name in (CLAIMS, *([CORPUS] if example else ())) if _is(folder / name)]
        if taken:
            raise InputError(f"{where}: there is a {taken[0]} already; nothing was changed")
        files = _example() if example else {CLAIMS: _CLAIMS.encode()}
        if not _is(folder / IGNORED):
            files[IGNORED] = _IGNORED.encode()
        made = [folder / CORPUS] if not _is(folder / CORPUS) else []
        own.make_folder(folder, CORPUS)
        # The claims file last: it is what makes the folder a project.
        for name, data in sorted(files.items(), key=lambda file: file[0] == CLAIMS):
            own.replace(folder, name, data, durable=True)
            made.append(folder / name)
    except OSError as error:
        raise InputError(f"{where}: cannot be written: {error.strerror}") from None
    return tuple(made)


def _is(path: Path) -> bool:
    return os.path.lexists(path)


def _example() -> dict[str, bytes]:
    """The files of the example by their path in a project."""
    home = EXAMPLE if EXAMPLE.is_dir() else EXAMPLE.parents[1]
    if not (home / CLAIMS).is_file():
        raise InputError("the example is not part of this installation")
    found = {CLAIMS: (home / CLAIMS).read_bytes()}
    for file in sorted((home / CORPUS).iterdir()):
        if file.is_file() and not file.name.startswith("."):
            found[f"{CORPUS}/{file.name}"] = file.read_bytes()
    return found
