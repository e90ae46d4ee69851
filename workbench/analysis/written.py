"""Numbers as they are written: digits, words, scales and fractions.

The value alone; what bounds it stands in `bounds`, what it counts in `counted`.
"""

from collections.abc import Sequence

from workbench.analysis.numerals import MONEY, PARTS, SCALES, SHORT_SCALES, TENS, UNITS
from workbench.analysis.tokens import Token


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The token at `at` in lower case, or "" beyond the ends."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _step(text: str) -> float:
    """The size of the last digit of a number that is not a trailing zero of an integer."""
    plain = text.replace(",", "").replace("·", ".")
    if "." in plain:
        return 10.0 ** -len(plain.split(".")[1])
    return 10.0 ** (len(plain) - len(plain.rstrip("0"))) if plain.strip("0") else 1.0


def value_at(tokens: Sequence[Token], at: int) -> tuple[int, float, float] | None:
    """A number written in digits or words from `at`: past, value, step."""
    token = tokens[at]
    if token.kind == "number":
        plain = token.text.replace(",", "").replace("·", ".")
        value, step, past = float(plain), _step(token.text), at + 1
        follower = text_at(tokens, past)
        if follower in SHORT_SCALES and tokens[past].start == token.end:
            scale = SHORT_SCALES[follower]
            if follower not in ("m", "b") or text_at(tokens, at - 1) in MONEY:
                return past + 1, value * scale, step * scale
    elif token.lower in UNITS or token.lower in TENS:
        value = float(UNITS.get(token.lower, TENS.get(token.lower, 0)))
        step, past = 1.0, at + 1
        if token.lower in TENS:
            skip = text_at(tokens, past) == "-"
            unit = UNITS.get(text_at(tokens, past + skip), 0)
            if 0 < unit < 10:
                value, past = value + unit, past + skip + 1
    elif token.lower in ("a", "an") and text_at(tokens, at + 1) in SCALES:
        value, step, past = 1.0, 1.0, at + 1
    elif token.lower == "half" and text_at(tokens, at + 1) in ("a", "million", "billion"):
        past = at + 1 + (text_at(tokens, at + 1) == "a")
        if text_at(tokens, past) not in SCALES:
            return None
        value, step = 0.5, 0.1
    else:
        return None
    scaled = False
    while text_at(tokens, past) in SCALES:
        scale = SCALES[text_at(tokens, past)]
        value, step, past, scaled = value * scale, step * scale, past + 1, True
        skip = text_at(tokens, past) == "and"
        if scale <= 1e3 and past + skip < len(tokens):
            rest = value_at(tokens, past + skip)
            if rest is not None and rest[1] < scale and token.kind == "word":
                value, step, past = value + rest[1], rest[2], rest[0]
    return (past, value, step) if past > at or scaled else None


def fraction_at(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """ "two-thirds", "a quarter", "half": past and percent."""
    word = text_at(tokens, at)
    if word == "half" and text_at(tokens, at - 1) not in (
        "first",
        "second",
        "and",
        "other",
        "latter",
    ):
        return at + 1, 50.0
    top = 1 if word in ("a", "one") else UNITS.get(word, 0)
    step = at + 1 + (text_at(tokens, at + 1) == "-")
    part = text_at(tokens, step)
    if not 0 < top < 10 or part not in PARTS:
        return None
    if top == 1 and (part.endswith("s") or text_at(tokens, step + 1) != "of"):
        return None
    return step + 1, 100.0 * top / PARTS[part]
