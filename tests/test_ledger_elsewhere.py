"""Decisions that are kept near a ledger and are not in it are told, and brought back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commanding import workbench
from ledgers import claim_of, fill, rated

from workbench.errors import LedgerDamaged
from workbench.ledger import open_ledger, rescue, rows, schema
from workbench.ledger.backup import backups, keep_backup
from workbench.ledger.recover import recover
from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.strips import ErrorBar
from workbench.workspace import Workspace

SOON = datetime.now(UTC) + timedelta(minutes=1)
# Later than the decisions, and soon past: what is stamped later is from the future.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "verdicts.db"


def claims_of(path: Path) -> list[str]:
    ledger = open_ledger(path)
    try:
        return [claim_of(entry) for entry in ledger.entries()]
    finally:
        ledger.close()


def check(path: Path) -> tuple[str, ...]:
    ledger = open_ledger(path)
    try:
        return ledger.check()
    finally:
        ledger.close()


def record(path: Path, claim: str, by: str) -> None:
    ledger = open_ledger(path)
    ledger.append(rated(claim), by=by)
    ledger.close()


def restored(path: Path, *, kept: int, more: int) -> Path:
    """A ledger as it was restored from an older copy; the backup of how it was before."""
    fill(path, kept)
    old, copy = path.read_bytes(), path.with_suffix(".jsonl").read_bytes()
    ledger = open_ledger(path)
    for n in range(more):
        ledger.append(rated(f"later{n}"), by="bob")
    made = keep_backup(ledger, path.parent / "backups", now=SOON)
    ledger.close()
    path.write_bytes(old)
    path.with_suffix(".jsonl").write_bytes(copy)
    assert made
    return made


class TestRescued:
    def test_a_rescued_decision_in_no_ledger_is_told_by_check(self, path: Path) -> None:
        fill(path, 2)
        one = rescue.Rescued(at="2026-01-01T00:00:00Z", by="bob", decision=rows.encode(rated("c9")))
        kept = rescue.write(one, path.parent)
        assert kept
        (told,) = check(path)
        assert told == (
            f"{kept.name} holds a decision of bob that is in no ledger; `workbench recover` adds it"
        )
        assert f"{kept.name}: added as decision 3, by bob" in recover(path).said
        assert check(path) == ()

    def test_one_that_is_in_the_ledger_already_is_nothing_to_tell(self, path: Path) -> None:
        (entry,) = fill(path, 1)
        one = rescue.Rescued(at=entry.at, by=entry.by, decision=rows.encode(entry.decision))
        assert rescue.write(one, path.parent)
        ledger = open_ledger(path)
        assert ledger.check() == ()
        assert ledger.notice is None
        ledger.close()

    @pytest.mark.parametrize(
        "raw", [b"", b'{"at":"2026-01-01T00:0', b'{"at":"x","by":"bob","decision":"{}"}']
    )
    def test_a_torn_one_is_told_and_left_as_it_is(self, path: Path, raw: bytes) -> None:
        fill(path, 1)
        torn = path.with_name("verdicts-rescue-1.jsonl")
        torn.write_bytes(raw)
        (told,) = check(path)
        assert told.startswith("verdicts-rescue-1.jsonl holds no decision that can be read")
        assert recover(path).said == ("verdicts.db is sound; nothing was changed",)
        assert torn.read_bytes() == raw


class TestBackupsThatHoldMore:
    def test_a_ledger_restored_from_an_older_copy_says_so_until_recovered(self, path: Path) -> None:
        made = restored(path, kept=3, more=2)
        told = (
            f"backups/{made.name} holds 2 decisions that verdicts.db lacks (bob 2); "
            "`workbench recover` brings them back"
        )
        ledger = open_ledger(path)
        assert ledger.notice == told
        assert ledger.check() == (told,)
        ledger.close()
        assert recover(path).decisions == 5
        assert claims_of(path) == ["c0", "c1", "c2", "later0", "later1"]
        assert check(path) == ()

    def test_a_ledger_whose_files_were_deleted_is_no_new_one(self, path: Path) -> None:
        made = restored(path, kept=3, more=2)
        for name in ("verdicts.db", "verdicts.jsonl"):
            path.with_name(name).unlink()
        missing = rf"verdicts\.db is missing, but backups/{made.name} holds 5 decisions.*recover"
        with pytest.raises(LedgerDamaged, match=missing):
            open_ledger(path)
        assert not path.exists()
        assert recover(path).decisions == 5
        assert check(path) == ()

    def test_a_backup_that_cannot_be_read_is_told_by_check(self, path: Path) -> None:
        made = restored(path, kept=1, more=1)
        made.write_bytes(b"SQLite format 3\0 and then nothing")
        assert check(path) == (f"backups/{made.name} cannot be read; move it away",)
        assert recover(path).said == ("verdicts.db is sound; nothing was changed",)

    def test_an_ordinary_backup_is_nothing_to_tell(self, path: Path) -> None:
        fill(path, 3)
        ledger = open_ledger(path)
        assert keep_backup(ledger, path.parent / "backups", now=SOON)
        ledger.append(rated("later"), by="bob")
        ledger.close()
        ledger = open_ledger(path)
        assert (ledger.notice, ledger.check()) == (None, ())
        ledger.close()

    @pytest.mark.parametrize("also", [(), ("verdicts.db", "verdicts.jsonl")])
    def test_the_commands_say_it_and_end_with_1(self, project: Path, also: tuple[str]) -> None:
        made = restored(project / "verdicts.db", kept=2, more=3)
        for name in also:
            (project / name).unlink()
        told = workbench("check", cwd=project)
        assert told.returncode == 1
        assert f"backups/{made.name} holds" in told.stdout
        assert "workbench recover" in told.stdout
        assert workbench("recover", cwd=project).returncode == 0
        assert "backups/" not in workbench("check", cwd=project).stdout

    @pytest.mark.parametrize("also", [(), ("verdicts.db", "verdicts.jsonl")])
    async def test_the_app_says_it_at_opening(self, project: Path, also: tuple[str]) -> None:
        made = restored(project / "verdicts.db", kept=2, more=3)
        for name in also:
            (project / name).unlink()
        app = WorkbenchApp(Workspace.open(project, by="ada"))
        async with app.run_test(size=(160, 45)) as pilot:
            for _ in range(200):
                await pilot.pause(0.05)
                if f"backups/{made.name} holds" in app.screen.query_one(ErrorBar).message:
                    break
            else:
                raise AssertionError(app.screen.query_one(ErrorBar).message)
        app.workspace.close()


class TestForked:
    def test_recover_keeps_both_ways_a_restored_ledger_went_and_says_whose(
        self, path: Path
    ) -> None:
        """It was restored and went on; the backup has how it had gone on before."""
        made = restored(path, kept=2, more=2)
        for n in range(3):
            record(path, f"ours{n}", "ada")
        said = recover(path).said
        assert f"backups/{made.name}: 4 decisions (ada 2, bob 2)" in said
        assert claims_of(path) == ["c0", "c1", "later0", "later1", "ours0", "ours1", "ours2"]
        assert check(path) == ()
        assert recover(path).said == ("verdicts.db is sound; nothing was changed",)


class TestBackupsFromTheFuture:
    def test_one_does_not_stop_later_ones(self, path: Path) -> None:
        fill(path, 1)
        folder = path.parent / "backups"
        ledger = open_ledger(path)
        future = keep_backup(ledger, folder, now=SOON + timedelta(days=9999))
        assert future
        ledger.append(rated("later"), by="ada")
        made = keep_backup(ledger, folder, now=SOON)
        assert made
        assert (future.exists(), made.exists()) == (True, True)
        ledger.close()

    def test_one_that_holds_more_than_the_ledger_is_never_pushed_out(self, path: Path) -> None:
        more = restored(path, kept=2, more=2)
        ledger = open_ledger(path)
        for n in range(7):
            ledger.append(rated(f"ours{n}"), by="ada")
            assert keep_backup(ledger, path.parent / "backups", now=SOON + timedelta(days=n + 1))
        ledger.close()
        assert more.exists()
        assert len(backups(path.parent / "backups")) == 6

    def test_many_do_not_push_out_the_new_one(self, path: Path) -> None:
        fill(path, 1)
        folder = path.parent / "backups"
        ledger = open_ledger(path)
        for n in range(5):
            folder.mkdir(exist_ok=True)
            ledger.backup(folder / f"verdicts-210{n}0101T000000Z.db")
        made = keep_backup(ledger, folder, now=SOON)
        assert made
        assert made.exists()
        assert len(backups(folder)) == 6
        ledger.close()


IMPOSSIBLE = (
    "", "now", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z",
    "2026-01-01T24:00:01Z", "2026-01-01T00:00:00+99:00", "2026-01-01", "2026-W01-1T00:00:00Z",
    "2026-01-01 00:00:00Z", "\u0662026-01-01T00:00:0Z",
)  # fmt: skip


@pytest.mark.parametrize("at", IMPOSSIBLE, ids=ascii)
def test_a_sealed_row_with_an_impossible_time_is_named_and_recovered_from(
    project: Path, at: str
) -> None:
    path = project / "verdicts.db"
    made = fill(path, 2)
    ledger = open_ledger(path)
    text = rows.encode(rated("c9"))
    row = rows.seal(ledger._log.head, at=at, by="ada", decision=text, tick=rows.now()[1])
    with ledger._writing() as connection:
        schema.insert(connection, [row])
    ledger.close()
    with pytest.raises(LedgerDamaged, match="row 3 has an impossible time"):
        open_ledger(path)
    if at == IMPOSSIBLE[2]:
        told = workbench("check", cwd=project)
        assert told.returncode == 1
        assert "row 3 has an impossible time" in told.stdout
    recover(path)
    ledger = open_ledger(path)
    assert ledger.entries() == made
    ledger.close()
