"""A pair in named numbers: what the model sees.

Every feature compares the two sides. None is of the claim alone: claims written to be wrong
carry "never" and "only" more often, and a model that learns so calls them wrong everywhere.
"""

import math
from collections.abc import Sequence

from rapidfuzz import fuzz

from workbench.analysis.alignment import slot
from workbench.analysis.lexicon import fields_of, kind_of, sisters
from workbench.analysis.pair import Pair
from workbench.analysis.words import HEDGES
from workbench.reasons import Relation
from workbench.signals.found import Found

CELLS = (
    "number/same",
    "number/bound",
    "number/rounding",
    "number/open",
    "number/counted",
    "number/context",
    "number/zero",
    "number/loose",
    "number/missing",
    "ordinal/same",
    "ordinal/counted",
    "ordinal/context",
    "ordinal/loose",
    "date/same",
    "date/open",
    "date/sole",
    "date/context",
    "date/far",
    "date/loose",
    "date/missing",
    "denial",
    "negation/most",
    "negation/part",
    "antonym/slot",
    "antonym/loose",
    "direction/near",
    "direction/loose",
    "only/same",
    "only/other",
    "only/missing",
    "first/same",
    "first/other",
    "first/missing",
    "last/same",
    "last/missing",
    "superlative/same",
    "superlative/other",
    "superlative/missing",
    "all/same",
    "all/part",
    "all/missing",
    "most/same",
    "most/part",
    "most/missing",
    "place/same",
    "place/slot",
    "place/missing",
    "name/same",
    "name/slot",
    "name/missing",
    "opposite",
    "word/sister",
    "word/kind",
    "word/field",
    "number/score",
    "number/elsewhere",
    "negation/name",
)
SHAPE = (
    "coverage",
    "strict",
    "missing",
    "heaviest",
    "lost_names",
    "window",
    "order",
    "back",
    "wording",
    "content",
    "near_run",
    "slot_sister",
    "slot_wider",
    "slot_narrower",
    "slot_any",
    "slot_none",
    "slot_name",
    "slot_weight",
    "edge_missing",
    "hedged",
    "turned",
    "kept",
    "cues",
    "contrast",
    "extra_window",
    "missing_count",
    "length",
    "number_against",
    "number_for",
    "number_open",
    "number_gap",
    "date_against",
    "date_for",
    "date_gap",
    "heaviest_slot",
    "heaviest_field",
    "heaviest_name",
    "heaviest_verb",
    "heaviest_adjective",
    "second",
    "heaviest_beside",
    "pronoun",
    "cohesion",
    "verbs",
    "nouns",
    "named",
    "rival_names",
    "rival_places",
    "rival_numbers",
    "rival_dates",
    "rival_near",
)
FEATURES = SHAPE + CELLS
_AT = {name: at for at, name in enumerate(FEATURES)}
_PRONOUNS = frozenset(("he", "she", "it", "his", "her", "its", "they", "their", "him"))
_CONTRAST = frozenset(
    ("but", "however", "although", "though", "instead", "rather", "despite", "unlike", "while")
)


