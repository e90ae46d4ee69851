"""Train the tie-break of the judging and write `workbench/stance/model.json`.

    python tests/bench/train_judge.py FOLDER

Prints what 5-fold cross-validation gives (no claim or passage on both sides), trains on
everything, and writes the trees with the measured precision of each kind of reason: the mean
over the sets that have at least 30 such pairs. The same data and library
versions give the same bytes. Only sets whose licence allows it are used (`stance_data.CLEAN`).
"""

import argparse
import json
import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one order of summing, hence one result

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from stance_data import (
    CLEAN,
    FOLDS,
    LABELS,
    OTHERS,
    PROSE,
    Row,
    macro_f1,
    precision_at_half_recall,
    rows,
)
from trained_on import attribution

from workbench.analysis.pair import pair
from workbench.analysis.sentence import analyse
from workbench.stance import Confidence, Stance
from workbench.stance.decision import Weighed, decide, related, spoken
from workbench.stance.features import FEATURES
from workbench.stance.judging import weigh, weighed
from workbench.stance.lead import lead

SET_WEIGHTS = {
    "vitaminc": 0.9,
    "vitaminc_train": 0.7,
    "mnli": 2.0,
    "check_covid": 5.0,
    "scifact": 3.0,
    "fever_symmetric": 5.0,
    "fever_adversarial": 2.0,
}
# VitaminC has ten times the pairs of any other set: at equal weight it alone is learned, and
# Check-COVID loses 0.03 of macro-F1.
KIND_WEIGHTS = {"gold": 1.0, "hard": 0.06, "random": 0.06}
# Negatives weigh little: the gate and the need for a reason keep unrelated passages out, and at
# 0.7 they cost 0.03 of macro-F1 on VitaminC.
BALANCE = 0.3
"""1 would give every label of a set the same weight, 0 leaves them as they come."""
TREES = 80
GATE_TREES = 60
SEEN = 0.3
"""Share of the features that a branch may choose from: with all of them the few that tell most
on VitaminC hide the others, and FEVER-Symmetric loses 0.02 of macro-F1."""
LEAVES = 16
LEAST = 30


def classifier(trees: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=LEAVES,
        learning_rate=0.12,
        max_features=SEEN,
        min_samples_leaf=20,
        l2_regularization=20.0,
        max_bins=48,
        early_stopping=False,
        random_state=0,
    )


def measure(pairs: list[Row]) -> tuple[np.ndarray, list[Weighed]]:
    """The features of every pair, and what a decision needs beside probabilities."""
    table = np.zeros((len(pairs), len(FEATURES)))
    rest: list[Weighed] = []
    for at, row in enumerate(pairs):
        both = pair(analyse(row.claim), analyse(row.passage))
        everything, table[at] = weigh(both)
        rest.append(weighed(both, lead(both, everything), table[at].tolist(), 0.0, 0.0))
    return table, rest


class Training(NamedTuple):
    """What is fitted: rows, what they should say, how much they weigh."""

    table: np.ndarray
    said: np.ndarray
    """Index into LABELS, or for the gate whether the passage is of another claim."""
    weights: np.ndarray
    """0 for rows that are measured but never trained on."""

    def fitted(self, rows: np.ndarray, trees: int) -> HistGradientBoostingClassifier:
        rows = rows & (self.weights > 0)
        return classifier(trees).fit(
            self.table[rows], self.said[rows], sample_weight=self.weights[rows]
        )

    def out_of_fold(self, fold: np.ndarray, trees: int) -> np.ndarray:
        """Probabilities of each class by models that saw no row of the same fold."""
        result = np.zeros((len(fold), len(np.unique(self.said))))
        for number in range(FOLDS):
            test = fold == number
            result[test] = self.fitted(~test, trees).predict_proba(self.table[test])
        return result


def tie_break(table: np.ndarray, pairs: list[Row], without: tuple[str, ...] = ()) -> Training:
    """To tell supports, conflicts and mentions apart; sets in `without` weigh nothing."""
    return Training(
        table, np.array([row.label for row in pairs]), balanced(pairs, (*OTHERS, *without))
    )


