"""What a reader yields."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or document that is not in the corpus, and why, in one line."""

    path: str
    """In the corpus; `file.jsonl:LINE` for a document of a jsonl."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with what its own file says of it."""

    text: str
    sha256: str
    id: str | None = None
    """None: the file is the document, and its path names it."""
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()
