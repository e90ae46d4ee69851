"""Antonyms: a word of the claim has no counterpart, and the passage has its opposite.

Single words that WordNet or our own list sets against each other, words with a prefix that denies
them, and those that stand on two sides of one matter, see `poles`.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from workbench.analysis.acts import NONE, acts, head
from workbench.analysis.lexicon import base, opposed
from workbench.analysis.opposites import FALSE_OPPOSITES, OPPOSITES
from workbench.analysis.pair import Pair
from workbench.analysis.poles import PHRASES, POLES, Side
from workbench.analysis.prefixes import denied
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

BESIDE = 6
"""Tokens between a word of a matter and what it is said of at most."""


@cache
def _own() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    def table(lines: Iterable[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for line in lines:
            one, two = map(base, line.split())
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
        return {stem: frozenset(others) for stem, others in found.items()}

    return table(OPPOSITES), table(FALSE_OPPOSITES)


@lru_cache(maxsize=65_536)
def opposites(word: str) -> frozenset[str]:
    """The stems that exclude a word given in lower case."""
    stem = base(word)
    ours, never = _own()
    return opposed(stem) - never.get(stem, frozenset()) | ours.get(stem, frozenset()) | denied(word)


@lru_cache(maxsize=KEPT)
def _poles(sentence: Sentence) -> tuple[tuple[int, int, frozenset[Side]], ...]:
    """The words and phrases that stand on a side of some matter: first, past, the sides."""
    found = []
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        behind = PHRASES.get(token.stem)
        if behind is not None and at + 1 < len(tokens) and tokens[at + 1].lower in behind:
            found.append((at, at + 2, behind[tokens[at + 1].lower]))
        elif (sides := POLES.get(token.stem)) is not None and sentence.named[at] < 0:
            found.append((at, at + 1, sides))
    return tuple(found)


def _of_the_same(pair: Pair, at: int, other: int) -> bool:
    """Whether the word of matter next to it, before or behind, is next to the other's too."""
    content, to = pair.claim.content, pair.aligned.to
    beside = [
        next((i for i in reversed(content) if i < at), -1),
        next((i for i in content if i > at), -1),
    ]
    return any(i >= 0 and to[i] >= 0 and abs(to[i] - other) <= BESIDE for i in beside)


def _of_another(pair: Pair, at: int, other: int) -> bool:
    """Whether both words are verbs of something, and of two things: won the race, lost a bet."""
    ours = next((act.object for act in acts(pair.claim) if act.verb == at), NONE)
    theirs = next((act.object for act in acts(pair.passage) if act.verb == other), NONE)
    one, two = head(pair.claim, ours), head(pair.passage, theirs)
    return one in pair.aligned.missing and two in pair.aligned.extra


def _turned(pair: Pair) -> Iterator[tuple[int, int, int]]:
    """Words of the claim whose side of a matter only the other side of stands in the passage."""
    ours = _poles(pair.claim)
    theirs = _poles(pair.passage) if ours else ()
    if not theirs:
        return
    there = {side for _, _, sides in theirs for side in sides}
    for at, _, sides in ours:
        if pair.aligned.to[at] >= 0 or not sides.isdisjoint(there):
            continue
        rivals = {(line, 1 - side) for line, side in sides}
        for other, past, others in theirs:
            lost = other in pair.aligned.extra or past > other + 1
            if not lost or others.isdisjoint(rivals) or not _of_the_same(pair, at, other):
                continue
            if not _of_another(pair, at, other):
                yield at, other, past
                break


def _whole(pair: Pair, at: int, other: int, past: int) -> Found:
    ours, first, last = (
        pair.claim.tokens[at],
        pair.passage.tokens[other],
        pair.passage.tokens[past - 1],
    )
    same = pair.claim.negated[at] == pair.passage.negated[other]
    how = Relation.CONFLICTS if same else Relation.MEETS
    spans = (ours.start, ours.end), (first.start, last.end)
    cell = "antonym/slot" if other in pair.slots.get(at, ()) else "antonym/loose"
    return found(pair, cell, how, *spans)


def antonyms(pair: Pair) -> tuple[Found, ...]:
    """A reason for each missing word of the claim whose opposite the passage has to spare."""
    claim, passage = pair.claim, pair.passage
    if not pair.aligned.missing:
        return ()
    turned = list(_turned(pair))
    results = [_whole(pair, *row) for row in turned]
    told = [row[0] for row in turned]
    for at in pair.aligned.missing if pair.aligned.extra else ():
        if claim.named[at] >= 0 or at in told:
            continue
        rivals = opposites(claim.tokens[at].lower)
        if passage.by_key.keys().isdisjoint(rivals):
            continue
        for other in pair.aligned.extra:
            if passage.named[other] >= 0 or passage.keys[other] not in rivals:
                continue
            if _of_another(pair, at, other):
                continue
            how = (
                Relation.CONFLICTS
                if claim.negated[at] == passage.negated[other]
                else Relation.MEETS
            )
            here = other in pair.slots[at]
            cell = "antonym/slot" if here else "antonym/loose"
            results.append(found(pair, cell, how, *words(pair, at, other)))
            break
    return tuple(results)
