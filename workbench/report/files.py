"""Write a file that the user named, and never over a file that must stay.

It knows nothing of reports: it gets the text, and what must not be replaced.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import InputError
from workbench.safe.own import refuse_links
from workbench.safe.replacing import replace
from workbench.safe.visible import line


def write(
    path: Path, text: str, *, ours: str | None, inputs: Iterable[Path], root: Path | None = None
) -> None:
    """Write `text` as UTF-8 to `path`; if that is a link, to the file it points to.

    No link in the project, whose folder is `root`, is followed.

    An existing file is replaced if the words `ours` are in it, or in any case if `ours` is None;
    but never one of `inputs`, or a file in a folder of `inputs`.

    Raises:
        InputError: the file must not or cannot be written; nothing was changed.
    """
    with _target(path, root) as target:
        replace(
            target,
            text.encode("utf-8", "surrogatepass"),
            ready=lambda: _refuse(target, line(str(path)), ours, inputs),
        )


def refuse(
    path: Path, *, ours: str | None, inputs: Iterable[Path], root: Path | None = None
) -> None:
    """Raise what `write` would raise before it writes: to know before making a long text."""
    with _target(path, root) as target:
        _refuse(target, line(str(path)), ours, inputs)


@contextmanager
def _target(path: Path, root: Path | None) -> Iterator[Path]:
    """The file that `path` points to; errors become one line."""
    try:
        if root is not None:
            refuse_links(root, path)
        yield Path(os.path.realpath(path))
    except OSError as error:
        raise InputError(
            f"{line(str(path))}: cannot be written: {error.strerror or error}"
        ) from None
    except ValueError as error:
        raise InputError(f"{line(str(path))}: cannot be written: {line(str(error))}") from None


def _refuse(target: Path, name: str, ours: str | None, inputs: Iterable[Path]) -> None:
    for each in inputs:
        place = Path(os.path.realpath(each))
        same = target.exists() and place.exists() and target.samefile(place)
        if same or target == place or place in target.parents:
            raise InputError(f"{name}: belongs to the project and is never replaced; name another")
    if not target.exists():
        return
    if not target.is_file():
        raise InputError(f"{name}: is not a file; name another, or leave it out for the screen")
    if ours is not None and ours.encode() not in target.read_bytes():
        raise InputError(f"{name}: exists and is no report of ours; --force replaces it")
