"""A. The ledger in use: shared, on a full disk, moved away, not writable, migrated, copied."""

import os
import random
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from counting import Counts, child
from ledgers import rated

from workbench.errors import LedgerError
from workbench.ledger import open_ledger
from workbench.ledger.recover import recover
from workbench.ledger.schema import SETTINGS


def test_a3_every_setting_is_in_force_on_every_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noting(path: Any, *args: Any, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(path, *args, **more)
        if Path(path).name != "salvage.db":  # a copy that is only read, in a folder of its own
            made.append(connection)
        return connection

    monkeypatch.setattr(sqlite3, "connect", noting)
    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    ledger.append(rated("c"), by="ada")
    again = open_ledger(path)
    monkeypatch.setattr("workbench.ledger.opening.writable", lambda path: False)
    copy = open_ledger(path)
    assert len(made) == 3
    for connection in made:
        for name, value in SETTINGS:
            assert connection.execute(f"PRAGMA {name}").fetchone()[0] == value, name
    for each in (ledger, again, copy):
        each.close()


@pytest.mark.parametrize("processes, full", [(2, 1_000), (8, 500)])
def test_a8_many_processes_record_and_nothing_is_lost_or_refused(
    tmp_path: Path, counts: Counts, processes: int, full: int
) -> None:
    each = counts(40, full)
    found = child("crowd", folder=str(tmp_path), processes=processes, each=each)
    assert found["acknowledged"] == processes * each
    assert (found["lost"], found["failed"]) == (0, 0)


def in_a_small_disk(folder: Path) -> tuple[str, ...]:
    """The words before a command that give it a disk of 1 MB at `folder`."""
    script = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"'
    words = ("unshare", "-m" if os.getuid() == 0 else "-Urm", "sh", "-c", script, str(folder))
    if (
        not shutil.which("unshare")
        or subprocess.run([*words, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("not allowed here: a disk of its own (unshare)")
    return words


def test_a9_a_full_disk_loses_nothing_says_so_and_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    found = child("full", *in_a_small_disk(tmp_path), folder=str(tmp_path), limit="disk")
    assert found["acknowledged"] > 50
    assert found["lost"] == 0
    assert "disk is full" in found["told"]
    assert "\n" not in found["told"]


def test_a9_a_disk_that_is_full_from_the_start_is_said_in_one_line(tmp_path: Path) -> None:
    found = child("full_at_start", *in_a_small_disk(tmp_path), folder=str(tmp_path))
    assert "full" in found["told"]
    assert "\n" not in found["told"]
    assert found["kept"] == 3


def test_a9_a_limit_on_file_sizes_loses_nothing_and_goes_on_when_it_is_lifted(
    tmp_path: Path,
) -> None:
    found = child("full", folder=str(tmp_path), limit="file")
    assert found["acknowledged"] > 50
    assert found["lost"] == 0
    assert "not saved" in found["told"]
    assert "\n" not in found["told"]


@pytest.mark.parametrize("what", ["unlinked", "replaced", "folder renamed", "wal unlinked"])
def test_a11_a_file_that_went_away_fails_loudly_and_the_decision_is_kept_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for n in range(5):
        folder = tmp_path / f"{what}{n}"
        folder.mkdir()
        path = folder / "verdicts.db"
        ledger = open_ledger(path)
        ledger.append(rated("before"), by="ada")
        match what:
            case "unlinked":
                path.unlink()
            case "replaced":
                shutil.copy(path, folder / "other.db")
                (folder / "other.db").replace(path)
            case "folder renamed":
                folder.rename(tmp_path / f"away{n}")
            case "wal unlinked":
                path.with_name("verdicts.db-wal").unlink()
        with pytest.raises(LedgerError, match=r"not saved: .*kept in (.*);") as told:
            ledger.append(rated("after"), by="ada")
        ledger.close()
        kept = Path(str(told.value).split("kept in ")[1].split(";")[0])
        assert b"after" in kept.read_bytes()
        home = tmp_path / f"away{n}" if what == "folder renamed" else folder
        assert ("moved beside the ledger" in str(told.value)) == (kept.parent != home)
        if kept.parent != home:
            shutil.move(kept, home)
        recover(home / "verdicts.db")
        ledger = open_ledger(home / "verdicts.db")
        assert [each.decision for each in ledger.entries()] == [rated("before"), rated("after")]
        assert ledger.check() == ()
        ledger.close()


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="needs root to become nobody")
@pytest.mark.parametrize("what", ["file", "folder", "neither, with a live wal"])
def test_a12_what_cannot_be_written_is_read_and_says_so(what: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "verdicts.db"
        folder.chmod(0o755)
        ledger = open_ledger(path)
        for n in range(5):
            ledger.append(rated(f"c{n}"), by="ada")
        if what != "neither, with a live wal":
            ledger.close()
        if what == "file":
            folder.chmod(0o777)
        path.chmod(0o444)
        found = child("nobody", folder=name, uid=65534)
        ledger.close()
    assert found["readonly"] is True
    assert found["entries"] == 5
    assert found["told"].startswith("LedgerReadOnly: verdicts.db cannot be written here")
    assert found["check"] == []


def test_a13_a_migration_that_is_killed_leaves_the_old_format_or_the_new(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    times = counts(20, 50)
    found = child(
        "migrations", folder=str(tmp_path), times=times, within=0.1,
        seed=chance.randrange(2**32),
    )  # fmt: skip
    assert found["between"] == 0
    assert found["old"] + found["new"] == times


def test_a15_a_copy_made_under_load_is_whole_and_sound(tmp_path: Path, counts: Counts) -> None:
    times = counts(15, 100)
    found = child("backups", folder=str(tmp_path), times=times)
    assert (found["sound"], found["lost"]) == (times, 0)
