"""A. Nothing that was acknowledged is ever lost, and nothing wrong is ever shown as right."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from power import after_a_cut, read_log

from workbench.errors import LedgerError, WorkbenchError
from workbench.ledger import open_ledger, rows
from workbench.ledger.recover import recover
from workbench.ledger.rows import Head
from workbench.ledger.schema import SETTINGS
from workbench.verdicts import Rated

CHILDREN = Path(__file__).with_name("children.py")
Counts = Callable[[int, int], int]


def child(what: str, *before: str, **given: Any) -> dict[str, Any]:
    """What one of the programs of children.py counted."""
    done = subprocess.run(
        [*before, sys.executable, str(CHILDREN), what, json.dumps(given)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(what, found)
    return found


def rated(claim: str) -> Rated:
    return Rated(claim=claim, text="t", scale="default", rating="true")


def fill(path: Path, count: int) -> tuple[Any, ...]:
    ledger = open_ledger(path)
    made = [ledger.append(rated(f"c{n}"), by="ada") for n in range(count)]
    ledger.close()
    return tuple(made)


def test_a1_no_acknowledged_decision_is_lost_when_the_process_is_killed(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    """The ledger's half; the app's, behind a terminal, is in test_a_app.py."""
    times = counts(100, 500)
    found = child(
        "kills", folder=str(tmp_path), times=times, within=0.3 if times == 500 else 0.08,
        seed=chance.randrange(2**32),
    )  # fmt: skip
    assert found["acknowledged"] > times
    assert (found["lost"], found["sound"]) == (0, times)


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that logs writes and syncs."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or sys.platform != "linux":
        pytest.skip("needs Linux and a C compiler (gcc)")
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"],
        check=True,
    )
    return library


def cut(
    recorder: Path, tmp_path: Path, *, synchronous: int, cuts: int, chance: random.Random
) -> dict[str, int]:
    """Record with the power failing at any moment; how many cuts lost what was acknowledged."""
    folder, log = tmp_path / "disk", tmp_path / "log"
    folder.mkdir()
    preload = ("env", f"LD_PRELOAD={recorder}", f"RECORD_FOLDER={folder}", f"RECORD_LOG={log}")
    child("powered", *preload, folder=str(folder), synchronous=synchronous, count=90)
    ops = read_log(log)
    tally = {"cuts": cuts, "acknowledged": 0, "lost in the database": 0, "lost": 0, "unsound": 0}
    for n in range(cuts):
        done = ops[: chance.randrange(len(ops))]
        left = after_a_cut(done, subset=n % 2 == 1, chance=chance)
        shown = b"".join(op.data for op in done if op.kind == "W" and op.path == f"{folder}/said")
        said = set(shown.decode().split())
        tally["acknowledged"] += len(said)
        for second in (False, True):
            disk = tmp_path / "after"
            disk.mkdir()
            for name, raw in left.items():
                # What is shared between processes lives in memory and goes with the power.
                if not name.endswith(("-shm", "/said")) and (second or ".jsonl" not in name):
                    (disk / Path(name).name).write_bytes(raw)
            try:
                ledger = open_ledger(disk / "verdicts.db")
                kept = {entry.decision.claim for entry in ledger.entries()}
                tally["unsound"] += bool(ledger.check())
                ledger.close()
            except LedgerError:
                tally["unsound"] += 1
                kept = set()
            tally["lost" if second else "lost in the database"] += bool(said - kept)
            shutil.rmtree(disk)
    print(tally)
    return tally


def test_a2_no_acknowledged_decision_is_lost_when_the_power_fails(
    recorder: Path, tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    cuts = counts(100, 400)
    found = cut(recorder, tmp_path, synchronous=2, cuts=cuts, chance=chance)
    assert found["acknowledged"] > cuts
    assert found["lost"] == found["lost in the database"] == found["unsound"] == 0


def test_a2_the_replay_finds_the_loss_where_writes_are_not_synced(
    recorder: Path, tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    """The control: with synchronous=NORMAL the database alone must lose, or A2 proves nothing."""
    found = cut(recorder, tmp_path, synchronous=1, cuts=counts(100, 400), chance=chance)
    assert found["lost in the database"] > 10


def test_a3_every_setting_is_in_force_on_every_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noting(path: Any, *args: Any, **more: Any) -> sqlite3.Connection:
        connection = connect(path, *args, **more)
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


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entries SET by = 'bob' WHERE seq = 1",
        "DELETE FROM entries WHERE seq = 3",
        "INSERT OR REPLACE INTO entries SELECT seq, at, 'b', decision, previous, hash FROM entries",
        "REPLACE INTO entries SELECT seq, at, 'bob', decision, previous, hash FROM entries",
        "INSERT INTO entries SELECT * FROM entries WHERE true ON CONFLICT DO UPDATE SET by = 'bob'",
    ],
    ids=["UPDATE", "DELETE", "INSERT OR REPLACE", "REPLACE", "UPSERT"],
)
def test_a4_history_is_not_rewritten_even_by_a_stranger_to_our_settings(
    tmp_path: Path, sql: str
) -> None:
    path = tmp_path / "verdicts.db"
    made = fill(path, 3)
    stranger = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError), stranger:
        stranger.execute(sql)
    stranger.close()
    ours = open_ledger(path)
    with pytest.raises(sqlite3.IntegrityError):
        ours._open().execute(sql)
    assert ours.entries() == made
    assert ours.check() == ()
    ours.close()


@pytest.mark.parametrize("second", ["with", "without"])
def test_a5_flipped_bits_are_refused_told_or_harmless(
    tmp_path: Path, counts: Counts, chance: random.Random, second: str
) -> None:
    path = tmp_path / "verdicts.db"
    made = fill(path, 120)
    good, copy = path.read_bytes(), path.with_suffix(".jsonl").read_bytes()
    tally = {"refused": 0, "told": 0, "harmless": 0, "silent": 0}
    for n in range(counts(75, 500)):
        bad = bytearray(good)
        for _ in range((1, 8, 64)[n % 3]):
            at = chance.randrange(len(bad) * 8)
            bad[at // 8] ^= 1 << at % 8
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        path.write_bytes(bad)
        if second == "with":
            path.with_suffix(".jsonl").write_bytes(copy)
        else:
            path.with_suffix(".jsonl").unlink(missing_ok=True)
        tally[outcome(path, made)] += 1
    print(tally)
    assert tally["silent"] == 0
    assert tally["refused"] > 0


def test_a5_flipped_bits_in_the_wal_are_refused_told_or_harmless(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    path = tmp_path / "verdicts.db"
    ledger = open_ledger(path)
    made = tuple(ledger.append(rated(f"c{n}"), by="ada") for n in range(60))
    names = ("verdicts.db", "verdicts.db-wal", "verdicts.jsonl")
    good = {name: (tmp_path / name).read_bytes() for name in names}
    ledger.close()
    tally = {"refused": 0, "told": 0, "harmless": 0, "silent": 0}
    for n in range(-1, counts(50, 500)):  # the first as it was
        folder = tmp_path / str(n)
        folder.mkdir()
        for name, raw in good.items():
            bad = bytearray(raw)
            if name.endswith("-wal") and n >= 0:
                for _ in range((1, 8, 64)[n % 3]):
                    at = chance.randrange(len(bad) * 8)
                    bad[at // 8] ^= 1 << at % 8
            (folder / name).write_bytes(bad)
        tally[outcome(folder / "verdicts.db", made)] += 1
        shutil.rmtree(folder)
    print(tally)
    assert tally["silent"] == 0
    assert tally["harmless"] > 0


def outcome(path: Path, made: tuple[Any, ...]) -> str:
    try:
        ledger = open_ledger(path)
    except WorkbenchError as error:
        assert "\n" not in str(error)
        return "refused"
    try:
        found = ledger.entries()
        if ledger.check():
            return "told"
        return "harmless" if found == made else "silent"
    except WorkbenchError:
        return "refused"
    finally:
        ledger.close()


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second copy of 10,000 decisions, and the ledger that `recover` makes of it."""
    path = tmp_path_factory.mktemp("ten") / "verdicts.db"
    head, lines = Head(), []
    for n in range(10_000):
        decision = rows.encode(rated(f"c{n}"))
        row = rows.seal(head, at="2026-01-01T00:00:00Z", by="ada", decision=decision)
        head = Head(row.seq, row.hash)
        lines.append(rows.to_line(row))
    path.with_suffix(".jsonl").write_bytes(b"".join(lines))
    assert recover(path).decisions == 10_000
    return path


