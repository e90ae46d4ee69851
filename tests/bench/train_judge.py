"""Train what the judging weighs by, and write `workbench/stance/model.json`.

    python tests/bench/train_judge.py FOLDER

Two forests over the named features: which way, on supports against conflicts alone, and whether
a passage is evidence at all, against gold mentions, passages of other claims and the rest of the
page. Then the weights by which a flag is weighed to one number, on predictions that no forest made
of its own training rows, and the cuts that make words of it. Prints what cross-validation gives (no
claim, passage or page on both sides). The same data and library versions give the same bytes. Only
sets whose licence allows it are used (`stance_data.CLEAN`).
"""

import argparse
import json
import os
from collections import defaultdict
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one order of summing, hence one result

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from stance_data import CLEAN, LABELS, Row, macro_f1, pages, precision_at_half_recall, rows
from trained_on import attribution

from workbench.stance import Confidence, Context, Stance
from workbench.stance.features import FEATURES
from workbench.stance.judging import paired, weigh
from workbench.stance.way import Way
from workbench.stance.word import TERMS, case, flag, terms

FOLDS = 3
SET_WEIGHTS = {
    "vitaminc": 0.9,
    "vitaminc_train": 0.7,
    "mnli": 2.0,
    "check_covid": 5.0,
    "scifact": 3.0,
    "fever_symmetric": 5.0,
    "fever_adversarial": 2.0,
}
# VitaminC has ten times the pairs of any other set: at equal weight it alone is learned.
MADE = 0.06
"""Weight of a passage of another claim, or of the rest of a page: at 0.6 they cost FEVER-Symmetric
.05 of accuracy, and whether a passage is about the claim is asked apart."""
TREES = {"way": 100, "evidence": 80}
PRIOR = 5.0
"""What evidence that a search finds first counts more than all else. Of what a search of all pages
of fm2 finds first .23 is labelled evidence, of what a checker's search of her own sources finds
first about .7 is: this makes odds of the former those of the latter."""
WORDS = tuple(word.value for word in Confidence)
RIGHT = {"strong": 0.95, "fair": 0.80, "weak": 0.50}
"""How often a flag of each word must be right, on the mean of the groups below."""
ON_PAGES = {"strong": 0.85, "fair": 0.70, "weak": 0.40}
"""The same on what a search finds alone, where some evidence has no label."""
LEAST = 30
PART = 500


def classifier(trees: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=16,
        learning_rate=0.12,
        max_features=0.3,
        min_samples_leaf=20,
        l2_regularization=20.0,
        max_bins=48,
        early_stopping=False,
        random_state=0,
    )


class Measured(NamedTuple):
    """All pairs: their features, and the flag that the reasons of each leave open."""

    table: np.ndarray
    stance: np.ndarray
    kind: np.ndarray
    """Of the leading reason, or `support`."""
    given: list[tuple[Any, ...]]
    """What `word.terms` needs beside the forests."""


def measured_in_parts(pairs: list[Row], pool: Executor) -> Measured:
    """`measure`, in processes; the same whatever their number."""
    parts = [pairs[at : at + PART] for at in range(0, len(pairs), PART)]
    done = list(pool.map(measure, parts))
    table, stance, kind = (np.concatenate([part[n] for part in done]) for n in range(3))
    return Measured(table, stance, kind, [each for part in done for each in part.given])


def measure(pairs: list[Row]) -> Measured:
    table = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
    stance, kind, given = [], [], []
    verbs, order = FEATURES.index("verbs"), FEATURES.index("in_order")
    for at, row in enumerate(pairs):
        context = Context(title=row.title, rank=row.rank, score=row.score)
        both = paired(row.claim, row.passage, context)
        everything, values = weigh(both)
        here = case(both, everything)
        table[at] = values
        stance.append(flag(here).value)
        kind.append(here.lead.reason.kind if here.lead else "support")
        # The pair itself is left behind: only its shares are asked for again.
        given.append((both.aligned.strict, here, values[verbs], values[order], context))
    return Measured(table, np.array(stance), np.array(kind), given)


class _Strict(NamedTuple):
    strict: float


