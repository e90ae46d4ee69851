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
"""Most bytes of a file, and of its text. A larger file is not an article; many articles belong in
a jsonl, which is streamed."""
TITLE = 1_000
"""Characters. A title is searched with every passage of its source, so a longer one is cut."""
ID = 300
"""Most characters of a source's id."""


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
    """None if the file has one document, which is named by its path."""
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
    """The file of the kept text, from the corpus folder; None if the file itself is the text."""
    encoding: str | None = None
    """The codec of its bytes, as Python names it; None for UTF-8."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a parser takes out of the bytes of a file.

    The same bytes must give the same text on every machine, since quotes are offsets into it.
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
    """Paragraphs of the file that are not in the text, if they have words."""
    id: str | None = None
    """Distinguishes it from other documents of its file; None if it is the only one."""
    places: tuple[tuple[int, str], ...] = ()
    """Offsets and the names of places in the file from there on, such as `p. 12`; in order."""
    notes: tuple[str, ...] = ()
    """What a checker should know of the reading, each in one line."""
    guessed: tuple[str, ...] = ()
    """Which of the fields above are not said of the document: `date` where it is the file's."""
    library: str = "workbench"
    """The library that took the text out of the file, with its version."""


class Unreadable(Exception):
    """Raised by a parser: these bytes are not what their suffix says; the message says why."""


def whole(file: Path, path: str) -> bytes | Skipped:
    """All bytes of a file, as it was at one moment, or why it is not read."""
    try:
        data = read_plain(file, most=LARGEST)
    except OSError as error:
        return Skipped(path, f"cannot be read: {error.strerror}")
    if len(data) > LARGEST:
        size = LARGEST // 2**20
        return Skipped(path, f"larger than {size} MB: split it, or put it in a .jsonl")
    return data


def document(contents: Contents, path: str, *, sha256: str) -> Document | Skipped:
    """A file's contents as a document, or why there is no document."""
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
    """The language of a tag such as `en-GB` (BCP 47); None if it is no such tag."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?![^\W_])", tag) if tag else None
    return found[1].lower() if found else None


def short(words: str | None) -> str | None:
    """Words in one line of at most `TITLE` characters; None if there are none."""
    return " ".join(words[: 4 * TITLE].split())[:TITLE] or None if words else None


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turns every error of a library, about bytes that are not `what`, into one line.

    Raises:
        Unreadable: something went wrong inside.
    """
    try:
        yield
    except (Unreadable, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic in a Rust library is no Exception
        raise Unreadable(f"not {what}, or a damaged one: open it and save it again") from None


class Growing:
    """A text that grows paragraph by paragraph, with the place of each."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.places: list[tuple[int, str]] = []

    def add(self, paragraph: str, place: str | None = None) -> None:
        """Add a paragraph, or a text of several; `place` is valid until the next one."""
        paragraph = paragraph.strip()
        if not paragraph:
            return
        if place is not None and (not self.places or self.places[-1][1] != place):
            self.places.append((self._size, place))
        self._parts.append(paragraph)
        self._size += len(paragraph) + 2

    def text(self) -> str:
        """All paragraphs, with a blank line between them; empty if there are none."""
        return "\n\n".join(self._parts) + "\n" if self._parts else ""
