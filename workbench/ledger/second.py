"""The second copy: `verdicts.jsonl`, one row of the ledger a line, only ever added to.

A person can read it, git can diff it, and `recover` rebuilds the ledger from it. Each line is
written after its row was committed and before "saved" is said. Who writes holds the ledger's
lock, so that lines come in order; what another process was killed before writing is written
by the next. A torn last line is closed with a newline and its row written again.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from workbench.ledger.rows import Head, Row, from_line, to_line
from workbench.safe import own


class SecondCopy:
    """The file and how much of it was read so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head = Head()
        """The last whole row in the file."""
        self._read = 0
        self._torn = False

    def look(self) -> Head:
        """Read what was added since the last look, by us or by others, and return the head.

        Raises:
            OSError: the file cannot be read. A missing one is empty.
        """
        try:
            with own.reading(self.path.parent, self.path.name) as file:
                if os.fstat(file.fileno()).st_size < self._read:
                    self.head, self._read, self._torn = Head(), 0, False
                file.seek(self._read)
                added = file.read()
        except FileNotFoundError:
            self.head, self._read, self._torn = Head(), 0, False
            return self.head
        whole = added.rfind(b"\n") + 1
        self._torn = whole < len(added)
        self._read += whole
        for line in added[:whole].splitlines():
            row = from_line(line)
            if row is not None:
                self.head = Head(row.seq, row.hash)
        return self.head

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows and return once they are on disk.

        Raises:
            OSError: they could not be written; what was written is completed by the next call.
        """
        lines = [to_line(row) for row in rows]
        if not lines:
            return
        new = not self.path.exists()
        with own.adding(self.path.parent, self.path.name) as fd:
            data = (b"\n" if self._torn else b"") + b"".join(lines)
            while data:
                data = data[os.write(fd, data) :]
            os.fsync(fd)
        if new:
            sync_folder(self.path.parent)
        self.look()


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable. Windows has no way to, and needs none."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
