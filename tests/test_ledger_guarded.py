"""What the SQLite ledger keeps out: rewritten history, odd names, damage, a file that went away."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from ledgers import rated

from workbench.errors import (
    InputError,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
)
from workbench.ledger import open_ledger
from workbench.ledger.schema import SETTINGS


def test_every_setting_is_in_force_on_a_new_and_on_an_old_ledger(tmp_path: Path) -> None:
    for _ in range(2):
        ledger = open_ledger(tmp_path / "verdicts.db")
        for name, value in SETTINGS:
            got = ledger._open().execute(f"PRAGMA {name}").fetchone()[0]
            assert got == value, name
        ledger.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET decision = '{}'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events VALUES (1, '', '', '{}', 1, '[]', '')",
        "REPLACE INTO events VALUES (1, '', '', '{}', 1, '[]', '')",
        "INSERT INTO events VALUES (1, '', '', '', 1, '[]', '') ON CONFLICT DO UPDATE SET at = ''",
        "INSERT INTO events VALUES (9, '', '', '{}', 1, '[]', '')",
        "INSERT OR IGNORE INTO events VALUES (1, '', '', '{}', 1, '[]', '')",
        "UPDATE OR REPLACE events SET place = 2",
        "UPDATE OR REPLACE events SET id = ''",
        "UPDATE head SET place = 0",
        "UPDATE head SET event = ''",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO head VALUES (1, 0, '')",
    ],
)
@pytest.mark.parametrize("recursive", [0, 1])
def test_history_cannot_be_rewritten_by_any_connection(
    tmp_path: Path, sql: str, recursive: int
) -> None:
    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    ledger.append(rated(), by="ada")
    before = ledger.entries()
    ledger.close()
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(sqlite3.IntegrityError), other:
        other.execute(sql)
    other.close()
    ledger = open_ledger(path)
    assert ledger.entries() == before
    assert ledger.check() == ()
    ledger.close()


@pytest.mark.parametrize(
    "name", [":memory:", "", "a\0b", "missing/verdicts.db", "folder"], ids=repr
)
def test_a_name_that_cannot_be_a_ledger_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(InputError) as caught:
        open_ledger(Path(name))
    assert "\n" not in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    "name",
    ["a?mode=ro", "a#b.db", "%20.db", "new\nline.db", "\x1b[31m.db", "a'b\".db",
     "file:x?mode=memory", "é.db", "ledger.jsonl", "a b", "-rf", "..db", "a;b", "w\udcffx.db"],
)  # fmt: skip
def test_an_odd_name_opens_the_file_of_that_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ledger = open_ledger(path)
    ledger.append(rated(), by="ada")
    assert path.exists()
    ledger.close()
    ledger = open_ledger(path)
    assert len(ledger.entries()) == 1
    assert ledger.check() == ()
    ledger.close()


def test_a_changed_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    for n in range(5):
        ledger.append(rated(f"c{n}"), by="ada")
    ledger.close()
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"claim":"c3"', b'"claim":"c9"'))
    with pytest.raises(LedgerDamaged, match=r"verdicts\.db: row 4 was altered.*recover"):
        open_ledger(path)


def test_a_newer_ledger_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.db"
    open_ledger(path).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="newer workbench \\(format 99"):
        open_ledger(path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["verdicts.db"]


def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
        other.execute("PRAGMA application_id = 7")
    other.close()
    for raw in (path.read_bytes(), b"hello", b"\0" * 4096):
        path.write_bytes(raw)
        with pytest.raises(LedgerDamaged):
            open_ledger(path)
        assert path.read_bytes() == raw


@pytest.mark.parametrize("what", ["unlinked", "replaced", "renamed folder", "wal unlinked"])
def test_a_file_that_went_away_while_open_is_never_written_to_silently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "project"
    folder.mkdir()
    path = folder / "verdicts.db"
    ledger = open_ledger(path)
    ledger.append(rated(), by="ada")
    match what:
        case "unlinked":
            path.unlink()
        case "replaced":
            path.rename(tmp_path / "away.db")
            path.write_bytes((tmp_path / "away.db").read_bytes())
        case "renamed folder":
            folder.rename(tmp_path / "elsewhere")
        case "wal unlinked":
            (folder / "verdicts.db-wal").unlink()
    with pytest.raises(LedgerError, match=r"not saved: .* while open.* kept in"):
        ledger.append(rated("c2"), by="ada")
    if what == "renamed folder":
        (tmp_path / "elsewhere").rename(folder)
        assert ledger.append(rated("c2"), by="ada").seq == 2
    ledger.close()


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_backup_never_takes_a_name_that_came_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Someone makes a file of that name while the copy is written; some disks know no links."""
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    ledger = open_ledger(tmp_path / "verdicts.db")
    ledger.append(rated(), by="ada")
    taken, free = tmp_path / "taken.db", tmp_path / "free.db"
    ledger._open().set_trace_callback(lambda _: taken.write_text("mine"))
    with pytest.raises(InputError, match=r"taken\.db exists already"):
        ledger.backup(taken)
    ledger._open().set_trace_callback(None)
    assert taken.read_text() == "mine"
    ledger.backup(free)
    assert open_ledger(free).entries() == ledger.entries()
    assert not list(tmp_path.glob(".workbench-*"))
    ledger.close()


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_failure_to_read_is_not_told_as_one_to_save(tmp_path: Path) -> None:
    """The -wal ends before the rows that it is to hold, as on a disk that goes."""
    path = tmp_path / "verdicts.db"
    ledger, other = open_ledger(path), open_ledger(path)
    ledger.append(rated(), by="ada")
    other.append(rated("c2"), by="bob")
    os.truncate(path.with_name("verdicts.db-wal"), 100)
    unread = r"verdicts\.db cannot be read \(SQLITE_IOERR_SHORT_READ\)"
    with pytest.raises(LedgerError, match=f"^{unread}"):
        ledger.entries()
    with pytest.raises(LedgerError, match=f"^{unread}"):
        ledger.backup(tmp_path / "copy.db")
    with pytest.raises(LedgerError, match=f"^not saved: {unread}"):
        ledger.append(rated("c3"), by="ada")
    ledger.close()
    other.close()


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_a_ledger_that_cannot_be_written_is_read_with_what_is_in_its_wal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "verdicts.db"
    writer = open_ledger(path)
    for n in range(3):
        writer.append(rated(f"c{n}"), by="ada")
    assert (tmp_path / "verdicts.db-wal").stat().st_size > 0
    monkeypatch.setattr("workbench.ledger.opening.writable", lambda path: False)
    ledger = open_ledger(path)
    assert ledger.readonly
    assert ledger.entries() == writer.entries()
    assert ledger.check() == ()
    with pytest.raises(LedgerReadOnly):
        ledger.append(rated(), by="ada")
    with pytest.raises(LedgerReadOnly):
        ledger.undo("ada")
    writer.append(rated("later"), by="bob")
    assert ledger.entries() == writer.entries()
    assert len(ledger.entries()) == 4
    empty = open_ledger(tmp_path / "none.db")
    assert empty.entries() == ()
    empty.close()
    ledger.close()
    writer.close()
    assert not (tmp_path / "none.db").exists()
