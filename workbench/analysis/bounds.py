"""The words that bound a number, before and behind it, and the interval they leave open."""

import math
from collections.abc import Sequence

from workbench.analysis.numerals import BY_WORDS, DISPUTE, GOVERN, MONEY_MARKS
from workbench.analysis.tokens import Token
from workbench.analysis.written import text_at


def bound_before(tokens: Sequence[Token], first: int) -> tuple[int, str]:
    """Step back over the words that bound the number at `first`: new first, bound."""
    if text_at(tokens, first - 1) in MONEY_MARKS:
        first -= 1
        if text_at(tokens, first - 1) == "us" and tokens[first - 1].end == tokens[first].start:
            first -= 1
    if text_at(tokens, first - 1) in ("a", "the", "an") and text_at(tokens, first - 2) in (
        "than",
        "over",
    ):
        first -= 1
    if text_at(tokens, first - 1) == "over" and text_at(tokens, first - 2) in GOVERN:
        return first - 1, "just over"  # "control over 450 types": may mean 450 or more than that
    for length in (3, 2, 1):
        if first - length >= 0:
            phrase = " ".join(token.lower for token in tokens[first - length : first])
            if phrase in BY_WORDS and not _no_bound(tokens, first - length, phrase):
                return first - length, BY_WORDS[phrase]
    return first, "exact"


def _no_bound(tokens: Sequence[Token], at: int, phrase: str) -> bool:
    """Whether the words at `at` only look like a bound: "a row over 3 seats"."""
    if phrase == "past":
        return text_at(tokens, at - 1) in ("the", "this", "over", "half", "quarter")
    return phrase in ("over", "about") and at > 0 and tokens[at - 1].stem in DISPUTE


def bound_behind(tokens: Sequence[Token], past: int) -> tuple[int, str | None]:
    """Step over the words behind a number that bound it: new past, bound, None without any."""
    one, two = text_at(tokens, past), text_at(tokens, past + 1)
    if one == "or" and two in ("more", "above", "over", "greater", "older"):
        return past + 2, "least"
    if one == "or" and two in ("less", "fewer", "under", "below", "younger"):
        return past + 2, "most"
    if one == "or" and two == "so":
        return past + 2, "about"
    if one == "+" and past and tokens[past - 1].end == tokens[past].start:
        return past + 1, "least"
    return past, None


def interval(value: float, bound: str) -> tuple[float, float]:
    """The values that `bound` `value` leaves open; an approximation is within a tenth."""
    match bound:
        case "above":
            return math.nextafter(value, math.inf), math.inf
        case "least":
            return value, math.inf
        case "below":
            return -math.inf if value < 0 else 0.0, math.nextafter(value, -math.inf)
        case "most":
            return -math.inf if value < 0 else 0.0, value
        case "about":
            return min(value * 0.9, value * 1.1), max(value * 0.9, value * 1.1)
        case "nearly":
            return min(value * 0.85, value), max(value * 0.85, value)
        case "just over":
            return math.nextafter(value, math.inf), max(value * 1.15, value)
        case _:
            return value, value
