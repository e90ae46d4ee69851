"""Read many broken claims files, each with a time limit: `mutations.py COUNT SEED FILE...`.

Memory is limited to what Python had when it began and 300 MB. Prints one line of JSON: how many
files were read, how many refused in one line, and what was neither.
"""

import json
import random
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from workbench.claims import read_claims
from workbench.errors import InputError
from workbench.verdicts.scales import project_scale

SECONDS, BYTES = 2, 300_000_000
ONE_LINE = re.compile(r"claims\.toml:[1-9]\d*:[1-9]\d*: \S.*")
TOKENS = (
    b"[[claims]]", b"[claims]", b"[project]", b"[scales.x]", b"[[scales.x.ratings]]", b"id = ",
    b'text = "x"', b"ratings = [1]", b'ratings = ["a", "b"]', b"rules = { a = true }", b"=", b"[",
    b"]", b"{", b"}", b'"', b"'", b'"""', b"'''", b"#", b"\\", b"\\u202e", b"\\ud800",
    b"\\U0010ffff", b"\\x00", b"\0", b"\x1b", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\r\n",
    b"\n", b"\t", b"nan", b"-inf", b"1e999", b"0x" + b"f" * 5000, b"9" * 5000, b"1979-05-27",
    b"07:32:00", b"[" * 600, b"{a=" * 600, b"a." * 600, b"[a." * 300, b"\xe2\x80\xae", b"true",
    b'id = "a"\nid = "a"', b"[project]\n[project]", b"a.b.c = 1\na.b = 2", b"x" * 3000,
)  # fmt: skip


def bits(raw: bytearray, chance: random.Random, others: list[bytes]) -> None:
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(raw) * 8)
        raw[at // 8] ^= 1 << at % 8


def token(raw: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at = chance.randrange(len(raw) + 1)
    raw[at : at + chance.choice((0, 0, 1, 5, 30))] = chance.choice(TOKENS)


def drop(raw: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at = chance.randrange(len(raw))
    del raw[at : at + chance.choice((1, 2, 10, 200))]


def splice(raw: bytearray, chance: random.Random, others: list[bytes]) -> None:
    other = chance.choice(others)
    cut = chance.randrange(len(other))
    raw[chance.randrange(len(raw)) :] = other[cut:]


def lines(raw: bytearray, chance: random.Random, others: list[bytes]) -> None:
    rows = bytes(raw).split(b"\n")
    at, to = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows.insert(to, rows[at])
    raw[:] = b"\n".join(rows)


WAYS: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
    bits, token, token, drop, splice, lines,
)  # fmt: skip


def too_slow(*_: object) -> None:
    raise TimeoutError(f"more than {SECONDS} s")


def run(count: int, seed: int, seeds: list[bytes]) -> dict[str, object]:
    chance = random.Random(seed)
    tally: dict[str, int] = {"read": 0, "refused": 0}
    wrong: list[str] = []
    signal.signal(signal.SIGALRM, too_slow)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.toml"
        for n in range(count):
            raw = bytearray(chance.choice(seeds))
            for _ in range(chance.choice((1, 1, 1, 2, 5))):
                if raw:
                    chance.choice(WAYS)(raw, chance, seeds)
            path.write_bytes(raw)
            signal.setitimer(signal.ITIMER_REAL, SECONDS)
            try:
                project_scale(read_claims(path))
                tally["read"] += 1
            except InputError as error:
                tally["refused"] += 1
                if not ONE_LINE.fullmatch(str(error)) or not str(error).isprintable():
                    wrong.append(f"{n}: {error!r}")
            except BaseException as error:
                wrong.append(f"{n}: {type(error).__name__}: {error!s:.200} {bytes(raw)!r:.300}")
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    return {**tally, "wrong": wrong[:5], "count": count}


if __name__ == "__main__":
    with Path("/proc/self/statm").open() as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + BYTES, used + BYTES))
    given = [Path(name).read_bytes() for name in sys.argv[3:]]
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]), given)))
