"""D1, D2. A claims file loads, or is refused in one line that names the place."""

import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mutants import PLACED, SCALES, SMALL, TOML, mutated

from workbench.claims import read_claims
from workbench.errors import InputError

Counts = Callable[[int, int], int]
ROOT = Path(__file__).parents[2]
HERE = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def test_d1_a_mutated_claims_file_loads_or_is_refused_by_place(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    times = counts(3_000, 100_000)
    given = {"folder": str(tmp_path), "seed": chance.randrange(2**32), "times": times}
    program = Path(__file__).with_name("mutants.py")
    done = subprocess.run(
        [sys.executable, str(program), "claims", json.dumps(given)],
        capture_output=True, text=True, env=HERE, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    print("d1", found)
    assert found["bad"] == []
    assert found["loaded"] + found["refused"] == times
    assert min(found["loaded"], found["refused"]) > times // 100
    assert found["megabytes"] <= 300


def test_d1_the_command_refuses_in_one_line_and_ends_with_2(
    tmp_path: Path, counts: Counts, chance: random.Random
) -> None:
    (tmp_path / "corpus").mkdir()
    seeds = [(ROOT / "claims.toml").read_bytes(), SCALES, SMALL]
    tally = {0: 0, 2: 0}
    for _ in range(counts(12, 500)):
        data = mutated(seeds, TOML, chance)
        (tmp_path / "claims.toml").write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "list", "-p", str(tmp_path)],
            capture_output=True, text=True, env=HERE, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 2), (done, data)
        tally[done.returncode] += 1
        if done.returncode == 2:
            assert PLACED.match(done.stderr), done.stderr
            assert done.stderr.count("\n") == 1, done.stderr
            assert done.stdout == ""
        assert "Traceback" not in done.stdout + done.stderr
    print("d1 command", tally)


BASE = '[[claims]]\nid = "a"\ntext = "It is so."\n'


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        (BASE.encode("utf-16"), "1:1", "UTF-16"),
        (BASE.encode() + b"x\xff", "4:2", "UTF-8"),
        (BASE.encode() + b"\0", "4:1", "not TOML"),
        (BASE.encode() + b"x = 0x" + b"f" * 10**6, "4:5", "1000002 characters"),
        (BASE.encode() + b"x = " + b"9" * 5_000, "4:5", "5000 characters"),
        (BASE.encode() + b"date = nan", "4:1", "date"),
        ((BASE + "\n" + BASE).encode(), "6:1", "twice, first on line 2"),
        (b'[[claims]]\nid = 3\ntext = "x"', "2:1", "must be text"),
        (BASE.encode() + b'titel = "x"', "4:1", "unknown key"),
        (b"[claims]\n", "1:1", "[[claims]]"),
        (BASE.encode() + b"tags = " + b"[" * 5_000, "4:40", "nested"),
        (BASE.encode() + b"a." * 5_000 + b"b = 1", "4:1", "dots"),
    ],
    ids=["utf-16", "bad utf-8", "nul", "hex", "digits", "nan", "twice", "type", "unknown", "table",
         "depth", "dots"],
)  # fmt: skip
def test_d2_each_fault_has_its_own_line(tmp_path: Path, data: bytes, place: str, says: str) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(data)
    with pytest.raises(InputError) as told:
        read_claims(path)
    assert str(told.value).startswith(f"claims.toml:{place}: "), told.value
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_d2_a_bom_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(b"\xef\xbb\xbf" + BASE.encode())
    assert [claim.id for claim in read_claims(path).claims] == ["a"]


def test_d2_a_pipe_or_device_in_place_of_the_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.toml")
    (tmp_path / "zero").mkdir()
    (tmp_path / "zero" / "claims.toml").symlink_to("/dev/zero")
    for folder in (tmp_path, tmp_path / "zero"):
        with pytest.raises(InputError, match=r"claims\.toml: cannot be read: not a regular file"):
            read_claims(folder / "claims.toml")
