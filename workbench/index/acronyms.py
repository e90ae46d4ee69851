"""Acronyms that a text explains itself: "new psychoactive substances (NPS)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.index.stems import STOP

_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)")
_WORD = re.compile(r"[^\W_]+")

BEFORE = 120
# Characters in front of the bracket that are looked at.


def explained(text: str) -> Iterator[tuple[str, str]]:
    """The acronyms in a text with the words they stand for, as written.

    The initials of the words before the bracket must spell the acronym; small words between
    them may be passed over ("Department of Homeland Security (DHS)").
    """
    for found in _IN_BRACKETS.finditer(text):
        short = found[1].removesuffix("s")
        if sum(map(str.isupper, short)) < 2:
            continue
        front = text[max(0, found.start() - BEFORE) : found.start()]
        words = list(_WORD.finditer(front))
        letters = list(short.lower())
        start = None
        while letters and words:
            word = words.pop()
            if word[0][0].lower() == letters[-1]:
                letters.pop()
                start = word.start()
            elif word[0].lower() not in STOP:
                break
        if not letters and start is not None:
            yield short, front[start:].strip()
