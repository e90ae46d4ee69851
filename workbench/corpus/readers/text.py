"""Plain text and Markdown: the file is one document, its text is not changed.

It is read in this process, not in a limited child: reading, decoding and hashing take linear time
and the size is limited, so there is no danger.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from workbench.corpus.markdown import front_matter
from workbench.corpus.readers.decoding import decoded
from workbench.corpus.readers.document import (
    Contents,
    Document,
    Skipped,
    Unreadable,
    document,
    sha256,
    whole,
)

_HEADING = re.compile(r"\s*#{1,6}[ \t]([^\r\n]*)")


def read_text(file: Path, path: str) -> Iterator[Document | Skipped]:
    """The file as one document; a BOM is dropped, newlines and everything else are kept."""
    data = whole(file, path)
    if isinstance(data, Skipped):
        yield data
        return
    try:
        text, codec = decoded(data)
    except Unreadable as error:
        yield Skipped(path, str(error))
        return
    said = _front(text) if path.lower().endswith(".md") else Contents(text=text)
    yield document(replace(said, encoding=codec), path, sha256=sha256(data))


def _front(text: str) -> Contents:
    """A Markdown text with what its front matter or its first heading says of it."""
    begin, said = front_matter(text)
    url = said.get("url") or said.get("canonical") or said.get("link")
    return Contents(
        text=text,
        title=said.get("title") or _heading(text[begin:]),
        date=said.get("date") or said.get("published"),
        author=said.get("author"),
        publisher=said.get("publisher") or said.get("site"),
        language=said.get("lang") or said.get("language"),
        url=url if url and url.startswith(("https://", "http://")) else None,
    )


def _heading(text: str) -> str | None:
    """The words of the ATX heading that a Markdown text begins with (CommonMark 4.2), if any."""
    found = _HEADING.match(text)
    if found is None:
        return None
    words = found[1].strip()
    bare = words.rstrip("#")
    # A run of # closes a heading only after a blank: `C#` is a name.
    return (bare if not bare or bare[-1].isspace() else words).strip() or None
