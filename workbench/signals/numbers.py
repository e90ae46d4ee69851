"""Numbers: how many, how much, which one; with bounds and units.

A number conflicts only with one of its own unit that is tied to the same thing: what it counts,
or the words around it. 52 meets "more than 50", 9.766 rounds to 9.8, and "none" is 0.
"""

import itertools
import math
from typing import NamedTuple

from workbench.analysis.lexicon import base, synonyms
from workbench.analysis.pair import Pair
from workbench.analysis.quantities import Quantity
from workbench.analysis.sentence import Sentence
from workbench.analysis.words import DOWN
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation

TIED = 1.5
"""Least tie at which two numbers are taken to be about the same thing."""


LOOSE = 0.75
"""Least tie at which a difference is worth telling at all."""

RANKS = frozenset(("number", "no", "#"))
"""Labels that say a place in a list: "reached number 13" and "reached number 17" cannot both be.
Of other labels two thirds of the differences are another thing, as Highway 49 is not Highway 61."""

MODELS = 10_000
"""Numbers from here on are hardly part of a name."""

SCARCELY = 0.25
"""Least tie at which a number of something else may lie within a bound: any small one does."""

ROUNDED = 0.05
"""Most by which a rounded number may be off: 250 is not 200 rounded, though both end in 0."""


ROUGHLY = 2.0
"""Percentage points by which a share in words may be off: "a third" may be 35 percent."""