class _Pair(NamedTuple):
    """As much of a pair as `word.terms` looks at."""

    aligned: _Strict


def weighed(
    measured: Measured,
    chances: dict[str, np.ndarray],
    kinds: list[dict[str, float]],
    pairs: "Pairs",
) -> np.ndarray:
    """The TERMS of every pair, the odds of its kind by the other folds."""
    result = np.zeros((len(measured.given), len(TERMS)))
    for at, (strict, here, verbs, order, context) in enumerate(measured.given):
        found = Way(float(chances["evidence"][at]), float(chances["way"][at]))
        pair: Any = _Pair(_Strict(strict))
        odds = kinds[pairs.fold[at]]
        result[at] = terms(pair, here, found, odds, verbs=verbs, order=order, context=context)
    return result


def odds_of_kinds(measured: Measured, pairs: "Pairs", rows: np.ndarray) -> dict[str, float]:
    """For each cell that leads the log odds that it is right, drawn towards even where rare."""
    counts: dict[str, list[float]] = {}
    weight = np.where(np.isin(pairs.set, ("vitaminc", "vitaminc_train")), 0.3, 1.0)
    for at in np.flatnonzero(rows & (pairs.kind == "gold")):
        lead = measured.given[at][1].lead
        if lead is not None and measured.stance[at] == "conflicts":
            cell = counts.setdefault(lead.cell, [4.0, 4.0])
            cell[int(pairs.label[at] == 1)] += float(weight[at])
    return {name: round(float(np.log(n[1] / n[0])), 3) for name, n in sorted(counts.items())}


class Pairs(NamedTuple):
    """What is known of the rows, as arrays."""

    label: np.ndarray
    fold: np.ndarray
    set: np.ndarray
    kind: np.ndarray
    rank: np.ndarray
    """Place in a search, 0 without one."""

    @classmethod
    def of(cls, pairs: list[Row]) -> "Pairs":
        return cls(
            np.array([row.label for row in pairs]),
            np.array([row.fold % FOLDS for row in pairs]),
            np.array([row.set for row in pairs]),
            np.array([row.kind for row in pairs]),
            np.array([row.rank or 0 for row in pairs]),
        )

    def weights(self, of: str) -> np.ndarray:
        """How much each row counts for a forest; 0 for none."""
        weight: np.ndarray = np.array([SET_WEIGHTS.get(name, 1.0) for name in self.set])
        decided = self.label != 2
        if of == "way":
            weight = weight * decided
            for name in np.unique(self.set):
                mine = decided & (self.set == name)
                for label in (0, 1):
                    share = np.mean(self.label[mine] == label) if mine.any() else 0.5
                    if share:
                        weight[mine & (self.label == label)] *= min(1.4, (0.5 / share) ** 0.5)
            return weight
        return np.where(self.kind == "gold", weight, np.where(decided, weight * 0.5, MADE))


def forest(table: np.ndarray, pairs: Pairs, of: str, rows: np.ndarray) -> Any:
    weight = pairs.weights(of)
    said = pairs.label == 1 if of == "way" else pairs.label != 2
    use = rows & (weight > 0)
    return classifier(TREES[of]).fit(table[use], said[use], sample_weight=weight[use])


def forests(
    table: np.ndarray, pairs: Pairs, pool: Executor
) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """What forests that saw no row of the same fold say, to four decimals, and those of all."""
    every = np.ones(len(table), bool)
    asked = [(of, number) for of in TREES for number in (*range(FOLDS), -1)]
    made = pool.map(
        partial(forest, table, pairs),
        [of for of, _ in asked],
        [every & (pairs.fold != number) for _, number in asked],
    )
    chances = {of: np.zeros(len(table)) for of in TREES}
    whole: dict[str, Any] = {}
    for (of, number), fitted_forest in zip(asked, made, strict=True):
        if number < 0:
            whole[of] = fitted_forest
        else:
            test = pairs.fold == number
            chances[of][test] = fitted_forest.predict_proba(table[test])[:, 1]
    return {of: np.round(values, 4) for of, values in chances.items()}, whole


