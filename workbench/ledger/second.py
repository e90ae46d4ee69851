"""The second copy: `verdicts.jsonl`, one row of the ledger a line, only ever added to.

A person can read it, git can merge it line by line (`verdicts.jsonl merge=union`), and `recover`
rebuilds the ledger from it. Each line is written after its row was committed and before "saved"
is said. What another process was killed before writing is written by the next. A torn last line
is closed with a newline and its row written again. The lines may stand in any order, some of
them twice, those of an older format among them.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from workbench.ledger import legacy, rows
from workbench.ledger.rows import Row, to_line
from workbench.safe import own
from workbench.safe.visible import line

TAIL = 64
# Bytes before what was not read yet that must still be there, or the file is another one.


class SecondCopy:
    """The file and how much of it was read so far."""

    def __init__(self, path: Path, upgrade: legacy.Upgrade | None = None) -> None:
        """`upgrade` is shared where rows of an old format stand in several files."""
        self.path = path
        self._shared = upgrade
        self._forget()

    def _forget(self) -> None:
        self.ids: set[str] = set()
        """Ids of the rows in the file."""
        self.new: list[Row] = []
        """Rows that were read; whoever takes them empties it."""
        self.odd: list[str] = []
        """Lines that hold a row which is not as it was recorded, each in words."""
        self.torn = 0
        """Lines that are no row at all, as a crash or a merge leaves them."""
        self._upgrade = self._shared or legacy.Upgrade()
        self._read = self._lines = 0
        self._file: int | None = None
        self._tail = b""
        self.open = self.cut = False
        """Whether the last line is not closed, and whether it is not whole."""

    def look(self) -> None:
        """Read what was added since the last look, by us or by others.

        A file that is no longer the one that was read is read from its beginning.

        Raises:
            OSError: the file cannot be read. A missing one is empty.
        """
        try:
            with own.reading(self.path.parent, self.path.name) as file:
                self._same(file)
                file.seek(self._read)
                added = file.read()
        except FileNotFoundError:
            self._forget()
            return
        whole = added.rfind(b"\n") + 1
        self.open = whole < len(added)
        self._read += whole
        self._tail = (self._tail + added[:whole])[-TAIL:]
        lines = added[:whole].splitlines()
        # One that lacks only its end is all there, as an editor leaves the last one.
        last = added[whole:]
        self.cut = bool(last) and not (rows.from_line(last) or legacy.from_line(last))
        for raw in (*lines, *([last] if last and not self.cut else ())):
            for row in self._rows(raw):
                if row.id not in self.ids:
                    self.ids.add(row.id)
                    self.new.append(row)
        self._lines -= bool(last) and not self.cut  # it is counted once it is closed

    def orphans(self) -> list[Row]:
        """Rows of an old format whose predecessor is not in the file; see `legacy.Upgrade`."""
        return self._upgrade.orphans()

    def add(self, some: Iterable[Row]) -> None:
        """Append rows and return once they are on disk.

        Raises:
            OSError: they could not be written; what was written is completed by the next call.
        """
        lines = [to_line(row) for row in some]
        if not lines:
            return
        new = not self.path.exists()
        with own.adding(self.path.parent, self.path.name) as fd:
            data = (b"\n" if self.open else b"") + b"".join(lines)
            while data:
                data = data[os.write(fd, data) :]
            os.fsync(fd)
        if new:
            sync_folder(self.path.parent)
        self.look()

    def _same(self, file: BinaryIO) -> None:
        """Forget what was read where the file was replaced, as git does."""
        number = os.fstat(file.fileno()).st_ino
        file.seek(self._read - len(self._tail))
        if self._file not in (None, number) or file.read(len(self._tail)) != self._tail:
            self._forget()
        self._file = number

    def _rows(self, raw: bytes) -> Iterator[Row]:
        self._lines += 1
        if (row := rows.from_line(raw)) is not None:
            if rows.fits(row):
                yield row
            else:
                self._is_odd(f"{rows.named(row)} was altered: its hash does not fit")
        elif (old := legacy.from_line(raw)) is not None:
            if legacy.fits(old):
                yield from self._upgrade.add(old)
            else:
                self._is_odd(f"row {old.seq} of {line(old.by)} was altered: its hash does not fit")
        else:
            self.torn += bool(raw.strip())

    def _is_odd(self, what: str) -> None:
        self.odd.append(f"{line(self.path.name)}:{self._lines}: {what}")


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable. Windows has no way to, and needs none."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
