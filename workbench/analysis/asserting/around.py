"""What a cue governs around it: its subject, a report or plan it speaks of, its whole sentence.

Each frame gives the tokens it governs, none where the sentence is not built as it wants.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence

from workbench.analysis.asserting.behind import ing, object_, that, to
from workbench.analysis.asserting.place import PLANS, PREPOSITIONS, SOURCES, STATEMENTS, Place
from workbench.analysis.clauses import FINITE, RELATIVE, SUBORDINATE, finite, saying
from workbench.analysis.lexicon import verbal
from workbench.analysis.words import FUNCTION

_COPULAS = frozenset(
    """is are was were be been being remain remains remained prove proves proved proven seem seemed
    become became turned isn't wasn't aren't weren't 's""".split()
)
_LABELS = frozenset(
    """called calls call labelled labeled labels branded brands described describes dubbed denounced
    dismissed termed deemed declared rated slammed rejected decried as""".split()
)
"""Verbs that name what a thing is: "called the report a fabrication"."""
_PRONOUNS = frozenset("it he she they we".split())
_ADVERBS = frozenset(("also", "still", "again", "now", "then", "only", "even", "just"))
_OPENING = frozenset("in during for as on according".split())
_NEAR = 5
# Words from the start of a sentence to a cue that says in what it happens: "In a comedy sketch".
_LOOSE = frozenset("provided providing assuming supposing barring".split())
"""Conditions only where they begin a clause: melodies may be provided by drums."""


def subject(here: Place) -> Sequence[int]:
    """What stands before a form of be: "the leak is a myth"; or the sentence before it."""
    left = here.left
    copula = next((at for at in reversed(left[-6:]) if here.lower(at) in _COPULAS), -1)
    if copula < 0:
        label = next((at for at in left if here.lower(at) in _LABELS), -1)
        if label >= 0 and not here.matter(here.right):
            return [at for at in left if at > label]
        return () if here.matter(left) else before(here)
    while copula - 1 in left and here.lower(copula - 1) in _COPULAS | FINITE | _ADVERBS:
        copula -= 1
    left = [at for at in left if at < copula]
    words = [here.lower(at) for at in left if here.tokens[at].kind != "mark"]
    if not words:
        return ()
    if words[-1] in ("it", "there") or (words[0] in ("it", "there") and len(words) <= 2):
        ats = here.right
        for place, at in enumerate(ats[:6]):
            if here.lower(at) in ("that", "to"):
                return ats[place + 1 :]
        if len(words) <= 2:
            return before(here)
    if words[-1] in _PRONOUNS and len(words) > 2:
        return ()  # "said it was mistaken": of whoever says so
    inside = _set_in(here, left, copula)
    if not inside and (not here.matter(left) or _only_statement(here, left)):
        return before(here)
    return [*left, *inside]


def before(here: Place) -> Sequence[int]:
    """What a clause takes up: "Goats eat tins: that is a myth", "a tale that is false"."""
    of, whole = here.cut.of, here.cut.whole
    own = whole[here.clause]
    if own != here.clause:
        return [at for at in range(here.first) if of[at] == own]
    earlier = [at for at in range(here.first) if whole[of[at]] != own]
    return [at for at in earlier if whole[of[at]] == whole[of[earlier[-1]]]]


def _set_in(here: Place, left: Sequence[int], past: int) -> Sequence[int]:
    """What is set into the words before a verb: "the clip in which it fell" tells what it shows."""
    if not any(here.tokens[at].stem in STATEMENTS for at in left):
        return ()
    of, whole = here.cut.of, here.cut.whole
    own = of[left[0]]
    return [at for at in range(left[0], past) if of[at] != own and whole[of[at]] == whole[own]]


def _only_statement(here: Place, ats: Sequence[int]) -> bool:
    tokens = (here.tokens[at] for at in ats)
    words = [token for token in tokens if token.kind == "word" and token.lower not in FUNCTION]
    return len(words) == 1 and words[0].stem in STATEMENTS


