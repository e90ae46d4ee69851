"""Files come into the corpus: copied as they are, none over another, none twice.

What is read of them is `sources.load`. Nothing of a file is believed here but its bytes: a name
out of an archive cannot lead out of the corpus, and an archive gives no more than `MOST` bytes.
"""

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from workbench.corpus.readers import ADVICE, READERS
from workbench.corpus.readers.document import LARGEST, sha256
from workbench.safe import own
from workbench.safe.kept import CORPUS
from workbench.safe.plainfile import read_plain
from workbench.safe.visible import line

MOST = 2**30
"""Bytes that one archive may hold."""
FILES = 5_000
"""Files that one folder or archive may hold."""
_TEXTS = (".txt", ".md", ".csv", ".srt", ".vtt", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file that was to be added."""

    name: str
    """As it was given."""
    path: str | None
    """Where it is in the corpus; None where it is not there."""
    reason: str = ""
    """Why it was not copied, in words; empty where it was."""


def add_path(root: Path, given: Path, *, encoding: str | None = None) -> Iterator[Added]:
    """Copy a file, or those of a folder or a .zip, into the corpus of the project `root`.

    With `encoding`, a text is decoded with it and its copy is in UTF-8. Each is told of as it is
    done; one that cannot be added costs itself.
    """
    name = given.name or str(given)
    try:
        if given.is_dir():
            found = _of_folder(given)
        elif given.suffix.lower() == ".zip":
            found = _of_archive(given)
        else:
            found = iter([(name, _bytes(given))])
        for each, data in found:
            yield data if isinstance(data, Added) else add_bytes(root, each, data, encoding)
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else str(error)
        yield Added(name, None, f"cannot be read: {told}")


def add_bytes(root: Path, name: str, data: bytes, encoding: str | None = None) -> Added:
    """Put a file of this name, a path with `/`, into the corpus; a free name where it is taken."""
    path = _clean(name)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in READERS:
        advice = ADVICE.get(
            suffix, f"no reader for this kind of file (known: {', '.join(READERS)})"
        )
        return Added(name, None, f"not read: {advice}")
    if len(data) > LARGEST:
        return Added(name, None, f"larger than {LARGEST // 2**20} MB: split it")
    if encoding is not None:
        if suffix not in _TEXTS:
            return Added(name, None, f"--encoding is for texts, not for {suffix}")
        try:
            # A page may declare another encoding; the mark at its start goes before that.
            data = data.decode(encoding).encode("utf-8-sig" if "htm" in suffix else "utf-8")
        except (UnicodeError, LookupError):
            return Added(name, None, f"not in the encoding {line(encoding)}")
    there = _same(root / CORPUS, data)
    if there is not None:
        return Added(name, there, "already there")
    try:
        path = _free(root / CORPUS, path)
        own.replace(root, f"{CORPUS}/{path}", data, durable=True)
    except OSError as error:
        return Added(name, None, f"cannot be written: {error.strerror}")
    return Added(name, path)


def _bytes(file: Path) -> bytes:
    return read_plain(file, most=LARGEST + 1)


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes | Added]]:
    """The files of a folder and of those in it; no link is followed, no hidden name read."""
    count = 0
    for home, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in sorted(names):
            file = Path(home, each)
            name = f"{folder.resolve().name}/{file.relative_to(folder).as_posix()}"
            if each.startswith("."):
                continue
            count += 1
            if count > FILES:
                yield name, Added(name, None, f"more than {FILES} files: add it in parts")
                return
            if file.is_symlink():
                yield name, Added(name, None, "a link; add the file itself")
                continue
            try:
                yield name, _bytes(file)
            except OSError as error:
                yield name, Added(name, None, f"cannot be read: {error.strerror}")


def _of_archive(file: Path) -> Iterator[tuple[str, bytes | Added]]:
    """The files of a .zip, each unpacked alone and no further than a source may be large."""
    size = 0
    try:
        with zipfile.ZipFile(file) as archive:
            for count, info in enumerate(archive.infolist(), 1):
                name = f"{file.stem}/{info.filename}"
                parts = PurePosixPath(info.filename.replace("\\", "/")).parts
                if info.is_dir() or any(map(_hidden, parts)):
                    continue
                if count > FILES or size > MOST:
                    yield name, Added(name, None, "the archive is too large: add it in parts")
                    return
                try:
                    with archive.open(info) as inside:
                        data = inside.read(LARGEST + 1)
                except (RuntimeError, NotImplementedError, *_BROKEN):
                    yield name, Added(name, None, "cannot be unpacked: a password, or damaged")
                    continue
                size += len(data)
                yield name, data
    except _BROKEN:
        yield file.name, Added(file.name, None, "not a .zip, or a damaged one")


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, KeyError)


def _hidden(part: str) -> bool:
    return part.startswith("__MACOSX") or (part.startswith(".") and part not in (".", ".."))


def _clean(name: str) -> str:
    """A path inside the corpus: no way out, no hidden name, nothing that a terminal obeys."""
    parts = []
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        shown = line(part.encode("utf-8", "replace").decode()).replace("/", "-").strip()
        shown = shown.lstrip(".")
        if shown:
            stem, dot, suffix = shown.rpartition(".")
            parts.append(f"{stem[:100]}{dot}{suffix[:20]}" if dot else shown[:100])
    return "/".join(parts[-8:]) or "unnamed"


def _free(corpus: Path, path: str) -> str:
    """The path, numbered where a source of that id is there already."""
    whole = PurePosixPath(path)
    folder = corpus / whole.parent
    taken = {entry.stem.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    stem, number = whole.stem, 1
    while stem.casefold() in taken or f"{stem}{whole.suffix}" == "sources.toml":
        number += 1
        stem = f"{whole.stem}-{number}"
    return str(whole.with_name(f"{stem}{whole.suffix}"))


def _same(corpus: Path, data: bytes) -> str | None:
    """The file of the corpus with these bytes; None without one."""
    wanted = sha256(data)
    for home, folders, names in os.walk(corpus):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for each in names:
            file = Path(home, each)
            try:
                if file.lstat().st_size == len(data) and sha256(_bytes(file)) == wanted:
                    return file.relative_to(corpus).as_posix()
            except OSError:
                continue
    return None
