"""Cut a sentence into words, numbers and marks with exact offsets; nothing is interpreted.

`text[t.start:t.end] == t.text` for every token. Possessive endings are marks of their own, so
that "China's" and "China" are the same word. A number is whole with its grouping marks, whatever
they are; which number that is stands in `figures`.
"""

import re

import msgspec
from msgspec.structs import replace

from workbench.analysis.calendar import MONTHS
from workbench.analysis.folding import fold
from workbench.analysis.lexicon import base

_TOKEN = re.compile(
    r"""
    (?P<abbreviation>(?:[^\W\d_]\.){2,})            # U.S., e.g.
  | (?P<code>[^\W\d_]+(?:-\d+[^\W_]*|\d+[^\W_]*)(?:-[^\W_]+)*   # COVID-19, p53, H1N1
      |\d+[⁻⁰¹²³⁴-⁹]+)                              # 10⁶: another number than 10
  | (?P<number>(?=\d)(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?     # 16,181.5
      | \d{1,2}(?:,\d{2}){1,8},\d{3}(?!\d)(?:\.\d+)?    # 23,00,000
      | \d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?           # 1.250.000
      | \d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?         # 9'000
      | \d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3}){1,8}(?!\d|[ ]\d)(?:[.,]\d+(?!\d|,\d))?  # 9 000
      | (?<!\d,)\d+,(?:\d{1,2}|\d{4,})(?![\d,–-])        # 1,5
      | \d+(?:[.·]\d+)?))
  | (?P<word>[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*)
  | (?P<mark>['’]s\b|[^\s])
    """,
    re.VERBOSE,
)

_DATED_WORDS = ("mid-", "post-", "pre-", "early-", "late-", "under-", "over-")
# "mid-1980s" is a word and a number, while "COVID-19" is one name.


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, a number or a mark.

    A struct: a field of it is read in a quarter of the time that one of a named tuple takes.
    """

    text: str
    start: int
    """Half open with `end`, in code points from the start of the sentence."""
    end: int
    kind: str
    """`word`, `number`, `code` (letters and digits: a name) or `mark`."""
    lower: str
    """In lower case, apostrophes straight, accents left out, without the dots of an
    abbreviation."""
    stem: str
    """Its stem, see `lexicon.base`; a mark's is the mark."""


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, in order. White space only gives none."""
    folded = fold(text)
    if folded is None:
        return _cut(text)
    plain, origin = folded
    placed = ((token, origin[token.start], origin[token.end]) for token in _cut(plain))
    return tuple(
        replace(token, text=text[start:end], start=start, end=end) for token, start, end in placed
    )


def _cut(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        word = match.group()
        start, end = match.span()
        if kind == "code":
            lower = word.lower()
            if lower.startswith(_DATED_WORDS):
                tokens.extend(
                    replace(token, start=token.start + start, end=token.end + start)
                    for token in _cut(word.replace("-", " ", 1))
                )
                continue
            tokens.append(Token(word, start, end, kind, lower, lower))
        elif kind == "number" or kind == "mark":
            if kind == "number" and " " in word and tokens and _day_before(tokens[-1], word):
                day, _, rest = word.partition(" ")
                tokens.append(Token(day, start, start + len(day), kind, day, day))
                word, start = rest, start + len(day) + 1
            tokens.append(Token(word, start, end, kind, word, word))
        else:
            lower = word.lower().replace("’", "'")
            if kind == "abbreviation":
                lower = lower.replace(".", "")
                kind = "word"
            tokens.append(Token(word, start, end, kind, lower, base(lower)))
    return tuple(tokens)


def _day_before(month: Token, number: str) -> bool:
    """Whether a number with a blank is a day and another number: "On May 12 300 people"."""
    day = number.partition(" ")[0]
    return month.lower in MONTHS and len(day) <= 2
