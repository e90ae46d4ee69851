"""Measure the ledger beside SQLite without our care and beside a JSON file written anew.

    python tests/bench/ledger.py FOLDER [ROWS]

FOLDER is where the files are made, on the disk to be measured. Printed: milliseconds for one
decision until it is on disk (median and 95th percentile), then seconds of CPU for what grows
with the number of decisions, at ROWS (10,000).
"""

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from workbench.ledger import open_ledger, rows
from workbench.ledger.recover import recover
from workbench.ledger.rows import Head
from workbench.verdicts import Rated, replay

T = TypeVar("T")
TIMES = 300


def rated(n: int) -> Rated:
    text = "China is the only country to schedule fentanyl as a class"
    return Rated(claim=f"c{n % 500}", text=text, scale="default", rating="true")


def plain(folder: Path) -> Callable[[int], object]:
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (decision TEXT)")
    return lambda n: connection.execute("INSERT INTO t VALUES (?)", (rows.encode(rated(n)),))


def anew(folder: Path) -> Callable[[int], object]:
    path, kept = folder / "all.json", list[str]()

    def write(n: int) -> None:
        kept.append(rows.encode(rated(n)))
        part = path.with_suffix(".part")
        with part.open("w") as file:
            json.dump(kept, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    return write


def ours(folder: Path) -> Callable[[int], object]:
    ledger = open_ledger(folder / "verdicts.db")
    return lambda n: ledger.append(rated(n), by="ada")


def many(path: Path, count: int) -> None:
    head, lines = Head(), []
    for n in range(count):
        decision = rows.encode(rated(n))
        row = rows.seal(head, at="2026-01-01T00:00:00Z", by="ada", decision=decision)
        head = Head((row.id,), row.tick)
        lines.append(rows.to_line(row))
    path.with_suffix(".jsonl").write_bytes(b"".join(lines))


def main(folder: Path, count: int) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Path(name)
        print(f"one decision, on disk ({TIMES} times)        p50 ms   p95 ms")
        for label, make in (
            ("ours: hash chain, second copy", ours),
            ("SQLite, WAL, synchronous=FULL", plain),
            ("a JSON file written anew", anew),
        ):
            do, spent = make(home), []
            for n in range(TIMES):
                begun = time.perf_counter()
                do(n)
                spent.append(1000 * (time.perf_counter() - begun))
            spent.sort()
            print(f"{label:38} {spent[TIMES // 2]:8.2f} {spent[TIMES * 95 // 100]:8.2f}")
        path = home / "many" / "verdicts.db"
        path.parent.mkdir()
        many(path, count)
        print(f"\nwith {count:,} decisions                      CPU s")
        timed("recover from the second copy", lambda: recover(path))
        ledger = timed("open, all rows proved", lambda: open_ledger(path))
        timed("check", ledger.check)
        timed("add up what stands", lambda: replay(ledger.entries()))
        timed("undo", lambda: ledger.undo("ada"))
        ledger.close()


def timed(label: str, act: Callable[[], T]) -> T:
    begun = time.process_time()
    result = act()
    print(f"{label:38} {time.process_time() - begun:8.3f}")
    return result


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
