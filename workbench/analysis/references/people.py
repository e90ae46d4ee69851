"""Who "he" and "she" are: the person whom the nearest sentence with people names."""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Iterator, Sequence

from workbench.analysis.lexicon import fields_of, lexicon
from workbench.analysis.names import Name, is_place
from workbench.analysis.references.readings import (
    Reading,
    goes_on,
    has,
    keys_of,
    of_name,
    organisations,
)
from workbench.analysis.sentence import Sentence
from workbench.analysis.tokens import Token
from workbench.analysis.words import APPOSITIVE_TITLES, FUNCTION

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
_WOMEN = frozenset("mrs ms queen spokeswoman".split())
_MEN = frozenset("mr king sir spokesman".split())
_SAID = frozenset("said says told added tweeted wrote argued announced stressed noted".split())
_OPENING = frozenset(
    """after although as at before by despite during following for from in on since through under
    upon when while with within""".split()
)
_PERSON = 18
"""Lexicographer file of WordNet that holds people, see `Lexicon.fields`."""
_NOBODY = frozenset(
    """prize award palace street road avenue park river lake bridge stadium church cup game show
    news post press magazine journal book house building tower airport act bill law day series
    season film coach island watch""".split()
)
# "Nobel Prize" is put together as a person's name is.
_QUARTERS = frozenset("north south east west northern southern eastern western central".split())
Titled = tuple[Name, str]
"""A name and the title before it in lower case, "" without one."""


def person(
    sentence: Sentence, at: int, before: Sequence[Sentence], title: Sentence | None
) -> Iterator[Reading]:
    """The person whom the nearest sentence with people names, if no one else may be meant."""
    if any(name.first < at for name, _ in _persons(sentence)) or _comes(sentence, at):
        return  # the sentence says itself who
    same, wrong = (HE, _WOMEN) if sentence.tokens[at].lower in HE else (SHE, _MEN)
    for home in reversed(before):
        persons = [(name, title) for name, title in _persons(home) if title not in wrong]
        if persons:
            known = [name for name, title in people(home) if title not in wrong]
            earlier = home.tokens[: persons[0][0].first]
            if any(token.lower in same for token in earlier):
                return  # "He praised Ashby. He ...": the first is meant, whoever that is
            if known and len({keys_of(home, name)[-1:] for name, _ in persons}) == 1:
                name = max(known, key=lambda name: name.past - name.first)
                meant = of_name(at, at + 1, home, name)
                around = (*before, title) if title else before
                yield meant._replace(person=True, over=_others(meant, around))
            return


def _comes(sentence: Sentence, at: int) -> bool:
    """Whether the sentence says itself who is meant: "In his first year, Keel", "the guard he".

    Nor is every "he" a pronoun: "Emperor He", "a she-wolf".
    """
    tokens = sentence.tokens
    if has(sentence, at + 1) and tokens[at + 1].text == "-":
        return True
    if at and tokens[at].text[0].isupper() and tokens[at - 1].kind == "word":
        return True
    if any(_somebody(sentence, other) for other in range(1, at)):
        return True
    if tokens[0].lower not in _OPENING:
        return False
    return any(
        name.first > at and tokens[name.first - 1].text == "," for name, _ in _persons(sentence)
    )


def _others(meant: Reading, around: Sequence[Sentence]) -> frozenset[str]:
    """Keys of the people around whom a reading does not mean."""
    return frozenset(
        key
        for sentence in around
        for name, _ in people(sentence)
        if not set(meant.keys) & set(keys := keys_of(sentence, name))
        for key in keys
    )


def people(sentence: Sentence) -> list[Titled]:
    """The names of people in a sentence."""
    found = []
    for name, title in _persons(sentence):
        tokens = sentence.tokens[name.first : name.past]
        senses = lexicon().senses
        strange = tokens[-1].stem not in senses or (
            tokens[0].stem not in senses
            and tokens[-1].lower not in _NOBODY
            and not tokens[-1].lower.endswith("s")
        )
        beside = [sentence.tokens[at] for at in (name.first - 1, name.past) if has(sentence, at)]
        says = any(token.lower in _SAID for token in beside)
        if title or (strange and (len(tokens) > 1 or says)):
            found.append((name, title))
    return found


def _persons(sentence: Sentence) -> list[Titled]:
    """The names that may be those of people."""
    found = []
    for whole in sentence.names:
        name, title = bare(sentence, whole)
        tokens = sentence.tokens[name.first : name.past]
        if name.place or len(tokens) > 3 or any(token.kind != "word" for token in tokens):
            continue
        if any(token.stem in organisations() or token.lower in FUNCTION for token in tokens):
            continue
        article = name.first and sentence.tokens[name.first - 1].lower == "the"
        shouted = any(token.text.isupper() and len(token.lower) > 2 for token in tokens)
        if not title and (article or shouted or _place(tokens)):
            continue  # "the Scarlet Letter", "HMV Japan", "Eastern Han"
        if not all(token.text.isupper() for token in tokens):
            found.append((name, title))
    return found


def _somebody(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` is one person told by what he is: "the secretary", "a guard"."""
    token = sentence.tokens[at]
    if sentence.named[at] >= 0 or not sentence.keys[at] or goes_on(sentence, at + 1):
        return False
    articles = [each.lower for each in sentence.tokens[max(0, at - 3) : at]]
    one = not token.lower.endswith("s") and not {"the", "a", "an"}.isdisjoint(articles)
    return one and _PERSON in fields_of(token.stem)


def _place(tokens: Sequence[Token]) -> bool:
    """Whether a name of several words begins with a quarter of the sky or ends with a place."""
    return len(tokens) > 1 and (tokens[0].lower in _QUARTERS or is_place(tokens[-1].lower))


def bare(sentence: Sentence, name: Name) -> Titled:
    """The name behind the title within it ("US President Donald Trump"), and the title."""
    for at in reversed(range(name.first, name.past - 1)):
        if sentence.tokens[at].lower in APPOSITIVE_TITLES:
            start = sentence.tokens[at + 1].start
            return name._replace(first=at + 1, start=start), sentence.tokens[at].lower
    before = sentence.tokens[name.first - 1].lower if name.first else ""
    return name, before if before in APPOSITIVE_TITLES else ""
