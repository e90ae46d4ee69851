"""Whether a text is English, the one language whose sentences are judged; and else which it is.

By its function words against those of other languages, its other words against an English
vocabulary, and its script. Names tell nothing: a word in capitals counts only as a function word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
import tomli

from workbench.analysis.lexicon import base, known

ENGLISH = "English"

SAMPLE = 6_000
"""Characters that tell the language of a document: about a thousand words."""

SHARED = 0.5
# What a function word that both languages have ("in", "of") weighs for English.
STRANGE, ENGLISH_LOOKING = 0.75, 0.5
# What a word of matter weighs that the English vocabulary lacks, and one that it has, where a
# function word weighs 1. Many a Dutch word looks English: "kind", "wit".
ALONE, AMONG_ENGLISH = 0.5, 1.0
"""How far a text may lean away from English by itself, and in a document that is English."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?<!['’])([^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)")
# Not the letters of "U.S." nor the s of "Norway's", which are words in other languages.

_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŻŽČĆİ]"
_PARTICLES = re.compile(
    rf"\b({_CAPITAL}[\w.'’-]*)(?:\s(?:de|del|della|di|da|do|dos|du|des|van|von|ten|ter|el|al|bin|ibn|y)"
    rf"(?:\s(?:la|las|los|le|les|der|den|dem|het))?(?=\s{_CAPITAL}))+"
)
# Those within a name: Vincent van Gogh is no Dutch.

_DENSE = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
# Scripts of which a sign says as much as three letters: 是 stands beside a name of eight.

_ENGLISH = re.compile(r"(?i)en(?:g|glish)?(?:[-_].*)?")


class Language(msgspec.Struct, frozen=True):
    """A language as it stands in `function_words.toml`."""

    name: str
    words: str = ""
    script: str = ""
    """The first word of its letters' Unicode names, where it is the only language so written."""


class Leaning(msgspec.Struct, frozen=True):
    """What the words of a text say of its language."""

    away: float
    """How far it leans away from English, in words: negative for English, 0 without any word."""
    name: str | None
    """The language that it is taken for if it is not English; None where several fit as well."""


@cache
def languages() -> dict[str, Language]:
    """Every language that is known by name, by its ISO 639-1 code."""
    data = files("workbench.analysis").joinpath("function_words.toml").read_text("utf-8")
    return msgspec.convert(tomli.loads(data), dict[str, Language])


@cache
def _holders() -> dict[str, tuple[str, ...]]:
    """Each function word with the names of the languages that have it."""
    holders: dict[str, list[str]] = {}
    for language in languages().values():
        for word in language.words.split():
            holders.setdefault(word, []).append(language.name)
    return {word: tuple(names) for word, names in holders.items()}


@cache
def _scripts() -> dict[str, str]:
    return {each.script: each.name for each in languages().values() if each.script}


@lru_cache(maxsize=4_096)
def leaning(text: str) -> Leaning:
    """How far a text leans away from English, and towards which language."""
    holders = _holders()
    spelled = list(_words(text))
    lowered = [word.lower() for word in spelled]
    counts = Counter(name for word in lowered for name in holders.get(word, ()))
    english = counts.pop(ENGLISH, 0)
    ((name, most), (_, second)) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    script = _foreign_script(text)
    if script is not None:
        return Leaning(
            float(len(spelled) or 1) + ALONE,
            name if most > second else _scripts().get(script),
        )
    matter = sum(
        -ENGLISH_LOOKING if known(base(word)) else STRANGE
        for word, as_written in zip(lowered, spelled, strict=True)
        if as_written[0].islower()
        and len(word) > 1
        and ENGLISH not in (by := holders.get(word, ()))
        and (not by or name not in by)
    )
    shared = sum(ENGLISH in (by := holders.get(word, ())) and name in by for word in lowered)
    away = most - english - SHARED * shared + matter
    if english == shared and most - shared >= 2:
        # Two words that only the other language has, and none that only English has.
        away = max(away, float(most - shared))
    return Leaning(away, name if most > second else None)


def named(given: str) -> str:
    """The name of a language that is given as a code (`es`, `pt-BR`) or a name; else as given."""
    given = given.strip()
    if _ENGLISH.fullmatch(given):
        return ENGLISH
    code = re.split("[-_]", given.lower())[0]
    return languages()[code].name if code in languages() else given


def language_of(text: str) -> str:
    """The language of a document's text, English where nothing speaks against it.

    An empty name stands for a language that is not English and not known.
    """
    found = leaning(text[:SAMPLE])
    return ENGLISH if found.away <= ALONE else found.name or ""


def _words(text: str) -> Iterator[str]:
    """The words of a text; `l'ombre` is two, and `don't` one."""
    for match in _WORD.finditer(_PARTICLES.sub(r"\1", text)):
        if not match[1]:
            continue
        word = match[1].replace("’", "'")
        first, elided, rest = word.partition("'")
        if elided and first.lower() + elided in _holders():
            yield from (first + elided, rest)
        else:
            yield word


def _foreign_script(text: str) -> str | None:
    """The script of most letters, if most are not Latin, by the first word of their names."""
    if text.isascii():
        return None
    counts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if char.isalpha():
            script = unicodedata.name(char, "UNKNOWN").replace("FULLWIDTH ", "").split()[0]
            counts[script] += times * (3 if script in _DENSE else 1)
    latin = counts.pop("LATIN", 0)
    if sum(counts.values()) <= latin:
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"]:
        return "HIRAGANA"
    return counts.most_common(1)[0][0]
