"""Read the files of a corpus: one file a format, found by its suffix in READERS.

A reader yields the documents of a file in order, or a `Skipped` for what it cannot read; it
never raises for what is in the file. It knows no catalogue.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.readers.document import Document, Skipped
from workbench.readers.jsonl import read_jsonl
from workbench.readers.text import read_text

__all__ = ["READERS", "Document", "Reader", "Skipped"]

Reader = Callable[[Path, str], Iterator[Document | Skipped]]
"""Called with the file, and with its path in the corpus, which a `Skipped` names."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".jsonl": read_jsonl,
}
