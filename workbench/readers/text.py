"""Plain text and Markdown: the file is one document, its text as it stands."""

from collections.abc import Iterator
from pathlib import Path

from workbench.readers.document import Document, Skipped, sha256

LARGEST = 64 * 2**20
"""Bytes. A larger file is not an article; many articles belong in a jsonl, which is streamed."""


def read_text(file: Path, path: str) -> Iterator[Document | Skipped]:
    """The file as one document. UTF-8; a BOM is dropped, newlines and all else are kept."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        yield Skipped(path, f"cannot be read: {error.strerror}")
        return
    if len(data) > LARGEST:
        yield Skipped(path, f"larger than {LARGEST // 2**20} MB: split it, or put it in a .jsonl")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Skipped(path, f"not UTF-8 at byte {error.start}: save it as UTF-8")
        return
    if "\0" in text:
        yield Skipped(path, "holds NUL characters: not a text file")
    elif not text.strip():
        yield Skipped(path, "empty")
    else:
        yield Document(text=text, sha256=sha256(data))
