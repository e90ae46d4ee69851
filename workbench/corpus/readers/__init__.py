"""Read the files of a corpus: one file a format, found by its suffix in READERS.

A reader yields the documents of a file in order, or a `Skipped` for what it cannot read; it
never raises for what is in the file. It knows no catalogue. A format that takes a parser is read
in a child process (`Limited`), so that a bomb costs one line in the list of what was skipped.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.corpus.readers.document import Document, Skipped
from workbench.corpus.readers.html import page
from workbench.corpus.readers.jsonl import read_jsonl
from workbench.corpus.readers.limited import Limited
from workbench.corpus.readers.text import read_text

__all__ = ["READERS", "Document", "Reader", "Skipped", "stop"]

Reader = Callable[[Path, str], Iterator[Document | Skipped]]
"""Called with the file, and with its path in the corpus, which a `Skipped` names."""

_PAGES = Limited(page)

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".jsonl": read_jsonl,
    ".html": _PAGES,
    ".htm": _PAGES,
}


def stop() -> None:
    """End every child that is parsing: somebody leaves and will not wait for a bomb.

    Cancel the work first: what was being read counts as a file that cannot be.
    """
    for reader in READERS.values():
        if isinstance(reader, Limited):
            reader.stop()
