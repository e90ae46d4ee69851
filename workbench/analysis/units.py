"""The unit of a number, and what it comes to in the base unit of its kind.

Grams, metres, seconds; temperatures in degrees Celsius. Of "50 degrees" nobody says which: it may
be either scale, which only matters beside a temperature that says so.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from workbench.analysis.numerals import MEASURE, MONEY, MONEY_MARKS, SHORT_SCALES
from workbench.analysis.tokens import Token
from workbench.analysis.written import text_at

CELSIUS = frozenset(("c", "celsius", "centigrade"))
FAHRENHEIT = frozenset(("f", "fahrenheit"))
LARGE = frozenset((*SHORT_SCALES, "million", "billion", "trillion"))
"""Words for so many pounds that they are money."""
PERCENT = frozenset(("%", "percent", "pc", "pct", "percentage", "٪"))


def celsius(fahrenheit: float) -> float:
    """Degrees Celsius of degrees Fahrenheit."""
    return (fahrenheit - 32.0) / 1.8


class Unit(NamedTuple):
    """The unit of a number."""

    name: str
    """`count` where it has none, `%`, `points`, a currency, `degree` or a dimension: `mass`."""
    factor: float
    """What one of it is in the base unit of its dimension."""
    past: int
    """Token index behind it."""
    unsure: Callable[[float], float] | None = None
    """What a number of it is in the scale it may be meant in."""

    def base(self, value: float) -> float:
        """`value` in the base unit."""
        if self.name == "temperature" and self.factor != 1.0:
            return celsius(value)
        return value * self.factor


def unit_of(tokens: Sequence[Token], at: int, past: int) -> Unit:
    """The unit of the number in tokens `at` to `past`."""
    before = text_at(tokens, at - 1)
    if before in MONEY_MARKS or (before in MONEY and len(before) < 4):
        return Unit(MONEY[before], 1.0, past)
    word = text_at(tokens, past)
    cent = 2 if text_at(tokens, past + 1) == "cent" else 3
    if word in PERCENT or (word == "per" and text_at(tokens, past + cent - 1) == "cent"):
        past += 1 if word in PERCENT else cent
        points = text_at(tokens, past) in ("point", "points")
        return Unit("points" if points else "%", 1.0, past + points)
    if word in ("°", "º", "degree", "degrees", "℃", "℉"):
        return _degrees(tokens, past)
    if word == "-" and past + 1 < len(tokens):
        word, past = text_at(tokens, past + 1), past + 1
    stem = tokens[past].stem if past < len(tokens) else ""
    if stem == "pound" and text_at(tokens, past - 1) in LARGE:
        return Unit("pound", 1.0, past + 1)
    if word in MEASURE or stem in MEASURE:
        dimension, factor = MEASURE.get(word) or MEASURE[stem]
        return Unit(dimension, factor, past + 1)
    if word in MONEY or stem in MONEY:
        return Unit(MONEY.get(word) or MONEY[stem], 1.0, past + 1)
    return Unit("count", 1.0, past)


def _degrees(tokens: Sequence[Token], past: int) -> Unit:
    sign, scale = text_at(tokens, past), text_at(tokens, past + 1)
    if scale in CELSIUS or sign == "℃":
        return Unit("temperature", 1.0, past + 1 + (scale in CELSIUS))
    if scale in FAHRENHEIT or sign == "℉":
        return Unit("temperature", 1 / 1.8, past + 1 + (scale in FAHRENHEIT))
    return Unit("degree", 1.0, past + 1, celsius)
