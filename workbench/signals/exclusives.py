"""Only, first, last, largest: what the claim says of one alone.

A passage without the word does not say as much, so it cannot support; whether it conflicts is
seldom in the words, but "the last" or "the second-largest" conflicts with "the first" and "the
largest" of the same.
"""

from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.numerals import ORDINALS
from workbench.analysis.pair import Pair
from workbench.analysis.scales import TOPMOST
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import EXCLUSIVES, FIRSTS, LASTS, SUPERLATIVES
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation, Span

FAMILIES = (("only", EXCLUSIVES), ("first", FIRSTS), ("last", LASTS), ("superlative", SUPERLATIVES))
_KINDS = dict.fromkeys(TOPMOST, "superlative") | {
    word: kind for kind, family in FAMILIES for word in family
}
_RANKS = {**ORDINALS, **{f"{number}": number for number in range(2, 100)}, "next": 2}
_JOINS = frozenset(("and", "or"))


class _Alone(NamedTuple):
    """A word that says something of one alone."""

    at: int
    kind: str
    scale: tuple[int, int] | None
    """Of a superlative, see `scales.TOPMOST`."""
    rank: int
    """1 for the largest, 2 for the second-largest."""
    among: bool
    """One of several: "one of the largest"."""


@lru_cache(maxsize=KEPT)
def _said(sentence: Sentence) -> tuple[_Alone, ...]:
    """Every such word that is not negated, in order."""
    if sentence.lowers.isdisjoint(_KINDS):
        return ()
    found = []
    for at, token in enumerate(sentence.tokens):
        word = token.lower
        kind = _KINDS.get(word)
        if kind is None or (at and sentence.tokens[at - 1].lower in ("not", "at")):
            continue  # "not only", "at least"
        if any(other.lower == "than" for other in sentence.tokens[max(0, at - 4) : at]):
            continue  # "richer than the tenth richest" is not the tenth
        rank, first = _rank(sentence, at) if kind == "superlative" else (1, at)
        before = [other.lower for other in sentence.tokens[max(0, first - 3) : first]]
        among = "of" in before and bool({"one", "among", "some"} & {*before})
        found.append(_Alone(at, kind, TOPMOST.get(word), rank, among or "among" in before))
    return tuple(found)


def _rank(sentence: Sentence, at: int) -> tuple[int, int]:
    """Which place a superlative gives, and the token it begins with: 2 for "second-largest"."""
    tokens = sentence.tokens
    first = at - 1
    while first >= 0 and tokens[first].lower in ("-", "th", "rd", "nd", "most"):
        first -= 1
    rank = _RANKS.get(tokens[first].lower) if first >= 0 else None
    return (rank, first) if rank is not None and rank > 1 else (1, at)


def exclusives(pair: Pair) -> tuple[Found, ...]:
    """A reason for the first exclusive, first, last and superlative of the claim."""
    results: list[Found] = []
    told: set[str] = set()
    theirs = _said(pair.passage)
    for ours in _said(pair.claim):
        if ours.kind not in told:
            told.add(ours.kind)
            results.append(_found(pair, ours, theirs))
    for alone in theirs if not told else ():
        several = _one_of_several(pair, alone, ours_side=False) if alone.kind == "only" else None
        if several is not None:
            token = pair.passage.tokens[alone.at]
            where = (token.start, token.end)
            results.append(found(pair, "only/others", Relation.CONFLICTS, several, where, "alone"))
    return tuple(results)


def _found(pair: Pair, ours: _Alone, theirs: tuple[_Alone, ...]) -> Found:
    same = [other for other in theirs if _alike(pair, ours, other)]
    other = next((o for o in same if (o.rank, o.among) == (ours.rank, ours.among)), None)
    if other is not None:
        met = not (ours.kind == "only" and _of_others(pair, ours, other))
        cell, relation = ("same", Relation.MEETS) if met else ("turned", Relation.CONFLICTS)
        return found(pair, f"{ours.kind}/{cell}", relation, *words(pair, ours.at, other.at))
    rival = next((o for o in same or theirs if _tied(pair, ours, o)), None)
    if rival is not None and _excludes(ours, rival):
        spans = words(pair, ours.at, rival.at)
        return found(pair, f"{ours.kind}/turned", Relation.CONFLICTS, *spans)
    if ours.kind == "only" and (several := _one_of_several(pair, ours, ours_side=True)) is not None:
        span = (pair.claim.tokens[ours.at].start, pair.claim.tokens[ours.at].end)
        return found(pair, "only/others", Relation.CONFLICTS, span, several, "others too")
    if theirs:
        spans = words(pair, ours.at, (same or theirs)[0].at)
        return found(pair, f"{ours.kind}/other", Relation.DIFFERS, *spans)
    if ours.kind == "only" and (more := _others(pair, ours)) >= 0:
        spans = words(pair, ours.at, more)
        return found(pair, "only/others", Relation.CONFLICTS, *spans, "others too")
    token = pair.claim.tokens[ours.at]
    span = (token.start, token.end)
    return found(pair, f"{ours.kind}/missing", Relation.DIFFERS, span, None)


