"""Roles: the same two parties with the same verb, or compared, but the other way round.

"The union sued the port" against "the port sued the union", and "the UN's list is longer than
China's" against "China's is longer than those on the UN's list". Passives are read by their "by".
"""

from functools import lru_cache

from workbench.analysis.lexicon import fields_of, verbal
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import DOWN, UP
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

REACH = 8
"""Words between a verb and its subject or object at most."""
_TOGETHER = frozenset(("and", "with", "between", "among", "both", "together"))
# "A and B met", "A met with B": who comes first says nothing.
_COMPARE = (UP | DOWN) & frozenset(("more", "fewer", "less", "higher", "lower", "greater"))


def roles(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: two parties that changed places around a verb or a comparison."""
    return _compared(pair) or _acted(pair)


def _parties(pair: Pair) -> list[tuple[int, int]]:
    """Names of the claim with their place in the passage, as token indices."""
    to = pair.aligned.to
    placed = []
    for name in pair.claim.names:
        at = next((i for i in range(name.first, name.past) if to[i] >= 0), -1)
        if at >= 0:
            placed.append((at, to[at]))
    return placed


def _compared(pair: Pair) -> tuple[Found, ...]:
    claim, passage = pair.claim, pair.passage
    ours = _comparison(claim)
    theirs = _comparison(passage) if ours else None
    if ours is None or theirs is None:
        return ()
    placed = _parties(pair)
    first = [other for at, other in placed if at < ours[0]]
    second = [other for at, other in placed if at > ours[1]]
    if not first or not second:
        return ()
    swapped = any(o > theirs[1] for o in first) and any(o < theirs[0] for o in second)
    kept = any(o < theirs[0] for o in first) and any(o > theirs[1] for o in second)
    if swapped == kept:
        return ()
    same_way = (claim.tokens[ours[0]].lower in UP) == (passage.tokens[theirs[0]].lower in UP)
    if swapped != same_way:
        return ()
    spans = words(pair, ours[0], theirs[0])
    return (found(pair, "roles/compared", Relation.CONFLICTS, *spans, "the other way round"),)


@lru_cache(maxsize=KEPT)
def _comparison(sentence: Sentence) -> tuple[int, int] | None:
    """The comparing word and its "than", if it does not bound a number."""
    if "than" not in sentence.lowers:
        return None
    tokens = sentence.tokens
    bounds = {at for q in sentence.quantities for at in range(q.first, q.past)}
    for at, token in enumerate(tokens):
        if token.lower in _COMPARE and at not in bounds:
            for than in range(at + 1, min(at + 6, len(tokens))):
                if tokens[than].lower == "than":
                    return at, than
    return None


@lru_cache(maxsize=KEPT)
def _acts(claim: Sentence) -> tuple[int, ...]:
    """The verbs that a name is the plain object of."""
    if len(claim.names) < 2:
        return ()
    return tuple(
        at
        for at in claim.content
        if claim.named[at] < 0
        and any(
            at < name.first <= at + 4 and not _joined(claim, at, name.first) for name in claim.names
        )
        and _verb(claim, at)
        and not _passive(claim, at)
    )


def _acted(pair: Pair) -> tuple[Found, ...]:
    passage, to = pair.passage, pair.aligned.to
    acts = [at for at in _acts(pair.claim) if to[at] >= 0]
    placed = dict(_parties(pair)) if acts else {}
    for at in acts:
        verb = to[at]
        before = [i for i in placed if at - REACH <= i < at]
        if not before:
            continue
        subject = before[-1]
        other = placed[subject]
        if not verb < other <= verb + 5 or _joined(passage, verb, other):
            continue
        if _passive(passage, verb):
            continue
        return (
            found(pair, "roles/acted", Relation.DIFFERS, *words(pair, subject, other), "as object"),
        )
    return ()


def _verb(sentence: Sentence, at: int) -> bool:
    stem = sentence.keys[at]
    if not fields_of(stem):  # one the lexicon does not have: "sued" gives "su", "sue" gives "sue"
        return sentence.tokens[at].lower.endswith("ed")
    return verbal(stem)


def _joined(sentence: Sentence, verb: int, party: int) -> bool:
    """Whether what stands between makes the party no plain object."""
    between = [token.lower for token in sentence.tokens[verb + 1 : party]]
    breaks = _TOGETHER | {"by", "from", "in", "on", "at", "of", "to", "for", "that", ",", ";"}
    return any(word in breaks for word in between)


def _passive(sentence: Sentence, verb: int) -> bool:
    near = [token.lower for token in sentence.tokens[max(0, verb - 3) : verb]]
    return any(word in ("was", "were", "been", "being", "is", "are") for word in near)
