"""Programs that die, wait and fill the disk so that the tests need not: `children.py WHAT JSON`.

Each forks its victims from one process that has everything imported, and prints one line of
JSON with what it counted. A decision counts as acknowledged once its number was written to a
pipe after `append` returned, as the screen says "saved" after it.
"""

import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.ledger import open_ledger, schema
from workbench.ledger.recover import recover
from workbench.ledger.rows import Row, encode, to_line
from workbench.ledger.second import SecondCopy
from workbench.verdicts import Entry, Graded, Rated, Redone, Reported, Reread, Undone


def rated(claim: str) -> Rated:
    return Rated(claim=claim, text="t" * 40, scale="default", rating="true", reason="because")


def claim_of(entry: Entry) -> str:
    decision = entry.decision
    assert not isinstance(decision, Graded | Reported | Reread | Undone | Redone)
    return decision.claim


def fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Start a child that does `work(acks)`; its process id and the end to read its acks from."""
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    try:
        os.close(read)
        work(write)
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(70)


def acks(read: int) -> list[str]:
    with os.fdopen(read) as pipe:
        return pipe.read().splitlines()


def record(path: Path, name: str, ack: int, *, most: int = 10**9) -> None:
    ledger = open_ledger(path)
    for n in range(most):
        ledger.append(rated(f"{name}.{n}"), by=name)
        os.write(ack, f"{name}.{n}\n".encode())
    ledger.close()


def known(path: Path) -> set[str]:
    """The claims in a ledger that must be sound."""
    ledger = open_ledger(path)
    told = ledger.check()
    claims = {claim_of(entry) for entry in ledger.entries()}
    ledger.close()
    if told:
        raise AssertionError(told)
    return claims


def kills(folder: str, *, times: int, within: float, seed: int) -> dict[str, int]:
    """Kill a recording process at any moment and count what it had acknowledged and lost."""
    chance = random.Random(seed)
    done = lost = sound = 0
    said: set[str] = set()
    for n in range(times):
        path = Path(folder) / f"{n // 25}" / "verdicts.db"
        if n % 25 == 0:
            path.parent.mkdir()
            said = set()
        pid, read = fork(partial(record, path, f"r{n}"))
        time.sleep(chance.random() * within)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        new = acks(read)
        done += len(new)
        said.update(new)
        lost += len(said - known(path))
        sound += 1
    return {"acknowledged": done, "lost": lost, "sound": sound}


def copies(folder: str, *, times: int, seed: int) -> dict[str, int]:
    """Kill a process between its two writes; then delete the database and rebuild it."""
    chance = random.Random(seed)
    lost = torn = done = 0
    for n in range(times):
        path = Path(folder) / str(n) / "verdicts.db"
        path.parent.mkdir()
        last, part = chance.randrange(2, 12), chance.random()

        def work(ack: int, path: Path = path, last: int = last, part: float = part) -> None:
            whole = SecondCopy.add

            def add(self: SecondCopy, some: Iterable[Row]) -> None:
                rows = list(some)
                if rows and rows[-1].decision == encode(rated(f"r.{last}")):
                    line = to_line(rows[-1])
                    with self.path.open("ab") as file:
                        file.write(line[: int(part * 1.2 * len(line))])
                    os.kill(os.getpid(), signal.SIGKILL)
                whole(self, rows)

            setattr(SecondCopy, "add", add)  # noqa: B010 - in this process alone
            record(path, "r", ack)

        pid, read = fork(work)
        os.waitpid(pid, 0)
        said = set(acks(read))
        done += len(said)
        torn += not path.with_suffix(".jsonl").read_bytes().endswith(b"\n")
        if chance.random() < 0.5:
            lost += len(said - known(path))  # opening completes the second copy
            path.unlink()
        else:
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
        recover(path)
        lost += len(said - known(path))
    return {"acknowledged": done, "lost": lost, "torn": torn}


def crowd(folder: str, *, processes: int, each: int) -> dict[str, float]:
    """Many processes record in one ledger; what went missing and how long one waited at worst."""
    path = Path(folder) / "verdicts.db"

    def work(name: str) -> Callable[[int], None]:
        def do(ack: int) -> None:
            ledger = open_ledger(path)
            for n in range(each):
                begun = time.monotonic()
                ledger.append(rated(f"{name}.{n}"), by=name)
                os.write(ack, f"{name}.{n} {time.monotonic() - begun}\n".encode())
            ledger.close()

        return do

    children = [fork(work(f"p{n}")) for n in range(processes)]
    said, worst, failed = set[str](), 0.0, 0
    for pid, read in children:
        for ack in acks(read):
            claim, waited = ack.split()
            said.add(claim)
            worst = max(worst, float(waited))
        failed += os.waitpid(pid, 0)[1] != 0
    return {
        "acknowledged": len(said),
        "lost": len(said - known(path)),
        "failed": failed,
        "worst": round(worst, 2),
    }


def full(folder: str, *, limit: str) -> dict[str, object]:
    """Record until there is no more room; make room; record again without opening anew."""
    path = Path(folder) / "verdicts.db"
    ballast = Path(folder) / "ballast"
    if limit == "disk":
        ballast.write_bytes(b"x" * 400_000)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, resource.RLIM_INFINITY))
    ledger = open_ledger(path)
    said: list[str] = []
    told = ""
    while not told and len(said) < 5000:
        try:
            ledger.append(rated(f"c{len(said)}"), by="ada")
            said.append(f"c{len(said)}")
        except WorkbenchError as error:
            told = str(error)
    kept = {claim_of(entry) for entry in ledger.entries()}
    if limit == "disk":
        ballast.unlink()
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    ledger.append(rated("again"), by="ada")
    ledger.close()
    return {
        "acknowledged": len(said),
        "lost": len(set(said) - kept) + len({*said, "again"} - known(path)),
        "told": told,
    }


def full_at_start(folder: str) -> dict[str, object]:
    """Open a ledger where there is no room at all."""
    ballast = Path(folder) / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096) == 4096:
            pass
    told = ""
    try:
        open_ledger(Path(folder) / "verdicts.db")
    except WorkbenchError as error:
        told = str(error)
    ballast.unlink()
    record(Path(folder) / "verdicts.db", "r", os.open(os.devnull, os.O_WRONLY), most=3)
    return {"told": told, "kept": len(known(Path(folder) / "verdicts.db"))}


def nobody(folder: str, *, uid: int) -> dict[str, object]:
    """What a user who may read everything and write nothing gets."""
    path = Path(folder) / "verdicts.db"
    os.setgid(uid)
    os.setuid(uid)
    ledger = open_ledger(path)
    told = ""
    try:
        ledger.append(rated("c"), by="nobody")
    except WorkbenchError as error:
        told = f"{type(error).__name__}: {error}"
    found = {"readonly": ledger.readonly, "entries": len(ledger.entries()), "told": told}
    found["check"] = ledger.check()
    ledger.close()
    return found


def migrations(folder: str, *, times: int, within: float, seed: int) -> dict[str, int]:
    """Kill a process while it brings a ledger of an old format to that of today."""
    sys.path.append(str(Path(__file__).parent.parent))
    import old_ledgers

    chance = random.Random(seed)
    old = new = between = 0
    for n in range(times):
        path = Path(folder) / str(n) / "verdicts.db"
        path.parent.mkdir()
        made = [("2026-01-01T00:00:00Z", "r", rated(f"c{k}")) for k in range(400)]
        old_ledgers.write(path, old_ledgers.rows(made), number=chance.choice((1, 2)))

        def upgrade(ack: int, path: Path = path) -> None:
            os.write(ack, b"ready\n")
            ledger = open_ledger(path)
            ledger.close()

        pid, read = fork(upgrade)
        os.read(read, 6)
        os.close(read)
        time.sleep(chance.random() * within)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with sqlite3.connect(path) as look:
            version = look.execute("PRAGMA user_version").fetchone()[0]
            names = {name for (name,) in look.execute("SELECT name FROM sqlite_master")}
            table = "entries" if version < 3 else "events"
            rows = look.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        look.close()
        wanted = set(old_ledgers.TABLES if version < 3 else schema.TABLES)
        between += names != wanted or rows != 400
        between += known(path) != {f"c{k}" for k in range(400)}
        old, new = old + (version < schema.VERSION), new + (version == schema.VERSION)
    return {"old": old, "new": new, "between": between}


def backups(folder: str, *, times: int) -> dict[str, int]:
    """Copy a ledger while another process records in it."""
    path = Path(folder) / "verdicts.db"
    pid, read = fork(lambda ack: record(path, "r", ack))
    said = os.read(read, 3)
    ledger = open_ledger(path)
    sound = lost = 0
    for n in range(times):
        before = {claim_of(entry) for entry in ledger.entries()}
        copy = Path(folder) / f"copy{n}.db"
        ledger.backup(copy)
        lost += len(before - known(copy))
        sound += 1
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(read)
    ledger.close()
    return {"sound": sound, "lost": lost, "began": len(said)}


def powered(folder: str, *, synchronous: int, count: int) -> dict[str, int]:
    """Record where every write is logged; the acknowledgements are a file of the same log."""
    chosen = tuple(
        (name, synchronous if name == "synchronous" else value) for name, value in schema.SETTINGS
    )
    setattr(schema, "SETTINGS", chosen)  # noqa: B010 - in this process alone
    path = Path(folder) / "verdicts.db"
    said = os.open(Path(folder) / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for session in range(3):
        ledger = open_ledger(path)
        ledger._open().execute("PRAGMA wal_autocheckpoint = 20").fetchall()
        for n in range(count // 3):
            ledger.append(rated(f"{session}.{n}"), by="ada")
            os.write(said, f"{session}.{n}\n".encode())
        if session < 2:
            ledger.close()
    return {"recorded": count // 3 * 3}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](**json.loads(sys.argv[2]))))
