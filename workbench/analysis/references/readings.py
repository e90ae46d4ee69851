"""A reading: some words of a sentence, and the earlier words that they stand for."""

from functools import cache
from typing import NamedTuple

from workbench.analysis.lexicon import base, fields_of, lexicon
from workbench.analysis.names import Name, is_place
from workbench.analysis.sentence import Sentence
from workbench.analysis.words import FUNCTION

FIRM = """inc corp corporation ltd co plc ag gmbh holdings company firm pharmaceuticals pharma
    airlines airways motors technologies industries energy"""
_BODY = f"""{FIRM} group institute institution ministry department agency committee commission
    council court bank university college school bureau office administration authority party
    union association organization organisation federation foundation network cartel alliance
    league club society board army police laboratory hospital"""
VERBS = range(29, 44)
"""Lexicographer files of WordNet that hold verbs, see `Lexicon.fields`."""
NOUNS = range(3, 29)
"""Those that hold nouns."""


class Reading(NamedTuple):
    """Words of a sentence, and what they stand for."""

    first: int
    """Token of the sentence, `past` not included."""
    past: int
    words: str
    """What they stand for, as it was written."""
    keys: tuple[str, ...]
    """Of the words it stands for, in order; see `sentence.Sentence.keys`."""
    named: bool
    """It is a name; else a thing such as "the dam"."""
    person: bool = False
    """It is a person's name, who may go by the last word of it alone."""
    over: frozenset[str] = frozenset()
    """Keys of the people around it who are not meant: where "he" is Ashby, Keel is not."""

    def says(self, keys: tuple[str, ...]) -> bool:
        """Whether a name with these keys is the one read here.

        A person may go by the last name alone and an institution without its country, but
        nothing by its first word: "China" is not "China Daily". One word of a title is not the
        whole: "Millie" is not "Thoroughly Modern Millie".
        """
        short, long = sorted((keys, self.keys), key=len)
        if not short:
            return False
        if not self.named:
            return keys == self.keys
        if long[-len(short) :] == short:
            more = long[: -len(short)]
            return self.person or len(short) > 1 or all(map(is_place, more))
        return long[: len(short)] == short and set(long[len(short) :]) <= organisations()


@cache
def organisations() -> frozenset[str]:
    """Stems of the words by which the name of an organisation is known."""
    return frozenset(base(word) for word in _BODY.split())


def of_name(first: int, past: int, home: Sentence, name: Name) -> Reading:
    """Tokens `first` to `past` read as a name that `home` has."""
    words = home.text[name.start : name.end]
    return Reading(first, past, words, keys_of(home, name), True)


def keys_of(sentence: Sentence, name: Name) -> tuple[str, ...]:
    """The keys of a name's words."""
    return tuple(sentence.keys[at] for at in range(name.first, name.past) if sentence.keys[at])


def has(sentence: Sentence, at: int) -> bool:
    """Whether there is a token at `at`."""
    return 0 <= at < len(sentence.tokens)


def goes_on(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` still belongs to the phrase: "the drug | trade", not "| led to"."""
    if not has(sentence, at):
        return False
    token = sentence.tokens[at]
    if token.kind != "word" or token.lower in FUNCTION:
        return token.kind in ("number", "code")
    if sentence.named[at] >= 0:
        return True
    verb = any(field in VERBS for field in fields_of(token.stem))
    inflected = token.lower.endswith(("s", "ed")) or token.lower in lexicon().irregular
    return not (verb and inflected)
