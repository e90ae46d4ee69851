"""A report with all that a reader needs to verify it: the files of its sources.

It knows no form: it is given the text of the report and its name.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from workbench.corpus import Source
from workbench.errors import InputError
from workbench.safe import own
from workbench.safe.visible import line

CORPUS = "corpus"


def carry(folder: Path, name: str, text: str, *, corpus: Path, sources: Iterable[Source]) -> Path:
    """Write the report into `folder`, which must be new or empty, with its sources under `corpus/`.

    The texts that were read of them come along. Where a file cannot be read, nothing of the report
    is written: what was copied until then stays.

    Raises:
        InputError: the folder is not empty, or a file cannot be read or written.
    """
    shown = line(str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{shown}: is not empty; name a new folder")
        held = [path for each in sources for path in (each.path, each.text_file) if path]
        for path in dict.fromkeys(held):
            _copy(corpus, folder / CORPUS, path)
        report = folder / name
        report.write_bytes(text.encode("utf-8", "surrogatepass"))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{shown}: cannot be written: {line(str(why))}") from None
    return report


def _copy(corpus: Path, to: Path, path: str) -> None:
    """One file; through a link only to what lies in the folder of the sources."""
    real = Path(os.path.realpath(corpus / path))
    home = Path(os.path.realpath(corpus))
    if not real.is_relative_to(home):
        raise InputError(f"{line(path)}: a link that leads out of the sources")
    data = own.read(home, real.relative_to(home).as_posix())
    target = to / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
