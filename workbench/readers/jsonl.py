"""JSON lines: a document a line, streamed, so that a corpus of a million sentences fits.

`{"id", "title", "text", "date"?, "publisher"?, "url"?}`; other keys are left alone.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from workbench.readers.document import Document, Skipped, sha256

LONGEST_LINE = 64 * 2**20
"""Bytes."""


class _Line(msgspec.Struct):
    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_jsonl(file: Path, path: str) -> Iterator[Document | Skipped]:
    """The documents in file order; a line that is not one is skipped and named by its number."""
    decoder = msgspec.json.Decoder(_Line)
    try:
        with file.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    yield Skipped(path, f"line {number} is larger than 64 MB; the rest is not read")
                    return
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if line.strip():
                    yield _document(decoder, line, f"{path}:{number}")
    except OSError as error:
        yield Skipped(path, f"cannot be read: {error.strerror}")


def _document(decoder: msgspec.json.Decoder[_Line], line: bytes, path: str) -> Document | Skipped:
    try:
        fields = decoder.decode(line)
        data = fields.text.encode()
    except msgspec.DecodeError as error:
        return Skipped(path, f"not a document: {error}")
    except UnicodeError:
        return Skipped(path, "not a document: its text is not valid Unicode")
    except RecursionError:
        return Skipped(path, "not a document: nested too deeply")
    if not fields.id.strip() or not fields.text.strip():
        return Skipped(path, 'not a document: "id" and "text" must not be empty')
    if "\0" in fields.text:
        return Skipped(path, "holds NUL characters: not a text")
    return Document(
        text=fields.text,
        sha256=sha256(data),
        id=fields.id,
        title=fields.title,
        date=fields.date,
        publisher=fields.publisher,
        url=fields.url,
    )
