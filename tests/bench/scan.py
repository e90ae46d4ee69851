"""Measure the judging as a reader meets it: claims against all sentences of texts.

    python tests/bench/scan.py FOLDER [--workbench WORKBENCH]

FOLDER holds `corpus/`, `claims.toml`, and labels: `claims.jsonl` {id, kind, evidence: [{source,
quote, stance}]}, the first being the one that decides, `frames.jsonl` and `pairs.jsonl` {id, kind,
claim, passage, label}. Beside each figure stands the peer: the words alone, as a threshold on
rapidfuzz's token_set_ratio, supports above it. Its threshold is fitted on the very set, which
flatters it. At the end how often flags were right, by word and by kind of leading reason.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

Line = dict[str, Any]
WORDS = ("strong", "fair", "weak")


def lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def answers(workbench: str, *words: str, given: str | None = None) -> list[Line]:
    command = [workbench, *words]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def touches(found: Line, gold: Line) -> bool:
    """Whether a found passage is the labelled one."""
    quote, wanted = " ".join(found["quote"].split()), " ".join(gold["quote"].split())
    same = found["source"] in (gold["source"], Path(gold["source"]).stem)
    return same and (wanted[:40] in quote or quote in wanted or wanted in quote)


def best_cut(rows: Iterable[tuple[float, str]]) -> int:
    """How many labels the peer gets right with its best threshold."""
    given = list(rows)
    return max(
        sum(
            (label == "supports") == (ratio >= cut) and label != "conflicts"
            for ratio, label in given
        )
        for cut in range(0, 102, 2)
    )


def scan(workbench: str, folder: Path) -> None:
    """The claims against the whole corpus."""
    with tempfile.TemporaryDirectory() as temporary:
        shutil.copytree(folder / "corpus", Path(temporary) / "corpus")
        shutil.copy(folder / "claims.toml", temporary)
        found = answers(workbench, "find", "-p", temporary, "--limit", "1000", "--json")
    evidence = {each["claim"]["id"]: each["evidence"] for each in found}
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    words: dict[str, Counter[bool]] = defaultdict(Counter)
    reasons: dict[str, Counter[bool]] = defaultdict(Counter)
    peers: list[tuple[float, str]] = []
    turned = right = number = 0
    for row in lines(folder / "claims.jsonl"):
        gold, here = row["evidence"], evidence.get(row["id"], [])
        if gold:
            hit = next((each for each in here if touches(each, gold[0])), None)
            said = hit["stance"] if hit else "mentions"
            number += 1
            right += said == gold[0]["stance"]
            turned += said not in (gold[0]["stance"], "mentions")
            kinds[row["kind"]][said == gold[0]["stance"]] += 1
            text = next(each["claim"]["text"] for each in found if each["claim"]["id"] == row["id"])
            peers.append((fuzz.token_set_ratio(text, gold[0]["quote"]), gold[0]["stance"]))
        for each in here:
            if each["stance"] != "mentions":
                true = any(touches(each, g) and g["stance"] == each["stance"] for g in gold)
                lead = each["reasons"][0]["kind"] if each["stance"] == "conflicts" else "support"
                words[each["confidence"]][true] += 1
                reasons[f"{each['confidence']:7} {lead}"][true] += 1
    print(f"claims: stance right {right} of {number} (peer {best_cut(peers)}), turned {turned}")
    print("  " + ", ".join(f"{kind} {n[True]}/{n.total()}" for kind, n in sorted(kinds.items())))
    print("flags right of raised, claims against all sentences")
    for word in WORDS:
        print(f"  {word:7} {words[word][True]:4} of {words[word].total()}")
    for name, n in sorted(reasons.items()):
        print(f"    {name:20} {n[True]:4} of {n.total()}")


def one_by_one(workbench: str, path: Path) -> None:
    """Pairs of a claim and a passage, without an article."""
    rows = lines(path)
    given = "\n".join(json.dumps({k: row[k] for k in ("id", "claim", "passage")}) for row in rows)
    got = {
        each["id"]: each
        for each in answers(workbench, "explain", "--pairs", "-", "--json", given=given)
    }
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    right = wrong = strong = 0
    for row in rows:
        said = got[row["id"]]
        same = said["stance"] == row["label"]
        kinds[row["kind"]][same] += 1
        right += same
        flagged = said["stance"] != "mentions" and not same
        wrong += flagged and said["confidence"] in ("strong", "fair")
        strong += flagged and said["confidence"] == "strong" and row["label"] != "mentions"
    peer = best_cut((fuzz.token_set_ratio(r["claim"], r["passage"]), r["label"]) for r in rows)
    print(
        f"{path.stem}: right {right} of {len(rows)} (peer {peer}), wrong strong or fair {wrong}, "
        f"strong the wrong way {strong}"
    )
    print("  " + ", ".join(f"{kind} {n[True]}/{n.total()}" for kind, n in sorted(kinds.items())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workbench", default="workbench")
    arguments = parser.parse_args()
    scan(arguments.workbench, arguments.folder)
    for name in ("frames", "pairs"):
        path = arguments.folder / f"{name}.jsonl"
        if path.exists():
            one_by_one(arguments.workbench, path)


if __name__ == "__main__":
    main()
