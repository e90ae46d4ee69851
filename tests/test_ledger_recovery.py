"""Backups, migration, and what is left of a ledger when the worst has happened."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ledgers import claim_of, fill, rated

from workbench.errors import InputError, LedgerDamaged, LedgerError
from workbench.ledger import open_ledger, rescue, rows, schema
from workbench.ledger.backup import KEEP, backups, keep_backup
from workbench.ledger.recover import recover
from workbench.verdicts import Entry


def entries(path: Path) -> tuple[Entry, ...]:
    ledger = open_ledger(path)
    try:
        assert ledger.check() == ()
        return ledger.entries()
    finally:
        ledger.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "verdicts.db"


class TestRecover:
    def test_leaves_a_sound_ledger_alone(self, path: Path) -> None:
        fill(path)
        before = path.read_bytes()
        assert recover(path).said == ("verdicts.db is sound; nothing was changed",)
        assert path.read_bytes() == before

    def test_has_nothing_to_work_with_in_an_empty_folder(self, path: Path) -> None:
        with pytest.raises(InputError, match="nothing to recover"):
            recover(path)
        assert not path.exists()

    def test_rebuilds_a_deleted_ledger_from_its_second_copy(self, path: Path) -> None:
        made = fill(path)
        path.unlink()
        assert recover(path).decisions == len(made)
        assert entries(path) == made

    def test_rebuilds_a_ledger_without_its_second_copy(self, path: Path) -> None:
        made = fill(path)
        path.with_suffix(".jsonl").unlink()
        raw = path.read_bytes()
        at = raw.index(b"CREATE TRIGGER events_stay")
        path.write_bytes(raw[:at] + b"x" + raw[at + 1 :])
        with pytest.raises(LedgerDamaged):
            open_ledger(path)
        assert recover(path).decisions == len(made)
        assert entries(path) == made

    def test_joins_what_each_of_two_damaged_files_still_has(self, path: Path) -> None:
        made = fill(path)
        raw = path.read_bytes()
        path.write_bytes(raw.replace(b'"claim":"c17"', b'"claim":"c99"'))
        copy = path.with_suffix(".jsonl")
        lines = copy.read_bytes().splitlines(keepends=True)
        copy.write_bytes(b"".join(lines[:3]) + b"torn{\n" + b"".join(lines[9:]) + b'{"seq":')
        said = "\n".join(recover(path).said)
        assert "2 torn lines were dropped" in said
        assert entries(path) == made
        assert list(path.parent.glob("verdicts.db.damaged-*Z"))

    def test_takes_the_newest_of_an_old_copy_and_the_second_copy(self, path: Path) -> None:
        fill(path, 3)
        old = path.read_bytes()
        ledger = open_ledger(path)
        ledger.append(rated("later"), by="ada")
        made = ledger.entries()
        ledger.close()
        path.write_bytes(old)
        assert recover(path).decisions == 4
        assert entries(path) == made

    def test_keeps_what_follows_a_row_that_is_gone_and_names_it(self, path: Path) -> None:
        made = fill(path)
        path.unlink()
        copy = path.with_suffix(".jsonl")
        lines = copy.read_bytes().splitlines(keepends=True)
        copy.write_bytes(b"".join(lines[:5] + lines[6:]))
        gone = f"the decision {made[5].id[:8]} is missing, which one of ada follows"
        assert any(each.startswith(gone) for each in recover(path).said)
        ledger = open_ledger(path)
        assert [each.id for each in ledger.entries()] == [each.id for each in made[:5] + made[6:]]
        (told,) = ledger.check()
        assert told.startswith(gone)
        ledger.close()

    def test_adds_what_was_rescued_when_the_file_went_away(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ledger = open_ledger(path)
        ledger.append(rated("c1"), by="ada")
        away = path.with_name("away.db")
        path.rename(away)
        with pytest.raises(LedgerError, match="kept in"):
            ledger.append(rated("c2"), by="bob")
        ledger.close()
        away.rename(path)
        ledger = open_ledger(path)
        told = "1 rescued decision waits: run `workbench recover`"
        assert ledger.notice == told
        ledger.append(rated("c3"), by="ada")
        assert ledger.notice == told, "another decision saved adds none that waits"
        ledger.close()
        assert recover(path).decisions == 3
        found = entries(path)
        assert [(entry.by, claim_of(entry)) for entry in found] == [
            ("ada", "c1"),
            ("ada", "c3"),
            ("bob", "c2"),
        ]
        assert recover(path).decisions == 3

    def test_adds_a_rescued_decision_once_however_often_it_was_ended(self, path: Path) -> None:
        """Ended before the rescued file was put away, or kept although it was committed."""
        (entry,) = fill(path, 1)
        one = rescue.Rescued(at=entry.at, by=entry.by, decision=rows.encode(entry.decision))
        assert rescue.write(one, path.parent)
        assert recover(path).decisions == 1
        late = rescue.Rescued(at=entry.at, by="bob", decision=rows.encode(rated("c9")))
        kept = rescue.write(late, path.parent)
        assert kept
        assert recover(path).decisions == 2
        kept.with_name(kept.name + ".added").rename(kept)
        found = recover(path)
        assert found.decisions == 2
        assert f"{kept.name}: is decision 2 already, by bob" in found.said
        assert [each.by for each in entries(path)] == ["ada", "bob"]

    def test_leaves_a_rescued_file_that_holds_no_decision(self, path: Path) -> None:
        fill(path, 2)
        odd = rescue.Rescued(at="2026-01-01T00:00:00Z", by="bob", decision='{"type":"?"}')
        assert rescue.write(odd, path.parent)
        assert recover(path).decisions == 2


class TestBackups:
    def test_are_made_on_leaving_twelve_hours_apart_and_five_are_kept(self, path: Path) -> None:
        folder = path.parent / "backups"
        ledger = open_ledger(path)
        now = datetime(2100, 1, 1, tzinfo=UTC)
        assert keep_backup(ledger, folder, now=now) is None
        for n in range(KEEP + 2):
            ledger.append(rated(f"c{n}"), by="ada")
            # Backups are dated ahead of the decisions, so each is made to look new.
            for file in backups(folder):
                file.rename(file.with_name(file.name.replace("verdicts-21", "verdicts-20")))
            later = now + timedelta(days=n)
            assert keep_backup(ledger, folder, now=later) is not None
            assert keep_backup(ledger, folder, now=later + timedelta(hours=11)) is None
        ledger.close()
        kept = backups(folder)
        assert len(kept) == KEEP
        assert [len(entries(file)) for file in kept[-2:]] == [KEEP + 1, KEEP + 2]

    def test_are_left_to_another_workbench_that_makes_one_in_the_same_second(
        self, path: Path
    ) -> None:
        fill(path, 2)
        first, second = open_ledger(path), open_ledger(path)
        now = datetime(2100, 1, 1, tzinfo=UTC)
        made: list[Path | None] = []

        def other(sql: str) -> None:
            if sql.startswith("VACUUM INTO") and not made:
                made.append(keep_backup(second, path.parent / "backups", now=now))

        first._open().set_trace_callback(other)
        assert keep_backup(first, path.parent / "backups", now=now) is None
        assert made == [path.parent / "backups" / "verdicts-21000101T000000Z.db"]
        first.close()
        second.close()

    def test_are_not_made_again_where_nothing_was_decided_since(self, path: Path) -> None:
        ledger = open_ledger(path)
        ledger.append(rated("c1"), by="ada")
        now = datetime.now(UTC) + timedelta(hours=1)
        assert keep_backup(ledger, path.parent / "backups", now=now) is not None
        assert keep_backup(ledger, path.parent / "backups", now=now + timedelta(days=9)) is None
        ledger.close()


class TestMigration:
    @pytest.fixture
    def newer(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """A workbench whose format is one above ours."""
        index = "CREATE INDEX events_by ON events (by)"
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
        monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION - 1, (index,))
        monkeypatch.setitem(schema.TABLES, "events_by", index)
        return index

    def test_keeps_a_whole_copy_of_the_old_format_first(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
    ) -> None:
        made = fill(path)
        with monkeypatch.context():
            request.getfixturevalue("newer")
            assert entries(path) == made
            assert entries(path) == made
        (copy,) = (path.parent / "backups").iterdir()
        assert copy.name.startswith(f"verdicts-format-{schema.VERSION - 1}-")
        with sqlite3.connect(copy) as old:
            assert old.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
            assert old.execute("SELECT count(*) FROM events").fetchone() == (len(made),)
        old.close()

    def test_that_fails_leaves_the_old_format(
        self, path: Path, newer: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as before:
            before.setattr(schema, "VERSION", schema.VERSION - 1)
            before.setattr(schema, "MIGRATIONS", {})
            before.delitem(schema.TABLES, "events_by")
            fill(path)
        monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION - 1, (newer, "no such statement"))
        with pytest.raises(LedgerDamaged):
            open_ledger(path)
        with sqlite3.connect(path) as old:
            assert old.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
            assert old.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'events_by'"
            ).fetchone() == (0,)
        old.close()
