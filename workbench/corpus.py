"""The sources in `corpus/`: articles with their catalogue cards.

A file that cannot be read is `Skipped` with its reason and the rest goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """When a source appeared: a day, or the days it must lie between (both included)."""

    first: date
    last: date

    def __str__(self) -> str:
        """`2023-09-07`, or `2023-11-16 to 2023-12-31`."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The catalogue card of an article: all that is known of it but its text."""

    id: str
    """Unique in the corpus: the file's path without suffix, or a jsonl document's `id`."""
    path: str
    """The file it is read from, relative to the corpus folder, with `/`."""
    title: str
    sha256: str
    """Of the file's bytes; for a document in a jsonl, of its text in UTF-8."""
    publisher: str | None = None
    author: str | None = None
    published: Published | None = None
    """None where it is unknown; never guessed."""
    origin: str | None = None
    """Where the file came from, in words."""
    language: str | None = None
    kind: Literal["primary", "secondary"] | None = None
    grade: str | None = None
    """Admiralty grade such as `B2`; unset until a checker sets it."""
    url: str | None = None
    archive_url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source with its text, as decoded: BOM dropped, newlines and all else kept."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or document that is not in the corpus, and why, in one line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A readable file of the corpus as the file system shows it."""

    path: str
    size: int
    mtime_ns: int


def scan(root: Path) -> tuple[tuple[CorpusFile, ...], tuple[Skipped, ...]]:
    """The files under `root` that a reader exists for, sorted by path, and those left out.

    `sources.toml` is the catalogue, not a source. Raises CorpusError when `root` is no folder.
    """
    raise NotImplementedError


def load(root: Path, path: str) -> Iterator[Article | Skipped]:
    """The articles of one corpus file, streamed in file order, with their catalogue entry."""
    raise NotImplementedError