def gate(table: np.ndarray, pairs: list[Row], without: tuple[str, ...] = ()) -> Training:
    """To tell what supports or conflicts from passages of other claims worded most alike."""
    unused = (*OTHERS, *without)
    weights = np.array(
        [
            0.0
            if row.set in unused or row.kind == "random" or (row.kind == "gold" and row.label == 2)
            else SET_WEIGHTS.get(row.set, 1.0)
            for row in pairs
        ]
    )
    return Training(table, np.array([int(row.kind != "gold") for row in pairs]), weights)


def balanced(pairs: list[Row], unused: tuple[str, ...]) -> np.ndarray:
    """The weight of every pair; within a set rarer labels weigh more, see BALANCE."""
    gold = [row for row in pairs if row.kind == "gold"]
    count, whole = Counter((row.set, row.label) for row in gold), Counter(row.set for row in gold)
    odds = {key: min(2.0, (whole[key[0]] / 3 / n) ** BALANCE) for key, n in count.items()}
    mean: Counter[str] = Counter()
    for (name, label), n in count.items():
        mean[name] += odds[name, label] * n / whole[name]  # type: ignore[assignment]
    weights = []
    for row in pairs:
        weight = SET_WEIGHTS.get(row.set, 1.0) * KIND_WEIGHTS[row.kind]
        if row.kind == "gold":
            weight *= odds[row.set, row.label] / mean[row.set]
        weights.append(0.0 if row.set in unused else weight)
    return np.array(weights)


def flags(
    chances: np.ndarray,
    apart: np.ndarray,
    rest: list[Weighed],
    precision: dict[str, list[float]] | None,
) -> list[tuple[Stance, Confidence | None, str]]:
    """Stance, word and kind for every pair; without a table the word is as decided."""
    result = []
    for without, (supports, conflicts, _), other in zip(
        rest, chances.tolist(), apart.tolist(), strict=True
    ):
        stance, word = decide(without._replace(supports=supports, conflicts=conflicts))
        kind = without.lead.cell.partition("/")[0] if stance is Stance.CONFLICTS else "support"
        if word is not None:
            word = related(stance, word, other)
            if precision is not None:
                word = spoken(kind, word, precision)
        result.append((stance, word, kind))
    return result


def precisions(
    flagged: list[tuple[Stance, Confidence | None, str]], pairs: list[Row]
) -> dict[str, list[float]]:
    """ "kind/word" to precision, pairs and sets.

    The mean over the sets with at least 30 such pairs; where no set has so many, of all together,
    and nothing if these are fewer than 30.
    """
    cells: dict[str, dict[str, list[int]]] = {}
    for (stance, word, kind), row in zip(flagged, pairs, strict=True):
        if word is None or row.kind != "gold" or row.set not in CLEAN:
            continue
        cell = cells.setdefault(f"{kind}/{word.value}", {}).setdefault(row.set, [0, 0])
        cell[0] += LABELS[row.label] == stance.value
        cell[1] += 1
    table: dict[str, list[float]] = {}
    for name, by_set in sorted(cells.items()):
        parts = [cell for cell in by_set.values() if cell[1] >= LEAST]
        if not parts:
            parts = [[sum(c[0] for c in by_set.values()), sum(c[1] for c in by_set.values())]]
        number = sum(n for _, n in parts)
        if number >= LEAST:
            value = round(float(np.mean([right / n for right, n in parts])), 3)
            table[name] = [value, number, len(parts)]
    return table


def report(
    chances: np.ndarray,
    flagged: list[tuple[Stance, Confidence | None, str]],
    pairs: list[Row],
) -> None:
    names = np.array([row.set for row in pairs])
    kinds = np.array([row.kind for row in pairs])
    label = np.array([row.label for row in pairs])
    stance = np.array([s.value for s, _, _ in flagged])
    word = np.array([w.value if w else "" for _, w, _ in flagged])
    print(
        f"{'set':18}{'F1':>6}{'acc':>6}{'cp50':>6}   strong C p@r      fair+ C p@r"
        "       strong S p@r      fair+ S p@r       hard   random"
    )

    def at(group: np.ndarray, which: str, words: tuple[str, ...]) -> str:
        mine = group & (stance == which) & np.isin(word, words)
        truth = group & (label == LABELS.index(which))
        right = (mine & truth).sum()
        return (
            f"{right / max(1, mine.sum()):.3f}@{right / max(1, truth.sum()):.3f} n{mine.sum():<5}"
        )

    groups = {name: names == name for name in dict.fromkeys(names.tolist())}
    groups["(prose)"] = np.isin(names, PROSE)
    groups["(all)"] = np.ones(len(names), bool)
    for name, group in groups.items():
        gold = group & (kinds == "gold")
        told = chances[gold].argmax(1)
        raised = np.isin(word, ("strong", "fair"))
        print(
            f"{name:18}{macro_f1(label[gold], told):6.3f}{np.mean(label[gold] == told):6.3f}"
            f"{precision_at_half_recall(label[gold] == 1, chances[gold, 1]):6.3f}   "
            + "  ".join(
                at(gold, which, words)
                for which in ("conflicts", "supports")
                for words in (("strong",), ("strong", "fair"))
            )
            + f"  {np.mean(raised[group & (kinds == 'hard')]):.4f}"
            f" {np.mean(raised[group & (kinds == 'random')]):.5f}"
        )


