"""The text that was read from a file, kept: quotes are offsets into it, so it must not change.

A parser's next version gives another text of the same file. So a file that takes a parser is read
once; its text is kept in `corpus/.read/TEXT.txt` (TEXT is the text's sha256) and what else was
read in `corpus/.read/FILE.json` (FILE is the file's sha256), and while the file has that sha256
they are used, whatever version of a library is installed. `again` is the only way to a newer
text, `use` the way back.

A record made by someone else could say what is in no file. So it is used only after the file was
read once on this machine too; a difference becomes a note on the source. If the corpus cannot be
written, the records are kept next to the index.
"""

import dataclasses
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from workbench.corpus.readers.document import (
    LARGEST,
    Contents,
    Document,
    Skipped,
    document,
    sha256,
    whole,
)
from workbench.corpus.readers.limited import Limited
from workbench.safe.plainfile import read_plain
from workbench.safe.replacing import replace

FOLDER = ".read"
SEEN = "read"
FORM = 1
OTHER = "the text that came with the project is not what this machine reads of the file"


class KeptText(msgspec.Struct, frozen=True, kw_only=True):
    """A document in a record: `Contents` whose text is in its own file."""

    sha256: str
    contents: Contents
    """With an empty text."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of one file."""

    form: int
    reader: str
    """`module:function` of the parser."""
    sha256: str
    """Of the file."""
    read: str
    """When, in UTC."""
    texts: tuple[KeptText, ...]


class Readings:
    """The records of a corpus; those made or checked on this machine are listed in `desk`."""

    def __init__(self, root: Path, desk: Path) -> None:
        self._corpus = root / FOLDER
        self._desk = desk / SEEN

    def documents(self, file: Path, path: str, reader: Limited) -> Iterator[Document | Skipped]:
        """The documents of a corpus file, from its record if there is one."""
        data = whole(file, path)
        if isinstance(data, Skipped):
            yield data
            return
        original = sha256(data)
        kept = self._kept(original)
        if kept is not None and self._is_ours(original, kept):
            yield from _documents(kept, path, original)
            return
        found = reader.parse(data)
        if isinstance(found, str):
            yield Skipped(path, found)
            return
        if kept is None:
            self._keep(original, reader.name, found)
            kept = found
        elif [each.text for each in kept] != [each.text for each in found]:
            kept = [_noted(each) for each in kept]
            self._keep(original, reader.name, kept)
        elif kept != found:
            self._keep(original, reader.name, found)
            kept = found
        self._own(original, kept)
        yield from _documents(kept, path, original)

    def again(
        self, file: Path, path: str, reader: Limited
    ) -> tuple[list[Contents], list[Contents]] | str:
        """Read a file with the libraries installed now; returns the documents kept before and now.

        Returns why it cannot be read, if it cannot; then what was kept stays.
        """
        data = whole(file, path)
        if isinstance(data, Skipped):
            return data.reason
        original = sha256(data)
        found = reader.parse(data)
        if isinstance(found, str):
            return found
        before = self._kept(original) or []
        if before and named(before) != named(found):
            # What was read before stays beside the new one, to be taken back.
            self._keep(f"{original}-{named(before)}", reader.name, before, of=original)
            self._keep(f"{original}-{named(found)}", reader.name, found, of=original)
        self._keep(original, reader.name, found)
        self._own(original, found)
        return before, found

    def use(self, original: str, name: str) -> bool:
        """Use an earlier reading of a file again; whether it is there, whole."""
        found = self._kept(f"{original}-{name}", of=original)
        if found is None or named(found) != name:
            return False
        self._keep(original, self._reader(f"{original}-{name}"), found)
        self._own(original, found)
        return True

    def left_out(self, original: str, text: str) -> tuple[str, ...]:
        """What a file has that is not in its text with this sha256; empty where nothing is kept."""
        for contents in self._kept(original) or ():
            if sha256(contents.text.encode()) == text:
                return contents.left_out
        return ()

    def _reader(self, key: str) -> str:
        """The parser that a record names."""
        for folder in (self._corpus, self._desk):
            with suppress(OSError, ValueError, RecursionError):
                data = read_plain(folder / f"{key}.json", most=LARGEST)
                return msgspec.json.decode(data, type=Record).reader
        return ""

    def _kept(self, key: str, *, of: str = "") -> list[Contents] | None:
        """What a record says that a file holds; None without one that is whole.

        `key` names the record, `of` is the file's sha256 where that is another.
        """
        for folder in (self._corpus, self._desk):
            try:
                data = read_plain(folder / f"{key}.json", most=LARGEST)
                record = msgspec.json.decode(data, type=Record)
                found = [_with_text(folder, each) for each in record.texts]
            except (OSError, ValueError, RecursionError):
                continue
            if record.form == FORM and record.sha256 == (of or key) and found:
                return found
        return None

    def _keep(self, key: str, reader: str, found: list[Contents], *, of: str = "") -> None:
        """Put a record on disk, whole or not at all: the texts first, then what names them."""
        texts = [KeptText(sha256=sha256(c.text.encode()), contents=_bare(c)) for c in found]
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        record = Record(form=FORM, reader=reader, sha256=of or key, read=now, texts=tuple(texts))
        for folder in (self._corpus, self._desk):
            try:
                folder.mkdir(exist_ok=True, parents=folder is self._desk)
                if folder.is_symlink():
                    continue
                for text, contents in zip(texts, found, strict=True):
                    _write(folder / f"{text.sha256}.txt", contents.text.encode())
                _write(folder / f"{key}.json", msgspec.json.encode(record))
            except OSError:
                continue
            return

    def _is_ours(self, original: str, kept: list[Contents]) -> bool:
        """Whether this machine made the record, or has read the file as well."""
        try:
            return read_plain(self._desk / f"{original}.seen", most=10_000) == named(kept).encode()
        except OSError:
            return False

    def _own(self, original: str, kept: list[Contents]) -> None:
        with suppress(OSError):
            self._desk.mkdir(exist_ok=True, parents=True)
            _write(self._desk / f"{original}.seen", named(kept).encode())


def named(kept: list[Contents]) -> str:
    """What tells a reading of a file from others: a sha256 of its texts."""
    return sha256("\n".join(sha256(c.text.encode()) for c in kept).encode())


def _noted(contents: Contents) -> Contents:
    return msgspec.structs.replace(contents, notes=(*contents.notes, OTHER))


def _bare(contents: Contents) -> Contents:
    return msgspec.structs.replace(contents, text="")


def _with_text(folder: Path, each: KeptText) -> Contents:
    if not each.sha256.isalnum() or len(each.sha256) != 64:
        raise ValueError("no sha256")
    data = read_plain(folder / f"{each.sha256}.txt", most=LARGEST)
    if sha256(data) != each.sha256:
        raise ValueError("another text")
    return msgspec.structs.replace(each.contents, text=data.decode())


def _documents(kept: list[Contents], path: str, original: str) -> Iterator[Document | Skipped]:
    for contents in kept:
        found = document(contents, path, sha256=original)
        if isinstance(found, Document):
            name = f"{FOLDER}/{sha256(contents.text.encode())}.txt"
            found = dataclasses.replace(found, text_file=name)
        yield found


def _write(path: Path, data: bytes) -> None:
    if path.is_symlink():
        raise OSError("a link")
    replace(path, data)
