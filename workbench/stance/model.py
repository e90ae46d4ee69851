"""The tie-break: small boosted trees over the named features, read from `model.json`.

The trees are trained by `tests/bench/train_judge.py`, which writes the same bytes from the same
data. A probability is a suggestion among reasons, never a reason.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from workbench.stance.features import CELLS, FEATURES
from workbench.stance.forest import Forest


class Model(msgspec.Struct, frozen=True):
    """What `model.json` holds."""

    features: list[str]
    """Names in the order in which rows come; must be FEATURES."""
    classes: list[str]
    """`supports`, `conflicts`, `mentions`."""
    base: list[float]
    """Score of each class before any tree."""
    trees: list[list[list[list[float]]]]
    """For each class its trees; a tree is a list of nodes [feature, threshold, left, right], or
    [value] for a leaf. Rows with a value up to the threshold go left. Node 0 is the root."""
    apart: list[list[list[float]]]
    """Trees of the same form for one score: that the passage is about something else."""
    apart_base: float
    precision: dict[str, list[float]]
    """"kind/level" to pooled precision, pairs and sets it was measured on."""


class Measured(NamedTuple):
    """How often a kind of flag was right, by cross-validation on labelled sets."""

    kind: str
    """Of the leading reason, or `support`."""
    word: str
    """`strong`, `fair` or `weak`, as decided before this very table is looked at."""
    precision: float
    """0 to 1: the mean over the sets that have at least 30 such pairs."""
    pairs: int
    sets: int


def precisions() -> tuple[Measured, ...]:
    """The table that a flag's word rests on, strong ones first, best first."""
    rows = []
    for name, (value, pairs, sets) in model().precision.items():
        kind, _, word = name.partition("/")
        rows.append(Measured(kind, word, value, int(pairs), int(sets)))
    words = ("strong", "fair", "weak")
    return tuple(sorted(rows, key=lambda row: (words.index(row.word), -row.precision, row.kind)))


@cache
def model() -> Model:
    """The model as shipped.

    Raises:
        ValueError: it was made for other features than these.
    """
    data = files("workbench.stance").joinpath("model.json").read_bytes()
    loaded = msgspec.json.decode(data, type=Model)
    if loaded.features != list(FEATURES):
        raise ValueError("model.json was trained for other features; run train_judge.py")
    return loaded


def probabilities(row: Sequence[float]) -> tuple[float, float]:
    """Of `supports` and `conflicts`, 0 to 1 each; the rest is mentions."""
    scores = _forest().scores(row)
    top = max(scores)
    supports, conflicts, mentions = (math.exp(score - top) for score in scores)
    total = supports + conflicts + mentions
    return round(supports / total, 4), round(conflicts / total, 4)


def apart(row: Sequence[float]) -> float:
    """The probability, 0 to 1, that the passage is about something else than the claim.

    Learned from labelled pairs against passages of other claims worded most alike, half and half.
    """
    return round(1 / (1 + math.exp(-_gate().scores(row)[0])), 4)


@cache
def _forest() -> Forest:
    loaded = model()
    return Forest(loaded.base, loaded.trees, rare=len(FEATURES) - len(CELLS))


@cache
def _gate() -> Forest:
    loaded = model()
    return Forest([loaded.apart_base], [loaded.apart], rare=len(FEATURES) - len(CELLS))
