"""A pair in named numbers: what the model sees.

Every feature compares the two sides. None is of the claim alone: claims written to be wrong
carry "never" and "only" more often, and a model that learns so calls them wrong everywhere.
"""

# ruff: noqa: SIM905 - lists of words read best as words

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from workbench.analysis.asserting import AGAINST
from workbench.analysis.lexicon import fields_of, kind_of, sisters, verbal
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found
from workbench.signals.reasons import Relation
from workbench.signals.table import CELLS
from workbench.stance.denied import DENIED, denied
from workbench.stance.kinds import KINDS, kinds
from workbench.stance.meant import MEANT, meant
from workbench.stance.spread import SPREAD, spread
from workbench.stance.walk import Walk, walk

WORDING = tuple(
    """coverage strict missing heaviest lost_names window order back wording content
    near_run""".split()
)
SLOTS = tuple(
    "slot_sister slot_wider slot_narrower slot_any slot_none slot_name slot_weight".split()
)
TURN = tuple(
    "edge_missing hedged turned kept cues contrast extra_window missing_count length".split()
)
TIES = tuple(
    """number_against number_for number_open number_gap date_against date_for date_gap""".split()
)
HEAVIEST = tuple(
    """heaviest_slot heaviest_field heaviest_name heaviest_verb heaviest_adjective second
    heaviest_beside""".split()
)
SHARES = ("pronoun", "cohesion", "verbs", "nouns", "named")
RIVALS = ("rival_names", "rival_places", "rival_numbers", "rival_dates", "rival_near")
FEATURES = (
    *WORDING,
    *SLOTS,
    *TURN,
    *TIES,
    *HEAVIEST,
    *SHARES,
    *RIVALS,
    *MEANT,
    *DENIED,
    *SPREAD,
    *KINDS,
    *CELLS,
)
"""Names in the order of a row; how many reasons each cell has come last."""

ADJECTIVES = frozenset((0, 1, 44))
_FIRST_CELL = len(FEATURES) - len(CELLS)
_NO_CELLS = (0.0,) * len(CELLS)
_AT = {name: at for at, name in enumerate(CELLS, _FIRST_CELL)}
_PRONOUNS = frozenset("he she it his her its they their him".split())
_CONTRAST = frozenset("but however although though instead rather despite unlike while".split())
LOOKED_AT = 6
# Missing words whose slots are looked at; a claim that lacks more is about something else.


def features(pair: Pair, everything: Sequence[Found]) -> list[float]:
    """The features of a pair, in the order of FEATURES."""
    walked = walk(pair)
    row = [
        *_wording(pair, walked),
        *_slots(pair),
        *_turn(pair, walked),
        *_ties(everything),
        *_heaviest(pair),
        *_shares(pair, walked),
        *_rivals(pair),
        *meant(pair),
        *denied(pair),
        *spread(pair, walked),
        *kinds(pair, everything),
        *_NO_CELLS,
    ]
    for item in everything:
        at = _AT.get(item.cell)
        if at is not None:
            row[at] += 1.0
    return row


class _Manner(NamedTuple):
    """How a sentence is told."""

    hedges: int
    """Words that are left open: asked, planned, alleged."""
    denials: int
    contrast: bool
    pronoun: bool


@lru_cache(maxsize=KEPT)
def _manner(sentence: Sentence) -> _Manner:
    lowers, said = sentence.lowers, sentence.said
    return _Manner(
        min(
            3,
            len(
                {
                    by
                    for by, status in zip(said.by, said.status, strict=True)
                    if by >= 0 and status not in AGAINST
                }
            ),
        ),
        sum(operator.cue.status in AGAINST for operator in said.operators),
        not lowers.isdisjoint(_CONTRAST),
        not lowers.isdisjoint(_PRONOUNS),
    )


