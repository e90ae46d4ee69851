"""A report as blocks of text: what a form that people read is written from, and the preview.

It knows no form and no dossier. A text in a run is shown as the characters that it has, whoever
wrote it: each form escapes what would act in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name of a file, a hash: characters to be taken exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere."""

    text: str
    address: str
    """One of the web, as `addresses.web` gives it, or `#` and the name of a block."""


Run = str | Strong | Code | Link
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    level: int
    """1 to 6; the title of the document alone has 1."""
    runs: Runs
    name: str = ""
    """What a link within the document calls it; a word."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote, and below it where it is from."""

    number: int
    """From 1, in the order of the document."""
    words: str
    """As the source has them, to the letter."""
    said: Runs
    """Its number, whether it is for or against the claim, its source, date and place."""
    label: str
    """Of its source: S1."""
    language: str = ""
    """Of the words, as the source names it."""
    before: str = ""
    after: str = ""
    """What stands before and behind the words in the source."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    rows: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A line to be typed."""

    text: str


Block = Heading | Paragraph | Cited | Table | Items | Command


@dataclass(frozen=True, slots=True)
class Document:
    """The whole of it."""

    title: str
    blocks: tuple[Block, ...]
    """The first is the heading with the title."""

    @property
    def quotes(self) -> tuple[Cited, ...]:
        """The quotes, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Cited))


def joined(parts: Iterable[Run | Runs], between: str = " ") -> Runs:
    """The parts that are not empty, with `between` from one to the next."""
    return tuple(_joined((part for part in parts if part), between))


def _joined(parts: Iterable[Run | Runs], between: str) -> Iterator[Run]:
    for n, part in enumerate(parts):
        if n:
            yield between
        if isinstance(part, tuple):
            yield from part
        else:
            yield part


def plain(runs: Runs) -> str:
    """The words of the runs."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)
