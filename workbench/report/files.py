"""Write a file so that at any moment there is the old one or the new one, whole.

To a temporary file in the same folder, synced, then renamed over the name, then the folder is
synced. It knows no report: it is given the text and what must not be replaced.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import InputError
from workbench.visible import line

_PART = re.compile(r"\.workbench-(\d{1,10})\.part")


def write(path: Path, text: str, *, ours: str | None, inputs: Iterable[Path]) -> None:
    """Write `text` as UTF-8 to `path`, through a link to what it points to.

    A file that is there is replaced if it holds the words `ours`, or whatever it holds where
    `ours` is None; one of `inputs`, or a file inside one that is a folder, never.

    Raises:
        InputError: the file must not or cannot be written; nothing was changed.
    """
    with _told(path) as target:
        _refuse(target, line(str(path)), ours, inputs)
        _replace(target, text.encode("utf-8", "surrogatepass"))


def refuse(path: Path, *, ours: str | None, inputs: Iterable[Path]) -> None:
    """Raise what `write` would raise before it writes: for work that takes long to make."""
    with _told(path) as target:
        _refuse(target, line(str(path)), ours, inputs)


@contextmanager
def _told(path: Path) -> Iterator[Path]:
    """What `path` points to; what goes wrong with it is said in one line."""
    try:
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


def _replace(target: Path, data: bytes) -> None:
    folder = target.parent
    _sweep(folder)
    part = folder / f".workbench-{os.getpid()}.part"
    # Permissions of a new file, or those of the file that is replaced.
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
    try:
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
        with os.fdopen(file, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(file)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    # Without this a power cut may bring the old name back.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what writers that were killed have left behind."""
    for found in folder.iterdir():
        if (part := _PART.fullmatch(found.name)) and not _alive(int(part[1])):
            found.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
