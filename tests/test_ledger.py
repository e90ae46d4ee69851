"""What every ledger promises, and what the SQLite one does about it."""

import json
import os
import sqlite3
import threading
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import (
    InputError,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
)
from workbench.ledger import Ledger, open_ledger
from workbench.ledger.schema import SETTINGS
from workbench.quotes import Quote
from workbench.verdicts import (
    Entry,
    Graded,
    Justified,
    Marked,
    Postponed,
    Rated,
    Read,
    Reported,
    Searched,
    replay,
)

QUOTE = Quote(source="s", start=3, end=7, exact="wörd", prefix="a\n", suffix=" b", sha256="f" * 64)
EVERY_KIND = (
    Rated(
        claim="c1", text="t", scale="s", rating="true", reason="r", quotes=(("supports", QUOTE),)
    ),
    Marked(claim="c1", quote=QUOTE, mark="conflicts", suggested="conflicts strong"),
    Marked(claim="c1", quote=QUOTE, mark=None),
    Justified(claim="c1", text="two\nlines, NUL \0, 漢字 and \U0001f600"),
    Postponed(claim="c1"),
    Searched(claim="c1", query="q", found=0, passages=2**70),
    Read(claim="c1", source="s", start=3, end=7),
    Graded(source="s", grade=None, kind="primary"),
    Reported(path="r.md", ratings={"c1": "true"}),
)  # fmt: skip


def rated(claim: str = "c1", rating: str = "true") -> Rated:
    return Rated(claim=claim, text="t", scale="default", rating=rating)


@pytest.fixture(params=["sqlite"])
def place(request, tmp_path: Path) -> Path:
    return {"sqlite": tmp_path / "verdicts.db"}[request.param]


@pytest.fixture
def ledger(place: Path):
    one = open_ledger(place)
    yield one
    one.close()


