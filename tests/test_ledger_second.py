"""The second copy of the ledger: every row, readable without us, caught up."""

import json
import sqlite3
from pathlib import Path

import pytest
from ledgers import EVERY_KIND, claim_of, rated

from workbench.errors import (
    LedgerDamaged,
)
from workbench.ledger import open_ledger
from workbench.ledger.reading import read
from workbench.ledger.recover import recover


def test_the_second_copy_has_every_row_and_is_readable_without_us(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "verdicts.db")
    for decision in EVERY_KIND:
        ledger.append(decision, by="ada")
    lines = (tmp_path / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [each.id for each in ledger.entries()]
    assert json.loads(lines[1])["after"] == [json.loads(lines[0])["id"]]
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


@pytest.mark.parametrize("lost", ["some", "all"])
def test_what_the_second_copy_has_more_is_taken_in_and_told(tmp_path: Path, lost: str) -> None:
    """The file is of an older day, or gone: as with what git merged, nothing is to be done."""
    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    ledger.append(rated(), by="ada")
    ledger.backup(tmp_path / "old.db")
    ledger.append(rated("c2"), by="bob")
    made = ledger.entries()
    ledger.close()
    if lost == "some":
        (tmp_path / "old.db").replace(path)
    else:
        path.unlink()
    ledger = open_ledger(path)
    assert ledger.entries() == made
    assert ledger.news() == (made[1:] if lost == "some" else made)
    assert ledger.news() == ()
    assert ledger.check() == ()
    ledger.close()


@pytest.mark.parametrize("how", ["replaced", "added to", "written over"])
def test_what_git_puts_there_while_the_desk_is_open_is_taken_in(tmp_path: Path, how: str) -> None:
    copy = tmp_path / "verdicts.jsonl"
    ledger, other = open_ledger(tmp_path / "verdicts.db"), open_ledger(tmp_path / "other.db")
    ledger.append(rated("c1"), by="ada")
    other.append(rated("c2"), by="bob")
    theirs, ours = (tmp_path / "other.jsonl").read_bytes(), copy.read_bytes()
    match how:
        case "replaced":
            (tmp_path / "merged").write_bytes(theirs + ours)
            (tmp_path / "merged").replace(copy)
        case "added to":
            with copy.open("ab") as file:
                file.write(theirs)
        case "written over":
            copy.write_bytes(theirs + ours)
    ledger.append(rated("c3"), by="ada")
    assert [claim_of(each) for each in ledger.entries()] == ["c1", "c2", "c3"]
    assert [each.by for each in ledger.news()] == ["bob"]
    assert ledger.check() == ()
    assert set(copy.read_bytes().splitlines()) >= set((theirs + ours).splitlines())
    ledger.close()
    other.close()


def test_a_last_line_that_lacks_only_its_end_is_read(tmp_path: Path) -> None:
    """As an editor leaves it, or a kill."""
    ledger, other = open_ledger(tmp_path / "verdicts.db"), open_ledger(tmp_path / "other.db")
    ledger.append(rated("c1"), by="ada")
    other.append(rated("c2"), by="bob")
    theirs = (tmp_path / "other.jsonl").read_bytes()
    with (tmp_path / "verdicts.jsonl").open("ab") as file:
        file.write(theirs[:-1])
    assert len(ledger.entries()) == 2
    ledger.append(rated("c3"), by="ada")
    assert (tmp_path / "verdicts.jsonl").read_bytes().count(b"\n") == 3
    assert ledger.check() == ()
    ledger.close()
    other.close()


def test_signs_of_a_merge_that_git_could_not_make_do_no_harm(tmp_path: Path) -> None:
    """Without `merge=union` both sides stand between signs; all rows are read."""
    for name, by in (("verdicts", "ada"), ("other", "bob")):
        ledger = open_ledger(tmp_path / f"{name}.db")
        ledger.append(rated(by), by=by)
        ledger.close()
    copy, theirs = tmp_path / "verdicts.jsonl", (tmp_path / "other.jsonl").read_bytes()
    ours = copy.read_bytes()
    copy.write_bytes(b"<<<<<<< HEAD\n" + ours + b"=======\n" + theirs + b">>>>>>> other\n")
    ledger = open_ledger(tmp_path / "verdicts.db")
    assert {each.by for each in ledger.entries()} == {"ada", "bob"}
    assert ledger.check() == ()
    ledger.close()


def test_an_altered_line_is_named_and_is_not_taken_in(tmp_path: Path) -> None:
    path, copy = tmp_path / "verdicts.db", tmp_path / "verdicts.jsonl"
    ledger = open_ledger(path)
    made = [ledger.append(rated(f"c{n}"), by="bob") for n in range(3)]
    ledger.close()
    lines = copy.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"rating":"true"', b'"rating":"false"')
    copy.write_bytes(b"".join(lines))
    told = f"verdicts.jsonl:2: the decision {made[1].id[:8]} of bob was altered"
    ledger = open_ledger(path)
    assert (ledger.notice or "").startswith(told)
    assert ledger.entries() == tuple(made)
    assert ledger.check()[0].startswith(told)
    ledger.close()
    recover(path)
    ledger = open_ledger(path)
    assert (ledger.notice, ledger.check(), ledger.entries()) == (None, (), tuple(made))
    ledger.close()


def test_a_missing_line_is_named_and_mended_by_whoever_has_it(tmp_path: Path) -> None:
    """Nothing is refused for it: what others wrote behind it is there."""
    ledger = open_ledger(tmp_path / "verdicts.db")
    made = [ledger.append(rated(f"c{n}"), by="bob") for n in range(4)]
    ledger.close()
    lines = (tmp_path / "verdicts.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "clone").mkdir()
    (tmp_path / "clone" / "verdicts.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))
    clone = open_ledger(tmp_path / "clone" / "verdicts.db")
    assert len(clone.entries()) == 3
    told = f"the decision {made[1].id[:8]} is missing, which one of bob follows, of {made[2].at}"
    assert clone.check() == (told,)
    clone.add(read(tmp_path / "verdicts.jsonl").rows)
    assert clone.entries() == tuple(made)
    assert clone.check() == ()
    clone.close()


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
