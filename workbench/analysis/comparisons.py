"""What a sentence compares: "barley yields more than rye", "the old pier is as long as the new"."""

# ruff: noqa: SIM905 - lists of words read best as words

from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.acts import PREPOSITIONS, Range, acts
from workbench.analysis.scales import AMOUNT, COMPARED, PLAIN
from workbench.analysis.sentence import KEPT, Sentence

REACH = 7
"""Tokens between a comparative and its "than" at most."""
_ENDS = frozenset(
    "who which that while but and when if because did do does is are was were".split()
)
_STANDS = frozenset(("those", "that", "one", "ones"))
"""Words that only what follows tells apart: "more than those on the list"."""
_NO = frozenset(("no", "not", "n't", "never", "hardly"))


class Comparison(NamedTuple):
    """Two things and how the first stands to the second."""

    at: int
    """The comparing word."""
    first: Range
    second: Range
    """Token ranges of the two things."""
    scale: int
    """Number of the scale, see `scales`."""
    ways: frozenset[int]
    """What may be: 1 if the first is more, 0 if both are alike, -1 if it is less."""


@lru_cache(maxsize=KEPT)
def comparison(sentence: Sentence) -> Comparison | None:
    """The first comparison of a sentence that bounds no number; None if there is none."""
    if sentence.lowers.isdisjoint(("than", "as")):
        return None
    bounds = {at for q in sentence.quantities for at in range(q.first, q.past)}
    for at, token in enumerate(sentence.tokens):
        if at in bounds:
            continue
        made = None
        if token.lower in COMPARED:
            made = _than(sentence, at)
        elif token.lower == "as":
            made = _as(sentence, at)
        if made is not None:
            return made
    return None


def _than(sentence: Sentence, at: int) -> Comparison | None:
    tokens = sentence.tokens
    than = _find(sentence, "than", at + 1)
    if than < 0 or (than + 1 < len(tokens) and _counted(sentence, than + 1)):
        return None
    if any(tokens[other].lower in COMPARED for other in range(at + 2, than)):
        return None  # "the lower hall is wider than": the one before the "than" compares
    scale, way = COMPARED[tokens[at].lower]
    follower = tokens[at + 1].lower
    if scale == AMOUNT and follower in PLAIN:
        number, sign = PLAIN[follower]  # "more expensive", "less safe"
        scale, way = number, way * sign
    ways = frozenset((way,))
    if at and tokens[at - 1].lower in _NO:
        ways = frozenset((0, -way))
    return _made(sentence, at, than + 1, scale, ways)


def _as(sentence: Sentence, at: int) -> Comparison | None:
    """ "as long as", "not as many as"."""
    tokens = sentence.tokens
    word = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    scale, way = (AMOUNT, 1) if word in ("many", "much", "few") else PLAIN.get(word, (-1, 0))
    than = _find(sentence, "as", at + 2)
    if scale < 0 or than < 0 or _counted(sentence, than + 1):
        return None
    negated = at and tokens[at - 1].lower in _NO
    return _made(sentence, at, than + 1, scale, frozenset((-way,) if negated else (0,)))


def _counted(sentence: Sentence, at: int) -> bool:
    """Whether a number or a clause follows, not a thing."""
    if at >= len(sentence.tokens):
        return True
    within = any(q.first <= at < q.past and q.bound != "none" for q in sentence.quantities)
    return within or sentence.tokens[at].lower in ("possible", "before", "ever", "expected")


def _find(sentence: Sentence, word: str, first: int) -> int:
    tokens = sentence.tokens
    for at in range(first, min(first + REACH, len(tokens))):
        if tokens[at].lower == word:
            return at
        if tokens[at].text in ".;,":
            break
    return -1


def _made(
    sentence: Sentence, at: int, behind: int, scale: int, ways: frozenset[int]
) -> Comparison | None:
    act = next((a for a in acts(sentence) if a.first <= at < a.past and a.group >= 0), None)
    if act is None:
        return None
    tokens = sentence.tokens
    past = behind
    while past < len(tokens) and tokens[past].text not in ".;,:()—":
        if past > behind and tokens[past].lower in _ENDS:
            break
        stands = tokens[past - 1].lower in _STANDS
        if past > behind and tokens[past].lower in PREPOSITIONS and not stands:
            break
        past += 1
    first = act.subject if act.group <= at else (act.first, at)
    return Comparison(at, first, (behind, past), scale, ways) if past > behind else None