Trees = list[list[list[list[float]]]]


def trees_of(fitted: HistGradientBoostingClassifier) -> Trees:
    """For each class its trees, thresholds and values rounded."""
    trees: Trees = [[] for _ in fitted._predictors[0]]
    for turn in fitted._predictors:
        for number, predictor in enumerate(turn):
            trees[number].append(
                [
                    [round(float(node["value"]), 4)]
                    if node["is_leaf"]
                    else [
                        int(node["feature_idx"]),
                        round(float(node["num_threshold"]), 4),
                        int(node["left"]),
                        int(node["right"]),
                    ]
                    for node in predictor.nodes
                ]
            )
    return trees


def bases(fitted: HistGradientBoostingClassifier) -> list[float]:
    return [round(float(x), 4) for x in np.ravel(fitted._baseline_prediction)]


def exported(
    told: HistGradientBoostingClassifier,
    apart: HistGradientBoostingClassifier,
    precision: dict[str, list[float]],
) -> str:
    """Both models and the table of precisions as JSON."""
    return json.dumps(
        {
            "attribution": attribution(CLEAN),
            "features": list(FEATURES),
            "classes": list(LABELS),
            "base": bases(told),
            "trees": trees_of(told),
            "apart": trees_of(apart)[0],
            "apart_base": bases(apart)[0],
            "precision": precision,
        },
        separators=(",", ":"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds stance/SET.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("workbench/stance/model.json"))
    parser.add_argument("--left-out", action="store_true", help="also without both vitaminc sets")
    parser.add_argument("--keep", type=Path, help="write the out-of-fold predictions here (npz)")
    arguments = parser.parse_args()
    pairs = rows(arguments.folder, (*CLEAN, "healthver"))
    table, rest = measure(pairs)
    print(f"{len(pairs):,} pairs, {table.shape[1]} features", flush=True)
    fold = np.array([row.fold for row in pairs])
    chances = tie_break(table, pairs).out_of_fold(fold, TREES)
    apart = gate(table, pairs).out_of_fold(fold, GATE_TREES)[:, 1]
    precision = precisions(flags(chances, apart, rest, None), pairs)
    flagged = flags(chances, apart, rest, precision)
    report(chances, flagged, pairs)
    print("\nprecision by kind of reason, pooled over sets (pairs, sets)")
    for name, (value, number, sets) in precision.items():
        print(f"  {name:24}{value:6.2f}  {number:6.0f} {sets:3.0f}")
    if arguments.keep:
        np.savez_compressed(arguments.keep, chances=chances, apart=apart, table=table)
    if arguments.left_out:
        print("\nwithout vitaminc and vitaminc_train in training")
        without = ("vitaminc", "vitaminc_train")
        chances = tie_break(table, pairs, without).out_of_fold(fold, TREES)
        apart = gate(table, pairs, without).out_of_fold(fold, GATE_TREES)[:, 1]
        report(chances, flags(chances, apart, rest, precision), pairs)
    every = np.ones(len(pairs), bool)
    text = exported(
        tie_break(table, pairs).fitted(every, TREES),
        gate(table, pairs).fitted(every, GATE_TREES),
        precision,
    )
    arguments.out.write_text(text + "\n", "utf-8")
    print(f"\n{arguments.out}: {len(text):,} bytes")


if __name__ == "__main__":
    main()
