"""Assertion: whether the passage says of the claim's words what the claim says of them.

Compared word by word, as `analysis.asserted` reads either side: the same thing denied on both
sides agrees, whatever else either denies. Refuted on one side only is a conflict; asked, planned,
feared or alleged there but stated here is neither way.
"""

from functools import lru_cache

import msgspec

from workbench.analysis.acts import acts
from workbench.analysis.asserting import AGAINST, PLAIN, Operator, Status
from workbench.analysis.asserting.place import PLANS, PROOF, STATEMENTS
from workbench.analysis.clauses import finite, past_form
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import (
    EXCLUSIVES,
    FIRSTS,
    LASTS,
    LIGHT,
    MAJORITIES,
    PARTIALS,
    UNIVERSALS,
)
from workbench.signals.found import Found
from workbench.signals.reasons import Reason, Relation, Span

HALF = 0.5
"""Share of what both say that must be turned, or left open, for the whole to be."""
MOST = 0.6
"""Share of what a negation governs that must be on both sides where its first word is not."""
BEFORE = 0.25
"""What a word before the claim's verb counts: whether it is so is asked of what is said of it."""
NAMED = 0.5
"""What a name counts."""
_ALONE = EXCLUSIVES | FIRSTS | LASTS | frozenset(("but", "except", "excepting"))
_LITTLE = LIGHT | PROOF | PLANS | STATEMENTS
"""What is denied of these words is denied of what they are of: "no evidence", "no plan"."""
_REPORTED = frozenset((Status.BELIEVED, Status.ALLEGED, Status.RUMOURED, Status.FEARED))
_AHEAD = frozenset((Status.PLANNED, Status.HOPED, Status.ORDERED))
_WORDS = {
    Status.ASKED: "asked, not said",
    Status.CONDITIONAL: "said only on a condition",
    Status.UNPROVEN: "called unproven",
    Status.PLANNED: "planned, not said to be done",
    Status.ATTEMPTED: "tried, not said to be done",
    Status.ORDERED: "demanded, not said to be done",
    Status.FORBIDDEN: "forbidden, not said to be done",
    Status.FEARED: "feared, not said",
    Status.HOPED: "hoped for, not said",
    Status.BELIEVED: "believed, not said",
    Status.ALLEGED: "alleged, not said",
    Status.RUMOURED: "rumoured, not said",
    Status.POSSIBLE: "possible, not said to be so",
    Status.INVENTED: "told in play, not said",
    Status.WITHDRAWN: "withdrawn",
    Status.REFUTED: "denied",
    Status.REPORTED: "reported, perhaps not asserted",
}


def open_to(status: Status) -> bool:
    """Whether a word is neither asserted nor refuted."""
    return status is not Status.ASSERTED and status not in AGAINST


def _alike(ours: Status, theirs: Status) -> bool:
    """Whether both sides leave a word as open, or turn it alike."""
    if ours is theirs or (ours in AGAINST and theirs in AGAINST):
        return True
    return any(ours in family and theirs in family for family in (_REPORTED, _AHEAD))


@lru_cache(maxsize=KEPT)
def _verb(claim: Sentence) -> int:
    """The claim's first finite verb, 0 where none is plain."""
    return next((at for at in range(1, len(claim.tokens)) if finite(claim.tokens, at)), 0)


@lru_cache(maxsize=KEPT)
def ahead(claim: Sentence) -> bool:
    """Whether a claim may speak of what comes: no word of it is in the past."""
    return not any(past_form(token.lower) for token in claim.tokens) and claim.lowers.isdisjoint(
        ("was", "were", "had", "has", "have", "did")
    )


