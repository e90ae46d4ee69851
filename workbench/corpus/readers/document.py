"""What a reader yields, and what a parser makes of a file's bytes."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from workbench.safe.plainfile import read_plain

LARGEST = 64 * 2**20
"""Bytes of a file, and of the text taken out of it. What is larger is not an article; many
articles belong in a jsonl, which is streamed."""
TITLE = 1_000
"""Characters. A title is searched with every passage of its source, so a longer one is cut."""
ID = 300
"""Characters of a source's id."""


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
    author: str | None = None
    language: str | None = None
    """Two or three letters (ISO 639), as `en`."""
    url: str | None = None
    archive_url: str | None = None
    guessed: tuple[str, ...] = ()
    """Which of these the file does not say of the document, such as `date`."""
    left_out: tuple[str, ...] = ()
    """Paragraphs of the file that are not in the text."""
    places: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    text_file: str | None = None
    """Where the text that was read is kept, from the corpus folder; None: the file is the text."""
    encoding: str | None = None
    """What its bytes were decoded with, as Python names it; None for UTF-8."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a parser takes out of the bytes of a file.

    The same bytes give the same text on every machine, since quotes are offsets into it.
    """

    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    archive_url: str | None = None
    encoding: str | None = None
    left_out: tuple[str, ...] = ()
    """Paragraphs of the file that are not in the text, as far as they have words."""
    id: str | None = None
    """What tells it from the other documents of its file; None where it is the only one."""
    places: tuple[tuple[int, str], ...] = ()
    """Where a reader finds the text from an offset on, such as `p. 12`; in order."""
    notes: tuple[str, ...] = ()
    """What a checker should know of the reading, each in one line."""
    guessed: tuple[str, ...] = ()
    """Which of the fields above are not said of the document: `date` where it is the file's."""
    library: str = "workbench"
    """What took the text out of the file, with its version."""


class Unreadable(Exception):
    """Raised by a parser: these bytes are not what their suffix says; the message says why."""


def whole(file: Path, path: str) -> bytes | Skipped:
    """All that a file holds, as it stood at one moment, or why it is not read."""
    try:
        data = read_plain(file, most=LARGEST)
    except OSError as error:
        return Skipped(path, f"cannot be read: {error.strerror}")
    if len(data) > LARGEST:
        size = LARGEST // 2**20
        return Skipped(path, f"larger than {size} MB: split it, or put it in a .jsonl")
    return data


def document(contents: Contents, path: str, *, sha256: str) -> Document | Skipped:
    """A file's contents as a document, or why they are none."""
    if "\0" in contents.text:
        return Skipped(path, "holds NUL characters: not a text")
    if not contents.text.strip():
        return Skipped(path, "empty")
    return Document(
        text=contents.text,
        sha256=sha256,
        title=short(contents.title),
        date=short(contents.date),
        publisher=short(contents.publisher),
        author=short(contents.author),
        language=_language(contents.language),
        url=short(contents.url),
        archive_url=short(contents.archive_url),
        guessed=contents.guessed,
        left_out=contents.left_out,
        places=contents.places,
        notes=contents.notes,
        id=None if contents.id is None else f"{path}#{contents.id}"[:ID],
        encoding=contents.encoding,
    )


def _language(tag: str | None) -> str | None:
    """The language of a tag such as `en-GB` (BCP 47); None where it is no such tag."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?![^\W_])", tag) if tag else None
    return found[1].lower() if found else None


def short(words: str | None) -> str | None:
    """Words of a card in one line of at most `TITLE` characters; None where there are none."""
    return " ".join(words[: 4 * TITLE].split())[:TITLE] or None if words else None


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Whatever a library says of bytes that are not `what` becomes one line.

    Raises:
        Unreadable: something went wrong inside.
    """
    try:
        yield
    except (Unreadable, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of a library in Rust is no Exception
        raise Unreadable(f"not {what}, or a damaged one: open it and save it anew") from None


class Growing:
    """A text as it grows, paragraph by paragraph, with the place of each."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.places: list[tuple[int, str]] = []

    def add(self, paragraph: str, place: str | None = None) -> None:
        """One more paragraph, or text of several; `place` holds until the next one."""
        paragraph = paragraph.strip()
        if not paragraph:
            return
        if place is not None and (not self.places or self.places[-1][1] != place):
            self.places.append((self._size, place))
        self._parts.append(paragraph)
        self._size += len(paragraph) + 2

    def text(self) -> str:
        """All paragraphs, a blank line between them; empty when there is none."""
        return "\n\n".join(self._parts) + "\n" if self._parts else ""
