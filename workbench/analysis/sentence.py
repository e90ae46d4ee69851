"""A sentence taken apart: everything the signals ask of one text, found once and kept.

Offsets count from the start of the text that was given. Nothing here knows a second sentence.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.asserting import AGAINST, Said, said
from workbench.analysis.clock import Moment, moments
from workbench.analysis.lexicon import lexicon, weight
from workbench.analysis.names import Name, is_place, names, within
from workbench.analysis.periods import Period, periods, relative
from workbench.analysis.quantities import Quantity, quantities
from workbench.analysis.tokens import Token, tokenize
from workbench.analysis.words import FUNCTION, LIGHT
from workbench.corpus.prose import prose

_LOOSELY = frozenset(("related", "based", "type", "linked"))
_GENERIC = frozenset(("substanc", "drug", "product", "case", "issu", "matter", "medic", "problem"))
KEPT = 4_096
# Sentences kept analysed: a long article has a few hundred, a claim's candidates are 50.


class Facts(NamedTuple):
    """What the lexicon knows of a stem."""

    senses: frozenset[int]
    related: frozenset[str]
    antonyms: frozenset[str]


_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=65_536)
def facts(stem: str) -> Facts:
    """The lexicon's lines for a stem, empty where it has none."""
    words = lexicon()
    return Facts(
        words.senses.get(stem, frozenset()),
        words.related.get(stem, _NOTHING),
        words.antonyms.get(stem, _NOTHING),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A text with everything found in it.

    Equal only to itself, so that what a signal finds in one sentence can be kept by sentence at
    the price of an address.
    """

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    """For each token the key under which it aligns; "" for words without matter and marks."""
    content: tuple[int, ...]
    """Indices of the tokens with a key, in order."""
    weights: tuple[float, ...]
    """For each token how much it says, 0 for those without a key."""
    total: float
    """Sum of the weights."""
    named: tuple[int, ...]
    """For each token the index of the name it belongs to, or -1."""
    names: tuple[Name, ...]
    periods: tuple[Period, ...]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    said: Said
    """What it says of each token: that it holds, that it does not, or neither."""
    negated: tuple[bool, ...]
    """For each token whether it is said not to be so."""
    by_key: dict[str, tuple[int, ...]]
    """Key to the tokens that have it, in order."""
    by_sense: dict[int, int]
    """Sense to the first token that may mean it; names have none."""
    by_letter: dict[str, tuple[int, ...]]
    """First letter to the tokens of five letters or more that have a key and are no names."""
    acronyms: tuple[int, ...]
    """Tokens of two to six capitals with a key."""
    lowers: frozenset[str]
    """All words in lower case."""


def _acronym(token: Token) -> bool:
    letters = token.text.rstrip("s").replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def analyse(text: str, year: int | None = None) -> Sentence:
    """Take `text`, as it is read (`prose`), apart; `year` is that of its source, for "last year".

    Kept by text.

    A text that names no such year is kept once, whatever its source: a claim's best passages are
    one another's sentences before, whose year nobody asks.
    """
    text = prose(text)
    return analysed(text, year if year is not None and relative(text) else None)


@lru_cache(maxsize=KEPT)
def analysed(text: str, year: int | None) -> Sentence:
    """What `analyse` keeps; `year` only where the text asks for it."""
    tokens = tokenize(text)
    when = periods(tokens, year=year)
    taken = {at for period in when for at in range(period.first, period.past)}
    clock = moments(tokens)
    taken.update(at for moment in clock for at in range(moment.first, moment.past))
    amounts = quantities(tokens, taken)
    proper = names(tokens, taken)
    numeric = {
        at
        for amount in amounts
        if amount.unit not in ("label", "times")
        for at in range(amount.first, amount.past)
    }
    named = [-1] * len(tokens)
    keys = [""] * len(tokens)
    weights = [0.0] * len(tokens)
    loose = -1
    for number, name in enumerate(proper):
        for at in range(name.first, name.past):
            named[at] = number
    for at, token in enumerate(tokens):
        if token.kind in ("mark", "number") or at in taken or at in numeric:
            continue
        if named[at] < 0:
            if token.lower in FUNCTION or "'" in token.lower:
                continue
            keys[at] = token.stem
            weights[at] = weight(token.stem) * (0.6 if token.stem in LIGHT else 1.0)
            if at >= 2 and tokens[at - 1].text == "-" and token.lower in _LOOSELY:
                # "fentanyl-related substances" is hardly more than "fentanyl".
                weights[at] *= 0.3
                loose = at + 1
            elif at == loose and token.stem in _GENERIC:
                weights[at] *= 0.5
        elif token.lower not in FUNCTION or token.text == "US":
            name = proper[named[at]]
            alone = name.past - name.first == 1
            key = name.key if alone else token.stem
            # A place goes by its own key: "France" has another stem than "French" stands for.
            keys[at] = token.stem if key == token.lower and not name.place else key
            weights[at] = max(0.7, weight(token.stem))
    for name in proper:
        # A place, or a name known under another spelling, aligns as one word: "United States"
        # with "US", and "North America" with nothing else.
        whole = name.place or " " not in name.key
        if name.past - name.first > 1 and whole:
            for at in range(name.first, name.past):
                keys[at], weights[at] = "", 0.0
            keys[name.first], weights[name.first] = name.key, 1.0
    content = tuple(at for at, key in enumerate(keys) if key)
    by_key: dict[str, tuple[int, ...]] = {}
    by_sense: dict[int, int] = {}
    by_letter: dict[str, tuple[int, ...]] = {}
    for at in content:
        by_key[keys[at]] = (*by_key.get(keys[at], ()), at)
        if named[at] < 0:
            for sense in facts(keys[at]).senses:
                by_sense.setdefault(sense, at)
            lower = tokens[at].lower
            if len(lower) >= 5:
                by_letter[lower[0]] = (*by_letter.get(lower[0], ()), at)
    for name in proper:
        # What happened in North Africa happened in Africa; not the other way round.
        wide = within(name)
        if wide is not None and wide not in by_key and keys[name.first]:
            by_key[wide] = (name.first,)
    states = said(tokens)
    return Sentence(
        text,
        tokens,
        tuple(keys),
        content,
        tuple(weights),
        sum(weights),
        tuple(named),
        proper,
        when,
        amounts,
        clock,
        states,
        tuple([status in AGAINST for status in states.status]),
        by_key,
        by_sense,
        by_letter,
        tuple(at for at in content if _acronym(tokens[at])),
        frozenset(token.lower for token in tokens),
    )


def place(sentence: Sentence, at: int) -> bool:
    """Whether the token at `at` names a place."""
    number = sentence.named[at]
    return number >= 0 and (sentence.names[number].place or is_place(sentence.tokens[at].lower))