def features(pair: Pair, everything: Sequence[Found]) -> list[float]:
    """The features of a pair, in the order of FEATURES."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    row = [0.0] * len(FEATURES)
    for item in everything:
        at = _AT.get(item.cell)
        if at is not None:
            row[at] += 1.0
    total = sum(claim.weights) or 1.0
    missing = aligned.missing
    heaviest = max((claim.weights[at] for at in missing), default=0.0)
    hits = [aligned.to[at] for at in claim.content if aligned.to[at] >= 0]
    window = (max(hits) - min(hits) + 1) / (len(claim.tokens) or 1) if hits else 9.0
    rising = sum(1 for one, two in zip(hits, hits[1:], strict=False) if two > one)
    run = best = 0
    for one, two in zip(hits, hits[1:], strict=False):
        run = run + 1 if 0 < two - one <= 2 else 0
        best = max(best, run)
    weight_back = sum(passage.weights) or 1.0
    aligned_back = sum(passage.weights[other] for other in aligned.back)
    lost_names = sum(claim.weights[at] for at in missing if claim.named[at] >= 0)
    low, high = (min(hits), max(hits)) if hits else (0, 0)
    inside = [other for other in aligned.extra if low < other < high]
    sister = wider = narrower = anything = nothing = named = 0.0
    slot_weight = 0.0
    for at in missing[:6]:
        others = slot(claim, passage, aligned, at)
        if not others:
            nothing += claim.weights[at]
            continue
        anything += claim.weights[at]
        for other in others:
            one, two = claim.keys[at], passage.keys[other]
            if (claim.named[at] >= 0) == (passage.named[other] >= 0):
                if claim.named[at] >= 0:
                    named += 1.0
                elif sisters(one, two):
                    sister += 1.0
                elif kind_of(two, one):
                    wider += 1.0
                elif kind_of(one, two):
                    narrower += 1.0
            slot_weight = max(slot_weight, passage.weights[other])
    turned = kept = 0.0
    for at in claim.content:
        other = aligned.to[at]
        if other >= 0:
            if claim.negated[at] != passage.negated[other]:
                turned += claim.weights[at]
            else:
                kept += claim.weights[at]
    hedged = len(passage.lowers & HEDGES) - len(claim.lowers & HEDGES)
    edge = 1.0 if missing and missing[-1] == claim.content[-1] else 0.0
    against = {"number": 0.0, "date": 0.0}
    agree = {"number": 0.0, "date": 0.0}
    far = {"number": 0.0, "date": 0.0}
    still = 0.0
    for item in everything:
        kind = item.reason.kind if item.reason.kind != "ordinal" else "number"
        if kind not in against:
            continue
        if item.reason.relation is Relation.MEETS:
            agree[kind] = max(agree[kind], item.tie + 0.1)
        elif item.reason.passage is not None:
            if item.cell.endswith("open"):
                still = max(still, item.tie + 0.1)
            elif item.tie + 0.1 > against[kind]:
                against[kind], far[kind] = item.tie + 0.1, item.gap
    ranked = sorted(missing, key=lambda at: -claim.weights[at])
    top = ranked[0] if ranked else -1
    h_slot = h_field = h_name = h_verb = h_adj = h_beside = 0.0
    if top >= 0:
        others = slot(claim, passage, aligned, top)
        fields = fields_of(claim.keys[top])
        h_slot = float(len(others))
        h_field = float(any(not fields.isdisjoint(fields_of(passage.keys[o])) for o in others))
        h_name = float(claim.named[top] >= 0)
        h_verb = float(any(f >= 29 and f <= 43 for f in fields))
        h_adj = float(any(f in (0, 1, 44) for f in fields))
        h_beside = float(
            sum(1 for i in (top - 1, top + 1) if 0 <= i < len(aligned.to) and aligned.to[i] >= 0)
        )
    pronoun = float(bool(passage.lowers & _PRONOUNS) and not claim.lowers & _PRONOUNS)
    pairs_ = cohesive = 0
    to = aligned.to
    for one, two in zip(claim.content, claim.content[1:], strict=False):
        pairs_ += 1
        cohesive += to[one] >= 0 and to[two] >= 0 and abs(to[two] - to[one]) <= two - one + 1
    shares = {"verb": [0.0, 0.0], "noun": [0.0, 0.0], "name": [0.0, 0.0]}
    for at in claim.content:
        if claim.named[at] >= 0:
            kind = "name"
        else:
            kind = "verb" if any(29 <= f <= 43 for f in fields_of(claim.keys[at])) else "noun"
        shares[kind][0] += claim.weights[at] * (to[at] >= 0)
        shares[kind][1] += claim.weights[at]
    lost_person = any(
        claim.named[at] >= 0 and not claim.names[claim.named[at]].place for at in missing
    )
    lost_place = any(claim.named[at] >= 0 and claim.names[claim.named[at]].place for at in missing)
    spare = [n for n in passage.names if not any(i in aligned.back for i in range(n.first, n.past))]
    rival_names = sum(1 for n in spare if not n.place) if lost_person else -1
    rival_places = sum(1 for n in spare if n.place) if lost_place else -1
    rival_near = 0.0
    if lost_person or lost_place:
        for at in missing:
            if claim.named[at] >= 0:
                kind_ = claim.names[claim.named[at]].place
                beside = [to[i] for i in range(max(0, at - 4), min(len(to), at + 5)) if to[i] >= 0]
                for n in spare:
                    if n.place == kind_ and any(
                        min(abs(b - n.first), abs(b - n.past + 1)) <= 3 for b in beside
                    ):
                        rival_near += 1
    row[: len(SHAPE)] = (
        pair.known,
        aligned.strict,
        sum(claim.weights[at] for at in missing) / total,
        heaviest,
        lost_names,
        min(window, 9.0),
        rising / max(1, len(hits) - 1),
        aligned_back / weight_back,
        fuzz.token_set_ratio(claim.text, passage.text) / 100,
        float(min(len(hits), 12)),
        float(best),
        sister,
        wider,
        narrower,
        anything,
        nothing,
        named,
        slot_weight,
        edge,
        float(max(-2, min(2, hedged))),
        turned / total,
        kept / total,
        float(len(claim.cues) - len(passage.cues)) if hits else 0.0,
        float(bool(passage.lowers & _CONTRAST)) - float(bool(claim.lowers & _CONTRAST)),
        float(min(len(inside), 12)),
        float(min(len(missing), 8)),
        math.log(max(1, len(passage.content)) / max(1, len(claim.content))),
        against["number"],
        agree["number"],
        still,
        far["number"],
        against["date"],
        agree["date"],
        far["date"],
        h_slot,
        h_field,
        h_name,
        h_verb,
        h_adj,
        claim.weights[ranked[1]] if len(ranked) > 1 else 0.0,
        h_beside,
        pronoun,
        cohesive / max(1, pairs_),
        *(got / whole if whole else 1.0 for got, whole in shares.values()),
        float(min(rival_names, 4)),
        float(min(rival_places, 4)),
        float(min(4, len(passage.quantities))) if claim.quantities else -1.0,
        float(min(4, len(passage.periods))) if claim.periods else -1.0,
        min(rival_near, 3.0),
    )
    return row
