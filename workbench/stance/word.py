"""From what was found to a stance and its word: strong, fair, weak, or no flag at all.

Every flag is weighed to one number, how sure it is, by a few named terms; three cuts make words
of it. Weights and cuts are in `model.json`: they were fitted on claims against all sentences of
articles, so that a word says how often such a flag is right there.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.analysis.pair import Pair
from workbench.signals.found import Found, as_conflict
from workbench.signals.reasons import Relation
from workbench.signals.table import CARRIERS, ROLES, Role
from workbench.stance.about import About, about
from workbench.stance.judgement import Confidence, Context, Stance
from workbench.stance.way import Way

TERMS = (
    "about",
    "own",
    "strict",
    "verbs",
    "order",
    "evidence",
    "way",
    "lowers",
    "meets",
    "kind",
    "first",
    "later",
    "score",
    "even",
)
"""What a flag is weighed by. `kind` is how often what leads was right, `first`, `later` and `score`
are of the search that found the passage; `even` is the same for all."""
_MOST = 6.0
# Log odds beyond which a forest's word counts no more.
_WORDS = (Confidence.STRONG, Confidence.FAIR, Confidence.WEAK)


class Case(NamedTuple):
    """What the reasons of one pair come to."""

    lead: Found | None
    """What carries a conflict, if anything does."""
    opens: Found | None
    """What leaves the claim open, or speaks of something else."""
    forbids: int
    """How many reasons forbid support."""
    lowers: int
    meets: int
    """How many reasons agree."""
    about: About


def case(pair: Pair, everything: Sequence[Found]) -> Case:
    """What leads, and what speaks against either flag."""
    lead: Found | None = None
    opens: Found | None = None
    disputed: Found | None = None
    forbids = lowers = meets = 0
    for item in everything:
        role = ROLES.get(item.cell, Role.TELLS)
        if item.reason.relation is Relation.CONFLICTS:
            if lead is None or _place(item) < _place(lead):
                lead = item
        elif role is Role.OPENS:
            opens = opens or item
        elif item.reason.relation is Relation.MEETS:
            meets += 1
        elif role in (Role.CARRIES, Role.FORBIDS, Role.DISPUTES):
            forbids += 1
            if role is Role.DISPUTES and item.reason.passage is not None:
                disputed = disputed or as_conflict(item)
        elif role is Role.LOWERS:
            lowers += 1
    lead = lead or disputed
    dispute = lead.reason.claim if lead else None
    return Case(lead, opens, forbids, lowers, meets, about(pair, dispute))


def _place(item: Found) -> int:
    return CARRIERS.get(item.cell, len(CARRIERS))


def flag(here: Case) -> Stance:
    """The only flag that the reasons leave open."""
    if here.opens is not None:
        return Stance.MENTIONS
    if here.lead is not None:
        return Stance.CONFLICTS
    return Stance.MENTIONS if here.forbids else Stance.SUPPORTS


def terms(
    pair: Pair,
    here: Case,
    found: Way,
    kinds: Mapping[str, float],
    *,
    verbs: float,
    order: float,
    context: Context | None,
) -> tuple[float, ...]:
    """The TERMS of a flag; `kinds` are the log odds of the cells that may lead, see `way.Model`."""
    rank = context.rank if context is not None else None
    score = (context.score if context is not None else None) or 0.0
    return (
        here.about.share,
        here.about.own,
        pair.aligned.strict,
        verbs,
        order,
        _odds(found.evidence),
        _odds(found.conflicts) * (1 if here.lead else -1),
        float(min(2, here.lowers)),
        float(min(3, here.meets)),
        kinds.get(here.lead.cell, 0.0) if here.lead else 0.0,
        float(rank == 1),
        float(rank is not None and rank > 1),
        score / 100,
        1.0,
    )


def sure(values: Sequence[float], weights: Mapping[str, float]) -> float:
    """How sure a flag is, 0 to 1."""
    score = sum(weights[name] * value for name, value in zip(TERMS, values, strict=True))
    return 1 / (1 + math.exp(-score))


def word(sureness: float, cuts: Mapping[str, float], *, most: Confidence) -> Confidence | None:
    """The word of a flag, at most `most`; None for none."""
    found = next((each for each in _WORDS if sureness >= cuts[each.value]), None)
    return None if found is None else max(found, most, key=_WORDS.index)


def _odds(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return max(-_MOST, min(_MOST, math.log(share / (1 - share))))
