"""JSON lines: one document per line, streamed, so that a corpus of a million sentences fits.

`{"id", "title", "text", "date"?, "publisher"?, "url"?}`; other keys are ignored. It is read in this
process, not in a limited child: the length of a line is limited, msgspec reads it once and keeps
only these strings, and passing a text over a pipe would double the cost of reading it.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from workbench.corpus.readers.document import ID, LARGEST, Document, Skipped, sha256, short
from workbench.safe.plainfile import open_plain, settled, state


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
        with open_plain(file) as stream:
            before = settled(stream)
            number = 0
            while line := stream.readline(LARGEST + 1):
                number += 1
                if len(line) > LARGEST:
                    size = LARGEST // 2**20
                    yield Skipped(
                        path, f"line {number} is larger than {size} MB; the rest is not read"
                    )
                    return
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if line.strip():
                    yield _document(decoder, line, f"{path}:{number}")
            if state(stream) != before:
                yield Skipped(path, "changed while it was read; it is read again at the next look")
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
    if len(fields.id) > ID:
        return Skipped(path, f"not a document: its id is longer than {ID} characters")
    if "\0" in fields.text:
        return Skipped(path, "holds NUL characters: not a text")
    return Document(
        text=fields.text,
        sha256=sha256(data),
        id=fields.id,
        title=short(fields.title),
        date=short(fields.date),
        publisher=short(fields.publisher),
        url=short(fields.url),
    )
