"""Measure the judging on labelled pairs, beside a token_set_ratio threshold.

    python tests/bench/judge.py FOLDER [SET ...] [--limit N]

FOLDER holds `stance/SET.jsonl.gz` with lines {id, claim, passage, label}; without names every set
there is measured. Pairs a second are on one core, of sentences judged before: what is kept is
kept by sentence, nothing by pair. `cold` is with the analysis of both. The same rule for every
set: nothing is tuned here but the peer, whose two thresholds are fitted on the set itself, which
flatters it. The shipped model was trained on some of the shared sets: for those the honest figures
are the cross-validated ones that `train_judge.py` prints; for others these are.
"""

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from stance_data import LABELS, macro_f1, precision_at_half_recall, rows

from workbench.analysis.sentence import KEPT, analysed
from workbench.signals.reasons import Relation
from workbench.stance import Judgement, Stance, judge, judge_many

HALF = KEPT // 2
# So many pairs are judged and then timed: both sentences of each are still kept.


def peer(ratio: np.ndarray, label: np.ndarray) -> float:
    """Best macro-F1 of two cuts: supports above one, conflicts above a lower one."""
    best = 0.0
    cuts = np.quantile(ratio, np.linspace(0, 1, 13))
    for high in cuts:
        for low in cuts[cuts <= high]:
            said = np.where(ratio >= high, 0, np.where(ratio >= low, 1, 2))
            best = max(best, macro_f1(label, said))
    return best


def candidates(claims: list[str], passages: list[str]) -> tuple[float, float]:
    """Median milliseconds for a claim against its 100 nearest passages: analysed, and not yet."""
    spent: tuple[list[float], list[float]] = ([], [])
    for claim in claims:
        near = process.extract(claim, passages, scorer=fuzz.token_set_ratio, limit=100)
        texts = [(match[0], None) for match in near]
        analysed.cache_clear()
        for times in reversed(spent):
            clock = time.process_time()
            judge_many(claim, texts)
            times.append(1000 * (time.process_time() - clock))
    return float(np.median(spent[0])), float(np.median(spent[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds stance/SET.jsonl.gz")
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--limit", type=int, help="gold pairs a set at most, evenly spread")
    arguments = parser.parse_args()
    files = sorted((arguments.folder / "stance").glob("*.jsonl.gz"))
    sets = arguments.sets or [file.name.removesuffix(".jsonl.gz") for file in files]
    kinds: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    print(
        f"{'set':18}{'pairs':>6}{'F1':>6}{'peer':>6}{'acc':>6}{'cp50':>6}  "
        "strong conflicts  fair conflicts   strong supports  fair supports    hard    random"
        "  pairs/s   cold"
    )
    for name in sets:
        pairs = rows(arguments.folder, (name,))
        gold = [row for row in pairs if row.kind == "gold"]
        made = [row for row in pairs if row.kind != "gold"]
        if arguments.limit:
            gold = gold[:: max(1, len(gold) // arguments.limit)]
            made = made[:: max(1, len(made) // arguments.limit)]
        clock = time.process_time()
        judged = [judge(row.claim, row.passage) for row in gold]
        cold = time.process_time() - clock
        spent = 0.0
        for at in range(0, len(gold), HALF):
            part = gold[at : at + HALF]
            for row in part:
                judge(row.claim, row.passage)
            clock = time.process_time()
            for row in part:
                judge(row.claim, row.passage)
            spent += time.process_time() - clock
        label = np.array([row.label for row in gold])
        chance = np.array([[j.supports, j.conflicts, 1 - j.supports - j.conflicts] for j in judged])
        ratio = np.array([fuzz.token_set_ratio(row.claim, row.passage) for row in gold])
        said = chance.argmax(1)

        def share(
            which: Stance, word: str, judged: list[Judgement] = judged, label: np.ndarray = label
        ) -> str:
            mine = [
                LABELS[truth] == which.value
                for j, truth in zip(judged, label.tolist(), strict=True)
                if j.stance is which and j.confidence == word
            ]
            whole = int((label == LABELS.index(which.value)).sum())
            return (
                f"{sum(mine) / max(1, len(mine)):.2f}@{sum(mine) / max(1, whole):.2f}({len(mine)})"
            )

        raised: dict[str, list[bool]] = {"hard": [], "random": []}
        for row in made:
            word = judge(row.claim, row.passage).confidence
            raised[row.kind].append(word in ("strong", "fair"))
        print(
            f"{name:18}{len(gold):6}{macro_f1(label, said):6.3f}{peer(ratio, label):6.3f}"
            f"{np.mean(label == said):6.3f}"
            f"{precision_at_half_recall(label == 1, chance[:, 1]):6.3f}  "
            + "  ".join(
                f"{share(which, word):15}"
                for which in (Stance.CONFLICTS, Stance.SUPPORTS)
                for word in ("strong", "fair")
            )
            + f" {np.mean(raised['hard'] or [False]):7.4f}"
            f" {np.mean(raised['random'] or [False]):7.4f}"
            f" {len(gold) / spent:7.0f} {len(gold) / cold:6.0f}",
            flush=True,
        )
        for row, judgement in zip(gold, judged, strict=True):
            if judgement.stance is Stance.CONFLICTS:
                first = next(r for r in judgement.reasons if r.relation is Relation.CONFLICTS)
                sure = judgement.confidence.value if judgement.confidence else ""
                kinds[f"{first.kind}/{sure}"][name][LABELS[row.label]] += 1
    claims = list(dict.fromkeys(row.claim for row in gold))
    passages = list(dict.fromkeys(row.passage for row in gold))
    kept, new = candidates(claims[:: max(1, len(claims) // 25)], passages)
    print(f"\na claim against its 100 nearest: analysed {kept:.1f} ms, not yet {new:.1f} ms")
    print("\nflagged conflicts by leading reason: share that conflicts, mean over sets (pairs)")
    for kind, by_set in sorted(kinds.items()):
        parts = [count["conflicts"] / sum(count.values()) for count in by_set.values()]
        number = sum(sum(count.values()) for count in by_set.values())
        print(f"  {kind:20} {np.mean(parts):.2f} ({number})")


if __name__ == "__main__":
    main()