def _alike(pair: Pair, ours: _Alone, theirs: _Alone) -> bool:
    """Whether both say the same sort of thing, whatever the rank."""
    if ours.kind != theirs.kind:
        return False
    if ours.kind != "superlative":
        return True
    one, two = pair.claim.tokens[ours.at].lower, pair.passage.tokens[theirs.at].lower
    return one == two or (ours.scale is not None and ours.scale == theirs.scale)


def _excludes(ours: _Alone, theirs: _Alone) -> bool:
    """Whether what the passage says cannot be true of what the claim says it of."""
    if {ours.kind, theirs.kind} == {"first", "last"}:
        return True
    if ours.kind != "superlative" or theirs.kind != "superlative" or theirs.among:
        return False
    if ours.scale is not None and theirs.scale is not None and ours.scale[0] == theirs.scale[0]:
        return ours.scale != theirs.scale or ours.rank != theirs.rank
    return ours.scale == theirs.scale and ours.rank != theirs.rank


def _tied(pair: Pair, ours: _Alone, theirs: _Alone) -> bool:
    """Whether the next word of matter is the same on both sides: the first sailor, the last."""
    claim, passage = pair.claim, pair.passage
    if _of_them(claim, ours) and _of_them(passage, theirs):
        return True  # "the lowest of the five", "the second lowest of five"
    one = next((at for at in claim.content if at > ours.at), -1)
    two = next((at for at in passage.content if at > theirs.at), -1)
    if one < 0 and two < 0:  # "finished first", "finished last"
        one = next((at for at in reversed(claim.content) if at < ours.at), -1)
        two = next((at for at in reversed(passage.content) if at < theirs.at), -1)
    return one >= 0 and two >= 0 and pair.aligned.to[one] == two


def _of_them(sentence: Sentence, said: _Alone) -> bool:
    return said.kind == "superlative" and [
        token.lower for token in sentence.tokens[said.at + 1 : said.at + 2]
    ] == ["of"]


def _of_others(pair: Pair, ours: _Alone, theirs: _Alone) -> bool:
    """Whether each says it of somebody whom the other does not name: only nurses, only pupils."""
    claim, passage = pair.claim, pair.passage
    one = next((at for at in claim.content if at > ours.at), -1)
    two = next((at for at in passage.content if at > theirs.at), -1)
    return one in pair.aligned.missing and two in pair.aligned.extra


def _one_of_several(pair: Pair, alone: _Alone, *, ours_side: bool) -> Span | None:
    """The words "one of three" of one side, where the other says "the only one"."""
    sides = (pair.claim, pair.passage)
    one_side, other_side = sides if ours_side else sides[::-1]
    one = next((at for at in one_side.content if at > alone.at), -1)
    if one < 0:
        return None
    other = pair.aligned.to[one] if ours_side else pair.aligned.back.get(one, -1)
    for amount in other_side.quantities:
        at = amount.first
        led = [token.lower for token in other_side.tokens[max(0, at - 3) : at]]
        led = [word for word in led if word != "the"]
        if amount.low > 1 and led[-2:] == ["one", "of"] and at < other <= amount.past + 2:
            return other_side.tokens[at - 2].start, amount.end
    return None


def _others(pair: Pair, ours: _Alone) -> int:
    """Who else it is in the passage, where the claim says "only members"; -1 for nobody."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    one = next((at for at in claim.content if at > ours.at), -1)
    if one < 0 or pair.aligned.missing or to[one] + 1 >= len(passage.tokens):
        return -1
    if passage.tokens[to[one] + 1].lower not in _JOINS:
        return -1
    return next((at for at in pair.aligned.extra if to[one] < at <= to[one] + 4), -1)
