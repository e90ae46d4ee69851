"""What stands around words: how far it agrees with what stood around them once, and where it went.

Blanks count as one, however many and of whatever kind: a text that is wrapped anew is no other.
It knows no quote: a prefix and a suffix go in, spans of a text come back.
"""

import re
from bisect import bisect_left
from itertools import islice
from typing import NamedTuple

UNKNOWN = 30.0
"""How far a side agrees that once was the edge of the text and is no longer: it says nothing."""
LEAST = 12
"""Characters of both sides together by which a place is recognised."""
MOST = 500
"""Places of a prefix or a suffix that are looked at."""


class Around(NamedTuple):
    """The characters before and after some words."""

    prefix: str
    suffix: str

    def agreement(self, text: str, start: int, end: int) -> tuple[float, float]:
        """How far what stands before and after `text[start:end]` agrees, each 0 to 100.

        100 is the same but for blanks; two texts that have nothing to do with each other agree by
        15 to 25, and with one word replaced by 40 and more. A side where the text began or ended
        then agrees wholly where it does so now, else it is `UNKNOWN`.
        """
        reach = 4 * max(len(self.prefix), len(self.suffix)) + 4
        before, after = text[max(0, start - reach) : start], text[end : end + reach]
        # Read from the words outwards, so that both sides are compared from their near ends.
        return _side(self.prefix[::-1], before[::-1]), _side(self.suffix, after)

    @property
    def near(self) -> "Around":
        """The half of each side that is next to the words."""
        return Around(
            self.prefix[-(-len(self.prefix) // 2) :], self.suffix[: -(-len(self.suffix) // 2)]
        )

    def between(self, text: str, most: int) -> list[tuple[int, int]]:
        """The spans, of at most `most` characters, between this prefix and this suffix in a text.

        Blanks at their edges are no part of them; where nothing is left they are empty. None where
        the words stood at an edge of the text: what was put before or behind it would count.
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
    # Of two paragraphs made alike, the one with the same words next to the quote is meant: how far
    # they run on without a difference counts as much as how like the whole is.
    run = next((n for n, (a, b) in enumerate(zip(then, now, strict=False)) if a != b), len(now))
    return (fuzz.ratio(then, now) + 100 * run / len(then)) / 2


def _spans(words: str, text: str) -> list[tuple[int, int]]:
    """Where these words stand in a text, with any blanks between them."""
    # Possessive, so that a long run of blanks is gone through once.
    pattern = re.compile(r"\s++".join(map(re.escape, words.split())))
    return [found.span() for found in islice(pattern.finditer(text), MOST)]