def passive(here: Place) -> Sequence[int]:
    """The subject of a passive, where nothing follows: "the visit was called off"."""
    if any(frame(here) for frame in (to, that, ing, object_)) or not here.matter(here.left):
        return ()
    return subject(here)


def statement(here: Place) -> Sequence[int]:
    """What a report says: "dismissed the report that it leaked", "the report was dismissed"."""
    ats = here.right
    for place, at in enumerate(ats[:7]):
        if here.tokens[at].stem in STATEMENTS:
            rest = ats[place + 1 :]
            return rest if here.matter(rest) else ()
        if here.lower(at) in FINITE or here.lower(at) in ("that", ",", "to"):
            break
    left = here.left
    told = any(here.tokens[at].stem in STATEMENTS for at in left)
    if told and any(here.lower(at) in _COPULAS for at in left[-4:]):
        return [*left, *_set_in(here, left, here.first)]
    return ()


def plan(here: Place) -> Sequence[int]:
    """What a plan was for: "dropped its plan to close", "its bid to close failed"."""
    ats = here.right
    for place, at in enumerate(ats[:6]):
        if here.tokens[at].stem in PLANS or (here.ing(at) and place <= 1):
            rest = ats[place:]
            return rest if here.matter(rest[1:]) else ()
        if here.lower(at) in FINITE or here.lower(at) in ("that", ",", "to", "and"):
            break
    if here.matter(ats):
        return ()
    left = here.left
    return left if any(here.tokens[at].stem in PLANS for at in left) else ()


def source(here: Place) -> Sequence[int]:
    """The whole, where a report follows: "an unverified video shows"."""
    past = here.past
    told = past < len(here.tokens) and here.tokens[past].stem in SOURCES
    return here.whole if told else ()


def if_(here: Place) -> Sequence[int]:
    """A condition and what hangs on it: its own clause and the main one."""
    opens = here.first == 0 or here.tokens[here.first - 1].kind == "mark"
    if here.word in _LOOSE and here.past - here.first == 1 and not opens:
        return ()
    if here.word == "if" and not any(map(_verb(here), here.right)):
        return ()  # "if a day late"
    both = (here.clause, here.cut.whole[here.clause])
    return [at for at, number in enumerate(here.cut.of) if number in both]


def _verb(here: Place):  # type: ignore[no-untyped-def]
    def is_verb(at: int) -> bool:
        token = here.tokens[at]
        inflected = token.lower.endswith(("ed", "s")) and verbal(token.stem)
        return inflected or finite(here.tokens, at)

    return is_verb


def all_(here: Place) -> Sequence[int]:
    """The whole that opens with a cue: "In a sketch", or says so: "an earlier version said"."""
    word, own = here.word, here.whole
    if here.past - here.first > 1 and word not in ("in", "april", "the"):
        return own if any(here.tokens[at].stem in saying() for at in own) else ()
    opens = next((at for at in own if here.tokens[at].kind == "word"), here.first)
    near = here.first - opens <= _NEAR and here.lower(opens) in _OPENING
    return own if word == "in" or near else ()


def title(here: Place) -> Sequence[int]:
    """What stands behind a title: "Myth: bees cannot see"."""
    whole, own = here.cut.whole, here.whole
    if here.cut.ends[whole[here.clause]] != ":" or here.first - own[0] > 3:
        return ()
    if any(finite(here.tokens, at) for at in own):
        return ()
    of = here.cut.of
    return [at for at in range(own[-1] + 1, len(of)) if whole[of[at]] == whole[of[own[-1] + 1]]]


def tail(here: Place) -> Sequence[int]:
    """All around a few words set in: "the dam, it is feared, leaks"."""
    number, whole = here.clause, here.cut.whole[here.clause]
    if number == whole or here.matter(here.right):
        return ()
    if here.before in PREPOSITIONS or here.before in ("to", "by"):
        return ()
    own = here.left
    if {"than", "what", "as"} & {here.lower(at) for at in own}:
        return ()  # "more than they had expected"
    if not own or here.ing(own[0]) or here.lower(own[0]) in SUBORDINATE | RELATIVE:
        return ()
    return [at for at, clause in enumerate(here.cut.of) if clause == whole]
