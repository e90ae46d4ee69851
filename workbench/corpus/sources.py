"""The sources in `corpus/`: articles with their catalogue entries.

A file that cannot be read is `Skipped` with its reason, and the others are still read.
"""

import os
import stat
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from workbench.corpus.catalogue import (
    NAME,
    Catalogue,
    CatalogueEntry,
    Kind,
    Published,
    parse_published,
    read_catalogue,
)
from workbench.corpus.paragraphs import lines
from workbench.corpus.readers import ADVICE, READERS, Document, Limited, Skipped
from workbench.corpus.readers.document import sha256
from workbench.corpus.readings import Readings
from workbench.errors import CorpusError

__all__ = ["Article", "CorpusFile", "Published", "Skipped", "Source", "load", "scan"]


Said = Literal["catalogue", "typed", "metadata", "guessed"]
"""Who says something of a source: the catalogue as it came, whoever wrote it at the desk, the file
itself, or nobody: a first line taken for the title, the file's date for that of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of an article except its text: the card of a source."""

    id: str
    """Unique in the corpus: the file's path without suffix, or a jsonl document's `id`."""
    path: str
    """The file it is read from, relative to the corpus folder, with `/`."""
    title: str
    sha256: str
    """Of the file's bytes; for a document in a jsonl, of its text in UTF-8."""
    text_sha256: str = ""
    """Of the text that is read from it, in UTF-8; a later reader may read another text."""
    publisher: str | None = None
    author: str | None = None
    published: Published | None = None
    """None if it is unknown; never guessed."""
    origin: str | None = None
    """Where the file came from, in words."""
    language: str | None = None
    kind: Kind | None = None
    grade: str | None = None
    """Admiralty grade such as `B2`; unset until a checker sets it."""
    url: str | None = None
    archive_url: str | None = None
    encoding: str | None = None
    """The codec of its file's bytes, as Python names it; None for UTF-8."""
    text_file: str | None = None
    """The file of the text that was read from it, from the corpus folder; its name changes with
    the text. None: the file itself is the text."""
    notes: tuple[str, ...] = ()
    """What a checker should know about how it was read, a line each."""
    left_out: int = 0
    """How many paragraphs of the file are not in the text."""
    said: tuple[tuple[str, Said], ...] = ()
    """Where what is known of it is from, by the names above: title, author, publisher, published,
    language, url, archive_url."""


@dataclass(frozen=True, slots=True)
class Article:
    """A source with its text, as decoded: BOM dropped, newlines and everything else kept."""

    source: Source
    text: str
    places: tuple[tuple[int, str], ...] = ()
    """Offsets and the names of places in the file from there on, such as `p. 12`; in order."""

    def place(self, start: int) -> str | None:
        """Where a reader finds the character at `start`; None if the file has no places."""
        at = bisect_right(self.places, start, key=lambda place: place[0])
        return self.places[at - 1][1] if at else None


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A readable file of the corpus, as the file system shows it."""

    path: str
    size: int
    mtime_ns: int


def scan(root: Path) -> tuple[tuple[CorpusFile, ...], tuple[Skipped, ...]]:
    """The files under `root` that have a reader, sorted by path, and the files left out.

    The catalogue and names beginning with a dot are in neither. A link is followed only to a
    regular file inside `root`, never to a folder.

    Raises:
        CorpusError: `root` is no folder that can be listed.
    """
    if not root.is_dir():
        raise CorpusError(f"{root.name}: no such folder; put the sources in it")
    home = root.resolve()
    files: list[CorpusFile] = []
    skipped: list[Skipped] = []
    for path in _walk(root, skipped):
        found = _look(root, path, home)
        if isinstance(found, CorpusFile):
            files.append(found)
        else:
            skipped.append(found)
    return tuple(sorted(files, key=lambda file: file.path)), tuple(skipped)


def _walk(root: Path, skipped: list[Skipped]) -> Iterator[str]:
    """The paths of the files in `root` and its folders; a folder's files before its folders.

    No link to a folder is followed, so nothing outside is reached and no loop is possible. Not
    `os.walk`, which calls itself for each level and raises RecursionError below 1,000 of them.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}") as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if not folder:
                raise CorpusError(f"{root.name}: cannot be listed: {error.strerror}") from error
            skipped.append(Skipped(folder, f"cannot be listed: {error.strerror}"))
            continue
        below: list[str] = []
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name.startswith(".") or path == NAME:
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(path)
            elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112
                # Path would raise an error for a link to a name that is too long.
                skipped.append(Skipped(path, "a link to a folder; put the folder itself here"))
            else:
                yield path
        folders += reversed(below)


