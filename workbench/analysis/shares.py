"""How much of something a sentence speaks of: all, most, half, some, few, none, all but two."""

# ruff: noqa: SIM905 - lists of words read best as words

import math
from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.calendar import MONTHS, WEEKDAYS
from workbench.analysis.numerals import MEASURE
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import LIGHT

_ALMOST = 1e-9
WHOLE, NOTHING = (1.0, 1.0), (0.0, 0.0)
MOST, FEW = (math.nextafter(0.5, 1.0), 1.0), (_ALMOST, math.nextafter(0.5, 0.0))
SOME, NOT_ALL = (_ALMOST, 1.0), (0.0, 1.0 - _ALMOST)
NEARLY_ALL = (0.75, 1.0 - _ALMOST)
_NEARLY = frozenset(("nearly", "almost", "virtually", "practically"))
_WORDS = {
    word: (kind, share)
    for kind, share, line in (
        ("all", WHOLE, "all every each both everyone everybody everything entire whole always"),
        ("none", NOTHING, "none neither nobody single"),
        ("most", MOST, "most majority mostly mainly"),
        ("few", FEW, "few minority hardly"),
        ("one", (_ALMOST, 1.0 - _ALMOST), "one"),
        ("some", SOME, "some several many certain sometimes"),
    )
    for word in line.split()
}
_FEWER = frozenset("but except excepting bar save apart".split())
_NOUN = 6
"""Tokens behind such a word in which its noun is looked for."""
_PEOPLE = frozenset("everyone everybody nobody everything always sometimes mostly mainly".split())


class Share(NamedTuple):
    """How much of what."""

    at: int
    kind: str
    """`all`, `none`, `most`, `few`, `some` or `percent`."""
    low: float
    high: float
    """Shares of the whole, 0 to 1, both ends included."""
    noun: int
    """Token of what it is a share of, -1 where the word stands for it."""


@lru_cache(maxsize=KEPT)
def shares(sentence: Sentence) -> tuple[Share, ...]:
    """The shares of a sentence in order, those in percent among them."""
    found = []
    if not sentence.lowers.isdisjoint(_WORDS):
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            if token.lower in _WORDS and not _idle(sentence, at):
                kind, share = _WORDS[token.lower]
                before = tokens[at - 1].lower if at else ""
                if kind == "all" and (before == "not" or _excepted(sentence, at)):
                    kind, share = "some", NOT_ALL
                elif kind == "all" and before in _NEARLY:
                    kind, share = "most", NEARLY_ALL
                elif kind in ("some", "few", "one") and before in ("not", "hardly", "scarcely"):
                    kind, share = "none", NOTHING
                found.append(Share(at, kind, *share, _noun(sentence, at + 1, token.lower)))
    for amount in sentence.quantities:
        if amount.unit == "%" and amount.low <= 100:
            noun = _noun(sentence, amount.past, "")
            low, high = max(0.0, amount.low / 100), min(1.0, amount.high / 100)
            found.append(Share(amount.first, "percent", low, high, noun))
        elif amount.bound == "none" and sentence.tokens[amount.first].lower == "no":
            noun = _noun(sentence, amount.past, "")
            found.append(Share(amount.first, "none", *NOTHING, noun))
    return tuple(found)


def _noun(sentence: Sentence, first: int, word: str) -> int:
    """What a share is of."""
    if word in _PEOPLE:
        return -1
    for at in range(first, min(len(sentence.tokens), first + _NOUN)):
        if sentence.tokens[at].kind == "mark" and sentence.tokens[at].text not in "-'’":
            return -1
        if sentence.keys[at] and sentence.keys[at] not in LIGHT:
            return at
    return -1


def _idle(sentence: Sentence, at: int) -> bool:
    """Whether a word of this sort says no share: "every week", "at all", "most recent"."""
    tokens = sentence.tokens
    word = tokens[at].lower
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1].lower if at else ""
    if word in ("each", "every") and follower is not None:
        if follower.lower in WEEKDAYS or follower.lower in MONTHS:
            return True
        return follower.stem in MEASURE or follower.kind == "number" or before in ("'s", "per")
    if word == "all":
        return before in ("at", "after", "above", "in", "of") and before != "of"
    if word == "most":
        adverb = follower is None or follower.lower in ("recent", "notably", "likely", "often")
        return adverb or before in ("the", "a", "at", "'s", "his", "her", "its", "their")
    if word == "few" and before == "a" and at > 1 and tokens[at - 2].lower in ("only", "just"):
        return False  # "only a few"
    if word in ("few", "many", "several") and before in ("a", "as", "so", "how", "too"):
        return word == "few" or before != "a"
    if word == "both":
        return any(token.lower == "and" for token in tokens[at + 1 : at + 8])
    if word == "one":  # "only one of the twins", "not one of them"
        pair = [token.lower for token in tokens[at + 1 : at + 4]] == ["of", "the", "two"]
        alone = pair or before in ("only", "just", "not")
        return not alone or follower is None or follower.lower != "of"
    if word == "single":
        return before != "a" or at < 2 or tokens[at - 2].lower != "not"
    if word == "hardly":
        return follower is None or follower.lower != "any"
    return word == "some" and follower is not None and follower.kind == "number"


def _excepted(sentence: Sentence, at: int) -> bool:
    """Whether somebody is left out: "all but two", "everyone except the foreman"."""
    for other in range(at + 1, len(sentence.tokens)):
        word = sentence.tokens[other].lower
        if word in (";", "."):
            return False
        if word in _FEWER:
            follower = sentence.tokens[other + 1] if other + 1 < len(sentence.tokens) else None
            if word == "but":
                numbered = any(
                    q.unit == "except" or q.first == other + 1 for q in sentence.quantities
                )
                return numbered or (follower is not None and follower.lower in ("one", "the"))
            if word == "apart":
                return follower is not None and follower.lower == "from"
            return True
        if word == "exception":
            return True
    return False
