"""What "it" or "they" at the head of a sentence takes up: what the one before began with."""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Iterator

from workbench.analysis.lexicon import fields_of, lexicon
from workbench.analysis.names import Name
from workbench.analysis.references.people import people
from workbench.analysis.references.readings import (
    NOUNS,
    VERBS,
    Reading,
    goes_on,
    has,
    of_name,
    organisations,
)
from workbench.analysis.sentence import Sentence

IT = frozenset(("it", "its"))
THEY = frozenset(("they", "their"))
_OPENING = frozenset("but and however yet then".split())
_EMPTY = frozenset("seems appears turns takes follows remains rains becomes became".split())
# "It seems that": nothing is meant.
_BE = frozenset("is was 's has had will would may might could can should".split())
_ARTICLES = frozenset(("the", "a", "an", "this", "that"))
_CUT = frozenset(("'s", "’s", "-", "–", "—", ":", ";", "/", "|", ".", ""))
# What follows a name that the sentence does not begin with: a part of one, a caption, a title.
_LONGEST = 4
# Words of a phrase such as "the new railway bridge".


def subject(sentence: Sentence, at: int, home: Sentence) -> Iterator[Reading]:
    """The name or the thing that `home` begins with, if it agrees in number."""
    if (at and sentence.tokens[0].lower not in _OPENING) or _empty(sentence, at):
        return
    many = sentence.tokens[at].lower in THEY
    opening = 1 if home.tokens and home.tokens[0].lower in _ARTICLES else 0
    named = next((name for name in home.names if name.first == opening), None)
    if named is None:
        if opening:
            yield from _thing(at, home, many=many)
        return
    others = {name.first for name, _ in people(home)}
    adjective = home.tokens[named.past - 1].lower in lexicon().demonyms
    loud = named.past - named.first > 1 and home.text[named.start : named.end].isupper()
    behind = home.tokens[named.past].text if has(home, named.past) else ""
    if adjective or loud or named.first in others or behind in _CUT:
        return
    if goes_on(home, named.past):
        return
    if behind != "and":
        if not many or _plural(home, named):
            yield of_name(at, at + 1, home, named)
        return
    second = next((name for name in home.names if name.first == named.past + 1), None)
    if many and second is not None and second.first not in others:
        yield of_name(at, at + 1, home, named)
        yield of_name(at, at + 1, home, second)


def _plural(home: Sentence, named: Name) -> bool:
    """Whether a name at the head of a sentence is one of several people, as its verb may say."""
    tokens = home.tokens[named.first : named.past]
    last = tokens[-1]
    behind = home.tokens[named.past].lower if has(home, named.past) else ""
    return (
        behind in ("are", "were", "have")
        or last.stem in organisations()
        or (last.lower.endswith("s") and not last.lower.endswith("ss") and len(tokens) > 1)
        or (len(tokens) == 1 and len(last.lower) > 2 and last.text.isupper())
    )


def _empty(sentence: Sentence, at: int) -> bool:
    """Whether an "it" means nothing: "it is true that", "it seems"."""
    tokens = sentence.tokens
    if tokens[at].lower != "it" or not has(sentence, at + 1):
        return False
    ahead = {token.lower for token in tokens[at + 2 : at + 8]}
    follower = tokens[at + 1].lower
    return follower in _EMPTY or (follower in _BE and not ahead.isdisjoint(("that", "to")))


def _thing(at: int, home: Sentence, *, many: bool) -> Iterator[Reading]:
    head = _head(home, 1)
    if head < 0:
        return
    word = home.tokens[head]
    plural = word.lower.endswith("s") and not word.lower.endswith("ss")
    if plural == many:
        yield Reading(at, at + 1, home.text[: word.end].strip(), (home.keys[head],), False)


def _head(sentence: Sentence, start: int) -> int:
    """The last word of the phrase that begins with token `start`, -1 where that is not plain."""
    at = start
    while has(sentence, at) and sentence.keys[at] and sentence.named[at] < 0:
        token = sentence.tokens[at]
        fields = fields_of(token.stem)
        verb = any(field in VERBS for field in fields)
        noun = any(field in NOUNS for field in fields)
        if at > start and verb and (not noun or token.lower.endswith(("s", "ed"))):
            break
        at += 1
    behind = sentence.tokens[at].text if has(sentence, at) else ""
    return at - 1 if start < at <= start + _LONGEST and behind not in ("'s", "’s", "-") else -1
