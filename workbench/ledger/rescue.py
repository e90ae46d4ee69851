"""Decisions that could not be recorded because the ledger's file went away.

They are written to a file of their own, `verdicts-rescue-*.jsonl`; `recover` adds them.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from workbench import own
from workbench.ledger import rows
from workbench.ledger.second import sync_folder

PATTERN = "verdicts-rescue-*.jsonl"


class Rescued(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that is in no ledger yet."""

    at: str
    by: str
    decision: str
    """JSON text, as in a row."""


_rescued = msgspec.json.Decoder(Rescued)


def write(rescued: Rescued, folder: Path) -> Path | None:
    """Keep a decision in the first of the ledger's folder, the home and the temporary folder.

    None where none of them can be written.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    for place in (folder, Path.home(), Path(tempfile.gettempdir())):
        path = place / PATTERN.replace("*", f"{stamp}-{os.getpid()}")
        try:
            with path.open("xb") as file:
                file.write(msgspec.json.encode(rescued) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            sync_folder(place)
        except OSError:
            continue
        return path
    return None


def read(folder: Path) -> Iterator[tuple[Path, Rescued]]:
    """What was kept in a folder, oldest first; a file that is torn, or no decision, is left."""
    for path in sorted(folder.glob(PATTERN)):
        try:
            one = _rescued.decode(own.read(folder, path.name))
            rows.decoded(one.decision)
        except (OSError, msgspec.MsgspecError, ValueError):
            continue
        yield path, one
