"""The report laid out for a screen of text: as it reads, with its headings to jump to."""

from dataclasses import dataclass

from workbench.report.document import (
    Block,
    Cited,
    Command,
    Document,
    Heading,
    Items,
    Paragraph,
    Runs,
    Strong,
    Table,
    plain,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that looks its own way."""

    start: int
    end: int
    """Half open, in code points."""
    kind: str
    """heading, quote or strong."""
    level: int = 0
    """Of a heading."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A text, and its parts in order."""

    text: str
    parts: tuple[Part, ...]


def lay(document: Document) -> Laid:
    """The document as text."""
    page = _Page()
    for block in document.blocks:
        page.put(block)
    return Laid("".join(page.written), tuple(page.parts))


class _Page:
    """A text that grows."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.parts: list[Part] = []
        self._at = 0

    def put(self, block: Block) -> None:
        match block:
            case Heading():
                self._line(block.runs, kind="heading", level=block.level)
            case Paragraph():
                self._line(block.runs)
            case Cited():
                for row in block.words.split("\n"):
                    self._line((row,), before="  ┃ ", kind="quote")
                self._line(block.said, before="  ")
            case Items():
                for runs in block.rows:
                    self._line(runs, before="• ")
            case Table():
                for cells in block.rows:
                    first, *rest = cells
                    told = (*first, ". ", *(run for cell in rest for run in (*cell, " ")))
                    self._line(told)
            case Command():
                self._line((block.text,), before="    ")
        self._write("\n")

    def _line(self, runs: Runs, *, before: str = "", kind: str = "", level: int = 0) -> None:
        self._write(before)
        start = self._at
        for run in runs:
            first = self._at
            self._write(plain((run,)).replace("\n", " "))
            if isinstance(run, Strong):
                self.parts.append(Part(first, self._at, "strong"))
        if kind:
            self.parts.append(Part(start, self._at, kind, level))
        self._write("\n")

    def _write(self, text: str) -> None:
        self.written.append(text)
        self._at += len(text)
