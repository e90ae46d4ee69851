"""The second copy of the ledger: every row, readable without us, caught up."""

import json
import sqlite3
from pathlib import Path

import pytest
from ledgers import EVERY_KIND, rated

from workbench.errors import (
    LedgerDamaged,
)
from workbench.ledger import open_ledger


def test_the_second_copy_has_every_row_and_is_readable_without_us(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "verdicts.db")
    for decision in EVERY_KIND:
        ledger.append(decision, by="ada")
    lines = (tmp_path / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, len(EVERY_KIND) + 1))
    assert json.loads(lines[0])["decision"]["rating"] == "true"
    ledger.close()


def test_what_the_second_copy_lacks_is_written_when_the_ledger_is_opened(tmp_path: Path) -> None:
    path, copy = tmp_path / "verdicts.db", tmp_path / "verdicts.jsonl"
    ledger = open_ledger(path)
    for n in range(3):
        ledger.append(rated(f"c{n}"), by="ada")
    ledger.close()
    whole = copy.read_bytes()
    lines = whole.splitlines(keepends=True)
    for torn in (b"", lines[0], lines[0] + lines[1][:40], b"".join(lines)[:-1]):
        copy.write_bytes(torn)
        ledger = open_ledger(path)
        assert ledger.check() == ()
        assert ledger.notice is None
        assert copy.read_bytes().startswith(torn)
        ledger.close()


def test_a_ledger_that_lost_rows_its_second_copy_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    ledger.append(rated(), by="ada")
    ledger.backup(tmp_path / "old.db")
    ledger.append(rated("c2"), by="ada")
    ledger.close()
    (tmp_path / "old.db").replace(path)
    with pytest.raises(LedgerDamaged, match=r"1 and 2 decisions.*recover"):
        open_ledger(path)
    path.unlink()
    with pytest.raises(LedgerDamaged, match=r"missing, but verdicts\.jsonl holds 2"):
        open_ledger(path)
    assert not path.exists()


def test_the_second_copy_of_another_ledger_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        ledger = open_ledger(tmp_path / f"{name}.db")
        ledger.append(rated(name), by=name)
        ledger.close()
    (tmp_path / "a.jsonl").replace(tmp_path / "b.jsonl")
    with pytest.raises(LedgerDamaged, match="different ledgers"):
        open_ledger(tmp_path / "b.db")


def test_an_unwritable_second_copy_is_a_notice_and_is_caught_up(tmp_path: Path) -> None:
    copy = tmp_path / "verdicts.jsonl"
    ledger = open_ledger(tmp_path / "verdicts.db")
    copy.mkdir()
    assert ledger.append(rated(), by="ada").seq == 1
    assert "saved, but not yet in the second copy" in (ledger.notice or "")
    copy.rmdir()
    ledger.append(rated("c2"), by="ada")
    assert ledger.notice is None
    assert len(copy.read_bytes().splitlines()) == 2
    assert ledger.check() == ()
    ledger.close()


def test_what_fails_after_the_commit_is_no_failure_to_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(tmp_path / "verdicts.db")

    def fail(self: object, rows: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr("workbench.ledger.second.SecondCopy.add", fail)
        assert ledger.append(rated(), by="ada").seq == 1
    assert "disk I/O error" in (ledger.notice or "")
    assert ledger.append(rated("c2"), by="ada").seq == 2
    assert ledger.notice is None
    assert ledger.check() == ()
    ledger.close()
