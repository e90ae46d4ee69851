"""The files of a project, opened only if they really are the project's own.

A project may come from a stranger: if its `verdicts.jsonl` were a link to the start file of a
shell, a claim's text would be written into that. So below the project's folder no link is followed,
to the outside or the inside; only regular files and folders are opened; and a file that is changed
in place must have no second name, under which it could also be elsewhere. The paths that the desk
uses are listed as `KeptPath`s. All are checked when a project is opened, and each again when it is
used, folder by folder by descriptor, so that a link made in between is not followed either.

SQLite and tantivy open their files by name: those files are checked before.
"""

import errno
import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.errors import InputError
from workbench.safe.visible import line


@dataclass(frozen=True, slots=True)
class KeptPath:
    """A path that the desk reads or writes in a project."""

    name: str
    """Below the project's folder, with `/`; `*` stands for any characters."""
    folder: bool = False
    in_place: bool = False
    """Whether it is changed in place, not replaced by another file."""


DATABASE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for the files next to it."""


class NotOwn(OSError):
    """A path is not the project's own; `strerror` names it and says what to do."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(errno.ELOOP, f"{line(name)} is {what}")


def refuse_others(root: Path, places: Iterable[KeptPath]) -> None:
    """Check every one of these paths below `root`; none is opened.

    Raises:
        InputError: one line about the first that exists and is not the project's own.
    """
    for place in places:
        try:
            for name in _there(root, place):
                look(root, name, folder=place.folder, in_place=place.in_place)
                if name.endswith("-journal"):
                    _refuse_super_journal(root, name)
        except NotOwn as error:
            raise InputError(str(error.strerror)) from None
        except OSError:
            continue  # whoever needs the file reports the error


def _there(root: Path, place: KeptPath) -> Iterator[str]:
    """The existing paths of a place that have to be checked."""
    if "*" not in place.name:
        yield place.name
        return
    home, _, pattern = place.name.rpartition("/")
    with _folder_of(root, place.name) as (held, _), os.scandir(held) as entries:
        for entry in entries:
            # There may be a file for every source, and the folder's listing says what is a file.
            plain = not place.in_place and entry.is_file(follow_symlinks=False)
            if not plain and fnmatch.fnmatchcase(entry.name, pattern):
                yield f"{home}/{entry.name}".removeprefix("/")


def look(
    root: Path, name: str, *, folder: bool = False, in_place: bool = False
) -> os.stat_result | None:
    """What the file system says of a path below `root`; None if there is nothing.

    Raises:
        NotOwn: it, or a folder on the way, is not the project's own.
        OSError: it cannot be checked.
    """
    try:
        with _folder_of(root, name) as (held, last):
            status = os.stat(last, dir_fd=held, follow_symlinks=False)
            _refuse(held, last, name, status, folder=folder, in_place=in_place)
            return status
    except FileNotFoundError:
        return None


def look_at_database(path: Path) -> None:
    """Check a database and the files next to it, before SQLite opens them by name.

    Raises:
        NotOwn: one of them is not the project's own.
    """
    for end in DATABASE:
        name = path.name + end
        if look(path.parent, name, in_place=True) and end == "-journal":
            _refuse_super_journal(path.parent, name)


@contextmanager
def reading(root: Path, name: str) -> Iterator[BinaryIO]:
    """A file below `root`, open for reading.

    Raises:
        NotOwn: it, or a folder on the way, is not the project's own.
        OSError: it cannot be opened.
    """
    with os.fdopen(_open(root, name, os.O_RDONLY), "rb") as stream:
        yield stream


def read(root: Path, name: str, *, most: int = -1) -> bytes:
    """The bytes of a file below `root`, at most `most` of them. Raises as `reading`."""
    with reading(root, name) as stream:
        return stream.read(most)


