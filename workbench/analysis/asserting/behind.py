"""What a cue governs behind it: an infinitive, a clause, a phrase, a noun.

Each frame gives the tokens it governs, none where the sentence does not go on as it wants.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence

from workbench.analysis.asserting.place import PREPOSITIONS, PROOF, STATEMENTS, Place
from workbench.analysis.clauses import FINITE, finite, infinitive, past_form
from workbench.analysis.words import FUNCTION

NEGATED = 14
# Words behind "not" that it governs at most: without a limit a missing comma would turn a whole
# sentence round.
SHORT = 4
# Words of a plain noun phrase.
_NOUNS = ("ion", "ions", "ment", "ments", "ance", "ence", "ity", "ism")
_OF_NOUNS = frozenset(
    """the a an its his her their our my this that these those all any some no every each of in
    such many several 's ’s""".split()
)
"""What stands before a noun and before no verb."""
_STOPS = frozenset(("to", "and", "that", ",", "by")) | FINITE
_COUNTING = frozenset(("more", "less", "fewer", "least", "only"))
_SCARCELY = frozenset(("hardly", "barely", "scarcely", "no", "none"))


def to(here: Place) -> Sequence[int]:
    """An infinitive, with whom it is asked of: "ordered the mill to close"."""
    ats = here.right
    for place, at in enumerate(ats[:10]):
        token = here.tokens[at]
        if token.lower == "to" and infinitive(here.tokens, at):
            return here.to_finite(ats, place + 3)
        if token.text in ",;:" or token.lower in ("that", "and") or token.lower in FINITE:
            return ()
    return ()


def right_to(here: Place) -> Sequence[int]:
    """An infinitive right behind: "was to close"."""
    if _infinitive(here, here.past):
        return here.to_finite(here.right, 3)
    return ()


def too(here: Place) -> Sequence[int]:
    """An infinitive behind an adjective: "too weak to stand"."""
    for at in (here.past + 1, here.past + 2):
        if _infinitive(here, at):
            return here.to_finite([other for other in here.right if other >= at], 3)
    return ()


def _infinitive(here: Place, at: int) -> bool:
    return at < len(here.tokens) and here.lower(at) == "to" and infinitive(here.tokens, at)


def done(here: Place) -> Sequence[int]:
    """A verb in the past: "nearly froze"."""
    ats = here.right
    return ats if ats and ats[0] == here.past and past_form(here.lower(ats[0])) else ()


def that(here: Place) -> Sequence[int]:
    """A clause behind "that", or behind "is that": "one of the myths is that"."""
    ats = here.right
    for place, at in enumerate(ats[:6]):
        word, stem = here.lower(at), here.tokens[at].stem
        if word == "that":
            return ats[place + 1 :]
        if word in ("is", "was") and at + 1 < len(here.tokens) and here.lower(at + 1) == "that":
            return ats[place + 2 :]
        if stem in STATEMENTS or stem in PROOF:
            return ()  # "found no evidence that": what follows is the noun's
        if here.tokens[here.first].stem in PROOF and word in FINITE:
            behind = next((i for i in ats[place:][:8] if here.lower(i) == "that"), -1)
            return [i for i in ats if i > behind] if behind >= 0 else ()
        if word in FINITE or word in ("to", "and", "of", ","):
            return ()
    return ()


def bare(here: Place) -> Sequence[int]:
    """A clause without "that": "feared the dam had burst"."""
    if here.before in _OF_NOUNS or here.word.endswith(_NOUNS):
        return ()
    ats = here.right
    ats = ats[1:] if ats and here.tokens[ats[0]].text in "\"“‘'" else ats
    if not ats or here.lower(ats[0]) in PREPOSITIONS or here.lower(ats[0]) in ("to", "by"):
        return ()
    if here.tokens[here.past].text == ",":
        return ()  # "contrary to what many believe, ..."
    if here.tokens[ats[0]].kind == "mark" or finite(here.tokens, ats[0]):
        return ()
    for at in ats[1:9]:
        if finite(here.tokens, at):
            return ats
        if here.lower(at) in ("to", "and", "that", ",", "or"):
            return ()
    return ()


def of(here: Place) -> Sequence[int]:
    """A phrase behind a preposition: "accused of fraud", "cleared the mayor of fraud"."""
    ats = here.right
    for place, at in enumerate(ats[:7]):
        word = here.lower(at)
        if word in PREPOSITIONS:
            near = place == 0 or word in ("of", "from", "with") or here.ing(at + 1)
            return here.to_finite(ats[place + 1 :]) if near else ()
        if word in _STOPS:
            return ()
    return ()


