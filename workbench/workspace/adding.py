"""Sources come into a project: files, folders, archives of files, addresses; each in a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.corpus.adding import Added, add_bytes, add_path
from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.kept import CORPUS

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.workspace.opened import Opened


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was added and what was read of it."""

    added: Added
    sources: tuple[Source, ...] = ()
    passages: int = 0
    pages: int = 0
    """Of a file that has pages, how many have text; else 0."""
    unread: str = ""
    """Why it is in the corpus and could not be read; mostly empty."""


def copied(
    root: Path, given: str, *, encoding: str | None = None, private: bool = False
) -> Iterator[Added]:
    """Bring in what a path or an address names; nothing is read of it yet."""
    from workbench.corpus.fetching import PAGES, fetch, is_address

    with suppress(OSError):
        own.make_folder(root, CORPUS)
    if not is_address(given):
        yield from add_path(root, Path(given), encoding=encoding)
        return
    try:
        page = fetch(given, private=private)
    except InputError as error:
        yield Added(given, None, str(error).partition(": ")[2])
        return
    if page.kind in PAGES or not page.kind:
        found = add_bytes(root, f"{page.name}.warc", page.archived)
    else:
        suffix = Path(page.url.partition("?")[0]).suffix.lower()
        found = add_bytes(
            root, f"{page.name.removesuffix(suffix[1:])}{suffix or '.bin'}", page.body
        )
    yield Added(given, found.path, found.reason)


def read(workspace: Opened, added: Added) -> Read:
    """What was read of a file that was added; the index is brought up to date before."""
    index = workspace._index
    sources = tuple(each for each in index.sources() if each.path == added.path)
    unread = (each.reason for each in index.skipped() if each.path == added.path)
    places = {place for source in sources for _, place in index.article(source.id).places}
    return Read(
        added,
        sources,
        sum(len(index.passages(source.id)) for source in sources),
        sum(place.startswith("p. ") for place in places),
        "" if sources else next(unread, ""),
    )
