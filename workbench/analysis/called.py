"""What a sentence says that its subject is: "Tarn is a French film and a play".

Nothing here knows a second sentence but `of_the_same`, which asks whether two of them say it of
one subject.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.lexicon import fields_of
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import FIRSTS, LASTS, SUPERLATIVES

OPENING = 45
"""Tokens in which "is a" is looked for: an encyclopedia first gives dates and other names."""
REACH = 25
"""Tokens behind it that may list what the subject is."""
NOUNS = range(3, 29)
"""Lexicographer files of WordNet that hold nouns, see `Lexicon.fields`."""
BE = frozenset(("is", "was", "are", "were"))
_ONE = frozenset(("a", "an", "the", "one", "another"))
_ALSO = frozenset(("not", "also", "now", "once", "still", "never"))
_STOPS = frozenset(".;:()!?")
_ENDS = frozenset(
    """in by for from with who whom whose that which where when at on to about based as while but
    after before during since until under over between is was are were has had""".split()
)
_OF = frozenset("kind type sort form seri member part group name number one set piec".split())
"""Stems that say nothing before "of": a kind of dance is a dance."""
_KINDS = frozenset(("kind", "kinds", "type", "types", "sort", "form"))
"""Those of them that say it of the subject itself: a member of a club is no club."""
_ROLES = (
    SUPERLATIVES
    | FIRSTS
    | LASTS
    | frozenset(
        """setting site scene subject home birthplace result cause reason idea example part basis
    source host""".split()
    )
)
"""Words that say what part the subject has, which excludes nothing."""


class Called(NamedTuple):
    """What a sentence says that its subject is."""

    at: int
    """The verb."""
    heads: tuple[int, ...]
    """The nouns: `singer` and `actor` in "is an American singer and actor"."""


@lru_cache(maxsize=KEPT)
def called(sentence: Sentence) -> Called | None:
    """The first "is a ..." of a sentence with a noun in it, None if there is none."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens[1:OPENING], 1):
        if token.lower not in BE:
            continue
        behind = [other.lower for other in tokens[at + 1 : at + 3]]
        skipped = len(behind) == 2 and (behind[0] in _ALSO or behind[0].endswith("ly"))
        if behind[skipped : skipped + 1] and behind[skipped] in _ONE:
            heads = _heads(sentence, at + 2 + skipped)
            return Called(at, heads) if heads else None
    return None


def _heads(sentence: Sentence, first: int) -> tuple[int, ...]:
    """The last noun of each part of a list; a part that ends in a name or unknown word has none."""
    tokens, keys = sentence.tokens, sentence.keys
    heads: list[int] = []
    head = -1
    for at in range(first, min(len(tokens), first + REACH)):
        token = tokens[at]
        if token.lower == "of" and (head < 0 or keys[head] in _OF):
            head = -1
            continue
        joined = token.text in (",", "&") or token.lower in ("and", "or")
        ended = token.lower in _ENDS or token.lower == "of" or token.text in _STOPS
        if joined or ended or (head >= 0 and (token.kind == "number" or _done(token.lower))):
            if head >= 0 and _noun(keys[head]):
                heads.append(head)
            head = -1
            if not joined:
                return tuple(heads)
        elif sentence.named[at] >= 0 or token.text == "-":
            head = -1
        elif keys[at] and not _done(token.lower):
            head = at
    return (*heads, head) if head >= 0 and _noun(keys[head]) else tuple(heads)


def _done(word: str) -> bool:
    """Whether a word looks like a participle: "released", "animated"."""
    return word.endswith("ed") and len(word) > 4


@lru_cache(maxsize=16_384)
def _noun(stem: str) -> bool:
    return any(field in NOUNS for field in fields_of(stem))


def plainly(sentence: Sentence, said: Called) -> bool:
    """Whether it is said of the subject itself, by its own name for what it is."""
    tokens, head = sentence.tokens, said.heads[0]
    if tokens[said.at - 1].lower == "as" or tokens[head].lower in _ROLES:
        return False
    return all(
        tokens[at - 1].lower in _KINDS
        for at in range(said.at + 1, head)
        if tokens[at].lower == "of"
    )


def of_the_same(pair: Pair, ours: int, theirs: int) -> bool:
    """Whether what stands before the claim's verb, at token `ours`, is whole before the passage's.

    Its last word must be the last of a name there, and no other name may stand between it and the
    verb, but in brackets: the Franklin Pierce Homestead is not Franklin Pierce.
    """
    claim, passage = pair.claim, pair.passage
    subject = [at for at in claim.content if at < ours]
    if not subject or not 0 <= pair.aligned.to[subject[-1]] < theirs:
        return False
    back, depth = pair.aligned.back, 0
    for other in range(theirs - 1, -1, -1):
        text = passage.tokens[other].text
        depth += (text == ")") - (text == "(")
        if depth > 0 or not passage.keys[other]:
            continue
        if back.get(other, ours) < ours:
            return True
        if passage.named[other] >= 0:
            return False
    return False