@contextmanager
def adding(root: Path, name: str) -> Iterator[int]:
    """The descriptor of a file below `root` to which bytes are added; it is made if missing.

    Raises as `reading`.
    """
    handle = _open(root, name, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        yield handle
    finally:
        os.close(handle)


def replace(root: Path, name: str, data: bytes, *, durable: bool = False) -> None:
    """Make `data` the whole content of a file below `root`, and make the folders on the way.

    At any moment there is the old file or the new one. With `durable` it is on the disk before
    this returns. Raises as `reading`.
    """
    with _folder_of(root, name, make=True) as (held, last):
        passing = f"{Path(last).stem}-{os.getpid()}.new"
        with suppress(FileNotFoundError):
            _refuse(held, last, name, os.stat(last, dir_fd=held, follow_symlinks=False))
        with suppress(FileNotFoundError):
            os.unlink(passing, dir_fd=held)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _GUARDED
        try:
            with os.fdopen(os.open(passing, flags, 0o666, dir_fd=held), "wb") as file:
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            os.replace(passing, last, src_dir_fd=held, dst_dir_fd=held)
        except BaseException:
            with suppress(OSError):
                os.unlink(passing, dir_fd=held)
            raise


def remove(root: Path, name: str) -> None:
    """Remove a file below `root`, if it exists; of a link, only the link itself is removed.

    Raises:
        NotOwn: a folder on the way is not the project's own.
        OSError: it cannot be removed.
    """
    with suppress(FileNotFoundError), _folder_of(root, name) as (held, last):
        os.unlink(last, dir_fd=held)


def make_folder(root: Path, name: str) -> None:
    """Make a folder below `root`, unless it exists. Raises as `reading`."""
    with _folder_of(root, f"{name}/.", make=True):
        pass


def refuse_links(root: Path, path: Path) -> None:
    """Refuse a path given by the user if it goes through a link that is in the project.

    Links outside the project are the user's own and are followed.

    Raises:
        NotOwn: there is such a link.
    """
    home = os.path.realpath(root)
    place = Path.cwd() / path
    for each in (*reversed(place.parents), place):
        if each.is_symlink() and Path(os.path.realpath(each.parent)).is_relative_to(home):
            raise NotOwn(each.name, _LINK.format(line(str(each.readlink()))))


_GUARDED = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
# Without O_NONBLOCK, open() would wait for ever for a pipe that nobody writes to.

_LINK = "a link to {}; links in a project are not followed: put the real one in its place"

_KINDS = (
    (stat.S_ISREG, "a file"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), "a device"),
)

_MAGIC = bytes.fromhex("d9d505f920a163d7")
# Ends a rollback journal that names a second one: https://www.sqlite.org/fileformat.html#rollbackjournal


def _open(root: Path, name: str, flags: int) -> int:
    written = bool(flags & os.O_WRONLY)
    with _folder_of(root, name) as (held, last):
        # Checked before opening, since opening a device may already do something.
        with suppress(FileNotFoundError):
            status = os.stat(last, dir_fd=held, follow_symlinks=False)
            _refuse(held, last, name, status, in_place=written)
        handle = os.open(last, flags | _GUARDED, 0o666, dir_fd=held)
        try:
            _refuse(held, last, name, os.fstat(handle), in_place=written)
        except BaseException:
            os.close(handle)
            raise
    return handle


@contextmanager
def _folder_of(root: Path, name: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
    """The descriptor of the folder that a path below `root` is in, and the path's last part."""
    *folders, last = name.split("/")
    held = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for n, part in enumerate(folders, start=1):
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=held)
            status = os.stat(part, dir_fd=held, follow_symlinks=False)
            _refuse(held, part, "/".join(folders[:n]), status, folder=True)
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
            below = os.open(part, flags, dir_fd=held)
            os.close(held)
            held = below
        yield held, last
    finally:
        os.close(held)


def _refuse(
    held: int,
    last: str,
    name: str,
    status: os.stat_result,
    *,
    folder: bool = False,
    in_place: bool = False,
) -> None:
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        raise NotOwn(name, _LINK.format(line(os.readlink(last, dir_fd=held))))
    wanted = stat.S_ISDIR if folder else stat.S_ISREG
    if not wanted(mode):
        kind = next((word for is_one, word in _KINDS if is_one(mode)), "of an unknown kind")
        raise NotOwn(name, f"{kind}, not a {'folder' if folder else 'file'}; move it away")
    if in_place and not folder and status.st_nlink > 1:
        raise NotOwn(
            name,
            "also known by another name (a hard link), and would change under both: "
            "put a copy in its place",
        )


def _refuse_super_journal(root: Path, name: str) -> None:
    """Refuse a journal that names another: SQLite would delete whatever file it names.

    We write to one database at a time, so our own journals never name another.
    """
    with reading(root, name) as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - len(_MAGIC)))
        if stream.read() == _MAGIC:
            raise NotOwn(name, "no journal of ours: it names another file; move it away")
