"""Roles: the same deed by the same party, or with the parties changed about.

"The union sued the port" against "the port sued the union" or "the union was sued by the port",
and against "the port was sued by the union", which says the same. "A sold it to B" is "B bought
it from A".
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from workbench.analysis.acts import NONE, Act, Range, acts, head
from workbench.analysis.converses import CONVERSES, SYMMETRIC
from workbench.analysis.lexicon import synonyms
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation


def roles(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: who did it to whom, the same or the other way round."""
    ours = [act for act in _deeds(pair.claim) if _likely(pair, act)]
    if not ours:
        return ()
    theirs = [act for act in acts(pair.passage) if act.verb >= 0]
    told: Found | None = None
    for one, two in product(ours, theirs):
        same, converse = _deed(pair, one, two)
        if not same and not converse:
            continue
        spans = words(pair, one.verb, two.verb)
        way = _way(pair, one, two, converse=converse)
        if way > 0:
            told = told or found(pair, "roles/same", Relation.MEETS, *spans)
        elif way < 0 and pair.claim.negated[one.verb] == pair.passage.negated[two.verb]:
            note = "the other way round"
            return (found(pair, "roles/swapped", Relation.CONFLICTS, *spans, note),)
        elif not converse and told is None and _in(pair, one.agent, two.patient):
            spans = words(pair, head(pair.claim, one.agent), head(pair.passage, two.patient))
            told = found(pair, "roles/acted", Relation.DIFFERS, *spans, "as object")
    if told is None and (others := _another_does_it(pair, ours, theirs)) is not None:
        told = found(pair, "roles/acted", Relation.DIFFERS, *others, "not the one who does it")
    return (told,) if told is not None else ()


def _another_does_it(
    pair: Pair, ours: Sequence[Act], theirs: Sequence[Act]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the claim's agent stands in the passage, but does the deed in no clause of it."""
    passage, to = pair.passage, pair.aligned.to
    for one in ours:
        at = head(pair.claim, one.agent)
        other = to[at] if at >= 0 else -1
        deeds = [two for two in theirs if _deed(pair, one, two)[0]]
        if other < 0 or not deeds or pair.claim.named[at] >= 0:
            continue  # of a name: "the firm" may stand for it
        agents = [two.agent for two in deeds]
        named = all(head(passage, agent) >= 0 for agent in agents)
        if named and not any(agent[0] <= other < agent[1] for agent in agents):
            return words(pair, at, head(passage, agents[0]))
    return None


@lru_cache(maxsize=KEPT)
def _deeds(claim: Sentence) -> tuple[Act, ...]:
    """The clauses that name two parties to a deed that is not the same from both sides."""
    return tuple(
        act
        for act in acts(claim)
        if act.verb >= 0
        and claim.keys[act.verb]
        and claim.keys[act.verb] not in SYMMETRIC
        and sum(head(claim, party) >= 0 for party in (act.agent, act.patient, act.other)) > 1
    )


def _likely(pair: Pair, act: Act) -> bool:
    """Whether the verb has a counterpart, or may be told from the other side."""
    if pair.aligned.to[act.verb] >= 0:
        return True
    converses = CONVERSES.get(pair.claim.keys[act.verb])
    return converses is not None and not converses.isdisjoint(pair.passage.by_key)


def _deed(pair: Pair, ours: Act, theirs: Act) -> tuple[bool, bool]:
    """Whether two verbs tell the same deed, and whether the same from the other side."""
    one, two = pair.claim.keys[ours.verb], pair.passage.keys[theirs.verb]
    if two in CONVERSES.get(one, ()):
        return False, True
    aligned = pair.aligned.to[ours.verb] == theirs.verb
    return aligned or one == two or bool(one and two and synonyms(one, two)), False


def _way(pair: Pair, ours: Act, theirs: Act, *, converse: bool) -> int:
    """1 where the parties stand as in the claim, -1 where they changed about, 0 if not plain."""
    one = (ours.agent, ours.other) if converse else (ours.agent, ours.patient)
    two = (theirs.other, theirs.agent) if converse else (theirs.agent, theirs.patient)
    if converse:  # "A won against B" is "B lost to A"; without "to" the object is the other party
        one = (ours.agent, ours.other if ours.other != NONE else ours.patient)
        two = (theirs.other if theirs.other != NONE else theirs.patient, theirs.agent)
    tries = [(one, two)]
    if not converse and ours.other != NONE and theirs.other != NONE:
        tries.append(((ours.agent, ours.other), (theirs.agent, theirs.other)))
    for (first, second), (there, then) in tries:
        kept, crossed = _in(pair, first, there), _in(pair, first, then)
        kept_too, crossed_too = _in(pair, second, then), _in(pair, second, there)
        if crossed and crossed_too and not kept and not kept_too:
            return -1
        if kept and kept_too:
            return 1
    return 0


def _in(pair: Pair, party: Range, phrase: Range) -> bool:
    """Whether the party of the claim is that of the passage."""
    at = head(pair.claim, party)
    other = pair.aligned.to[at] if at >= 0 else -1
    return phrase[0] <= other < phrase[1] and other >= 0 and _same_kind(pair, at, other, phrase)


def _same_kind(pair: Pair, at: int, other: int, phrase: Range) -> bool:
    """Whether the word is what the phrase is about, not said of something else in it."""
    main = head(pair.passage, phrase)
    number = pair.passage.named[other]
    return other == main or (number >= 0 and number == pair.passage.named[main]) or main < 0
