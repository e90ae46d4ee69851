"""A file is written whole or not at all, and only where it may be."""

import os
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.report.files import refuse, write
from workbench.safe.replacing import replace


def test_a_new_file_holds_the_text_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "new.md", "text é\n", ours="text", inputs=())
    assert (tmp_path / "new.md").read_bytes() == "text é\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["new.md"]


def test_a_file_of_ours_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_text("made by us, old")
    path.chmod(0o640)
    write(path, "made by us, new", ours="made by us", inputs=())
    assert path.read_text() == "made by us, new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_of_someone_else_is_replaced_only_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("mine")
    with pytest.raises(InputError, match="no report of ours"):
        write(path, "ours", ours="ours", inputs=())
    assert path.read_text() == "mine"
    write(path, "ours", ours=None, inputs=())
    assert path.read_text() == "ours"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("ours")
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", "ours too", ours="ours", inputs=())
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "ours too"


def test_what_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for name in ("", "fifo", "no/such/folder.md", "x" * 300, "nul\0byte", "new.md/below"):
        (tmp_path / "new.md").write_text("ours")
        with pytest.raises(InputError):
            write(tmp_path / name, "ours", ours=None, inputs=())
        with pytest.raises(InputError):
            write(tmp_path / name, "ours", ours="ours", inputs=(tmp_path / "input",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fifo", "new.md"]


def test_what_would_be_refused_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "claims.toml").write_text("")
    refuse(tmp_path / "new.md", ours="ours", inputs=(tmp_path / "claims.toml",))
    with pytest.raises(InputError, match="belongs to the project"):
        refuse(tmp_path / "claims.toml", ours=None, inputs=(tmp_path / "claims.toml",))


def test_a_file_that_comes_while_another_is_written_keeps_its_name(tmp_path: Path) -> None:
    """It was not there to be asked about."""
    path = tmp_path / "report.md"

    def someone() -> None:
        path.write_text("mine")

    with pytest.raises(FileExistsError):
        replace(path, b"ours", ready=someone)
    assert path.read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["report.md"]


def test_what_a_killed_writer_left_is_swept_and_a_living_ones_stays(tmp_path: Path) -> None:
    dead, alive = (
        tmp_path / ".workbench-999999999.part",
        tmp_path / f".workbench-{os.getppid()}.part",
    )
    dead.write_text("half")
    alive.write_text("half")
    write(tmp_path / "new.md", "text", ours=None, inputs=())
    assert not dead.exists()
    assert alive.exists()
