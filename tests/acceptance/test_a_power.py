"""A1 and A2. Killed or without power at any moment, nothing that was acknowledged is lost."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from counting import Counts, child
from ledgers import claim_of
from power import after_a_cut, read_log

from workbench.errors import LedgerError
from workbench.ledger import open_ledger


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
                kept = {claim_of(entry) for entry in ledger.entries()}
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