PERIODS = {
    **{
        base(word): base(word)
        for word in ["second", "minute", "hour", "day", "night", "week", "month", "year"]
    },
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
"""Stem, or adverb, to the stem of the time that an amount is due for."""

DEGREES = frozenset(("degree", "temperature"))
"""Units of temperatures, of which one does not say its scale."""


class Tie(NamedTuple):
    """How a number of the claim and one of the passage belong together."""

    strength: float
    """0 (nothing in common but the unit) to about 5."""
    counted: bool
    """Whether they count the same thing by name."""


def tie(pair: Pair, ours: Quantity, theirs: Quantity) -> Tie | None:
    """How two quantities are tied, or None where they cannot be compared."""
    if ours.unit != theirs.unit and {ours.unit, theirs.unit} != DEGREES:
        return None
    if ours.unit == "label" and ours.counts != theirs.counts:
        return None
    if ours.counts and theirs.counts:
        shared = _alike(ours.counts, theirs.counts)
    else:
        # "the confirmed cases reached 534": what is counted stands before a bare number.
        shared = not set(ours.counts or ours.left).isdisjoint(theirs.counts or theirs.left)
    near = pair.near(ours.first, theirs.first)
    strength = 0.5 * min(near, 4.0)
    if shared:
        strength += 1.5
    elif ours.counts and theirs.counts:
        strength -= 0.75
    if ours.unit not in ("count", "ordinal"):
        strength += 0.5
    return Tie(strength, shared)


def _rate(sentence: Sentence, quantity: Quantity) -> str:
    """What an amount is due for, "1,600 euros a day"; "" where it is not said."""
    words = sentence.tokens[quantity.past : quantity.past + 3]
    for before, token in itertools.pairwise(words):
        if before.lower in ("a", "an", "per", "each", "every", "/") and token.stem in PERIODS:
            return token.stem
    return next((PERIODS[word.lower] for word in words[:1] if word.lower in PERIODS), "")


def _alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two noun phrases have a word or a synonym in common."""
    if not set(ours).isdisjoint(theirs):
        return True
    return any(synonyms(one, two) for one in ours for two in theirs)


def relation(ours: Quantity, theirs: Quantity) -> tuple[Relation, str]:
    """What the passage's interval does to the claim's, with the name of how.

    Of numbers that may mean either of two, one reading that meets is enough, and they conflict
    only where all do.
    """
    how = _relation(ours, theirs)
    if how[0] is Relation.MEETS or (ours.other is None and theirs.other is None):
        return how
    if ours.unit == theirs.unit == "degree":
        return how  # of whatever scale, both are of the same
    ours_too = [ours] if ours.other is None else [ours, _second(ours)]
    theirs_too = [theirs] if theirs.other is None else [theirs, _second(theirs)]
    found = [_relation(one, two) for one in ours_too for two in theirs_too]
    best = min(found, key=lambda row: _CLEAREST.index(row[0]))
    # 9.766 may be 9,766, but it does not show "more than 50": only the same number tells which.
    return (Relation.DIFFERS, "open") if best == (Relation.MEETS, "bound") else best


_CLEAREST = (Relation.MEETS, Relation.DIFFERS, Relation.CONFLICTS)


def _second(quantity: Quantity) -> Quantity:
    low, high = quantity.other or (quantity.low, quantity.high)
    return quantity._replace(low=low, high=high, step=1.0, other=None)


def _relation(ours: Quantity, theirs: Quantity) -> tuple[Relation, str]:
    if ours.unit == "score":
        same = (ours.low, ours.high) == (theirs.low, theirs.high)
        return (Relation.MEETS if same else Relation.CONFLICTS), "score"
    if ours.bound == theirs.bound == "most" and ours.high != theirs.high:
        return Relation.CONFLICTS, "apart"  # "up to 40 guests" and "up to 90 guests"
    if theirs.low >= ours.low and theirs.high <= ours.high:
        return Relation.MEETS, "bound" if ours.low != ours.high else "same"
    if theirs.low > ours.high or theirs.high < ours.low:
        if ours.bound == "exact" and math.isclose(max(theirs.low, 0.0), ours.low, rel_tol=1e-9):
            return Relation.DIFFERS, "open"  # "ten times" against "more than ten times"
        if _rounds(ours, theirs) or _rounds(theirs, ours):
            return Relation.MEETS, "rounding"
        if "share" in (ours.bound, theirs.bound) and abs(ours.low - theirs.low) <= ROUGHLY:
            return Relation.DIFFERS, "open"
        return Relation.CONFLICTS, "apart"
    return Relation.DIFFERS, "open"


def gap(ours: Quantity, theirs: Quantity) -> float:
    """How many powers of ten lie between two quantities, at most 5."""
    one = ours.low if math.isfinite(ours.low) and ours.low > 0 else ours.high
    two = theirs.low if math.isfinite(theirs.low) and theirs.low > 0 else theirs.high
    if one == two:
        return 0.0
    if one <= 0 or two <= 0 or not (math.isfinite(one) and math.isfinite(two)):
        return 5.0
    # Not of their ratio: "more than 0" begins at the smallest number there is, and it may be 0.
    return min(5.0, abs(math.log10(one) - math.log10(two)))


def _rounds(coarse: Quantity, fine: Quantity) -> bool:
    """Whether one number is the other rounded to its own last digit."""
    if coarse.unit in ("ordinal", "label") or coarse.low != coarse.high or fine.low != fine.high:
        return False
    if coarse.step <= fine.step or coarse.low == 0:
        return False
    if not abs(coarse.low - fine.low) <= ROUNDED * abs(coarse.low):
        return False
    steps = fine.low / coarse.step
    if not math.isfinite(steps):
        return False
    return math.isclose(math.floor(steps + 0.5) * coarse.step, coarse.low, rel_tol=1e-9)


def _done_otherwise(pair: Pair, ours: Quantity, theirs: Quantity) -> bool:
    """Whether the word that leads to the claim's number is another one in the passage.

    "added 32 substances" and "regulates 170 substances" count the same thing, yet do not differ.
    """
    if not ours.left or not theirs.left or ours.left[0] in theirs.left:
        return False
    claim = pair.claim
    return any(claim.keys[at] == ours.left[0] for at in pair.aligned.missing)


def _as_amount(pair: Pair, ours: Quantity, theirs: Quantity) -> Quantity:
    """A change below zero as the amount of a fall: "changed by -1.1 per cent", "fell by 1.1"."""
    falls = theirs.high < 0 <= ours.low and not pair.claim.lowers.isdisjoint(DOWN)
    return theirs._replace(low=-theirs.high, high=-theirs.low) if falls else theirs


def _part_of_another(pair: Pair, ours: Quantity) -> bool:
    """Whether the passage has the same figure as a part or a whole: "nine of the twelve months"."""
    tokens, figure = pair.passage.tokens, pair.claim.tokens[ours.first].lower
    for at, token in enumerate(tokens):
        if token.lower == figure:
            near = {word.lower for word in tokens[max(0, at - 2) : at + 2]}
            return "of" in near
    return False


def _of_names(pair: Pair, ours: Quantity, theirs: Quantity) -> bool:
    """Whether the two are part of names that differ in nothing else: Apollo 11 and Apollo 12."""
    if ours.unit == "label":
        return RANKS.isdisjoint(ours.counts)
    before = (_name_before(pair.claim, ours), _name_before(pair.passage, theirs))
    return before[0] != "" and before[0] == before[1]


def _name_before(sentence: Sentence, quantity: Quantity) -> str:
    """The key of the name that a plain number stands right behind; a place has many a number."""
    at = sentence.named[quantity.first - 1] if quantity.first else -1
    plain = quantity.unit == "count" and quantity.bound == "exact" and quantity.low < MODELS
    return sentence.names[at].key if plain and at >= 0 and not sentence.names[at].place else ""


def numbers(pair: Pair) -> tuple[Found, ...]:
    """A reason for each number of the claim that can be compared or that the passage lacks."""
    results: list[Found] = []
    for ours in pair.claim.quantities:
        candidates: list[tuple[float, int, Quantity, Relation, str, Tie]] = []
        for order, theirs in enumerate(pair.passage.quantities):
            bond = tie(pair, ours, theirs)
            if bond is None:
                continue
            how, name = relation(ours, _as_amount(pair, ours, theirs))
            if name == "bound" and not bond.counted and bond.strength < SCARCELY:
                how, name = Relation.DIFFERS, "loose"  # "two countries" are no "fewer than 200"
            bonus = 0.6 if how is Relation.MEETS else 0.0
            candidates.append((bond.strength + bonus, -order, theirs, how, name, bond))
        span = (ours.start, ours.phrase)
        if not candidates:
            if ours.unit != "ordinal" or ours.low > 1:
                results.append(found(pair, "number/missing", Relation.DIFFERS, span, None))
            continue
        _, _, theirs, how, name, bond = max(candidates, key=lambda row: row[:2])
        other = (theirs.start, theirs.phrase)
        firm, far = max(0.0, bond.strength), gap(ours, theirs)
        kind = "ordinal" if ours.unit == "ordinal" else "number"
        rates = _rate(pair.claim, ours), _rate(pair.passage, theirs)
        if how is Relation.MEETS and all(rates) and rates[0] != rates[1]:
            note = f"a {rates[1]}, not a {rates[0]}"
            how = Relation.CONFLICTS
            results.append(found(pair, "number/rate", how, span, other, note, tie=firm, gap=far))
        elif how is Relation.MEETS:
            note = {"bound": "within the bound", "rounding": "rounded"}.get(name, "")
            results.append(found(pair, f"{kind}/{name}", how, span, other, note, tie=firm, gap=far))
        elif how is Relation.DIFFERS:
            note = "of something else?" if name == "loose" else "may be the same"
            results.append(found(pair, f"{kind}/{name}", how, span, other, note, tie=firm, gap=far))
        elif _part_of_another(pair, ours) or any(
            row[4] == "same" and row[5].strength > 0 for row in candidates
        ):
            note = "but the same number is there"
            results.append(found(pair, f"{kind}/elsewhere", Relation.DIFFERS, span, other, note))
        elif _of_names(pair, ours, theirs):
            note = "another one?"
            results.append(found(pair, "number/loose", Relation.DIFFERS, span, other, note))
        elif LOOSE <= bond.strength < TIED and not (ours.bound == "none" or theirs.bound == "none"):
            results.append(found(pair, f"{kind}/near", how, span, other, tie=firm, gap=far))
        elif bond.strength >= TIED:
            zero = ours.bound == "none" or theirs.bound == "none"
            if zero and not bond.counted:
                results.append(
                    found(pair, f"{kind}/loose", Relation.DIFFERS, span, other, tie=firm, gap=far)
                )
                continue
            cell = "zero" if zero else "counted" if bond.counted else "context"
            if cell == "counted" and _done_otherwise(pair, ours, theirs):
                cell = "near"
            results.append(found(pair, f"{kind}/{cell}", how, span, other, tie=firm, gap=far))
        else:
            cell = "loose" if ours.bound == "none" or theirs.bound == "none" else "apart"
            how, note = Relation.DIFFERS, "of something else?"
            results.append(found(pair, f"{kind}/{cell}", how, span, other, note, tie=firm, gap=far))
    return tuple(results)
