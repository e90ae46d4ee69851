"""init and add: a project to begin with, and sources to check against."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.evidence import refresh
from workbench.cli.frame import NO, as_json, in_project, opened
from workbench.cli.output import say, say_json

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.workspace.adding import Read


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("--example", is_flag=True, help="With five real articles and claims about them.")
@as_json
def init(folder: Path, example: bool, json: bool) -> None:
    """Make a project in DIR (here): claims.toml to write into, corpus/ for the sources.

    Nothing that is there is replaced.
    """
    from workbench.workspace.starting import start

    for path in start(folder, example=example):
        if json:
            say_json({"path": str(path)})
        else:
            say(f"made: {path}")
    if not json:
        say("next: `workbench add FILE...` brings sources in, `workbench` opens the app")


@click.command()
@click.argument("given", metavar="PATH|URL...", nargs=-1, required=True)
@click.option("--encoding", metavar="NAME", help="How texts are encoded, such as koi8-r.")
@click.option("--private", is_flag=True, help="Also addresses of this machine or its network.")
@in_project
@as_json
def add(
    given: tuple[str, ...], encoding: str | None, private: bool, project: Path, json: bool
) -> int:
    """Bring in sources: files, folders, a .zip, or addresses of the web.

    Each is copied into corpus/ and read, and told of in one line. An address is fetched once,
    here: http or https, at most 20 MB; what it answered is kept with its date and headers.
    """
    from workbench.workspace.adding import copied, read

    workspace = opened(project, claims=False)
    found = [
        each for one in given for each in copied(project, one, encoding=encoding, private=private)
    ]
    if any(each.path for each in found):
        refresh(workspace)
    failed = not found
    for added in found:
        done = read(workspace, added)
        failed = failed or added.path is None or bool(done.unread)
        if json:
            told = {**asdict(added), "sources": [each.id for each in done.sources]}
            say_json({**told, "passages": done.passages, "unread": done.unread or None})
        else:
            say(f"{added.name}: {_told(done)}")
    return NO if failed else 0


def _told(done: Read) -> str:
    added = done.added
    if added.path is None:
        return added.reason
    where = f"{added.reason} as corpus/{added.path}" if added.reason else f"corpus/{added.path}"
    if done.unread:
        return f"{where}, cannot be read: {done.unread}"
    many = [_many(done.pages, "page")] if done.pages else []
    if len(done.sources) > 1:
        many.append(_many(len(done.sources), "document"))
    many.append(_many(done.passages, "passage"))
    told = [where, *many]
    if len(done.sources) == 1:
        told += _card(done.sources[0])
    return ", ".join(told)


def _card(source: Source) -> list[str]:
    said = dict(source.said)
    when = str(source.published) if source.published else "unknown"
    from_ = f", from {said['published']}" if "published" in said else ""
    title = f"title from {said['title']}" if said["title"] != "guessed" else "title guessed"
    return [f"{title}: {source.title[:60]}", f"date {when}{from_}", *source.notes]


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