def fitted(values: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
    result: np.ndarray = model.fit(values, right, sample_weight=weight).coef_[0]
    return result


def sureness(
    values: np.ndarray, measured: Measured, pairs: Pairs, stance: Stance
) -> tuple[dict[str, float], np.ndarray]:
    """The weights of a flag, and how sure each is by weights that saw no row of its fold."""
    mine = measured.stance == stance.value
    right = pairs.label == LABELS.index(stance.value)
    vitamin = np.isin(pairs.set, ("vitaminc", "vitaminc_train"))
    weight = np.where(pairs.kind == "gold", np.where(vitamin, 0.3, 0.6), counted(pairs))
    sure = np.zeros(len(values))
    for number in range(FOLDS):
        train, test = mine & (pairs.fold != number), mine & (pairs.fold == number)
        found = fitted(values[train], right[train], weight[train])
        sure[test] = 1 / (1 + np.exp(-(values[test] @ found)))
    last = fitted(values[mine], right[mine], weight[mine])
    return dict(zip(TERMS, np.round(last, 4).tolist(), strict=True)), sure


def counted(pairs: Pairs) -> np.ndarray:
    """How much each row counts where words are fitted and measured, see PRIOR."""
    return np.where((pairs.rank == 1) & (pairs.label != 2), PRIOR, 1.0)


def groups(pairs: Pairs) -> dict[str, np.ndarray]:
    """Kinds of text over which the precision of a word is meant."""
    gold = pairs.kind == "gold"
    return {
        "edited": gold & np.isin(pairs.set, ("vitaminc", "vitaminc_train")),
        "fever": gold & np.isin(pairs.set, ("fever_symmetric", "fever_adversarial")),
        "prose": gold & np.isin(pairs.set, ("mnli", "check_covid", "scifact", "fm2", "snli")),
        "page": pairs.kind == "page",
    }


def cuts(sure: np.ndarray, mine: np.ndarray, right: np.ndarray, pairs: Pairs) -> dict[str, float]:
    """The least sureness from which on each word is right often enough, 2 where none is."""
    found: dict[str, float] = {}
    for word in WORDS:
        louder = min(found.values(), default=2.0)
        found[word] = 2.0
        for cut in np.arange(0.30, 0.99, 0.01):
            shares, enough = [], True
            for name, group in groups(pairs).items():
                above = mine & group & (sure >= cut) & (sure < louder)
                if above.sum() >= LEAST:
                    shares.append(np.average(right[above], weights=counted(pairs)[above]))
                    enough = enough and (name != "page" or shares[-1] >= ON_PAGES[word])
            if shares and enough and np.mean(shares) >= RIGHT[word]:
                found[word] = round(float(cut), 2)
                break
    return found


def words_of(sure: np.ndarray, mine: np.ndarray, found: dict[str, float]) -> np.ndarray:
    result = np.full(len(sure), "", dtype=object)
    for word in reversed(WORDS):
        result[mine & (sure >= found[word])] = word
    return result


def precisions(
    word: np.ndarray, right: np.ndarray, kind: np.ndarray, pairs: Pairs
) -> dict[str, list[float]]:
    """ "kind/word" to precision, flags and groups: the mean over the groups with enough flags."""
    table: dict[str, list[float]] = {}
    cells: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for group in groups(pairs).values():
        for name in np.unique(kind):
            for each in WORDS:
                mine = group & (kind == name) & (word == each)
                if mine.sum():
                    cells[f"{name}/{each}"].append((int(right[mine].sum()), int(mine.sum())))
    for name, parts in sorted(cells.items()):
        enough = [part for part in parts if part[1] >= LEAST]
        if not enough:
            enough = [(sum(r for r, _ in parts), sum(n for _, n in parts))]
        number = sum(n for _, n in enough)
        if number >= LEAST:
            value = round(float(np.mean([r / n for r, n in enough])), 3)
            table[name] = [value, number, len(enough)]
    return table


def report(
    chances: dict[str, np.ndarray], word: np.ndarray, measured: Measured, pairs: Pairs
) -> None:
    evidence, way = chances["evidence"], chances["way"]
    all_three = np.stack([evidence * (1 - way), evidence * way, 1 - evidence], 1)
    told = all_three.argmax(1)
    print(f"{'set':18}{'pairs':>7}{'F1':>6}{'acc':>6}{'cp50':>6}")
    for name in dict.fromkeys(pairs.set.tolist()):
        mine = (pairs.set == name) & (pairs.kind == "gold")
        label = pairs.label[mine]
        print(
            f"{name:18}{mine.sum():7}{macro_f1(label, told[mine]):6.3f}"
            f"{np.mean(label == told[mine]):6.3f}"
            f"{precision_at_half_recall(label == 1, all_three[mine, 1]):6.3f}"
        )
    counts = counted(pairs)
    print(f"\n{'right of raised':14}" + "".join(f"{name:>30}" for name in groups(pairs)))
    for stance in ("conflicts", "supports"):
        right = pairs.label == LABELS.index(stance)
        for each in WORDS:
            line = f"{stance:10} {each:7}"
            for group in groups(pairs).values():
                mine = group & (measured.stance == stance) & (word == each)
                share = np.average(right[mine], weights=counts[mine]) if mine.any() else 0.0
                found = right[mine].sum() / max(1, (group & right).sum())
                line += f"{share:14.3f} of {mine.sum():5} @{found:.2f}"
            print(line)
    raised = np.isin(word, ("strong", "fair"))
    for kind in ("hard", "random"):
        print(f"{kind}: strong or fair {np.mean(raised[pairs.kind == kind]):.5f}")


Trees = list[list[list[float]]]


def trees_of(fitted: Any) -> Trees:
    """Its trees, thresholds and values rounded."""
    return [
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
        for turn in fitted._predictors
        for predictor in turn
    ]


def train(pairs_list: list[Row], measured: Measured, pool: Executor) -> dict[str, Any]:
    """All that `model.json` holds; prints what it comes to."""
    pairs = Pairs.of(pairs_list)
    chances, last = forests(measured.table, pairs, pool)
    folds = [odds_of_kinds(measured, pairs, pairs.fold != number) for number in range(FOLDS)]
    values = weighed(measured, chances, folds, pairs)
    word = np.full(len(values), "", dtype=object)
    right = np.zeros(len(values), dtype=bool)
    sure, cut = {}, {}
    for stance in (Stance.SUPPORTS, Stance.CONFLICTS):
        mine = measured.stance == stance.value
        truth = pairs.label == LABELS.index(stance.value)
        sure[stance.value], how = sureness(values, measured, pairs, stance)
        cut[stance.value] = cuts(how, mine, truth, pairs)
        word[mine] = words_of(how, mine, cut[stance.value])[mine]
        right |= mine & truth
    report(chances, word, measured, pairs)
    precision = precisions(word, right, measured.kind, pairs)
    print("\nright of raised by kind of leading reason (flags, groups)")
    for name, (value, number, of) in precision.items():
        print(f"  {name:24}{value:6.2f}  {number:6.0f} {of:3.0f}")
    print("\nweights", json.dumps(sure), "\ncuts", json.dumps(cut))
    every = np.ones(len(values), bool)
    return {
        "attribution": attribution(CLEAN),
        "features": list(FEATURES),
        "way": trees_of(last["way"]),
        "way_base": round(float(np.ravel(last["way"]._baseline_prediction)[0]), 4),
        "evidence": trees_of(last["evidence"]),
        "evidence_base": round(float(np.ravel(last["evidence"]._baseline_prediction)[0]), 4),
        "kinds": odds_of_kinds(measured, pairs, every),
        "sure": sure,
        "cuts": cut,
        "precision": precision,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds stance/SET.jsonl.gz and retrieval/fm2")
    parser.add_argument("--out", type=Path, default=Path("workbench/stance/model.json"))
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    pairs = rows(arguments.folder, CLEAN) + pages(arguments.folder)
    with ProcessPoolExecutor(arguments.processes) as pool:
        measured = measured_in_parts(pairs, pool)
        print(f"{len(pairs):,} pairs, {measured.table.shape[1]} features", flush=True)
        text = json.dumps(train(pairs, measured, pool), separators=(",", ":"))
    arguments.out.write_text(text + "\n", "utf-8")
    print(f"\n{arguments.out}: {len(text):,} bytes")


if __name__ == "__main__":
    main()
