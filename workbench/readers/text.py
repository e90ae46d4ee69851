"""Plain text and Markdown: the file is one document, its text as it stands.

Read in this process, not in a limited child: reading, decoding and hashing are linear and the
file is bounded, so there is nothing to guard against.
"""

from collections.abc import Iterator
from pathlib import Path

from workbench.readers.document import Contents, Document, Skipped, document, sha256, whole


def read_text(file: Path, path: str) -> Iterator[Document | Skipped]:
    """The file as one document. UTF-8; a BOM is dropped, newlines and all else are kept."""
    data = whole(file, path)
    if isinstance(data, Skipped):
        yield data
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Skipped(path, f"not UTF-8 at byte {error.start}: save it as UTF-8")
        return
    yield document(Contents(text=text), path, sha256=sha256(data))
