"""What a stranger may have put where a project's own file or folder is to be."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from workbench.safe.own import KeptPath

Trap = Callable[[Path, Path], None]
"""Put where the first path leads; the second is a folder outside, with files that must stay."""


def outside(folder: Path) -> Path:
    """A folder outside the project with files in it, as `untouched` compares them."""
    (folder / "index" / "passages").mkdir(parents=True)
    for name in ("file", "verdicts-20200101T000000Z.db", "session.json", "index/texts.db"):
        (folder / name).write_text("not the project's\n")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _out(path: Path, other: Path) -> None:
    path.symlink_to(other / "file")


def _to_a_folder(path: Path, other: Path) -> None:
    path.symlink_to(other)


def _to_nothing(path: Path, other: Path) -> None:
    path.symlink_to(other / "made by the desk")


def _within(path: Path, other: Path) -> None:
    within = path.parent / "within"
    within.write_text("the project's, but another file\n")
    path.symlink_to("within")


def _around(path: Path, other: Path) -> None:
    path.symlink_to(path.name)


def _device(path: Path, other: Path) -> None:
    path.symlink_to("/dev/zero")


def _pipe(path: Path, other: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, other: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # its path may have 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def _folder(path: Path, other: Path) -> None:
    (path / "in it").mkdir(parents=True)


def _file(path: Path, other: Path) -> None:
    path.write_text("a file\n")


def _second_name(path: Path, other: Path) -> None:
    path.hardlink_to(other / "file")


LINKS: dict[str, Trap] = {
    "a link out": _out,
    "a link to a folder": _to_a_folder,
    "a link to nothing yet": _to_nothing,
    "a link within": _within,
    "a link to itself": _around,
    "a link to a device": _device,
}
OTHERS: dict[str, Trap] = {"a pipe": _pipe, "a socket": _socket}


def traps(place: KeptPath) -> dict[str, Trap]:
    """The traps that can be set at a place."""
    of_kind: dict[str, Trap] = {"a file": _file} if place.folder else {"a folder": _folder}
    second: dict[str, Trap] = {"a second name": _second_name} if place.in_place else {}
    return {**LINKS, **OTHERS, **of_kind, **second}


def path_of(place: KeptPath) -> str:
    """A path that a place stands for."""
    stamp = "20300101T000000Z"
    return place.name.replace(".tantivy*", ".tantivy-writer.lock").replace("*", stamp)