def source_id(path: str) -> str:
    """The id of the source in a file of its own: the path without its suffix."""
    return PurePosixPath(path).with_suffix("").as_posix()


def _look(root: Path, path: str, home: Path) -> CorpusFile | Skipped:
    try:
        path.encode()
    except UnicodeEncodeError:
        return Skipped(path, "its name is not UTF-8; rename it")
    file = root / path
    if file.suffix.lower() not in READERS:
        if file.suffix.lower() in ADVICE:
            return Skipped(path, f"not read: {ADVICE[file.suffix.lower()]}")
        known = ", ".join(READERS)
        return Skipped(path, f"no reader for this kind of file (known: {known})")
    try:
        if file.is_symlink() and _within(file, home) is None:
            return Skipped(path, _LEADS_OUT)
        status = file.stat()
    except (OSError, RuntimeError) as error:
        return Skipped(path, _unreadable(error))
    if not stat.S_ISREG(status.st_mode):
        return Skipped(path, "not a regular file")
    return CorpusFile(path, status.st_size, status.st_mtime_ns)


_LEADS_OUT = "a link that leads out of the corpus; copy the file instead"


def _within(file: Path, home: Path) -> Path | None:
    """The file with all links resolved; None if it is outside the folder `home`."""
    real = file.resolve(strict=True)
    return real if real.is_relative_to(home) else None


def _unreadable(error: OSError | RuntimeError) -> str:
    reason = error.strerror if isinstance(error, OSError) else "a link that leads nowhere"
    return f"cannot be read: {reason}"


def load(
    root: Path, path: str, *, catalogue: Catalogue | None = None, desk: Path | None = None
) -> Iterator[Article | Skipped]:
    """The articles of one corpus file, streamed in file order, with their catalogue entries.

    `catalogue` is read from `root` if it is not given. With `desk`, the folder of what is kept for
    this machine, a file that needs a parser is read only once (see `readings`). Ids are those in
    this file: whoever loads several files must make sure that they are unique.

    Raises:
        InputError: the catalogue cannot be used.
    """
    entries = read_catalogue(root) if catalogue is None else catalogue
    try:
        file = _within(root / path, root.resolve())
    except (OSError, RuntimeError) as error:
        yield Skipped(path, _unreadable(error))
        return
    if file is None:
        yield Skipped(path, _LEADS_OUT)
        return
    reader = READERS[PurePosixPath(path).suffix.lower()]
    if desk is not None and isinstance(reader, Limited):
        documents = Readings(root, desk).documents(file, path, reader)
    else:
        documents = reader(file, path)
    for document in documents:
        if isinstance(document, Skipped):
            yield document
        else:
            yield _article(document, path, entries)


def _article(document: Document, path: str, catalogue: Catalogue) -> Article:
    key = source_id(path) if document.id is None else document.id
    entry = catalogue.get(key, CatalogueEntry())
    published = parse_published(document.date) if document.date else None
    if published and "date" in document.guessed:
        published = replace(published, guessed=True)
    source = Source(
        id=key,
        path=path,
        title=entry.title or document.title or _first_line(document.text) or key,
        sha256=document.sha256,
        text_sha256=sha256(document.text.encode()),
        publisher=entry.publisher or document.publisher,
        author=entry.author or document.author,
        published=entry.published or published,
        origin=entry.origin,
        language=entry.language or document.language,
        kind=entry.kind,
        grade=entry.grade,
        url=entry.url or document.url,
        archive_url=entry.archive_url or document.archive_url,
        encoding=document.encoding,
        text_file=document.text_file,
        notes=document.notes,
        left_out=len(document.left_out),
        said=tuple(_said(entry, document, published)),
    )
    return Article(source, document.text, document.places)


def _said(
    entry: CatalogueEntry, document: Document, published: Published | None
) -> Iterator[tuple[str, Said]]:
    """Where what is known of a source is from."""
    for key in ("title", "author", "publisher", "published", "language", "url", "archive_url"):
        found = published if key == "published" else getattr(document, key)
        if getattr(entry, key):
            yield key, "typed" if key in entry.typed else "catalogue"
        elif found:
            yield key, "guessed" if isinstance(found, Published) and found.guessed else "metadata"
        elif key == "title":
            yield key, "guessed"


def _first_line(text: str) -> str | None:
    """The first line of a text, at most 200 characters; None if it has none."""
    first = next(lines(text), None)
    return text[first.start : first.end][:200] if first else None
