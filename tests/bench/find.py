"""Measure finding beside its peers, in one run, and print the tables of the README.

    python tests/bench/find.py DIR                 quality and cost on the sets in DIR
    python tests/bench/find.py DIR --scale 1000000  cost on a corpus of so many passages

DIR holds a folder for each set, see `find_sets`. CPU times are of the process, wall times depend
on what else the machine does. rapidfuzz reads every passage for every claim: it is asked the
first claims only, and the others' figures for just those stand in the last table.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from find_peers import BM25S, FTS5, BruteForce, Peer, Tantivy
from find_scale import measure, percentile, write_corpus
from find_sets import (
    Claim,
    LabelledSet,
    cut_lines,
    misspelt,
    ndcg,
    pooled,
    recall,
    reciprocal_rank,
)

from workbench.index import Index
from workbench.search import find

DEPTH = 20
Search = Callable[[str], Sequence[str]]


@dataclass
class Measured:
    """What one engine reached on one set."""

    ndcg: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    rank: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def ask(self, search: Search, claims: Iterable[Claim], *, typos: bool = False) -> Measured:
        """Search for every claim."""
        for claim in claims:
            text = misspelt(claim.text, claim.id) if typos else claim.text
            wall, cpu = time.perf_counter(), time.process_time()
            ranked = search(text)
            self.cpu.append((time.process_time() - cpu) * 1e3)
            self.wall.append((time.perf_counter() - wall) * 1e3)
            self.ndcg.append(ndcg(ranked, claim.grades))
            self.recall.append(recall(ranked, claim.grades, depth=DEPTH))
            self.rank.append(reciprocal_rank(ranked, claim.grades))
        return self


def mean(values: Sequence[float]) -> float:
    """The mean; nan of nothing."""
    return sum(values) / len(values) if values else float("nan")


def ours(one: LabelledSet, folder: Path) -> tuple[Search, Index, float]:
    """Our search over a set, its index, and passages indexed a second."""
    one.write(folder / "corpus")
    index = Index.open(folder / ".workbench", folder / "corpus", cutter=cut_lines)
    started = time.perf_counter()
    done = index.refresh()
    rate = done.passages / (time.perf_counter() - started)
    places = one.places()

    def search(claim: str) -> Sequence[str]:
        return [
            places[passage.source, passage.start]
            for match in find(index, claim, limit=DEPTH).matches
            for passage in (match.passage, *match.copies)
        ]

    return search, index, rate


def theirs(peer: Peer, one: LabelledSet) -> Search:
    """A peer's search over a set."""
    peer.build([f"{one.titles[document]} {text}" for _, document, text in one.passages])
    names = [name for name, _, _ in one.passages]
    return lambda claim: [names[number] for number in peer.search(claim, DEPTH)]


def compare(sets: Sequence[LabelledSet], *, brute: int) -> None:
    """Print what every engine reaches on every set, and on all in one."""
    results: dict[str, dict[str, Measured]] = {}
    rates: list[float] = []
    corpora = [*sets, pooled(sets, claims=200)] if len(sets) > 1 else list(sets)
    for one in corpora:
        say(f"{one.name}: {len(one.passages)} passages, {len(one.claims)} claims")
        with tempfile.TemporaryDirectory() as folder:
            search, index, rate = ours(one, Path(folder))
            rates.append(rate)
            of = results[one.name] = {}
            of["workbench"] = Measured().ask(search, one.claims)
            of["workbench, typos"] = Measured().ask(search, one.claims, typos=True)
            of["workbench, first claims"] = Measured().ask(search, one.claims[:brute])
            index.close()
        for peer in (BM25S(), FTS5(), Tantivy()):
            search = theirs(peer, one)
            of[peer.name] = Measured().ask(search, one.claims)
            if isinstance(peer, BM25S):
                of[f"{peer.name}, typos"] = Measured().ask(search, one.claims, typos=True)
        slow = BruteForce()
        of[slow.name] = Measured().ask(theirs(slow, one), one.claims[:brute])
    _print_quality(results, [one.name for one in sets])
    _print_cost(results, [one.name for one in corpora], {o.name: len(o.passages) for o in corpora})


def _print_quality(results: dict[str, dict[str, Measured]], sets: Sequence[str]) -> None:
    whole = [name for name in results if name not in sets]
    few = ("workbench, first claims", BruteForce.name)
    engines = list(next(iter(results.values())))
    columns = [*sets, "mean", *whole, "recall@20", "MRR"]
    print(f"\nnDCG@10\n\n| | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")
    for engine in [name for name in engines if name not in few] + list(few):
        of = {name: result[engine] for name, result in results.items()}
        cells = [mean(of[name].ndcg) for name in sets]
        cells += [mean(cells), *(mean(of[name].ndcg) for name in whole)]
        cells += [mean([mean(of[n].recall) for n in sets]), mean([mean(of[n].rank) for n in sets])]
        print(f"| {engine} | {' | '.join(f'{cell:.3f}' for cell in cells)} |")


def _print_cost(
    results: dict[str, dict[str, Measured]], names: Sequence[str], sizes: dict[str, int]
) -> None:
    columns = [f"{name} ({sizes[name]:,})" for name in names]
    print(f"\nms per claim, CPU p50 / p95\n\n| | {' | '.join(columns)} |")
    print(f"|---|{'---:|' * len(columns)}")
    for engine in next(iter(results.values())):
        cells = [
            f"{percentile(results[n][engine].cpu, 50):.1f} / "
            f"{percentile(results[n][engine].cpu, 95):.1f}"
            for n in names
        ]
        print(f"| {engine} | {' | '.join(cells)} |")
    for name in names:
        slow = mean(results[name][BruteForce.name].cpu)
        fast = mean(results[name]["workbench, first claims"].cpu)
        print(f"\n{name}: rapidfuzz over every passage takes {slow / fast:.0f} times as long")


def scale(sets: Sequence[LabelledSet], passages: int) -> None:
    """Print what a corpus of so many passages costs; built in a process of its own, for RSS."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_corpus(root / "corpus", sets, passages)
        claims = [claim.text for one in sets for claim in one.claims[:40]]
        (root / "claims.txt").write_text(
            "\n".join(" ".join(claim.split()) for claim in claims), encoding="utf-8"
        )
        subprocess.run([sys.executable, __file__, "--measure", folder], check=True)


def say(text: str) -> None:
    """Tell on stderr how far it is."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds a folder for each set")
    parser.add_argument("--scale", type=int, metavar="N", help="passages of a made corpus")
    parser.add_argument("--claims", type=int, default=400, help="of each set (default 400)")
    parser.add_argument("--brute", type=int, default=20, help="claims that rapidfuzz is asked")
    parser.add_argument("--sets", nargs="*", help="names of the sets (default: all)")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        claims = (asked.folder / "claims.txt").read_text(encoding="utf-8").splitlines()
        print("| | |\n|---|---:|")
        for name, value in measure(asked.folder, claims).items():
            print(f"| {name} | {value:,.2f} |" if value < 10 else f"| {name} | {value:,.0f} |")
        return
    names = asked.sets or sorted(p.parent.name for p in asked.folder.glob("*/qrels.tsv"))
    sets = [LabelledSet.read(asked.folder / name, claims=asked.claims) for name in names]
    if not sets:
        parser.error(f"{asked.folder}: no set in it; a set is a folder with qrels.tsv")
    if asked.scale:
        scale(sets, asked.scale)
    else:
        compare(sets, brute=asked.brute)


if __name__ == "__main__":
    main()
