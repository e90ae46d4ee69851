"""How the claim's words lie in the passage: neighbours pulled apart, and what came between.

"Produced by Besson" is not said by "produced by Megaton and directed by Besson", though every
word is there.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from workbench.analysis.lexicon import verbal
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import EXCLUSIVES, MAJORITIES, NEGATORS, UNIVERSALS
from workbench.stance.walk import Walk

SPREAD = tuple(
    """apart apart_mean crossed clauses between_verbs between_names between_numbers in_order
    turned_preposition grammar within_names within_weight within_verbs""".split()
)
NEIGHBOURS = 3
"""Tokens apart at most, for two words of the claim to be neighbours."""
REACH = 14
"""Passage tokens between two counterparts that are still looked at."""
_ENDS = frozenset(
    """but while whereas although though however which who whom whose when where after before
    because if and""".split()
)
_MARKS = frozenset(",;:.()—–")
_TURNED = {
    one: two
    for pair in """before after;to from;over under;above below;with without;for against;
    since until;more less;into out;up down;inside outside""".split(";")
    for one, two in (pair.split(), pair.split()[::-1])
} | {"outside": "in", "fewer": "more"}
"""Words before a noun that the other side turns round."""


_TOLD = NEGATORS | EXCLUSIVES | UNIVERSALS | MAJORITIES
"""Words with signals of their own: of the claim alone they must tell nothing."""


class _Laid(NamedTuple):
    """What is counted along a sentence, found once."""

    spoken: tuple[str, ...]
    """Its words in lower case, without marks."""
    breaks: tuple[int, ...]
    """Before each token, how many marks and words that end a clause."""
    numbers: tuple[int, ...]
    verbal: tuple[bool, ...]
    """Whether a token may be a verb; names are not."""
    grammar: tuple[str, ...]
    """Words without matter that no signal tells of."""
    led: tuple[tuple[int, str, str], ...]
    """Words of matter behind a preposition: token, the preposition, what turns it round."""


@lru_cache(maxsize=KEPT)
def _laid(sentence: Sentence) -> _Laid:
    tokens, keys = sentence.tokens, sentence.keys
    ends = [(t.text in _MARKS) if t.kind == "mark" else (t.lower in _ENDS) for t in tokens]
    led = []
    for at in sentence.content:
        for before in (at - 1, at - 2):
            word = tokens[before].lower if before >= 0 else ""
            if word in _TURNED:
                led.append((at, word, _TURNED[word]))
                break
    return _Laid(
        tuple(t.lower for t in tokens if t.kind != "mark"),
        tuple(accumulate(ends, initial=0)),
        tuple(accumulate((t.kind == "number" for t in tokens), initial=0)),
        tuple(bool(key) and sentence.named[at] < 0 and verbal(key) for at, key in enumerate(keys)),
        tuple(
            token.lower
            for token, key in zip(tokens, keys, strict=True)
            if token.kind == "word" and not key and token.lower not in _TOLD
        ),
        tuple(led),
    )


def spread(pair: Pair, walked: Walk) -> tuple[float, ...]:
    """The features SPREAD: distances in tokens, shares of 0 to 1, and counts."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    to, extra = aligned.to, aligned.extra
    ours, theirs = _laid(claim), _laid(passage)
    breaks, counted, verbal, named = theirs.breaks, theirs.numbers, theirs.verbal, passage.named
    hits = [(at, to[at]) for at in claim.content if to[at] >= 0]
    most = total = number = crossed = clauses = verbs = names = numbers = 0
    for (at, other), (next_at, next_other) in pairwise(hits):
        if next_at - at > NEIGHBOURS:
            continue
        low, high = (other, next_other) if other < next_other else (next_other, other)
        further = high - low - next_at + at
        number += 1
        total += 12 if further > 12 else further if further > 0 else 0
        if further > most:
            most = further
        crossed += next_other < other
        if 1 < high - low <= REACH:
            clauses += breaks[high] - breaks[low + 1]
            numbers += counted[high] - counted[low + 1]
            for between in extra[bisect_right(extra, low) : bisect_left(extra, high)]:
                if named[between] >= 0:
                    names += 1
                elif verbal[between]:
                    verbs += 1
    turned = 0
    for at, word, opposite in ours.led:
        if opposite not in passage.lowers:
            continue
        if (other := to[at]) >= 0:
            before = [token.lower for token in passage.tokens[max(0, other - 3) : other]]
            turned += opposite in before and word not in before
    within: tuple[int, ...] = ()
    if hits:
        within = extra[bisect_left(extra, walked.low) : bisect_right(extra, walked.high)]
    grammar = ours.grammar
    same = sum(map(passage.lowers.__contains__, grammar))
    return (
        20.0 if most > 20 else float(most),
        total / number if number else 6.0,
        crossed / number if number else 1.0,
        float(min(clauses, 6)),
        float(min(verbs, 5)),
        float(min(names, 5)),
        float(min(numbers, 3)),
        LCSseq.similarity(ours.spoken, theirs.spoken) / max(1, len(ours.spoken)),
        float(min(turned, 3)),
        same / len(grammar) if grammar else 1.0,
        float(min(4, len({named[other] for other in within} - {-1}))),
        min(8.0, sum(map(passage.weights.__getitem__, within))),
        float(min(4, sum(map(verbal.__getitem__, within)))),
    )
