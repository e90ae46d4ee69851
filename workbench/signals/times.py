"""Times of day and days of the week: 6 a.m. is not 6 p.m., and Monday is not Tuesday.

A passage that names several of them may say each of something else, so that one that meets the
claim's is enough; one that is given up ("moved from Friday") meets nothing.
"""

from collections.abc import Sequence
from functools import lru_cache

from workbench.analysis.calendar import WEEKDAYS
from workbench.analysis.moved import given_up
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation, Span


@lru_cache(maxsize=KEPT)
def _days(sentence: Sentence) -> tuple[int, ...]:
    """The tokens that name a day of the week."""
    if sentence.lowers.isdisjoint(WEEKDAYS):
        return ()
    tokens = sentence.tokens
    return tuple(at for at, token in enumerate(tokens) if token.lower in WEEKDAYS)


def _tied(pair: Pair, first: int, past: int) -> bool:
    """Whether both sides speak of the same: the word of matter next to it, and one more."""
    claim, to = pair.claim, pair.aligned.to
    matter = [at for at in claim.content if claim.tokens[at].lower not in WEEKDAYS]
    before = [at for at in matter if at < first]
    behind = [at for at in matter if at >= past]
    beside = before[-1:] or behind[:1]
    shared = sum(1 for at in matter if to[at] >= 0)
    return bool(beside) and to[beside[0]] >= 0 and shared >= min(2, len(matter))


def _span(sentence: Sentence, first: int, past: int) -> Span:
    return sentence.tokens[first].start, sentence.tokens[past - 1].end


def _found(
    pair: Pair, kind: str, ours: tuple[int, int], theirs: Sequence[tuple[int, int, bool]]
) -> Found:
    """The reason for one time of the claim; of the passage's, whether each meets it."""
    span = _span(pair.claim, *ours)
    still = [row for row in theirs if not given_up(pair.passage.tokens, row[0])]
    if not theirs:
        return found(pair, f"{kind}/missing", Relation.DIFFERS, span, None)
    first, past, met = next((row for row in still if row[2]), (still or theirs)[0])
    where = _span(pair.passage, first, past)
    if met and still:
        return found(pair, f"{kind}/same", Relation.MEETS, span, where)
    lost = len(still) < len(theirs) and any(row[2] for row in theirs)
    if _tied(pair, *ours) or (lost and still):  # "moved from Thursday to Friday"
        return found(pair, f"{kind}/apart", Relation.CONFLICTS, span, where)
    return found(pair, f"{kind}/loose", Relation.DIFFERS, span, where, "of something else?")


def times(pair: Pair) -> tuple[Found, ...]:
    """A reason for each time of day and each day of the week of the claim."""
    claim, passage = pair.claim, pair.passage
    if not claim.moments and claim.lowers.isdisjoint(WEEKDAYS):
        return ()
    results = [
        _found(
            pair,
            "time",
            (ours.first, ours.past),
            [(other.first, other.past, other.meets(ours)) for other in passage.moments],
        )
        for ours in claim.moments
    ]
    for at in _days(claim):
        day = WEEKDAYS[claim.tokens[at].lower]
        others = [
            (i, i + 1, not day.isdisjoint(WEEKDAYS[passage.tokens[i].lower]))
            for i in _days(passage)
        ]
        results.append(_found(pair, "weekday", (at, at + 1), others))
    return tuple(results)
