"""What a number in figures may be: "48,200", "48 200", "48'200" and "48.200" are 48200.

English puts a dot before the decimals, most other languages do not. Where a dot may be either,
as in "16.181", both readings are given and nothing is decided here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_BLANKS = re.compile("[ \u00a0\u2007\u2009\u202f'’]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
LONGEST = 300
"""Digits of a number at most; a longer one is as good as endless."""


class Figure(NamedTuple):
    """One reading of a number in figures."""

    value: float
    """Infinite where it has too many digits to count with."""
    step: float
    """Size of its last digit that is not a trailing zero of an integer: 100 for 48,200."""


@lru_cache(maxsize=16_384)
def readings(text: str) -> tuple[Figure, ...]:
    """The likeliest reading first, then one with the dot as a grouping mark, if it may be one."""
    plain = _BLANKS.sub("", text).replace("·", ".")
    if plain.count(".") > 1 or ("." in plain and plain.rfind(",") > plain.rfind(".")):
        return (_figure(plain.replace(".", "").replace(",", ".")),)
    if re.fullmatch(r"\d+,(?!\d{3}$)\d+", plain) or (plain != text and plain.count(",") == 1):
        return (_figure(plain.replace(",", ".")),)
    figure = _figure(plain.replace(",", ""))
    if plain == text and _THOUSANDS.fullmatch(plain):
        return figure, _figure(plain.replace(".", ""))
    return (figure,)


def _figure(plain: str) -> Figure:
    whole, _, decimals = plain.partition(".")
    if len(whole) > LONGEST:
        return Figure(float("inf"), 1.0)
    if decimals:
        return Figure(float(plain), 10.0 ** -min(len(decimals), LONGEST))
    zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return Figure(float(whole), 10.0**zeros)