def from_(here: Place) -> Sequence[int]:
    """A phrase behind "from": "saved the roof from collapse"."""
    ats = here.right
    at = next((place for place, at in enumerate(ats[:9]) if here.lower(at) == "from"), -1)
    if at < 0 or any(here.lower(i) in FINITE or here.lower(i) in (",", "and") for i in ats[:at]):
        return ()
    return here.to_finite(ats[at + 1 :])


def for_(here: Place) -> Sequence[int]:
    """A phrase behind "for": "called for a vote"."""
    ats = here.right
    return here.to_finite(ats[1:]) if ats and here.lower(ats[0]) == "for" else ()


def ing(here: Place) -> Sequence[int]:
    """A deed: "a bid at flying", "stopped the team winning"."""
    ats = here.right
    for place, at in enumerate(ats[:7]):
        word, before = here.lower(at), here.tokens[at - 1]
        if place:
            joined = before.kind == "word" and before.lower not in FUNCTION
        else:
            joined = before.lower in PREPOSITIONS or before.lower == "to"
        if joined and here.ing(at):
            return here.to_finite(ats[place:], 2)
        if word in PREPOSITIONS:
            ahead = next((i for i in ats[place + 1 : place + 5] if _ends(here, i)), -1)
            return here.to_finite(ats[place + 1 :], 2) if ahead >= 0 and here.ing(ahead) else ()
        if word in _STOPS:
            return ()
    return ()


def _ends(here: Place, at: int) -> bool:
    return here.ing(at) or here.lower(at) in FINITE or here.tokens[at].kind == "mark"


def object_(here: Place) -> Sequence[int]:
    """What stands right behind: "denied the leak"."""
    ats = here.right
    if not ats or here.lower(ats[0]) in PREPOSITIONS:
        return ()
    if here.lower(ats[0]) in ("by", "to", "and", "or", ",", ".", "as"):
        return ()
    if here.past - here.first == 1 and here.before in ("the", "a", "an", "its", "his", "her"):
        return ()  # "the rejected company": an adjective here
    ats = here.to_finite(ats)
    return ats if here.matter(ats) else ()


def noun(here: Place) -> Sequence[int]:
    """The noun right behind: "the alleged leak"."""
    found: list[int] = []
    for at in here.right[:SHORT]:
        token = here.tokens[at]
        marked = token.kind == "mark" and token.text not in '"“‘-'
        if marked or token.lower in FUNCTION or (found and finite(here.tokens, at)):
            break
        found.append(at)
    return found if here.matter(found) else ()


def lacking(here: Place) -> Sequence[int]:
    """A few words right behind: "without a licence"."""
    ats = here.right[:SHORT]
    mark = next((place for place, at in enumerate(ats) if here.lower(at) in ",;:"), len(ats))
    ats = here.to_finite(ats[:mark], 0)
    return ats if here.matter(ats) else ()


def clause(here: Place) -> Sequence[int]:
    """The clause behind, or before where nothing follows: "leaked, allegedly"."""
    ats, word = here.right, here.word
    after = here.lower(ats[0]) if ats else ""
    number = bool(ats) and here.tokens[ats[0]].kind == "number"
    if (
        (word == "could" and after in ("not", "hardly"))
        or (word == "may" and here.tokens[here.first].text[0] == "M")
        or (word == "nor" and {"neither", "not"} & {t.lower for t in here.tokens[: here.first]})
        or (word in ("no", "not") and after in _COUNTING)
        or (word in _SCARCELY and (number or after in _COUNTING))
        or (word == "no" and bool(ats) and here.tokens[ats[0]].kind == "mark")
    ):
        return ()
    if word == "no" and here.before in ("with", "of", "in"):
        ats = here.to_finite(ats[:SHORT], 0)
    ats = ats[:NEGATED]
    if not here.matter(ats) and {"so", "again"} & {here.lower(at) for at in ats}:
        return ats  # "and may well do so again": what was done stays done
    return ats if here.matter(ats) else here.left


def past(here: Place) -> Sequence[int]:
    """A clause in the past: "would have burst"; with an "if", all of it."""
    ahead = [token.lower for token in here.tokens[here.past : here.past + 3]]
    if not any(past_form(word) or word in ("been", "had") for word in ahead):
        return ()  # "would have to close"
    conditional = any(token.lower in ("if", "unless", "had") for token in here.tokens)
    return here.whole if conditional else here.right


def future(here: Place) -> Sequence[int]:
    """A clause: "will close"; "would have closed" is no future."""
    ats = here.right
    return () if here.word.startswith("would") and ats and here.lower(ats[0]) == "have" else ats
