"""D. A claims file loads, or one line says where it is wrong."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mutations import ONE_LINE, WAYS

from workbench.claims import FILE, parse_claims, read_claims
from workbench.errors import InputError

RICH = """\
# every form that TOML has, and every field that a claim has
project = { title = "Ünï \\u0041", scale = "own", reviewer = 'A "B" C', rules.two_sources = false }
scales."own" = { title = 'Own', ratings = ["Yes", {name = "No", glyph = "n"}, "Open"] }

[[claims]] # the first
id = "c-1"
text = \"\"\"A claim that \\
    goes on, with a "quote" and \\u00e9\"\"\"
date = 2024-02-29
tags = [
    "one", # a comment
    'two',
]
[[claims]]
  "id" = 'c.2'
  'text' = '''none were exported
to North America'''
  claimant = "漢字"
  date = "2018-08"
  appearance = "https://example.org/#x"
  context = "a\\tb"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_d1_a_broken_claims_file_is_refused_in_one_line_with_its_place(
    tmp_path: Path, shipped: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    rich = tmp_path / "rich.toml"
    rich.write_text(RICH, encoding="utf-8")
    assert len(parse_claims(RICH).claims) == 2
    count = counts(3_000, 100_000)
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("mutations.py")),
            str(count),
            str(chance.randrange(2**32)),
            str(shipped / "claims.toml"),
            str(rich),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    print(found)
    assert found["wrong"] == []
    assert found["read"] + found["refused"] == count
    assert min(found["read"], found["refused"]) > count / 20


def test_d1_the_command_line_says_the_same_and_ends_with_2(
    tmp_path: Path, shipped: Path, counts: Callable[[int, int], int], chance: random.Random
) -> None:
    (tmp_path / "corpus").mkdir()
    seeds = [(shipped / "claims.toml").read_bytes(), RICH.encode()]
    refused = 0
    for _ in range(counts(8, 500)):
        raw = bytearray(chance.choice(seeds))
        for _ in range(chance.choice((1, 2, 5))):
            chance.choice(WAYS)(raw, chance, seeds)
        (tmp_path / "claims.toml").write_bytes(raw)
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "list", "-p", str(tmp_path)],
            capture_output=True,
            timeout=60,
            check=False,
        )
        if done.returncode == 0:
            assert done.stderr == b""
            continue
        refused += 1
        assert done.returncode == 2
        assert done.stdout == b""
        said = done.stderr.decode().removesuffix("\n")
        assert ONE_LINE.fullmatch(said), said
        assert said.isprintable()
    assert refused > 0


FAULTS = {
    "UTF-16": (RICH.encode("utf-16"), r"1:1: this is UTF-16; save it as UTF-8"),
    "bad UTF-8": (b"# one\n# tw\xe9", r"2:5: not UTF-8 here"),
    "NUL": (b'a = "\0"', r"1:\d+: not TOML"),
    "a hexadecimal number of 1e6 digits": (b"a = 0x" + b"f" * 10**6, r"1:5: .*use quotes"),
    "an integer of 5,000 digits": (b"a = " + b"9" * 5000, r"1:5: .*use quotes"),
    "nan": (b"[project]\ntitle = nan", r"2:1: 'title' must be text"),
    "the same id twice": (
        b'[[claims]]\nid="a"\ntext="b"\n[[claims]]\nid="a"\ntext="c"',
        r"5:1: .*'a' is used twice, first on line 2",
    ),
    "a wrong type": (b'[[claims]]\nid = ["a"]', r"2:1: 'id' must be text .*, not a list"),
    "an unknown key": (b"[project]\nname = 'x'", r"2:1: unknown key 'name'"),
    "a claim of 1 MB": (
        b'[[claims]]\nid = "a"\ntext = "' + b"x" * 10**6 + b'"',
        r"3:1: 'text' has 1,000,000 characters, at most 2,000 fit",
    ),
    "a depth bomb": (b"a = " + b"[" * 10**6, r"1:37: nested deeper"),
    "too much": (b"#" * (FILE + 1), r"1:1: longer than"),
}


@pytest.mark.parametrize("raw, says", FAULTS.values(), ids=FAULTS)
def test_d2_every_kind_of_fault_has_its_own_line(tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=rf"^claims\.toml:{says}[^\n]*$"):
        read_claims(path)


def test_d2_a_bom_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(RICH, encoding="utf-8-sig")
    assert read_claims(path) == parse_claims(RICH)
