"""Whether a thing can have only one value: one is born in one town, but may live in many.

Two names in the same place of a sentence exclude one another only there: an airline that flies to
one city may fly to another as well.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from workbench.analysis.acts import AUXILIARIES, BE, PREPOSITIONS, Act, acts, is_past
from workbench.analysis.lexicon import base
from workbench.analysis.names import Name, is_people
from workbench.analysis.sentence import Sentence

_PLACED = frozenset(
    map(
        base,
        """born birth die death base headquarter locate situate lie stand bury baptise baptize raise
        happen occur take place hold host crash sink collapse explode erupt break start begin end
        finish originate hail come found establish register incorporate moor anchor""".split(),
    )
)
"""Stems behind which "in", "at" or "on" names the one place where it is, or where it was."""
_MADE = frozenset(
    map(
        base,
        """write compose paint direct invent discover design create author found lead head chair run
        own govern rule captain coach conduct manage edit publish build kill murder win capture
        defeat succeed replace precede name marry appoint father sculpt illustrate commission
        preside anchor host""".split(),
    )
)
"""Stems of what one party does, or is done by one."""
_PAIRED = frozenset(map(base, ("married", "wed", "engaged", "widowed")))
_REPEATED = frozenset(
    map(
        base,
        """live work serve study stay operate teach travel perform play appear grow sell trade tour
        visit speak sail fly invest fight compete broadcast rain use""".split(),
    )
)
"""Stems of what one does in many places."""
_ROLES = frozenset(
    map(
        base,
        """capital president premier chancellor mayor governor king queen head chief leader chair
        chairman chairwoman director captain coach manager editor founder owner author composer
        inventor winner champion wife husband mother father birthplace hometown seat headquarters
        home nationality name title successor predecessor conductor speaker currency language
        flag ceo boss skipper""".split(),
    )
)
"""Stems of roles that one at a time has: the capital of, the president of."""
_AT = frozenset(("in", "at", "on", "near", "from", "of", "outside"))
REACH = 4
"""Tokens before a name in which what leads to it is looked for."""


def single(sentence: Sentence, name: Name) -> bool:
    """Whether what the sentence says of a name can be true of one alone."""
    tokens = sentence.tokens
    at = name.first - 1
    lead = ""
    for at in range(name.first - 1, max(-1, name.first - 1 - REACH), -1):
        lead = tokens[at].lower
        if lead in PREPOSITIONS or lead in AUXILIARIES or sentence.keys[at]:
            break
    act = next((act for act in acts(sentence) if act.first <= name.first < act.past), None)
    if act is None or act.verb < 0:
        return False
    verb = tokens[act.verb]
    if lead in PREPOSITIONS and at > 0:
        before = _stem_before(sentence, at)
        if lead == "to":
            return before in _PAIRED
        if lead == "by":
            return before in _MADE or verb.stem in _MADE
        placed = before in _PLACED or verb.stem in _PLACED or _once(sentence, act)
        return before in _ROLES or (lead in _AT and placed)
    if verb.lower in BE:  # "the capital is X", "X is the capital", "she is Danish"
        if is_people(sentence.text[name.start : name.end].lower()):
            return True
        roles = (i for i in range(act.first, act.past) if tokens[i].stem in _ROLES)
        return any(_the(sentence, i) for i in roles)
    if tokens[name.first - 1].lower in ("a", "an"):
        return False  # "owns a Vermeer", and may own more
    theirs = act.object if name.first < act.verb else act.subject
    return verb.stem in _MADE and _definite(sentence, theirs)


def _once(sentence: Sentence, act: Act) -> bool:
    """Whether one deed is told that was done once: "the museum bought the painting in Vienna"."""
    verb = sentence.tokens[act.verb]
    if verb.stem in _REPEATED or sentence.tokens[act.group].lower in ("has", "have", "had"):
        return False
    past = is_past(verb.lower) and sentence.tokens[act.group].lower not in ("is", "are")
    theme = act.object if act.object[0] < act.object[1] else act.subject
    return past and _definite(sentence, theme)


def _stem_before(sentence: Sentence, at: int) -> str:
    """The stem of the word that a preposition goes with."""
    word = sentence.tokens[at - 1]
    if word.lower in PREPOSITIONS and at > 1:
        word = sentence.tokens[at - 2]
    return word.stem


def _the(sentence: Sentence, at: int) -> bool:
    """Whether a role is that of one: "the capital", "its capital", "capital of"."""
    before = [token.lower for token in sentence.tokens[max(0, at - 3) : at]]
    return not {"a", "an", "one", "former"} & {*before}


def _definite(sentence: Sentence, phrase: tuple[int, int]) -> bool:
    """Whether a phrase names one thing: "the 2012 marathon", "it", a name."""
    first, past = phrase
    if first >= past:
        return False
    word = sentence.tokens[first].lower
    return (
        word in ("the", "this", "that", "his", "her", "its", "their") or sentence.named[first] >= 0
    )
