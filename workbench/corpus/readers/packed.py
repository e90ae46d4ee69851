"""The parts of a zip file, each read up to a limit, so that a zip bomb does no harm."""

import io
import re
import zipfile
from html import unescape

from workbench.corpus.readers.document import LARGEST, Unreadable

PARTS = 10_000
_FIELD = re.compile(r"<(?:[\w.-]{1,20}:)?([A-Za-z-]{1,30})(?:\s[^<>]{0,500})?>([^<>]{1,5000})</")


class Packed:
    """A zip file in memory."""

    def __init__(self, data: bytes) -> None:
        """Raises zipfile.BadZipFile if the bytes are no zip file, Unreadable if too large."""
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        entries = self._zip.infolist()
        if len(entries) > PARTS or sum(entry.file_size for entry in entries) > 4 * LARGEST:
            raise Unreadable(f"it unpacks to more than {4 * LARGEST // 2**20} MB")
        self._left = 4 * LARGEST

    def names(self) -> list[str]:
        """The names of its parts, in file order."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises KeyError if there is none of this name."""
        with self._zip.open(name) as stream:
            data = stream.read(min(LARGEST, self._left) + 1)
        self._left -= len(data)
        if len(data) > LARGEST or self._left < 0:
            raise Unreadable(f"it unpacks to more than {LARGEST // 2**20} MB")
        return data

    def fields(self, name: str) -> dict[str, str]:
        """The text of each plain element of an XML part, the first of each name, in lower case."""
        try:
            text = self.part(name).decode("utf-8", "replace")
        except KeyError:
            return {}
        found: dict[str, str] = {}
        for tag, words in _FIELD.findall(text[:500_000]):
            found.setdefault(tag.lower(), unescape(words).strip())
        return found
