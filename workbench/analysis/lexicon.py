"""Words that mean the same, the opposite, or a kind of one another: an extract of WordNet 3.0.

The extract is made by `tests/bench/make_lexicon.py`; its licence stands in `WORDNET-LICENSE`.
Everything is asked by stem (`base`), so that a sentence is stemmed once.
"""

from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from workbench.analysis.pasts import DOUBTFUL, PASTS
from workbench.analysis.stems import stem_of

VERBS = range(29, 44)
"""Lexicographer files of WordNet that hold verbs, see `Lexicon.fields`."""
DEPTH = 5
# Steps up from a word to what it is a kind of. Beyond that stand "entity" and "act", of which
# everything is a kind.


class Lexicon(msgspec.Struct, frozen=True):
    """The extract as it stands in `lexicon.json`."""

    antonyms: dict[str, frozenset[str]]
    demonyms: dict[str, str]
    """Adjective of a place to the place, both in lower case: `canadian` to `canada`."""
    fields: list[int]
    """Sense to the number of its WordNet lexicographer file, such as 18 for noun.person."""
    irregular: dict[str, str]
    parents: list[int]
    """Sense to the sense it is a kind of; -1 at the top."""
    places: frozenset[str]
    """Names of places in lower case, several words with a space between."""
    related: dict[str, frozenset[str]]
    senses: dict[str, frozenset[int]]
    """Stem to its frequent senses; two words that share one are synonyms there."""


@cache
def lexicon() -> Lexicon:
    """The extract, read when first needed (7 ms) and kept."""
    data = files("workbench.analysis").joinpath("lexicon.json").read_bytes()
    read = msgspec.json.decode(data, type=Lexicon)
    for form, verb in DOUBTFUL.items():  # "left" may be what "leave" was
        one, two = stem_of(form), stem_of(verb)
        for stem, other in ((one, two), (two, one)) if one != two else ():
            read.related[stem] = read.related.get(stem, frozenset()) | {other}
    return read


@lru_cache(maxsize=65_536)
def base(lower: str) -> str:
    """The stem of a word in lower case, irregular forms first brought to their lemma."""
    verb = PASTS.get(lower)
    return stem_of(verb if verb is not None else lexicon().irregular.get(lower, lower))


class _Weights(msgspec.Struct, frozen=True):
    """What `weights.json` holds, but for what its licences ask to be told with it."""

    weights: dict[str, float]


@cache
def _weights() -> dict[str, float]:
    data = files("workbench.analysis").joinpath("weights.json").read_bytes()
    return msgspec.json.decode(data, type=_Weights).weights


def weight(stem: str) -> float:
    """How much a word says, 0.1 (in every other sentence) to 1 (rare or unknown).

    From counts over news, encyclopedia and science sentences, see `tests/bench/make_weights.py`.
    """
    return _weights().get(stem, 1.0)


def known(stem: str) -> bool:
    """Whether a stem is one of the 15,000 of English that the extract or the counts hold."""
    return stem in lexicon().senses or stem in _weights()


def _senses(stem: str) -> frozenset[int]:
    return lexicon().senses.get(stem, frozenset())


@lru_cache(maxsize=65_536)
def synonyms(one: str, two: str) -> bool:
    """Whether two stems share a frequent sense or are derived from one another."""
    words = lexicon()
    if two in words.related.get(one, ()):
        return True
    return not _senses(one).isdisjoint(_senses(two)) and two not in opposed(one)


@cache
def _opposed() -> dict[str, frozenset[str]]:
    """WordNet's antonyms in both directions."""
    table: dict[str, set[str]] = {}
    for stem, others in lexicon().antonyms.items():
        for other in others:
            table.setdefault(stem, set()).add(other)
            table.setdefault(other, set()).add(stem)
    return {stem: frozenset(others) for stem, others in table.items()}


def opposed(stem: str) -> frozenset[str]:
    """The stems that WordNet sets against this one."""
    return _opposed().get(stem, frozenset())


@lru_cache(maxsize=16_384)
def above(stem: str) -> tuple[frozenset[int], frozenset[int]]:
    """The senses right above those of a stem, and all within DEPTH steps."""
    parents = lexicon().parents
    first: set[int] = set()
    every: set[int] = set()
    for sense in _senses(stem):
        at = parents[sense]
        if at >= 0:
            first.add(at)
        for _ in range(DEPTH):
            if at < 0:
                break
            every.add(at)
            at = parents[at]
    return frozenset(first), frozenset(every)


@lru_cache(maxsize=65_536)
def fields_of(stem: str) -> frozenset[int]:
    """The fields of meaning a stem is used in: person, food, motion, ... ; see `Lexicon.fields`."""
    fields = lexicon().fields
    return frozenset(fields[sense] for sense in _senses(stem))


@lru_cache(maxsize=65_536)
def verbal(stem: str) -> bool:
    """Whether a stem may be a verb."""
    return any(field in VERBS for field in fields_of(stem))


@lru_cache(maxsize=65_536)
def kind_of(narrow: str, wide: str) -> bool:
    """Whether the first stem names a kind of the second: `dog`, `anim`."""
    return not above(narrow)[1].isdisjoint(_senses(wide))


@lru_cache(maxsize=65_536)
def sisters(one: str, two: str) -> bool:
    """Whether both stems are kinds of the same thing without being synonyms: `cat`, `dog`."""
    return not above(one)[0].isdisjoint(above(two)[0]) and not synonyms(one, two)
