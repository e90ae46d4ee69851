"""A4 to A7. History is not rewritten, damage is told, and every decision comes back."""

import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from counting import Counts, child
from ledgers import fill, rated

from workbench.errors import WorkbenchError
from workbench.ledger import open_ledger, rows
from workbench.ledger.recover import recover
from workbench.ledger.rows import Head


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET by = 'bob' WHERE place = 1",
        "DELETE FROM events WHERE place = 3",
        "INSERT OR REPLACE INTO events SELECT place, at, 'b', '{}', tick, after, id FROM events",
        "REPLACE INTO events SELECT place, at, 'bob', decision, tick, after, id FROM events",
        "INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT DO UPDATE SET by = 'bob'",
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
        head = Head((row.id,), row.tick)
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
        connection.execute("DROP TRIGGER events_hold")
        connection.execute("UPDATE events SET by = 'eve' WHERE place IN (4711, 8000)")
    told = ledger.check()
    assert "row 4711 was altered: its hash does not fit" in told
    assert "its 'events_hold' was altered" in told
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
    path.with_suffix(".jsonl").write_bytes(raw + b'{"at":"2026-01-01T00')
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
