"""The characters around words: how far they agree with those of an earlier text.

Any blanks count as one: wrapping the lines differently changes nothing. It knows no quotes: a
prefix and a suffix go in, spans of a text come back.
"""

import re
from bisect import bisect_left
from itertools import islice
from typing import NamedTuple

UNKNOWN = 30.0
"""The agreement of a side that was the edge of the text and is not any more: it says nothing."""
LEAST = 12
"""Fewest characters of both sides together that can identify a place."""
MOST = 500
"""Most places of a prefix or a suffix that are looked at."""


class Around(NamedTuple):
    """The characters before and after some words."""

    prefix: str
    suffix: str

    def agreement(self, text: str, start: int, end: int) -> tuple[float, float]:
        """How far the characters before and after `text[start:end]` agree, each 0 to 100.

        100 is the same apart from blanks; unrelated texts agree by 15 to 25, texts with one word
        replaced by 40 and more. A side that was an edge of the text agrees fully if it still is
        one; else its agreement is `UNKNOWN`.
        """
        reach = 4 * max(len(self.prefix), len(self.suffix)) + 4
        before, after = text[max(0, start - reach) : start], text[end : end + reach]
        # Read outwards from the words, so that both sides are compared from their near ends.
        return _side(self.prefix[::-1], before[::-1]), _side(self.suffix, after)

    @property
    def near(self) -> "Around":
        """The half of each side that is next to the words."""
        return Around(
            self.prefix[-(-len(self.prefix) // 2) :], self.suffix[: -(-len(self.suffix) // 2)]
        )

    def between(self, text: str, most: int) -> list[tuple[int, int]]:
        """The spans, of at most `most` characters, between this prefix and this suffix in a text.

        Blanks at their edges are not part of them; a span may be empty. No spans if the words were
        at an edge of the text: anything added before or after it would count.
        """
        sides = [" ".join(side.split()) for side in self]
        if not all(sides) or sum(map(len, sides)) < LEAST:
            return []
        starts = [end for _, end in _spans(self.prefix, text)]
        ends = [start for start, _ in _spans(self.suffix, text)]
        found = []
        for start in starts:
            at = bisect_left(ends, start)
            if at < len(ends) and ends[at] - start <= most:
                inside = text[start : ends[at]]
                start += len(inside) - len(inside.lstrip())
                found.append((start, max(start, start + len(inside.strip()))))
        return found


def _side(then: str, now: str) -> float:
    from rapidfuzz import fuzz

    then = " ".join(then.split())
    if not then:
        return UNKNOWN if now.strip() else 100.0
    now = " ".join(now.split())[: len(then)]
    # Of two paragraphs made alike, the one with the same words next to the quote is right: so the
    # length without a difference counts as much as the likeness of the whole.
    run = next((n for n, (a, b) in enumerate(zip(then, now, strict=False)) if a != b), len(now))
    return (fuzz.ratio(then, now) + 100 * run / len(then)) / 2


def _spans(words: str, text: str) -> list[tuple[int, int]]:
    """Where these words are in a text, with any blanks between them."""
    # Possessive, so that a long run of blanks is read only once.
    pattern = re.compile(r"\s++".join(map(re.escape, words.split())))
    return [found.span() for found in islice(pattern.finditer(text), MOST)]
