"""Which of two came first: "the bell rang before the curtain fell", "after the curtain had fallen".

Each side of "before", "after" or "until" is an event; what counts is which words are whose, not
which of these words joins them.
"""

from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.acts import AUXILIARIES, Range
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

_EARLIER = {"before": 1, "until": 1, "till": 1, "prior": 2, "ahead": 2, "advance": 2, "then": 1}
_LATER = {"after": 1, "following": 1, "once": 1, "subsequent": 2, "wake": 2, "soon": 2}
"""Words behind which the later, and the earlier of two events stands, with their length."""
_SECOND = {"prior": "to", "ahead": "of", "subsequent": "to", "advance": "of", "wake": "of"}
_SECOND |= {"soon": "as"}
_OPENING = 5
"""Tokens before such a word at most, where it opens the sentence: "only two days after"."""


class _Order(NamedTuple):
    """Two events in a sentence."""

    at: int
    earlier: Range
    later: Range


@lru_cache(maxsize=KEPT)
def _order(sentence: Sentence) -> _Order | None:
    """The two events that one word puts in order; None where there is none or are two."""
    if sentence.lowers.isdisjoint(_EARLIER) and sentence.lowers.isdisjoint(_LATER):
        return None
    dated = {at for p in sentence.periods for at in range(p.first, p.past)}
    dated |= {at for m in sentence.moments for at in range(max(0, m.first - 1), m.past)}
    places = [at for at in range(len(sentence.tokens)) if at not in dated and _joins(sentence, at)]
    if len(places) != 1:
        return None
    at = places[0]
    word = sentence.tokens[at].lower
    behind = at + (_EARLIER.get(word) or _LATER[word])
    if not any(sentence.keys[:at]):
        first, second = _opened(sentence, behind)
    else:
        first, second = (0, at), (behind, len(sentence.tokens))
    if not _matter(sentence, first) or not _matter(sentence, second):
        return None
    after = word in _LATER or (word in ("until", "till") and _denied(sentence, first))
    return _Order(at, second, first) if after else _Order(at, first, second)


def _joins(sentence: Sentence, at: int) -> bool:
    if sentence.named[at] >= 0:
        return False
    word = sentence.tokens[at].lower
    if word == "following":
        return at > 0 and sentence.tokens[at - 1].lower not in (
            "the",
            "a",
            "an",
            "is",
            "was",
            "are",
        )
    if word in _SECOND:
        return at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lower == _SECOND[word]
    if word == "then":
        return at > 0 and sentence.tokens[at - 1].lower in ("and", ",", ";")
    if word == "once":
        return at == 0 and at + 1 < len(sentence.tokens)
    return word in _EARLIER or word in _LATER


def _opened(sentence: Sentence, behind: int) -> tuple[Range, Range]:
    """The main event and the one right behind a word that opens the sentence."""
    tokens = sentence.tokens
    for at in range(behind + 1, len(tokens)):
        if tokens[at].text == "," or tokens[at].lower in ("did", "does", "do"):
            return (at, len(tokens)), (behind, at)
        if tokens[at].lower in AUXILIARIES and tokens[0].lower == "only":
            return (at, len(tokens)), (behind, at)
    return (0, 0), (behind, len(tokens))


def _matter(sentence: Sentence, event: Range) -> bool:
    return any(sentence.keys[at] for at in range(*event))


def _denied(sentence: Sentence, event: Range) -> bool:
    return any(
        sentence.tokens[at].lower in ("not", "never", "n't")
        or sentence.tokens[at].lower.endswith("n't")
        for at in range(*event)
    )


def order(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: two events in the claim's order, or the other way round."""
    ours = _order(pair.claim)
    theirs = _order(pair.passage) if ours is not None else None
    if ours is None or theirs is None:
        return ()
    kept = _shared(pair, ours.earlier, theirs.earlier), _shared(pair, ours.later, theirs.later)
    crossed = _shared(pair, ours.earlier, theirs.later), _shared(pair, ours.later, theirs.earlier)
    spans = words(pair, ours.at, theirs.at)
    if min(kept) > 0 and sum(kept) > sum(crossed):
        return (found(pair, "order/same", Relation.MEETS, *spans),)
    if min(crossed) > 0 and sum(crossed) > sum(kept):
        note = "the other way round"
        return (found(pair, "order/turned", Relation.CONFLICTS, *spans, note),)
    return ()


def _shared(pair: Pair, ours: Range, theirs: Range) -> int:
    to = pair.aligned.to
    return sum(1 for at in range(*ours) if theirs[0] <= to[at] < theirs[1])
