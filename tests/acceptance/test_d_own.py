"""D7. A stranger's project is opened only if all at the paths that the desk uses is its own.

The paths are those of `safe.kept.PATHS`: a new one is tested by being listed there.
"""

import contextlib
import fnmatch
import os
import re
import shutil
import signal
import sqlite3
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import refused, workbench
from counting import Counts
from traps import held, outside, path_of, traps

from workbench.errors import InputError, WorkbenchError
from workbench.safe import own
from workbench.safe.kept import PATHS
from workbench.safe.own import KeptPath
from workbench.settings import read_settings
from workbench.tui.drafts import drop_draft, keep_draft, read_draft
from workbench.tui.own_words import keep_words, read_words
from workbench.tui.session import Session, keep_session, read_session
from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs links and pipes", allow_module_level=True)

from terminal import Terminal
from test_a_app import a_project

ALL = [(place, name) for place in PATHS for name in traps(place)]
IDS = [f"{place.name} is {name}" for place, name in ALL]
SAID = re.compile(r"\S+ is (a|an|also|known|no) [^\n]+")


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one file or more at most of the paths."""
    folder = a_project(tmp_path_factory.mktemp("worked") / "project", 2)
    (folder / "corpus" / "page.html").write_text("<p>Farmers sold 4,000 tons of apples.</p>")
    _use(folder)
    return folder


@pytest.fixture
def used(worked_in: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(worked_in, tmp_path / "project")


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Whoever waits for a pipe waits for ever."""

    def late(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _use(folder: Path, workspace: Workspace | None = None) -> None:
    """Do with a project all that reads or writes in it; what is refused is refused."""
    sorry = contextlib.suppress(WorkbenchError, OSError)
    with sorry:
        workspace = workspace or Workspace.open(folder, by="ada")
    if workspace is None:
        return
    for act in (
        workspace.refresh,
        lambda: workspace.rate("k0000x", "true"),
        lambda: workspace.justify("k0000x", "It says so."),
        workspace.undo,
        workspace.entries,
        workspace.check,
        lambda: workspace.find(workspace.claims[0]),
        lambda: workspace.apply(workspace.propose_edit("k0001x", claimant="Ann")),
        lambda: workspace.apply(workspace.propose_add(text="One more was sold")),
        workspace.undo,
        workspace.read_again,
        lambda: read_settings(folder),
        lambda: keep_session(folder, Session(claim="k0000x")),
        lambda: read_session(folder),
        lambda: keep_words(folder, "k0000x", "apples"),
        lambda: read_words(folder),
        lambda: keep_draft(folder, "k0000x", "typed"),
        lambda: read_draft(folder, "k0000x"),
        lambda: drop_draft(folder, "k0001x"),
        lambda: workspace.write_report(folder / "report.md", overwrite=True),
        lambda: workspace.backup(folder / "backups" / "by-hand.db"),
        workspace.close,
        workspace.recover,
    ):
        with sorry:
            act()
    with sorry:
        workspace.close()


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize("place, trap", ALL, ids=IDS)
def test_d7_what_is_not_the_projects_own_is_refused_in_one_line_that_names_it(
    used: Path, tmp_path: Path, place: KeptPath, trap: str
) -> None:
    other = outside(tmp_path / "other")
    before = held(other)
    path = used / path_of(place)
    _clear(path)
    traps(place)[trap](path, other)
    for opened in (Workspace.open, Workspace.without_claims):
        with pytest.raises(InputError) as caught:
            opened(used, by="ada")
        assert SAID.fullmatch(str(caught.value))
        assert str(caught.value).startswith(path_of(place))
    assert held(other) == before


def test_d7_what_comes_while_a_project_is_open_does_no_harm_either(
    worked_in: Path, tmp_path: Path, counts: Counts
) -> None:
    """Each of the ways to use it ends, and nothing outside the project is made or changed."""
    other = outside(tmp_path / "other")
    before = held(other)
    chosen = ALL[:: counts(5, 1)]
    for n, (place, trap) in enumerate(chosen):
        signal.alarm(60)
        used = shutil.copytree(worked_in, tmp_path / f"p{n}")
        workspace = Workspace.open(used, by="ada")
        path = used / path_of(place)
        _clear(path)
        traps(place)[trap](path, other)
        _use(used, workspace)
        assert held(other) == before, (place.name, trap)
    print({"tried": len(chosen)})


def test_d7_every_path_that_is_used_is_listed(used: Path) -> None:
    allowed = {place.name for place in PATHS} | {
        "corpus/harvest.txt",
        "corpus/page.html",
        "report.md",
    }
    allowed |= {"backups/by-hand.db"}
    found = {path.relative_to(used).as_posix() for path in used.rglob("*")}
    assert {".workbench/words.json", "verdicts.jsonl", "backups", "corpus/.read"} <= found
    assert [each for each in found if not any(fnmatch.fnmatch(each, one) for one in allowed)] == []


def test_d7_all_commands_and_the_app_say_the_line_and_end_with_2(
    used: Path, tmp_path: Path, counts: Counts
) -> None:
    """The path and the trap change from command to command."""
    commands = [
        ["list"], ["show", "k0000x"], ["find"], ["sources"], ["read", "harvest"], ["suggest"],
        ["record", "k0000x", "true"], ["undo"], ["history"], ["report"], ["check"], ["recover"],
        ["report", "-o", "r.md", "--force"], ["backup", "b.db"], ["grade", "harvest", "B2"],
        ["claim", "add", "One more", "--yes"], ["serve"],
    ]  # fmt: skip
    other = outside(tmp_path / "other")
    before = held(other)
    chosen = ALL[:: counts(23, 1)]
    for n, (place, trap) in enumerate(chosen):
        signal.alarm(60)
        folder = tmp_path / f"p{n}"
        shutil.copytree(used, folder)
        path = folder / path_of(place)
        _clear(path)
        traps(place)[trap](path, other)
        told = refused(workbench(*commands[n % len(commands)], cwd=folder))
        assert SAID.fullmatch(told), told
        assert told.startswith(path_of(place))
        with Terminal(folder) as app:
            assert app.ended(20) == 2
            app.read(0.05)
        assert app.raw.decode().strip() == told
    assert held(other) == before
    print({"tried": len(chosen)})


@pytest.mark.parametrize("name", ["verdicts.db", ".workbench/index/texts.db"])
def test_d7_a_journal_that_names_another_file_deletes_nothing(
    used: Path, tmp_path: Path, name: str
) -> None:
    """SQLite plays back a journal that lies there, and then deletes the file that it names."""
    precious = tmp_path / "precious"
    precious.write_text("not the project's\n")
    (used / f"{name}-journal").write_bytes(_naming(used / name, precious))
    with pytest.raises(InputError, match=f"{name}-journal is no journal of ours"):
        Workspace.open(used)
    with pytest.raises(OSError, match="no journal of ours"):
        own.look_at_database(used / name)
    assert precious.exists()
    sqlite3.connect(used / name).execute("SELECT count(*) FROM sqlite_master")
    assert not precious.exists(), "SQLite has stopped doing so: this look can go"


def _naming(database: Path, other: Path) -> bytes:
    """A hot rollback journal of one page that names another: sqlite.org/fileformat.html, 3."""
    magic, page = bytes.fromhex("d9d505f920a163d7"), 4096
    data = database.read_bytes()
    first = data[:page]
    head = magic + struct.pack(">IIIII", 1, 0, len(data) // page, 512, page)
    total = sum(first[n] for n in range(page - 200, 0, -200))
    record = struct.pack(">I", 1) + first + struct.pack(">I", total)
    name = os.fsencode(other)
    tail = struct.pack(">I", 0x40000000 // page + 1) + name
    tail += struct.pack(">II", len(name), sum(name)) + magic
    return head.ljust(512, b"\0") + record + tail


@pytest.mark.parametrize("name", ["report.md", "sub/report.md"])
@pytest.mark.parametrize("force", [True, False])
def test_d7_a_report_goes_through_no_link_of_the_project(
    used: Path, tmp_path: Path, name: str, force: bool
) -> None:
    other = outside(tmp_path / "other")
    (used / "report.md").unlink()
    (used / "sub").symlink_to(other)
    (used / "report.md").symlink_to(other / "file")
    before = held(other)
    with pytest.raises(InputError, match=r"is a link to .*links in a project are not followed"):
        Workspace.open(used, by="ada").write_report(used / name, overwrite=force)
    with pytest.raises(InputError, match="links in a project are not followed"):
        Workspace.open(used, by="ada").backup(used / "sub" / "copy.db")
    assert held(other) == before
    # The user's own links lead where she wants.
    (tmp_path / "mine").symlink_to(used)
    (tmp_path / "out").symlink_to(other)
    written = Workspace.open(tmp_path / "mine", by="ada").write_report(tmp_path / "out" / "r.md")
    assert (other / "r.md").exists()
    assert written == tmp_path / "out" / "r.md"