def asserted(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: what the claim says is turned, or left open, on one side only."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    ours, theirs = claim.said, passage.said
    if not ours.operators and not theirs.operators:
        return ()
    verb = _verb(claim)
    weight = {"same": 0.0, "turned": 0.0, "open": 0.0, "stated": 0.0, "reported": 0.0}
    firsts: dict[str, int] = {}
    for at in claim.content:
        other = to[at]
        if other < 0 or _follows(pair, at):
            continue
        how = _how(pair, at, other)
        value = claim.weights[at] * (BEFORE if at < verb else 1.0)
        if claim.named[at] >= 0:
            value *= NAMED
        weight[how] += value
        if how not in firsts or claim.named[firsts[how]] >= 0 or firsts[how] < verb <= at:
            firsts[how] = at
    total = sum(weight.values())
    if not total:
        return ()
    if weight["turned"] >= HALF * total or (weight["turned"] and _deed_turned(pair)):
        return (_turned(pair, firsts["turned"], whole=True),)
    if weight["open"] >= HALF * total:
        return (_open(pair, firsts["open"]),)
    if weight["stated"] >= HALF * total:
        return (_stated(pair, firsts["stated"]),)
    if weight["reported"] >= HALF * total:
        found = _open(pair, firsts["reported"])
        return (msgspec.structs.replace(found, cell="asserted/reported"),)
    if weight["turned"]:
        return _part(pair) or _telling_part(pair)
    return ()


def _said_again(pair: Pair, at: int, other: int) -> bool:
    """Whether a word stands there twice, once as the claim has it, where more of the claim is.

    "Was flooded every third year; it has not been flooded since 2013."
    """
    claim, passage = pair.claim, pair.passage
    places = passage.by_key.get(claim.keys[at], ()) if claim.keys[at] else ()
    if len(places) < 2:
        return False
    alike = [p for p in places if _alike(claim.said.status[at], passage.said.status[p])]
    if not alike:
        return False
    keys = {claim.keys[each] for each in claim.content}

    def shared(place: int) -> int:
        act = next((act for act in acts(passage) if act.first <= place < act.past), None)
        return len(keys.intersection(passage.keys[act.first : act.past])) if act else 0

    here, there = shared(other), max(map(shared, alike))
    return there > here or (there == here and claim.negated[at])


def _deed_turned(pair: Pair) -> bool:
    """Whether the claim's own verb is denied on one side only: that decides, whatever else is."""
    act = next((act for act in acts(pair.claim) if act.verb >= 0), None)
    if act is None or not pair.claim.keys[act.verb]:
        return False
    other = pair.aligned.to[act.verb]
    return other >= 0 and _how(pair, act.verb, other) == "turned"


def _follows(pair: Pair, at: int) -> bool:
    """Whether a word is governed by a verb that both sides have: what is so of that decides."""
    by = pair.claim.said.by[at]
    first = pair.claim.said.operators[by].first if by >= 0 else -1
    return first >= 0 and pair.aligned.to[first] >= 0


def _how(pair: Pair, at: int, other: int) -> str:
    """What the passage does to a word: says the same, turns it, leaves it open, or states it."""
    ours, theirs = pair.claim.said.status[at], pair.passage.said.status[other]
    if _alike(ours, theirs):
        return "same"
    if _said_again(pair, at, other):
        return "same"
    if Status.REPORTED in (ours, theirs):
        return "reported" if theirs is Status.REPORTED else "same"
    if open_to(theirs):
        if theirs is Status.PLANNED and ahead(pair.claim):
            name = pair.passage.said.operators[pair.passage.said.by[other]].cue.name
            return "same" if name == "will" else "open"
        return "open"
    if open_to(ours):
        name = pair.claim.said.operators[pair.claim.said.by[at]].cue.name
        return "same" if ours is Status.POSSIBLE or name == "will" else "stated"
    return "turned"


def _turned(pair: Pair, at: int, *, whole: bool) -> Found:
    """The reason for a word that one side denies."""
    other = pair.aligned.to[at]
    there = pair.passage.negated[other] or pair.claim.said.by[at] < 0
    sentence, place = (pair.passage, other) if there else (pair.claim, at)
    by = sentence.said.by[place]
    operator = sentence.said.operators[by] if by >= 0 else None
    span = _span(sentence, operator, place)
    theirs, ours = pair.passage.tokens[other], pair.claim.tokens[at]
    spans = ((ours.start, ours.end), span) if there else (span, (theirs.start, theirs.end))
    cue = f"“{operator.words if operator else sentence.tokens[place].text}”"
    plain = operator is None or operator.cue.name in PLAIN
    if operator is not None and plain and _of_one_alone(pair, there=there):
        return _reason("negation/loose", Relation.DIFFERS, *spans, f"said of one alone: {cue}")
    if operator is not None and plain and not _focus(pair, operator, place, there=there):
        return _reason("negation/loose", Relation.DIFFERS, *spans, f"denies something else: {cue}")
    if not plain and operator is not None and there and _of_more(pair, operator):
        return _reason("negation/loose", Relation.DIFFERS, *spans, f"denied of more: {cue}")
    told = "says it is not so" if there else "says so, the claim denies it"
    if sentence.said.status[place] is Status.WITHDRAWN:
        told = "withdrawn"
    cell = "negation/most" if whole else "negation/part"
    return _reason(cell if plain else "denial", Relation.CONFLICTS, *spans, f"{told}: {cue}")


def _of_one_alone(pair: Pair, *, there: bool) -> bool:
    """Whether the side without the negation says it of one alone, which is a denial as well.

    "The first to reach it" is "nobody reached it before", "all but one have it" is "one has none".
    """
    sides = (pair.passage, pair.claim) if there else (pair.claim, pair.passage)
    return bool((sides[1].lowers - sides[0].lowers) & _ALONE)


def _focus(pair: Pair, operator: Operator, place: int, *, there: bool) -> bool:
    """Whether what a negation is about stands on both sides: its first word, or most of it.

    "Never lifted its sanctions" is not contradicted by whatever else says "sanctions".
    """
    sentence = pair.passage if there else pair.claim
    within = operator.governs
    for other in sentence.said.operators:  # "no proof has come to light that": of what it proves
        if other.first in operator.governs and place in other.governs:
            within &= other.governs
    governed = [i for i in sorted(within) if sentence.keys[i] and sentence.named[i] < 0]
    met = [i in pair.aligned.back if there else pair.aligned.to[i] >= 0 for i in governed]
    telling = [m for i, m in zip(governed, met, strict=True) if sentence.keys[i] not in _LITTLE]
    return not met or (telling or met)[0] or sum(met) > MOST * len(met)


def _of_more(pair: Pair, operator: Operator) -> bool:
    """Whether more is denied than the claim says: most of it, where the claim says some."""
    claim, passage = pair.claim, pair.passage
    if claim.lowers.isdisjoint(PARTIALS):
        return False
    denied = {passage.tokens[at].lower for at in operator.governs if at < len(passage.tokens)}
    more = MAJORITIES | UNIVERSALS
    return not denied.isdisjoint(more) and claim.lowers.isdisjoint(more)


def _open(pair: Pair, at: int) -> Found:
    """The reason for what the passage only asks, plans or fears."""
    passage, other = pair.passage, pair.aligned.to[at]
    token, status = pair.claim.tokens[at], passage.said.status[other]
    operator = passage.said.operators[passage.said.by[other]]
    text = f"{_WORDS[status]}: “{operator.words}”"
    return _reason("asserted/open", Relation.DIFFERS, (token.start, token.end), operator.span, text)


def _stated(pair: Pair, at: int) -> Found:
    """The reason for what the claim leaves open and the passage states."""
    claim = pair.claim
    word = pair.passage.tokens[pair.aligned.to[at]]
    operator = claim.said.operators[claim.said.by[at]]
    ours = _WORDS[claim.said.status[at]]
    text = f"says so, the claim only has it {ours}: “{operator.words}”"
    where = (word.start, word.end)
    return _reason("asserted/stated", Relation.DIFFERS, operator.span, where, text)


def _part(pair: Pair) -> tuple[Found, ...]:
    """A denial of a few words, "not in Lima", that are among the claim's, or the other way."""
    to, back = pair.aligned.to, pair.aligned.back
    for sentence, met in ((pair.passage, lambda i: back.get(i, -1)), (pair.claim, lambda i: i)):
        for operator in sentence.said.operators:
            if operator.cue.name not in ("not", "without"):
                continue
            governed = [i for i in sorted(operator.governs) if sentence.keys[i]]
            if not governed:
                continue
            ats = [met(i) for i in governed]
            first = ats[0]
            if first < 0 or to[first] < 0 or any(at < 0 or to[at] < 0 for at in ats[:2]):
                continue
            if pair.claim.negated[first] != pair.passage.negated[to[first]]:
                return (_turned(pair, first, whole=False),)
    return ()


def _telling_part(pair: Pair) -> tuple[Found, ...]:
    """A denial of a name or figure of the claim: "instead of singing in Latin"."""
    claim = pair.claim
    figures = {at for q in claim.quantities for at in range(q.first, q.past)}
    for at in claim.content:
        other = pair.aligned.to[at]
        telling = claim.named[at] >= 0 or at in figures
        if telling and other >= 0 and not _follows(pair, at) and _how(pair, at, other) == "turned":
            return (_turned(pair, at, whole=False),)
    return ()


def _span(sentence: Sentence, operator: Operator | None, at: int) -> Span:
    """The words of an operator, or the token itself."""
    return operator.span if operator else (sentence.tokens[at].start, sentence.tokens[at].end)


def _reason(cell: str, relation: Relation, claim: Span, passage: Span, text: str) -> Found:
    return Found(Reason(cell.partition("/")[0], relation, claim, passage, text), cell)
