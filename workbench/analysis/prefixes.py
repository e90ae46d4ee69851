"""Prefixes that turn a word round: "unsafe" is not safe, but "income" is no such word."""

# ruff: noqa: SIM905 - lists of words read best as words

from functools import lru_cache

from workbench.analysis.lexicon import base, fields_of

_PREFIXES = ("un", "non", "dis", "in", "im", "ir", "il", "mis")
_OF_ADJECTIVES = frozenset(("in", "im", "ir", "il"))
"""Those that turn adjectives, and what is made of them, only: "inform" is no denied form."""
ADJECTIVES = frozenset((0, 1, 44))
_ENDS = (
    "able",
    "ible",
    "ent",
    "ant",
    "ity",
    "ence",
    "ance",
    "ency",
    "al",
    "ar",
    "ate",
    "ite",
    "ive",
)
_NOT_DENIED = frozenset(
    """invaluable inflammable indifferent discover display dispute disease discuss dispatch disposal
    dispose district distribute disaster discharge discount discipline misses mission missile unit
    united union unions universe university uncle under illustrate immediate imposing indebted
    instant interest intent intense invest invent invite impress improve import important incident
    individual industrial infant""".split()
)
SHORTEST = 4
"""Letters of the word without its prefix at least."""


@lru_cache(maxsize=65_536)
def denied(word: str) -> frozenset[str]:
    """The stems of a word in lower case with a prefix that denies it, or without its own."""
    found = set()
    for prefix in _PREFIXES:
        if len(word) >= SHORTEST and _turns(prefix, prefix + word):
            found.add(base(prefix + word))
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= SHORTEST and _turns(prefix, word):
            found.add(base(rest))
    found.discard(base(word))
    return frozenset(found)


def _turns(prefix: str, word: str) -> bool:
    if word in _NOT_DENIED:
        return False
    if prefix not in _OF_ADJECTIVES:
        return True
    return not ADJECTIVES.isdisjoint(fields_of(base(word))) or word.endswith(_ENDS)
