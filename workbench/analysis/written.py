"""Numbers as they are written: digits, words, scales and fractions.

The value alone; what bounds it stands in `bounds`, what it counts in `counted`.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import numeric

from workbench.analysis.figures import readings
from workbench.analysis.numerals import (
    EVERY,
    FACTORS,
    LONG,
    MEASURE,
    MONEY,
    PARTS,
    SCALES,
    SHORT_SCALES,
    TENS,
    UNITS,
    VULGAR,
)
from workbench.analysis.tokens import Token

_OTHER_HALVES = frozenset(("first", "second", "and", "other", "latter", "better", "time"))


class Written(NamedTuple):
    """A number as the text has it."""

    past: int
    """Token index behind it."""
    value: float
    step: float
    """Size of its last digit that is not a trailing zero of an integer."""
    other: float | None = None
    """A second value that the figures may mean: 16181 for "16.181"."""

    def times(self, factor: float, past: int) -> "Written":
        """This many times `factor`, up to the token before `past`."""
        other = None if self.other is None else self.other * factor
        return Written(past, self.value * factor, self.step * factor, other)


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The token at `at` in lower case, or "" beyond the ends."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _scale_behind(tokens: Sequence[Token], at: int, past: int) -> float:
    """What "bn" right behind the number at `at` multiplies it by; 1 where there is no such."""
    follower = text_at(tokens, past)
    scale = SHORT_SCALES.get(follower)
    if scale is None:
        return 1.0
    joined = tokens[past].start == tokens[past - 1].end
    if follower in ("m", "b", "k"):  # "3.2m" may be a length
        counted = text_at(tokens, past + 1)
        plural = (counted.endswith("s") or counted in ("people", "men", "women")) and len(
            counted
        ) > 2
        sure = follower == "k" or text_at(tokens, at - 1) in MONEY or counted in MONEY or plural
        return scale if joined and sure and counted not in LONG else 1.0
    return scale


def _figures_at(tokens: Sequence[Token], at: int) -> Written:
    first, *others = readings(tokens[at].lower)
    made = Written(at + 1, first.value, first.step, others[0].value if others else None)
    past = at + 1
    if text_at(tokens, past) == "^" and text_at(tokens, past + 1).isdecimal():
        power = readings(tokens[past + 1].lower)[0].value
        value = math.inf
        if first.value <= 1 or power * math.log10(first.value) < 300:
            value = first.value**power if math.isfinite(first.value) and power < 1000 else math.inf
        return Written(past + 2, value, 1.0)
    part = text_at(tokens, past)
    if part in VULGAR and tokens[past].start == tokens[at].end:
        return Written(past + 1, first.value + numeric(part), 0.01)
    scale = _scale_behind(tokens, at, past)
    return made.times(scale, past + 1) if scale != 1.0 else made


def value_at(tokens: Sequence[Token], at: int) -> Written | None:
    """The number written in digits or words from `at`; None where none is."""
    token = tokens[at]
    word = token.lower
    if token.kind == "number":
        made = _figures_at(tokens, at)
    elif word in UNITS or word in TENS:
        value = float(UNITS.get(word, TENS.get(word, 0)))
        past = at + 1
        if word in TENS:
            skip = text_at(tokens, past) == "-"
            unit = UNITS.get(text_at(tokens, past + skip), 0)
            if 0 < unit < 10:
                value, past = value + unit, past + skip + 1
        made = Written(past, value, 1.0)
    elif word in ("a", "an") and text_at(tokens, at + 1) in SCALES:
        made = Written(at + 1, 1.0, 1.0)
    elif word == "half" and text_at(tokens, at + 1) in ("a", "an", "million", "billion"):
        past = at + 1 + (text_at(tokens, at + 1) in ("a", "an"))
        made = Written(past, 0.5, 0.1)
    elif word in VULGAR:
        made = Written(at + 1, numeric(word), 0.01)
    elif word in SCALES and word == "dozen" and text_at(tokens, at - 1) not in ("the", "a"):
        made = Written(at, 1.0, 1.0)
    else:
        return None
    if [text_at(tokens, made.past + i) for i in range(3)] == ["and", "a", "half"]:
        made = Written(made.past + 3, made.value + 0.5, 0.1)
    return _scaled(tokens, at, made)


def _scaled(tokens: Sequence[Token], at: int, made: Written) -> Written | None:
    """The number with "million", "hundred and four" and their like behind it."""
    written = tokens[at].kind == "word"
    while (scale := SCALES.get(text_at(tokens, made.past))) is not None:
        made = made.times(scale, made.past + 1)
        skip = text_at(tokens, made.past) == "and"
        if written and scale <= 1e3 and made.past + skip < len(tokens):
            rest = value_at(tokens, made.past + skip)
            if rest is not None and rest.value < scale:
                made = Written(rest.past, made.value + rest.value, rest.step)
    return made if made.past > at else None


def factor_at(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """ "twice", "tripled", "threefold", "three times": past and how many times."""
    word = text_at(tokens, at)
    if word in FACTORS:
        return at + 1, FACTORS[word]
    if text_at(tokens, at + 1) == "times" and tokens[at].kind in ("word", "number"):
        made = value_at(tokens, at)
        if made is not None and made.past == at + 1:
            return at + 2, made.value
    return None


def fraction_at(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """ "two-thirds", "a quarter", "half", "one in five": past and percent."""
    word = text_at(tokens, at)
    if word == "half":
        follower = text_at(tokens, at + 1)
        if text_at(tokens, at - 1) in _OTHER_HALVES or follower in ("a", "an", "past", "-", "time"):
            return None
        return at + 1, 50.0
    if word == "every" and text_at(tokens, at + 1) in EVERY and not _timed(tokens, at + 2):
        return at + 2, 100.0 / EVERY[text_at(tokens, at + 1)]
    if word in VULGAR and text_at(tokens, at + 1) == "of":
        return at + 1, 100.0 * numeric(word)
    if (share := _in_at(tokens, at)) is not None:
        return share
    top = 1 if word in ("a", "one") else UNITS.get(word, 0)
    step = at + 1 + (text_at(tokens, at + 1) == "-")
    part = text_at(tokens, step)
    if not 0 < top < 20 or part not in PARTS:
        return None
    if top == 1 and (part.endswith("s") or text_at(tokens, step + 1) != "of"):
        return None
    return step + 1, 100.0 * top / PARTS[part]


def _timed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time or nothing follows: "every second day"."""
    return at >= len(tokens) or tokens[at].kind != "word" or tokens[at].stem in MEASURE


def _in_at(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """ "one in five", "nine out of ten", "1 in 40": past and percent."""
    joint = at + 1
    if text_at(tokens, joint) == "out" and text_at(tokens, joint + 1) == "of":
        behind, out = joint + 2, True
    elif text_at(tokens, joint) == "in":
        behind, out = joint + 1, False
    else:
        return None
    behind += text_at(tokens, behind) == "every"
    if behind >= len(tokens) or tokens[at].kind not in ("word", "number"):
        return None
    part, whole = value_at(tokens, at), value_at(tokens, behind)
    if part is None or whole is None or part.past != joint or not 0 < part.value < whole.value:
        return None
    if not out and (part.value > 9 or whole.value > 1e6 or tokens[behind].kind != tokens[at].kind):
        return None
    return whole.past, 100.0 * part.value / whole.value
