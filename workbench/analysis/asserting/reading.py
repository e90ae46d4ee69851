"""The words of a sentence, read through the cues over them, the outermost first.

The inner cue is read as the outer leaves it: "did not fail to reach" says that they reached it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from workbench.analysis.asserting import around, behind
from workbench.analysis.asserting.cues import AGAINST, Cue, Start, Status, starts
from workbench.analysis.asserting.place import PLANS, PROOF, STATEMENTS, Place
from workbench.analysis.clauses import FINITE, Clauses, clauses, finite
from workbench.analysis.lexicon import verbal
from workbench.analysis.tokens import Token


class Operator(NamedTuple):
    """A cue as it stands in a sentence, and the tokens that it governs."""

    first: int
    """Token; -1 where the cue itself is left out, see `moved`."""
    past: int
    governs: frozenset[int]
    cue: Cue
    span: tuple[int, int]
    """Of the cue, in code points, half open."""
    words: str
    """The cue as it is written."""

    @classmethod
    def of(
        cls, tokens: Sequence[Token], first: int, past: int, governs: Iterable[int], cue: Cue
    ) -> "Operator":
        words = " ".join(token.text for token in tokens[first:past])
        span = tokens[first].start, tokens[past - 1].end
        return cls(first, past, frozenset(governs), cue, span, words)


class Said(NamedTuple):
    """What a sentence says of each of its tokens."""

    status: tuple[Status, ...]
    by: tuple[int, ...]
    """For each token the operator that decided, as an index, or -1."""
    operators: tuple[Operator, ...]


FRAMES: dict[str, Callable[[Place], Sequence[int]]] = {
    "to": behind.to,
    "next": behind.right_to,
    "too": behind.too,
    "done": behind.done,
    "that": behind.that,
    "bare": behind.bare,
    "of": behind.of,
    "for": behind.for_,
    "from": behind.from_,
    "ing": behind.ing,
    "object": behind.object_,
    "noun": behind.noun,
    "lacking": behind.lacking,
    "clause": behind.clause,
    "past": behind.past,
    "future": behind.future,
    "subject": around.subject,
    "passive": around.passive,
    "statement": around.statement,
    "plan": around.plan,
    "source": around.source,
    "if": around.if_,
    "all": around.all_,
    "title": around.title,
    "tail": around.tail,
}
"""How a cue takes what it governs; the comments of `cues.toml` tell what each is."""
_QUESTION = Cue(Status.ASKED, Status.ASKED, ("all",), "?")
_UNHEARD = Cue(Status.REPORTED, Status.REPORTED, ("that",), "that")
_SETS_IN = frozenset(("that", "which"))
_INVERTED = Cue(Status.CONDITIONAL, Status.CONDITIONAL, ("all",), "if")
PLAIN = frozenset(("not", "without", "fail"))
"""Names of the cues that deny a deed, rather than what somebody says."""


def said(tokens: Sequence[Token]) -> Said:
    """What a sentence says of each of its tokens; all is asserted where there is no cue."""
    found = starts(tokens)
    if not found and not any(token.text == "?" or token.lower in _SETS_IN for token in tokens):
        return Said((Status.ASSERTED,) * len(tokens), (-1,) * len(tokens), ())
    return _read(tokens, _operators(tokens, found))


def moved(read: Said, place: Mapping[int, int], tokens: int) -> Said:
    """The same for a sentence of which some words are left out.

    `place` gives for each old token the new one, -1 where it is left out; there are `tokens`.
    """
    status, by = [Status.ASSERTED] * tokens, [-1] * tokens
    for old, new in place.items():
        if new >= 0:
            status[new], by[new] = read.status[old], read.by[old]
    operators = []
    for each in read.operators:
        first = place[each.first]
        governs = frozenset(place[at] for at in each.governs if place[at] >= 0)
        past = first + each.past - each.first
        operators.append(each._replace(first=first, past=past, governs=governs))
    return Said(tuple(status), tuple(by), tuple(operators))


def _operators(tokens: Sequence[Token], found: Sequence[Start]) -> list[Operator]:
    """The cues that govern something; of several at one place the longest that does."""
    cut = clauses(tokens)
    result: list[Operator] = []
    taken = 0
    for first, past, cue in sorted(found, key=lambda row: (row.first, -row.past)):
        if first < taken:
            continue
        here = Place(tokens, cut, first, past)
        for frame in cue.governs:
            governed = FRAMES[frame](here)
            if governed:
                taken = past
                result.append(Operator.of(tokens, first, past, governed, cue))
                break
    result += _questions(tokens, cut)
    result += _unheard(tokens, cut, result)
    return [each for each in result if not _aimed(tokens, each, result)]


def _questions(tokens: Sequence[Token], cut: Clauses) -> list[Operator]:
    """Wholes that end with a question mark, or begin as "Should it fail, ..." does."""
    found = []
    for whole in dict.fromkeys(cut.whole):
        own = [at for at, number in enumerate(cut.of) if cut.whole[number] == whole]
        if not own:
            continue
        first = next((at for at in own if tokens[at].kind != "mark"), own[0])
        last = own[-1]
        if cut.ends[whole] == "?":
            if last and tokens[last - 1].end == tokens[last].start:  # no stray "? id=7"
                found.append(Operator.of(tokens, last, last + 1, own, _QUESTION))
        elif tokens[first].lower in ("should", "had", "were") and tokens[first].text[0].isupper():
            found.append(Operator.of(tokens, first, first + 1, own, _INVERTED))
    return found


def _unheard(
    tokens: Sequence[Token], cut: Clauses, known: Sequence[Operator]
) -> Iterable[Operator]:
    """Clauses set under a word that is no cue: "relished the notion that", "That it fell is".

    Whether such a word asserts what it governs is not known. Of "the man that it bit" it is: the
    noun is no statement.
    """
    for at, token in enumerate(tokens[:-2]):
        if token.lower not in _SETS_IN or _finite(tokens, at + 1):
            continue
        here = Place(tokens, cut, at, at + 1)
        governed = here.right
        clause = token.lower == "which" or any(_finite(tokens, other) for other in governed)
        if not governed or not clause:
            continue
        first = at
        if token.lower == "which":
            if [each.lower for each in tokens[max(0, at - 2) : at]] != ["according", "to"]:
                continue
            first = max(0, at - 3)
        elif at:
            before = tokens[at - 1]
            head = before.stem in STATEMENTS | PROOF | PLANS or finite(tokens, at - 1)
            if not head:
                continue
            first = at - 1
        elif sum(_finite(tokens, other) for other in range(len(tokens))) < 2:
            continue
        if not any(other.first < at and governed[0] in other.governs for other in known):
            yield Operator.of(tokens, first, at + 1, governed, _UNHEARD)


def _finite(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower in FINITE or finite(tokens, at)


def _aimed(tokens: Sequence[Token], one: Operator, operators: Sequence[Operator]) -> bool:
    """Whether a cue is only what something is for: "a wall to prevent floods"."""
    if one.cue.status not in AGAINST or not one.first or tokens[one.first - 1].lower != "to":
        return False
    before = tokens[one.first - 2] if one.first > 1 else None
    if before is not None and (before.lower in FINITE or verbal(before.stem)):
        return False  # "had to retract", "hoped to prevent"
    return not any(one.first in other.governs for other in operators)


def _read(tokens: Sequence[Token], found: list[Operator]) -> Said:
    operators = sorted(found, key=lambda each: _depth(each, found))
    status = [Status.ASSERTED] * len(tokens)
    by = [-1] * len(tokens)
    for number, operator in enumerate(operators):
        cue = operator.cue
        for at in operator.governs:
            if status[at] is Status.ASSERTED:
                if cue.status is not Status.ASSERTED:
                    status[at], by[at] = cue.status, number
            elif status[at] in AGAINST:
                turned = _denied(operators[by[at]].cue, cue, status[at])
                if turned is not status[at]:
                    status[at], by[at] = turned, number
    for number, operator in enumerate(operators):
        if operator.cue.name == "done":  # "his attempt to find it succeeded"
            failed = status[operator.first] in AGAINST
            for at in operator.governs:
                status[at] = Status.REFUTED if failed else Status.ASSERTED
                by[at] = number if failed else -1
    return Said(tuple(status), tuple(by), tuple(operators))


def _depth(one: Operator, operators: Sequence[Operator]) -> tuple[int, int, bool, int]:
    """How deep an operator lies within the others, then how little it governs.

    Of two over each other's cue the later is the outer: "the rumour that it shut is a myth".
    """
    over = 0
    for other in operators:
        if other is not one and one.first in other.governs:
            over += not (other.first in one.governs and one.first > other.first)
    return over, -len(one.governs), one.cue.name in ("if", "?"), one.first


def _denied(outer: Cue, inner: Cue, now: Status) -> Status:
    """What becomes of words under an inner cue that the outer says is not so."""
    plain = outer.name in PLAIN
    if inner.status in AGAINST:
        if inner.name == "false" and not plain and outer.name != "deny":
            return now  # "a hoax: the video is fake" says the same twice
        return now if now is Status.WITHDRAWN and inner.name else inner.denied
    if inner.name == "whether":
        return inner.status  # "has yet to say whether": nothing is denied
    return inner.denied if plain else now  # "denied the rumour that" denies what it says