class TestEveryLedger:
    @settings(
        max_examples=20,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["rate", "rate", "postpone", "undo", "redo", "open anew"]),
                st.sampled_from(["ada", "bob"]),
                st.integers(0, 1),
            ),
            max_size=12,
        )
    )
    def test_two_desks_in_any_order_are_as_one_list_of_decisions(
        self, place: Path, steps: list[tuple[str, str, int]]
    ) -> None:
        place = place.with_name(f"{uuid.uuid4().hex}.db")
        desks = [open_ledger(place), open_ledger(place)]
        made: list[Entry] = []
        for n, (what, by, which) in enumerate(steps):
            desk = replay(made)
            match what:
                case "rate":
                    made.append(desks[which].append(rated(f"c{n % 3}"), by=by))
                case "postpone":
                    made.append(desks[which].append(Postponed(claim=f"c{n % 3}"), by=by))
                case "undo":
                    assert desks[which].undo(by) == desk.undoable.get(by)
                case "redo":
                    assert desks[which].redo(by) == desk.redoable.get(by)
                case "open anew":
                    desks[which].close()
                    desks[which] = open_ledger(place)
            made = list(desks[1 - which].entries())
        assert desks[0].entries() == desks[1].entries()
        for each in desks:
            assert each.check() == ()
            each.close()

    def test_keeps_what_was_appended_in_order_and_to_the_letter(
        self, ledger: Ledger, place: Path
    ) -> None:
        made = [ledger.append(decision, by="Ada") for decision in EVERY_KIND]
        assert [entry.seq for entry in made] == list(range(1, len(EVERY_KIND) + 1))
        assert tuple(entry.decision for entry in made) == EVERY_KIND
        assert {entry.by for entry in made} == {"Ada"}
        ledger.close()
        again = open_ledger(place)
        assert again.entries() == tuple(made)
        assert again.entries(after=7) == tuple(made[7:])
        assert again.check() == ()
        again.close()

    def test_stamps_with_utc(self, ledger: Ledger) -> None:
        assert ledger.append(rated(), by="ada").at.endswith("Z")

    def test_sees_what_another_recorded(self, ledger: Ledger, place: Path) -> None:
        other = open_ledger(place)
        one = other.append(rated("c1"), by="bob")
        two = ledger.append(rated("c2"), by="ada")
        assert ledger.entries() == other.entries() == (one, two)
        other.close()

    def test_undo_and_redo_say_what_they_took_across_restarts(
        self, ledger: Ledger, place: Path
    ) -> None:
        one, two = ledger.append(rated("c1"), by="ada"), ledger.append(rated("c2"), by="ada")
        ledger.close()
        again = open_ledger(place)
        assert again.undo("ada") == two
        assert again.undo("bob") is None
        assert again.undo("ada") == one
        assert again.undo("ada") is None
        assert again.redo("ada") == one
        again.append(rated("c3"), by="ada")
        assert again.redo("ada") is None
        assert set(replay(again.entries()).undoable) == {"ada"}
        assert len(again.entries()) == 6
        again.close()

    @pytest.mark.parametrize(
        "decision, by",
        [
            (Justified(claim="c", text="a\ud800b"), "ada"),
            (Justified(claim="c", text="a" * 3_000_000), "ada"),
            (Marked(claim="c", quote=QUOTE, mark="maybe"), "ada"),
            (rated(), " "),
            (rated(), "a\udcff"),
            (rated(), "a" * 201),
        ],
    )
    def test_refuses_what_cannot_be_stored_and_goes_on(
        self, ledger: Ledger, decision, by: str
    ) -> None:
        with pytest.raises(InputError) as caught:
            ledger.append(decision, by=by)
        assert "\n" not in str(caught.value)
        assert ledger.entries() == ()
        assert ledger.append(rated(), by="ada").seq == 1

    def test_serves_many_threads(self, ledger: Ledger) -> None:
        def work(name: str) -> None:
            for n in range(25):
                ledger.append(rated(f"c{n}"), by=name)

        threads = [threading.Thread(target=work, args=(f"r{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        entries = ledger.entries()
        assert [entry.seq for entry in entries] == list(range(1, 101))
        for n in range(4):
            mine = [entry.decision.claim for entry in entries if entry.by == f"r{n}"]
            assert mine == [f"c{n}" for n in range(25)]
        assert ledger.check() == ()

    def test_gives_a_whole_copy_and_never_writes_over_a_file(
        self, ledger: Ledger, tmp_path: Path
    ) -> None:
        ledger.append(rated(), by="ada")
        ledger.backup(tmp_path / "copy.db")
        with pytest.raises(InputError, match="exists already"):
            ledger.backup(tmp_path / "copy.db")
        copy = open_ledger(tmp_path / "copy.db")
        assert copy.entries() == ledger.entries()
        assert copy.check() == ()
        copy.close()

    def test_closed_refuses_and_closes_again(self, ledger: Ledger) -> None:
        ledger.close()
        ledger.close()
        with pytest.raises(LedgerError, match="closed"):
            ledger.append(rated(), by="ada")
        with pytest.raises(LedgerError, match="closed"):
            ledger.entries()


def test_every_setting_is_in_force_on_a_new_and_on_an_old_ledger(tmp_path: Path) -> None:
    for _ in range(2):
        ledger = open_ledger(tmp_path / "verdicts.db")
        for name, value in SETTINGS:
            got = ledger._connection.execute(f"PRAGMA {name}").fetchone()[0]
            assert got == value, name
        ledger.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET decision = '{}'",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries VALUES (1, '', '', '{}', '', '')",
        "REPLACE INTO entries VALUES (1, '', '', '{}', '', '')",
        "INSERT INTO entries VALUES (1, '', '', '{}', '', '') ON CONFLICT DO UPDATE SET at = ''",
        "INSERT INTO entries VALUES (9, '', '', '{}', '', '')",
        "INSERT OR IGNORE INTO entries VALUES (1, '', '', '{}', '', '')",
        "UPDATE OR REPLACE entries SET seq = 2",
        "UPDATE head SET seq = 0",
        "UPDATE head SET hash = ''",
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
def test_a_name_that_cannot_be_a_ledger_is_refused(tmp_path, monkeypatch, name: str) -> None:
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
    tmp_path: Path, monkeypatch, what: str
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


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_a_ledger_that_cannot_be_written_is_read_with_what_is_in_its_wal(
    tmp_path: Path, monkeypatch
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
