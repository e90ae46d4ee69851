"""Decisions that could not be recorded because the ledger's file went away.

They are written to a file of their own, `verdicts-rescue-*.jsonl`; `recover` adds them.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from workbench.errors import InputError
from workbench.ledger import rows
from workbench.ledger.second import sync_folder
from workbench.safe import own

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


def found(folder: Path) -> Iterator[tuple[Path, Rescued | None]]:
    """What was kept in a folder, oldest first; None for a file that is torn or no decision."""
    for path in sorted(folder.glob(PATTERN)):
        try:
            one = _rescued.decode(own.read(folder, path.name))
            rows.decoded(one.decision)
            rows.refuse_time(one.at)
            rows.reviewer(one.by)
        except (OSError, InputError, msgspec.MsgspecError, ValueError):
            yield path, None
        else:
            yield path, one


def read(folder: Path) -> Iterator[tuple[Path, Rescued]]:
    """The decisions kept in a folder, oldest first; what cannot be read as one is left."""
    return ((path, one) for path, one in found(folder) if one is not None)
