"""Whether two passages are the same words printed twice: one witness, not two.

A reposted sentence differs in quotation marks, a comma, a spelling. One that differs in a
number, a name or a "not" is another statement, however alike the two look, and is no copy.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from workbench.index.stems import STOP, words

SAME_STEMS = 85
# Percent of `fuzz.ratio` over the signs of two sentences: a tenth of a microsecond each, and it
# leaves one pair in a thousand to be read.

SAME_TEXT = 88
SAME_WORD = 80

SHORTEST = 5
# Stems from which on words in common are no accident.

TELLING = frozenset(
    {"nor", "only", "more", "most", "few", "off", "out", "over", "under", "up", "down", "before"}
    | {"after", "again", "all", "any", "both", "each", "other", "same"}
)
"""Stop words that change what is said."""


def alike(signs: str, others: Sequence[str]) -> list[int]:
    """Which of `others` may be copies, by their signs: a cheap first pass, best first."""
    if len(signs) < SHORTEST:
        return []
    found = process.extract(signs, others, scorer=fuzz.ratio, score_cutoff=SAME_STEMS, limit=None)
    return [number for _, _, number in found]


def are_copies(text: str, other: str) -> bool:
    """Whether two passages differ in nothing but punctuation, spelling and small words."""
    if not fuzz.ratio(text.lower(), other.lower(), score_cutoff=SAME_TEXT):
        return False
    mine, its = words(text), words(other)
    return _covered(mine, its) and _covered(its, mine)


def _covered(mine: list[str], its: list[str]) -> bool:
    known = set(its)
    left = [word for word in mine if word not in known]
    # Repeats matter for numbers: "from 5 to 5" is not "from 5 to 7".
    if [w for w in mine if w.isdigit()] != [w for w in its if w.isdigit()]:
        return False
    return all(_harmless(word, known) for word in left)


def _harmless(word: str, known: set[str]) -> bool:
    if word in STOP:
        return word not in TELLING
    if any(letter.isdigit() for letter in word):
        return False
    return len(word) > 3 and any(
        fuzz.ratio(word, other, score_cutoff=SAME_WORD) for other in known if other not in STOP
    )