def _wording(pair: Pair, walked: Walk) -> tuple[float, ...]:
    """How much of the claim the passage words, how closely together, in which order."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    weights, named = claim.weights, claim.named
    lost = heaviest = lost_names = 0.0
    for at in aligned.missing:
        weight = weights[at]
        lost += weight
        if weight > heaviest:
            heaviest = weight
        if named[at] >= 0:
            lost_names += weight
    window = (walked.high - walked.low + 1) / (len(claim.tokens) or 1) if walked.hits else 9.0
    theirs = passage.weights
    return (
        pair.known,
        aligned.strict,
        lost / (claim.total or 1.0),
        heaviest,
        lost_names,
        min(window, 9.0),
        walked.rising / max(1, walked.hits - 1),
        sum(map(theirs.__getitem__, aligned.back)) / (passage.total or 1.0),
        fuzz.token_set_ratio(claim.text, passage.text) / 100,
        float(min(walked.hits, 12)),
        float(walked.run),
    )


@lru_cache(maxsize=65_536)
def _kin(one: str, two: str) -> str:
    """What the first stem is to the second: `sister`, `wider`, `narrower` or nothing."""
    if sisters(one, two):
        return "sister"
    return "wider" if kind_of(two, one) else "narrower" if kind_of(one, two) else ""


def _slots(pair: Pair) -> tuple[float, ...]:
    """What stands in the passage where the missing words of the claim would."""
    claim, passage = pair.claim, pair.passage
    sister = wider = narrower = named = 0.0
    filled = empty = heaviest = 0.0
    for at in pair.aligned.missing[:LOOKED_AT]:
        others = pair.slots[at]
        if not others:
            empty += claim.weights[at]
            continue
        filled += claim.weights[at]
        one, is_name = claim.keys[at], claim.named[at] >= 0
        for other in others:
            heaviest = max(heaviest, passage.weights[other])
            if is_name != (passage.named[other] >= 0):
                continue
            if is_name:
                named += 1.0
                continue
            kin = _kin(one, passage.keys[other])
            sister += kin == "sister"
            wider += kin == "wider"
            narrower += kin == "narrower"
    return sister, wider, narrower, filled, empty, named, heaviest


def _turn(pair: Pair, walked: Walk) -> tuple[float, ...]:
    """Negation, hedges and contrast on one side only; what the passage says in between."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    total = claim.total or 1.0
    missing = aligned.missing
    ours, theirs = _manner(claim), _manner(passage)
    between = bisect_left(aligned.extra, walked.high) - bisect_right(aligned.extra, walked.low)
    return (
        1.0 if missing and missing[-1] == claim.content[-1] else 0.0,
        float(max(-2, min(2, theirs.hedges - ours.hedges))),
        walked.turned / total,
        walked.kept / total,
        float(ours.denials - theirs.denials) if walked.hits else 0.0,
        float(theirs.contrast - ours.contrast),
        float(max(0, min(12, between))),
        float(min(len(missing), 8)),
        math.log(max(1, len(passage.content)) / max(1, len(claim.content))),
    )


def _ties(everything: Sequence[Found]) -> tuple[float, ...]:
    """How firmly numbers and dates are tied that agree, that are open, that differ, and by what."""
    against = {"number": 0.0, "date": 0.0}
    agree = {"number": 0.0, "date": 0.0}
    far = {"number": 0.0, "date": 0.0}
    still = 0.0
    for item in everything:
        kind = item.reason.kind if item.reason.kind != "ordinal" else "number"
        if kind not in against:
            continue
        tie = item.tie + 0.1  # a tie of nothing is still more than no such number
        if item.reason.relation is Relation.MEETS:
            agree[kind] = max(agree[kind], tie)
        elif item.reason.passage is not None:
            if item.cell.endswith("open"):
                still = max(still, tie)
            elif tie > against[kind]:
                against[kind], far[kind] = tie, item.gap
    return (
        against["number"],
        agree["number"],
        still,
        far["number"],
        against["date"],
        agree["date"],
        far["date"],
    )


def _heaviest(pair: Pair) -> tuple[float, ...]:
    """The missing word that says most: what it is, and what stands in its slot."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    if not aligned.missing:
        return (0.0,) * len(HEAVIEST)
    ranked = sorted(aligned.missing, key=claim.weights.__getitem__, reverse=True)
    top = ranked[0]
    others = pair.slots[top]
    fields = fields_of(claim.keys[top])
    return (
        float(len(others)),
        float(any(not fields.isdisjoint(fields_of(passage.keys[o])) for o in others)),
        float(claim.named[top] >= 0),
        float(verbal(claim.keys[top])),
        float(not fields.isdisjoint(ADJECTIVES)),
        claim.weights[ranked[1]] if len(ranked) > 1 else 0.0,
        float(
            sum(1 for i in (top - 1, top + 1) if 0 <= i < len(aligned.to) and aligned.to[i] >= 0)
        ),
    )


def _shares(pair: Pair, walked: Walk) -> tuple[float, ...]:
    """Whether a pronoun speaks, neighbours stay neighbours, and coverage by sort of word."""
    claim = pair.claim
    return (
        float(_manner(pair.passage).pronoun and not _manner(claim).pronoun),
        walked.cohesive / max(1, len(claim.content) - 1),
        *[got / all_ if all_ else 1.0 for got, all_ in zip(walked.got, walked.whole, strict=True)],
    )


def _rivals(pair: Pair) -> tuple[float, ...]:
    """Names, numbers and dates of the passage that might stand against the claim's."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    to, back = aligned.to, aligned.back
    lost = [at for at in aligned.missing if claim.named[at] >= 0]
    numbers = float(min(4, len(passage.quantities))) if claim.quantities else -1.0
    dates = float(min(4, len(passage.periods))) if claim.periods else -1.0
    if not lost:
        return -1.0, -1.0, numbers, dates, 0.0
    places = [claim.names[claim.named[at]].place for at in lost]
    spare = [n for n in passage.names if back.keys().isdisjoint(range(n.first, n.past))]
    near = 0.0
    for at, place in zip(lost, places, strict=True) if spare else ():
        beside = [other for other in to[max(0, at - 4) : at + 5] if other >= 0]
        for name in spare:
            if name.place == place and any(
                abs(b - name.first) <= 3 or abs(b - name.past + 1) <= 3 for b in beside
            ):
                near += 1.0
    return (
        float(min(4, sum(not n.place for n in spare))) if not all(places) else -1.0,
        float(min(4, sum(n.place for n in spare))) if any(places) else -1.0,
        numbers,
        dates,
        min(near, 3.0),
    )
