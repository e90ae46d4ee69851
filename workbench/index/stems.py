"""Words as they are compared: split, folded and stemmed, each stem one character.

A sentence kept as a string of one character a stem is 3 bytes a word, and counting a word in it
is `str.count`: ranking needs no second analysis, and no number is given out to every word.
"""

from __future__ import annotations

import re
from functools import cache
from zlib import crc32

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST = 40
"""Bytes in UTF-8 from which on a word is not indexed: it is an address or noise."""

_STOP = (
    "a about above after again all also am an and any are as at be because been before being"
    " below between both but by can could did do does doing down during each few for from"
    " further had has have having he her here hers herself him himself his how i if in into is"
    " it its itself just me more most my myself nor of off on once or other our ours ourselves"
    " out over own s same she should so some such t than that the their theirs them themselves"
    " then there these they this those through to too under until up very was we were what"
    " when where which while who whom why will with would you your yours yourself yourselves"
)
STOP = frozenset(_STOP.split())
"""Words not searched for: worth up to 2 points of nDCG, and most of the time of a search."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_FIRST, _LAST = 0x0800, 0xD7FF
# 53,000 code points of 3 bytes each: a claim of 12 stems meets a wrong one in 1 of 300 sentences.
# A million of 4 bytes ranks no better and costs half as much time again.


@cache
def analyzer() -> TextAnalyzer:
    """Splits at everything but letters and digits, folds case and accents, stems English."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )


def stems(text: str) -> list[str]:
    """The words of a text as they are indexed, in order, repeats included.

    None for a word of `LONGEST` bytes and more: 20 letters of Greek, 14 of Chinese.
    """
    found: list[str] = analyzer().analyze(text)
    return found


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order, repeats included; `Xi'an` is one word."""
    return _WORD.findall(text.lower().replace("’", "'"))


def sign(stem: str) -> str:
    """The character that stands for a stem."""
    return chr(_FIRST + crc32(stem.encode()) % (_LAST - _FIRST))


class Signs(dict[str, str]):
    """Words in lower case to the signs of their stems, stop words to nothing; a growing memory."""

    ROOM = 200_000
    # Words remembered: some 30 MB, and more than the words of 100,000 sentences.

    def __missing__(self, word: str) -> str:
        if len(self) >= self.ROOM:
            self.clear()
        found = (
            "" if word in STOP else "".join(sign(stem) for stem in stems(word) if stem not in STOP)
        )
        self[word] = found
        return found

    def line(self, spelled: list[str]) -> str:
        """The signs of these words, in order."""
        return "".join(map(self.__getitem__, spelled))


memory = Signs()


def signs_of(text: str) -> str:
    """The signs of a text's words, in order, stop words left out."""
    return memory.line(words(text))
