"""Replace a file so that at any moment there is either the whole old one or the whole new one.

The data is written to a temporary file in the same folder and synced, the file is renamed, and the
folder is synced. The caller decides what may be replaced; a file made meanwhile never is.
"""

import fcntl
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_PART = re.compile(r"\.workbench-(\d{1,10})\.part")


def replace(target: Path, data: bytes, *, ready: Callable[[], None] = lambda: None) -> None:
    """Make `data` the whole content of `target`, which is no link.

    An existing file keeps its permissions and, where that is allowed, its owner; a new one gets
    those of the user's umask. `ready` is called at the last moment, while no other workbench
    replaces a file in that folder; if it raises an error, nothing has changed.

    Raises:
        FileExistsError: there was none, and someone else made one meanwhile, which stays.
        OSError: it could not be written; nothing has changed.
    """
    folder = target.parent
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            # Some network file systems cannot lock folders; two writers at once are rare enough.
            fcntl.flock(handle, fcntl.LOCK_EX)
        _sweep(folder)
        old = target.stat() if target.exists() else None
        ready()
        _write(target, folder / f".workbench-{os.getpid()}.part", data, old)
        # Without this, a power cut may bring the old file back.
        os.fsync(handle)
    finally:
        os.close(handle)


def name_new(part: Path, target: Path) -> None:
    """Rename a file to a name that no file has yet.

    Raises:
        FileExistsError: a file or link of that name exists; nothing has changed.
        OSError: it could not be done.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # exFAT and some network shares have no links: there an empty file first takes the name.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            part.replace(target)
        except OSError:
            target.unlink()
            raise
    else:
        part.unlink()


def _write(target: Path, part: Path, data: bytes, old: os.stat_result | None) -> None:
    mode = 0o600 if old else 0o666
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        with os.fdopen(file, "wb") as out:
            if old is not None:
                with suppress(PermissionError):
                    os.fchown(file, old.st_uid, old.st_gid)
                os.fchmod(file, old.st_mode & 0o777)
            out.write(data)
            out.flush()
            os.fsync(file)
        if old is None:
            name_new(part, target)
        else:
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove temporary files of writers that were killed."""
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
