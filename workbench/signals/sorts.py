"""What a thing is said to be: the claim calls it a film, the passage a novel.

Both sides must say it of the same subject, "X is a ...", and nothing in the passage may name a
kind of what the claim says. That somebody is called a singer where the claim says actor is told
apart: people are often both.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from functools import cache, lru_cache

from workbench.analysis.called import Called, called, of_the_same, plainly
from workbench.analysis.lexicon import base, fields_of, kind_of, synonyms
from workbench.analysis.opposites import ALIKE
from workbench.analysis.pair import Pair
from workbench.analysis.scales import TOPMOST
from workbench.analysis.sentence import Sentence
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

LED = 6
"""Tokens before a noun that may go with it."""
PERSON = 18
SOLID = frozenset((5, 6, 8, 10, 13, 14, 15, 17, PERSON, 20, 27))
"""Lexicographer files of WordNet of what can be seen, read or lived in, see `Lexicon.fields`: of
acts and states most exclude nothing."""
_ANY = frozenset("place location thing something work citizen person people name term end".split())
"""Words that almost everything else may be called too."""


def _near(pair: Pair, ours: Called, theirs: Called) -> bool:
    """Whether a word that the claim says it of stands before the passage's verb."""
    return any(0 <= other < theirs.at for other in pair.aligned.to[: ours.at])


def _narrower(pair: Pair, at: int, other: int) -> Found:
    """The noun is met; whether what goes before it is too: a medical drama is no horror drama."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    # "the largest" beside "the biggest" is told by `exclusives`.
    ours = [i for i in _before(claim, at) if i in aligned.missing and not _topmost(claim, i)]
    theirs = [i for i in _before(passage, other) if i in aligned.extra and not _topmost(passage, i)]
    if not ours or not theirs:
        return found(pair, "sort/same", Relation.MEETS, *words(pair, at, other))
    spans = (
        (claim.tokens[ours[-1]].start, claim.tokens[at].end),
        (passage.tokens[theirs[-1]].start, passage.tokens[other].end),
    )
    return found(pair, "sort/other", Relation.DIFFERS, *spans, "another one?")


def _topmost(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].lower in TOPMOST


def _before(sentence: Sentence, head: int) -> list[int]:
    """The words of matter that stand right before a noun and go with it."""
    result = []
    for at in range(head - 1, max(-1, head - LED), -1):
        if sentence.keys[at]:
            result.append(at)
        elif sentence.tokens[at].text != "-" and sentence.named[at] < 0:
            break
    return result


def sorts(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: what the claim calls its subject is met, another thing, or denied."""
    claim, passage = pair.claim, pair.passage
    ours = called(claim)
    theirs = called(passage) if ours else None
    if not ours or not theirs or not _near(pair, ours, theirs):
        return ()
    for at in ours.heads:
        one = claim.keys[at]
        other = next((i for i in theirs.heads if _met(one, passage.keys[i])), -1)
        if other >= 0:
            if claim.negated[at] == passage.negated[other]:
                results = _narrower(pair, at, other)
            elif pair.aligned.to[at] >= 0 or not claim.negated[at]:
                continue  # the signal of negation tells it; no drummer may still be a musician
            else:
                results = found(pair, "sort/denied", Relation.CONFLICTS, *words(pair, at, other))
            return (results,)
        if claim.negated[at] or any(passage.negated[i] for i in theirs.heads):
            continue
        if pair.aligned.to[at] >= 0 or any(_met(one, passage.keys[i]) for i in passage.content):
            continue
        if any(_open(one, passage.keys[i]) for i in theirs.heads):
            continue
        other = theirs.heads[0]
        persons = PERSON in fields_of(one), PERSON in fields_of(passage.keys[other])
        cell = "sort/person" if all(persons) else "sort/thing"
        firm = plainly(claim, ours) and plainly(passage, theirs)
        if firm and of_the_same(pair, ours.at, theirs.at):
            return (found(pair, cell, Relation.CONFLICTS, *words(pair, at, other)),)
        return (found(pair, cell, Relation.DIFFERS, *words(pair, at, other), "of another?"),)
    return ()


def _met(ours: str, theirs: str) -> bool:
    return ours == theirs or kind_of(theirs, ours) or synonyms(ours, theirs)


@cache
def _lines() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(ALIKE):
        for word in line.split():
            found.setdefault(base(word), set()).add(number)
    return {stem: frozenset(lines) for stem, lines in found.items()}


@cache
def _any() -> frozenset[str]:
    return frozenset(map(base, _ANY))


@lru_cache(maxsize=16_384)
def _open(ours: str, theirs: str) -> bool:
    """Whether a thing may be called both: "a person" leaves open whether it is a singer."""
    if ours in _any() or theirs in _any() or kind_of(ours, theirs):
        return True
    if SOLID.isdisjoint(fields_of(ours)) or SOLID.isdisjoint(fields_of(theirs)):
        return True
    nothing: frozenset[int] = frozenset()
    return not _lines().get(ours, nothing).isdisjoint(_lines().get(theirs, nothing))
