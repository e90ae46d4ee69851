"""Plain text and Markdown: the file is one document, its text as it stands.

Read in this process, not in a limited child: reading, decoding and hashing are linear and the
file is bounded, so there is nothing to guard against.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.corpus.readers.document import Contents, Document, Skipped, document, sha256, whole

_HEADING = re.compile(r"\s*#{1,6}[ \t]([^\r\n]*)")


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
    title = _heading(text) if path.endswith(".md") else None
    yield document(Contents(text=text, title=title), path, sha256=sha256(data))


def _heading(text: str) -> str | None:
    """The words of the ATX heading that a Markdown text begins with (CommonMark 4.2), if any."""
    found = _HEADING.match(text)
    if found is None:
        return None
    words = found[1].strip()
    bare = words.rstrip("#")
    # A run of # closes a heading only behind a blank: `C#` is a name.
    return (bare if not bare or bare[-1].isspace() else words).strip() or None
