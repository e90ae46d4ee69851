"""A corpus of any size made of real sentences, and what building and searching it costs.

Beside it rapidfuzz over every passage, asked the same claims in turns.
"""

from __future__ import annotations

import json
import os
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from find_peers import BruteForce
from find_sets import LabelledSet

from workbench.index import Index
from workbench.search import find

SENTENCES = 30
"""In a document: a news article of some 800 words."""

CHANGED = "changed.txt"

BRUTE = 25
READ = 5_000_000
# Claims that rapidfuzz is asked as well, half a second each at 100,000 passages; and passages it
# reads in all, where that makes them fewer.
TURN = 5
# Claims asked of one before the other's turn: so both see the same state of the machine.


def write_corpus(corpus: Path, sets: Sequence[LabelledSet], passages: int) -> None:
    """Write `passages` sentences in documents of 30, and one article as a file of its own.

    The first are real; once those are used up, each is half of one and half of another.
    """
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / CHANGED).write_text(article("first"), encoding="utf-8")
    with (corpus / "made.jsonl").open("w", encoding="utf-8") as file:
        for number, (title, sentences) in enumerate(_documents(sets, passages)):
            text = "\n".join(sentences)
            row = {"id": f"made/{number}", "title": title, "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def article(word: str) -> str:
    """An article of ten sentences that says `word` in each."""
    return "\n".join(f"Sentence number {n} of this article says {word}." for n in range(10))


def _documents(sets: Sequence[LabelledSet], passages: int) -> Iterator[tuple[str, list[str]]]:
    chance = random.Random(1)
    real = [
        (one.titles[document], text)
        for one in sets
        for _, document, text in one.passages
        if text.count(" ") >= 5
    ]
    if len(real) > passages:
        start = chance.randrange(len(real) - passages)
        real = real[start : start + passages]
    made = 0
    while made < passages:
        rows = real[made : made + SENTENCES]
        if len(rows) < SENTENCES:
            rows = [_splice(chance, real) for _ in range(min(SENTENCES, passages - made))]
        made += len(rows)
        yield rows[0][0], [text for _, text in rows]


def _splice(chance: random.Random, real: Sequence[tuple[str, str]]) -> tuple[str, str]:
    title, first = chance.choice(real)
    _, second = chance.choice(real)
    one, other = first.split(" "), second.split(" ")
    return title, " ".join(one[: len(one) // 2] + other[len(other) // 2 :])


def measure(root: Path, claims: Sequence[str]) -> dict[str, float]:
    """Build the index of the corpus in `root`, search it, change an article: what each costs."""
    corpus, folder = root / "corpus", root / ".workbench"
    size = sum(file.stat().st_size for file in corpus.iterdir())
    usage = resource.getrusage(resource.RUSAGE_SELF)
    own = usage.ru_utime + usage.ru_stime
    started = time.perf_counter()
    index = Index.open(folder, corpus)
    done = index.refresh()
    build = time.perf_counter() - started
    index.close()
    worked = sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime - before
        for who, before in ((resource.RUSAGE_SELF, own), (resource.RUSAGE_CHILDREN, 0.0))
    )
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

    started = time.perf_counter()
    index = Index.open(folder, corpus)
    opened = time.perf_counter() - started
    index.refresh()
    looked = time.perf_counter() - started
    find(index, claims[0])
    first = time.perf_counter() - started

    cpu, wall = [], []
    for claim in claims:
        t, c = time.perf_counter(), time.process_time()
        find(index, claim)
        cpu.append((time.process_time() - c) * 1e3)
        wall.append((time.perf_counter() - t) * 1e3)

    changes = []
    for n in range(5):
        (corpus / CHANGED).write_text(article(f"zyx{n}abc"), encoding="utf-8")
        started = time.perf_counter()
        index.refresh()
        found = find(index, f"zyx{n}abc").matches
        changes.append(time.perf_counter() - started)
        if len(found) != 10:
            raise AssertionError(f"the changed article is not found: {len(found)} of 10")
    few = max(1, min(BRUTE, READ // done.passages))
    beside = beside_brute_force(index, claims[:: max(1, len(claims) // few)][:few])
    index.close()
    return {
        "passages": done.passages,
        "corpus MB": size / 1e6,
        "build s": build,
        "passages/s": done.passages / build,
        "CPU us a passage, all processes": worked / done.passages * 1e6,
        "RSS MB": mine,
        "RSS of the cutter MB": child,
        "disk MB": disk / 1e6,
        "open ms": opened * 1e3,
        "look ms": looked * 1e3,
        "open to first evidence ms": first * 1e3,
        "find CPU p50 ms": percentile(cpu, 50),
        "find CPU p95 ms": percentile(cpu, 95),
        "find wall p50 ms": percentile(wall, 50),
        "find wall p95 ms": percentile(wall, 95),
        "change s": percentile(changes, 50),
        **beside,
        "load average": os.getloadavg()[0],
    }


def beside_brute_force(index: Index, claims: Sequence[str]) -> dict[str, float]:
    """What a search takes beside rapidfuzz over every passage, in turns; medians over claims.

    rapidfuzz is given what helps it: lower case beforehand, one call of `process.extract`, which
    prepares the claim once. It reads title and sentence, which is what ours searches and what it is
    judged by in the table of quality; and, shorter, the sentences alone.
    """
    whole, bare = BruteForce(), BruteForce()
    texts = [
        (source.title, each.text)
        for source in index.sources()
        for each in index.passages(source.id)
    ]
    whole.build([f"{title} {text}" for title, text in texts])
    bare.build([text for _, text in texts])
    engines: dict[str, Callable[[str], object]] = {
        "find": lambda claim: find(index, claim),
        "rapidfuzz": lambda claim: whole.search(claim, 20),
        "rapidfuzz without titles": lambda claim: bare.search(claim, 20),
    }
    work: dict[str, list[float]] = {name: [] for name in engines}
    wait: dict[str, list[float]] = {name: [] for name in engines}
    for start in range(0, len(claims), TURN):
        for name, search in engines.items():
            for claim in claims[start : start + TURN]:
                wall, cpu = time.perf_counter(), time.process_time()
                search(claim)
                work[name].append((time.process_time() - cpu) * 1e3)
                wait[name].append((time.perf_counter() - wall) * 1e3)
    told: dict[str, float] = {"claims asked of all": len(claims)}
    for clock, times in (("CPU", work), ("wall", wait)):
        median = {name: percentile(values, 50) for name, values in times.items()}
        told |= {f"{name}, {clock} p50 ms": value for name, value in median.items()}
        told |= {
            f"{name}: times as long, {clock}": value / median["find"]
            for name, value in median.items()
            if name != "find"
        }
    return told


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which so many percent lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * percent / 100))]
