"""Which of two is more: against the same two compared, or against a figure for each.

"A has more schools than B" is "B has fewer than A", and not "A has 12 schools and B has 19".
"""

from workbench.analysis.acts import Range
from workbench.analysis.comparisons import Comparison, comparison
from workbench.analysis.pair import Pair
from workbench.analysis.quantities import Quantity
from workbench.analysis.scales import SPEED
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

_PATTERNS = {"ABqq": (0, 1), "AqBq": (0, 1), "qAqB": (0, 1)}
_PATTERNS |= {"BAqq": (1, 0), "BqAq": (1, 0), "qBqA": (1, 0)}
"""In which order two parties and two figures stand, and which figure is the first party's."""


def comparisons(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the comparison is met, or is the other way."""
    ours = comparison(pair.claim)
    if ours is None:
        return ()
    theirs = comparison(pair.passage)
    if theirs is not None:
        return _compared(pair, ours, theirs)
    return _figures(pair, ours)


def _compared(pair: Pair, ours: Comparison, theirs: Comparison) -> tuple[Found, ...]:
    if ours.scale != theirs.scale:
        return ()
    first, second = _own(pair, ours.first, ours.second), _own(pair, ours.second, ours.first)
    kept = _shares(pair, first, theirs.first) + _shares(pair, second, theirs.second)
    crossed = _shares(pair, first, theirs.second) + _shares(pair, second, theirs.first)
    if kept == crossed or max(kept, crossed) < 2:
        return ()
    ways = theirs.ways if kept > crossed else frozenset(-way for way in theirs.ways)
    spans = words(pair, ours.at, theirs.at)
    if ways <= ours.ways:
        return (found(pair, "comparison/same", Relation.MEETS, *spans),)
    if ways.isdisjoint(ours.ways):
        note = "the other way round"
        return (found(pair, "comparison/turned", Relation.CONFLICTS, *spans, note),)
    return (found(pair, "comparison/open", Relation.DIFFERS, *spans, "may be the same"),)


def _own(pair: Pair, party: Range, other: Range) -> list[int]:
    """The words of a party of the claim that the other party has not: "Ensel" of "Lake Ensel"."""
    keys = pair.claim.keys
    theirs = {keys[at] for at in range(*other)}
    return [at for at in range(*party) if keys[at] not in theirs]


def _shares(pair: Pair, words: list[int], phrase: Range) -> bool:
    """Whether any of these words of the claim stands in the phrase."""
    to = pair.aligned.to
    return any(to[at] >= 0 and phrase[0] <= to[at] < phrase[1] for at in words)


def _telling(pair: Pair, party: Range, other: Range) -> int:
    """Where the passage has a word of the party that the other party has not; -1 for nowhere."""
    claim, to = pair.claim, pair.aligned.to
    theirs = {claim.keys[at] for at in range(*other)}
    return next(
        (
            to[at]
            for at in range(*party)
            if claim.keys[at] and claim.keys[at] not in theirs and to[at] >= 0
        ),
        -1,
    )


def _figures(pair: Pair, ours: Comparison) -> tuple[Found, ...]:
    first, second = _telling(pair, ours.first, ours.second), _telling(pair, ours.second, ours.first)
    if first < 0 or second < 0:
        return ()
    exact = [q for q in pair.passage.quantities if q.low == q.high and q.other is None]
    numbers = [_plain(q) for q in exact if q.unit not in ("ordinal", "times")]
    if len(numbers) != 2 or numbers[0].unit != numbers[1].unit:
        return ()
    one, two = numbers
    if one.counts and two.counts and set(one.counts).isdisjoint(two.counts):
        return ()
    if one.unit == "time" and ours.scale == SPEED:
        return ()
    places = {first: "A", second: "B", one.first: "q", two.first: "q"}
    order = _PATTERNS.get("".join(places[at] for at in sorted(places)))
    if order is None:
        return ()
    return (_weighed(pair, ours, (numbers[order[0]], numbers[order[1]])),)


def _plain(quantity: Quantity) -> Quantity:
    """A figure right behind a name as one: "the Reds 31, the Greens 24" has no Highway 24."""
    if quantity.unit != "label":
        return quantity
    return quantity._replace(unit="count", first=quantity.past - 1, counts=())


def _weighed(pair: Pair, ours: Comparison, figures: tuple[Quantity, Quantity]) -> Found:
    one, two = figures
    way = (one.low > two.low) - (one.low < two.low)
    token = pair.claim.tokens[ours.at]
    span = (token.start, token.end)
    where = (min(one.start, two.start), max(one.end, two.end))
    if way in ours.ways:
        return found(pair, "comparison/figures", Relation.MEETS, span, where)
    return found(pair, "comparison/against", Relation.CONFLICTS, span, where)
