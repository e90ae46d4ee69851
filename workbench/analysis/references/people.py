"""Who "he" and "she" are: the person whom the nearest sentence with people names."""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Iterator, Sequence

from workbench.analysis.lexicon import lexicon
from workbench.analysis.names import Name
from workbench.analysis.references.readings import Reading, has, keys_of, of_name, organisations
from workbench.analysis.sentence import Sentence
from workbench.analysis.words import APPOSITIVE_TITLES, FUNCTION

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
_WOMEN = frozenset("mrs ms queen spokeswoman".split())
_MEN = frozenset("mr king sir spokesman".split())
_SAID = frozenset("said says told added tweeted wrote argued announced stressed noted".split())
_NOBODY = frozenset(
    """prize award palace street road avenue park river lake bridge stadium church cup game show
    news post press magazine journal book house building tower airport act bill law day series
    season film coach island watch""".split()
)
# "Nobel Prize" is put together as a person's name is.
Titled = tuple[Name, str]
"""A name and the title before it in lower case, "" without one."""


def person(
    sentence: Sentence, at: int, before: Sequence[Sentence], title: Sentence | None
) -> Iterator[Reading]:
    """The person whom the nearest sentence with people names, if no one else may be meant."""
    if any(name.first < at for name, _ in _persons(sentence)):
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
                yield meant._replace(over=_others(meant, around))
            return


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
        if not all(token.text.isupper() for token in tokens):
            found.append((name, title))
    return found


def bare(sentence: Sentence, name: Name) -> Titled:
    """The name behind the title within it ("US President Donald Trump"), and the title."""
    for at in reversed(range(name.first, name.past - 1)):
        if sentence.tokens[at].lower in APPOSITIVE_TITLES:
            start = sentence.tokens[at + 1].start
            return name._replace(first=at + 1, start=start), sentence.tokens[at].lower
    before = sentence.tokens[name.first - 1].lower if name.first else ""
    return name, before if before in APPOSITIVE_TITLES else ""