def test_a6_check_names_the_first_bad_row(ten_thousand: Path, tmp_path: Path) -> None:
    ledger = open_ledger(ten_thousand)
    assert ledger.check() == ()
    ledger.close()
    path = tmp_path / "verdicts.db"
    shutil.copy(ten_thousand, path)
    ledger = open_ledger(path)
    with ledger._writing() as connection:
        connection.execute("DROP TRIGGER entries_hold")
        connection.execute("UPDATE entries SET by = 'eve' WHERE seq IN (4711, 8000)")
    told = ledger.check()
    assert "row 4711 was altered: its hash does not fit" in told
    assert "its 'entries_hold' was altered" in told
    assert not any("8000" in line for line in told)
    ledger.close()


def test_a6_the_command_ends_with_1_and_recover_mends_it(project: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "workbench", *words, "-p", str(project)],
            capture_output=True,
            text=True,
            check=False,
        )

    made = fill(project / "verdicts.db", 5)
    assert run("check").returncode == 0
    raw = (project / "verdicts.db").read_bytes()
    (project / "verdicts.db").write_bytes(raw.replace(b'"claim":"c3"', b'"claim":"c8"'))
    damaged = run("check")
    assert damaged.returncode == 1
    assert "row 4 was altered" in damaged.stdout + damaged.stderr
    assert run("recover").returncode == 0
    assert run("check").returncode == 0
    ledger = open_ledger(project / "verdicts.db")
    assert ledger.entries() == made
    ledger.close()


def test_a7_the_second_copy_alone_gives_back_every_decision(
    ten_thousand: Path, tmp_path: Path
) -> None:
    path = tmp_path / "verdicts.db"
    raw = ten_thousand.with_suffix(".jsonl").read_bytes()
    path.with_suffix(".jsonl").write_bytes(raw + b'{"seq":10001,"at":"20')
    found = recover(path)
    assert found.decisions == 10_000
    assert "verdicts.jsonl: 1 torn lines were dropped" in found.said
    ours, theirs = open_ledger(path), open_ledger(ten_thousand)
    assert ours.entries() == theirs.entries()
    assert ours.check() == ()
    ours.close()
    theirs.close()


def test_a7_killed_between_the_two_writes_neither_copy_loses_what_was_acknowledged(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    times = counts(40, 200)
    found = child("copies", folder=str(tmp_path), times=times, seed=chance.randrange(2**32))
    assert found["acknowledged"] > times
    assert found["torn"] > 0
    assert found["lost"] == 0


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
