"""What is in a project is opened through `safe.own`, or listed here with the reason why not."""

import ast
import os
import sys
from pathlib import Path

import pytest

import workbench
from workbench.safe import own

PACKAGE = Path(workbench.__file__).parent

OPENS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "touch", "connect",
    "copyfile", "copytree", "rmtree", "symlink_to", "hardlink_to", "chmod",
}  # fmt: skip
"""Names of functions that open, read or write the file that a path leads to."""

OURS = ("Workspace", "Index", "self", "webbrowser", "self._doors")

OTHERWISE = {
    "corpus/adding.py": "a file inside an archive, which is no path",
    "corpus/fetching.py": "a socket",
    "workspace/starting.py": "the example, a part of the program",
    "safe/own.py": "the door itself",
    "safe/plainfile.py": "files of the corpus, links resolved; the user's own settings",
    "safe/replacing.py": "a new file, renamed over the name",
    "safe/crash.py": "a log in the user's own folder",
    "cli/output.py": "the null device",
    "cli/frame.py": "the null device",
    "corpus/readers/confined.py": "the null device",
    "corpus/readers/packed.py": "an entry of an archive, in memory",
    "cli/evidence.py": "a file that the user names",
    "tui/hangup.py": "the null device",
    "tui/screens/justification.py": "a temporary folder",
    "nli/folder.py": "a model in the user's own folder",
    "report/files.py": "a file that the user names, no link of the project on its way",
    "index/settings.py": "files of this package",
    "verdicts/scales.py": "a file of this package",
    "stance/way.py": "a file of this package",
    "analysis/lexicon.py": "files of this package",
    "analysis/language.py": "a file of this package",
    "analysis/asserting/cues.py": "a file of this package",
    "serve/page.py": "files of textual-serve",
    "ledger/connecting.py": "SQLite opens by name: looked at before and after",
    "ledger/reading.py": "SQLite opens by name: looked at before",
    "ledger/recover.py": "SQLite, on a copy; new files of a new name",
    "ledger/rescue.py": "a new file of a new name",
    "ledger/second.py": "a folder, to sync it",
    "ledger/sqlite.py": "a new file of a new name",
    "ledger/opening.py": "a new file in a temporary folder",
    "index/__init__.py": "looked at before, as all of the index",
    "index/engine.py": "looked at before, as all of the index",
    "index/texts.py": "SQLite opens by name: looked at before",
    "report/carrying.py": "writes into the folder that the person names",
    "report/forms/html.py": "the style sheet of the package",
    "corpus/sources.py": "lists folders, see its own test",
}


def opened(file: Path) -> list[str]:
    """The calls in a module that open a file."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            found.append("open")
        elif isinstance(node.func, ast.Attribute) and node.func.attr in OPENS:
            of = ast.unparse(node.func.value)
            # Methods of ours that are called so too.
            if node.func.attr != "open" or of not in OURS:
                found.append(node.func.attr)
    return found


def test_nothing_is_opened_but_through_own_or_where_it_cannot_be_the_projects() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): names
        for path in PACKAGE.rglob("*.py")
        if (names := opened(path))
    }
    assert {name: names for name, names in found.items() if name not in OTHERWISE} == {}


def test_a_file_is_read_and_written_below_folders_that_are_made(tmp_path: Path) -> None:
    own.replace(tmp_path, "a/b/c.txt", b"one")
    own.replace(tmp_path, "a/b/c.txt", b"two", durable=True)
    with own.adding(tmp_path, "a/b/c.txt") as handle:
        os.write(handle, b", three")
    assert own.read(tmp_path, "a/b/c.txt") == b"two, three"
    assert own.read(tmp_path, "a/b/c.txt", most=3) == b"two"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["c.txt"]
    own.remove(tmp_path, "a/b/c.txt")
    own.remove(tmp_path, "a/b/c.txt")
    assert own.look(tmp_path, "a/b/c.txt") is None


def test_a_folder_that_becomes_a_link_between_two_looks_is_not_followed(tmp_path: Path) -> None:
    """Held by its descriptor, it is the folder that was looked at that is written in."""
    (tmp_path / "project" / "a").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    with own._folder_of(tmp_path / "project", "a/b.txt") as (folder, last):
        (tmp_path / "project" / "a").rename(tmp_path / "project" / "moved")
        (tmp_path / "project" / "a").symlink_to(tmp_path / "other")
        os.close(os.open(last, os.O_WRONLY | os.O_CREAT, dir_fd=folder))
    assert (tmp_path / "project" / "moved" / "b.txt").exists()
    assert list((tmp_path / "other").iterdir()) == []
    with pytest.raises(own.NotOwn, match=r"a is a link to "):
        own.replace(tmp_path / "project", "a/b.txt", b"")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is open")
def test_no_open_file_is_left_behind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        with pytest.raises(own.NotOwn):
            own.read(tmp_path, "pipe")
        with pytest.raises(OSError, match="No such file"):
            own.read(tmp_path, "a/b")
        own.replace(tmp_path, "c/d", b"")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
