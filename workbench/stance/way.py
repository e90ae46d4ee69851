"""Which way? Boosted trees over the named features, read from `model.json`.

One forest tells conflicts from supports, and is trained on these alone; another tells evidence of
either kind from passages that only share words. Both are trained by `tests/bench/train_judge.py`,
which writes the same bytes from the same data. What they say is a suggestion among reasons, never
a reason.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from workbench.signals.table import CELLS
from workbench.stance.features import FEATURES
from workbench.stance.forest import Forest

Trees = list[list[list[float]]]
"""Trees as lists of nodes [feature, threshold, left, right], or [value] for a leaf. Rows with a
value up to the threshold go left. Node 0 is the root."""


class Model(msgspec.Struct, frozen=True):
    """What `model.json` holds."""

    features: list[str]
    """Names in the order in which rows come; must be FEATURES."""
    way: Trees
    way_base: float
    evidence: Trees
    evidence_base: float
    kinds: dict[str, float]
    """Cell to the log odds that a conflict which it leads is right, on labelled pairs."""
    sure: dict[str, dict[str, float]]
    """Stance to the weights by which a flag is weighed, see `word`."""
    cuts: dict[str, dict[str, float]]
    """Stance to the least sureness of each word; above 1 where the word is never said."""
    silent: list[str]
    """Kinds of leading reason whose weak flags are not shown: they are mostly wrong."""
    precision: dict[str, list[float]]
    """"kind/word" to precision, flags and sets that it was measured on."""


class Way(NamedTuple):
    """What the forests say of a pair, 0 to 1 each."""

    evidence: float
    """That the passage supports or conflicts."""
    conflicts: float
    """That it conflicts, if it does either."""


class Measured(NamedTuple):
    """How often a kind of flag was right, by cross-validation on labelled sets."""

    kind: str
    """Of the leading reason, or `support`."""
    word: str
    """`strong`, `fair` or `weak`."""
    precision: float
    """0 to 1."""
    pairs: int
    """How many such flags were raised."""
    sets: int


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


def way(row: Sequence[float]) -> Way:
    """What the forests say of a row of features."""
    conflicts, evidence = _forests()
    return Way(_share(evidence.scores(row)[0]), _share(conflicts.scores(row)[0]))


def precisions() -> tuple[Measured, ...]:
    """The table of how often flags were right, strong ones first, best first."""
    rows = []
    for name, (value, pairs, sets) in model().precision.items():
        kind, _, word = name.partition("/")
        rows.append(Measured(kind, word, value, int(pairs), int(sets)))
    words = ("strong", "fair", "weak")
    return tuple(sorted(rows, key=lambda row: (words.index(row.word), -row.precision, row.kind)))


def _share(score: float) -> float:
    return round(1 / (1 + math.exp(-score)), 4)


@cache
def _forests() -> tuple[Forest, Forest]:
    loaded, rare = model(), len(FEATURES) - len(CELLS)
    return (
        Forest([loaded.way_base], [loaded.way], rare=rare),
        Forest([loaded.evidence_base], [loaded.evidence], rare=rare),
    )
