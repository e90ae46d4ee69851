"""Numbers in a sentence as intervals with their unit and what they count.

"over 50 substances" is more than 50 of {substance}, "none" and "no" are 0, "two-thirds" is a
percentage, "9.766 kilograms" is a mass in grams. Years and dates are not quantities (see
`periods`), nor are ids: "Flight 370", "Issue # 1" and "Highway 61" are labels.
"""

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.analysis.numerals import (
    BY_WORDS,
    GOVERN,
    LABELLED,
    MEASURE,
    MONEY,
    NEXT_OF,
    ORDINALS,
    PARTS,
    SCALES,
    SHORT_SCALES,
    TENS,
    UNITS,
    VAGUE,
)
from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION

NOUNS = 5
# Words after a number that are read as what it counts: "over 50 fentanyl-related substances" has
# three; longer noun phrases are rarer than verbs taken for one.


class Quantity(NamedTuple):
    """A number with its bounds, unit and what it counts."""

    first: int
    """Token index of its first word, bound words included; `past` is half open."""
    past: int
    start: int
    """Offset in code points, with `end` half open: number, bound and unit."""
    end: int
    low: float
    """Both ends included; infinity where open."""
    high: float
    unit: str
    """`count`, `%`, `ordinal`, `label`, `score`, a currency (`dollar`) or a dimension (`mass`)."""
    counts: tuple[str, ...]
    """Stems of the words after it that say what is counted; for a label, the word before it."""
    bound: str
    """`exact`, `about`, `nearly`, `above`, `least`, `below`, `most`, `just over`, `range`,
    `vague` or `none`."""
    step: float
    """Size of its last digit that is not zero: 1.2 million has 100,000. For rounding."""
    left: tuple[str, ...]
    """Stems of the words of matter before it in its clause, nearest first, at most three: what
    "the confirmed cases reached 534" counts."""
    phrase: int
    """Offset behind what it counts, where these are at most three words; else `end`."""


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _step(text: str) -> float:
    """The size of the last digit of a number that is not a trailing zero of an integer."""
    plain = text.replace(",", "").replace("·", ".")
    if "." in plain:
        return 10.0 ** -len(plain.split(".")[1])
    return 10.0 ** (len(plain) - len(plain.rstrip("0"))) if plain.strip("0") else 1.0


def _value(tokens: Sequence[Token], at: int) -> tuple[int, float, float] | None:
    """A number written in digits or words from `at`: past, value, step."""
    token = tokens[at]
    if token.kind == "number":
        plain = token.text.replace(",", "").replace("·", ".")
        value, step, past = float(plain), _step(token.text), at + 1
        follower = _text(tokens, past)
        if follower in SHORT_SCALES and tokens[past].start == token.end:
            scale = SHORT_SCALES[follower]
            if follower not in ("m", "b") or _text(tokens, at - 1) in MONEY:
                return past + 1, value * scale, step * scale
    elif token.lower in UNITS or token.lower in TENS:
        value = float(UNITS.get(token.lower, TENS.get(token.lower, 0)))
        step, past = 1.0, at + 1
        if token.lower in TENS:
            skip = _text(tokens, past) == "-"
            unit = UNITS.get(_text(tokens, past + skip), 0)
            if 0 < unit < 10:
                value, past = value + unit, past + skip + 1
    elif token.lower in ("a", "an") and _text(tokens, at + 1) in SCALES:
        value, step, past = 1.0, 1.0, at + 1
    elif token.lower == "half" and _text(tokens, at + 1) in ("a", "million", "billion"):
        past = at + 1 + (_text(tokens, at + 1) == "a")
        if _text(tokens, past) not in SCALES:
            return None
        value, step = 0.5, 0.1
    else:
        return None
    scaled = False
    while _text(tokens, past) in SCALES:
        scale = SCALES[_text(tokens, past)]
        value, step, past, scaled = value * scale, step * scale, past + 1, True
        skip = _text(tokens, past) == "and"
        if scale <= 1e3 and past + skip < len(tokens):
            rest = _value(tokens, past + skip)
            if rest is not None and rest[1] < scale and token.kind == "word":
                value, step, past = value + rest[1], rest[2], rest[0]
    return (past, value, step) if past > at or scaled else None


def _fraction(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """ "two-thirds", "a quarter", "half": past and percent."""
    word = _text(tokens, at)
    if word == "half" and _text(tokens, at - 1) not in (
        "first",
        "second",
        "and",
        "other",
        "latter",
    ):
        return at + 1, 50.0
    top = 1 if word in ("a", "one") else UNITS.get(word, 0)
    step = at + 1 + (_text(tokens, at + 1) == "-")
    part = _text(tokens, step)
    if not 0 < top < 10 or part not in PARTS:
        return None
    if top == 1 and (part.endswith("s") or _text(tokens, step + 1) != "of"):
        return None
    return step + 1, 100.0 * top / PARTS[part]


def _counted(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """The stems of the noun phrase from `at`."""
    stems: list[str] = []
    if _text(tokens, at) == "of":
        at += 1
        while _text(tokens, at) in ("the", "these", "its", "their", "those", "his", "her", "all"):
            at += 1
    while at < len(tokens) and len(stems) < NOUNS:
        token = tokens[at]
        if (token.kind == "word" and token.lower not in FUNCTION) or token.kind == "code":
            stems.append(token.stem)
        elif (
            token.text in ("-", "'s", "’s")
            or (token.lower == "of" and stems and stems[-1] in NEXT_OF)
            or (token.lower in ("other", "more", "different", "new") and not stems)
        ):
            pass
        else:
            break
        at += 1
    return tuple(stems)


def _before(tokens: Sequence[Token], first: int) -> tuple[str, ...]:
    stems: list[str] = []
    for token in reversed(tokens[max(0, first - 8) : first]):
        if token.text in ".;:!?)(" or len(stems) == 3:
            break
        if token.kind in ("word", "code") and token.lower not in FUNCTION:
            stems.append(token.stem)
    return tuple(stems)


def _past_counted(tokens: Sequence[Token], at: int, words: int) -> int:
    """Behind the counted words from `at`, of which there are `words`; `at` if more than three."""
    if words > 3 or _text(tokens, at) == "of":
        return at
    past, seen = at, 0
    while past < len(tokens) and seen < words:
        seen += tokens[past].kind in ("word", "code")
        past += 1
    return past


def _bound_before(tokens: Sequence[Token], first: int) -> tuple[int, str]:
    """Step back over the words that bound the number at `first`: new first, bound."""
    if _text(tokens, first - 1) in ("$", "€", "£", "¥", "₹"):
        first -= 1
        if _text(tokens, first - 1) == "us" and tokens[first - 1].end == tokens[first].start:
            first -= 1
    if _text(tokens, first - 1) in ("a", "the", "an") and _text(tokens, first - 2) in (
        "than",
        "over",
    ):
        first -= 1
    if _text(tokens, first - 1) == "over" and _text(tokens, first - 2) in GOVERN:
        return first - 1, "just over"  # "control over 450 types": may mean 450 or more than that
    for length in (3, 2, 1):
        if first - length >= 0:
            phrase = " ".join(token.lower for token in tokens[first - length : first])
            if phrase in BY_WORDS:
                return first - length, BY_WORDS[phrase]
    return first, "exact"


def _bound_after(tokens: Sequence[Token], past: int) -> tuple[int, str | None]:
    one, two = _text(tokens, past), _text(tokens, past + 1)
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
            return 0.0, value
        case "about":
            return value * 0.9, value * 1.1
        case "nearly":
            return value * 0.85, value
        case "just over":
            return math.nextafter(value, math.inf), value * 1.15
        case _:
            return value, value


def _label(tokens: Sequence[Token], at: int) -> str | None:
    """The word that makes the number at `at` an id: "Flight 370", "No. 5", "Issue # 1"."""
    before = _text(tokens, at - 1)
    if before in ("#", "."):
        return (
            tokens[at - 2].stem
            if at >= 2 and _text(tokens, at - 2) in LABELLED
            else ("#" if before == "#" else None)
        )
    if before in LABELLED and before not in ("day", "no") and tokens[at].kind == "number":
        return tokens[at - 1].stem
    if at and tokens[at - 1].kind == "word" and tokens[at - 1].text[0].isupper():
        follower = tokens[at + 1] if at + 1 < len(tokens) else None
        counted = (
            follower is not None and follower.kind == "word" and follower.lower not in FUNCTION
        )
        if at >= 2 and not counted and len(tokens[at].text) <= 4 and follower is not None:
            return tokens[at - 1].stem
    return None


def quantities(tokens: Sequence[Token], taken: Collection[int]) -> tuple[Quantity, ...]:
    """The quantities of a sentence in order; `taken` are token indices that are dates."""
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        quantity = None if at in taken else _at(tokens, at, taken)
        if quantity is None:
            at += 1
            continue
        found.append(quantity)
        at = max(at + 1, quantity.past)
    return tuple(found)


def _at(tokens: Sequence[Token], at: int, taken: Collection[int]) -> Quantity | None:
    token = tokens[at]
    if token.kind not in ("number", "word"):
        return None

    def made(
        first: int,
        past: int,
        low: float,
        high: float,
        unit: str,
        counts: tuple[str, ...],
        bound: str,
        step: float,
    ) -> Quantity:
        end = tokens[past - 1].end
        phrase = tokens[_past_counted(tokens, past, len(counts)) - 1].end if counts else end
        return Quantity(
            first,
            past,
            tokens[first].start,
            end,
            low,
            high,
            unit,
            counts,
            bound,
            step,
            _before(tokens, first),
            phrase,
        )

    if token.lower == "none":
        return made(at, at + 1, 0.0, 0.0, "count", _counted(tokens, at + 1), "none", 1.0)
    if token.lower == "no" and at + 1 < len(tokens):
        follower = tokens[at + 1]
        if follower.kind == "word" and follower.lower not in FUNCTION:
            return made(at, at + 1, 0.0, 0.0, "count", _counted(tokens, at + 1), "none", 1.0)
        return None
    if token.lower in VAGUE:
        low, high = VAGUE[token.lower]
        return made(at, at + 1, low, high, "count", _counted(tokens, at + 1), "vague", low)
    if token.kind == "word" and token.lower in ORDINALS:
        if token.lower == "second" and _text(tokens, at - 1) in ("a", "per", "one"):
            return None
        value = float(ORDINALS[token.lower])
        return made(at, at + 1, value, value, "ordinal", _counted(tokens, at + 1), "exact", 1.0)
    if (
        token.kind == "number"
        and _text(tokens, at + 1) in ("st", "nd", "rd", "th")
        and tokens[at + 1].start == token.end
    ):
        value = float(token.text.replace(",", ""))
        return made(at, at + 2, value, value, "ordinal", _counted(tokens, at + 2), "exact", 1.0)
    if (part := _fraction(tokens, at)) is not None:
        past, percent = part
        first, bound = _bound_before(tokens, at)
        low, high = interval(percent, bound)
        return made(first, past, low, high, "%", _counted(tokens, past), bound, 1.0)
    parsed = _value(tokens, at)
    if parsed is None:
        return None
    past, value, step = parsed
    if token.lower == "one" and past == at + 1:
        if _text(tokens, past) in ("of", "another", "who", "that", "day", "-") or past == len(
            tokens
        ):
            return None
        if tokens[past].kind != "word" or tokens[past].lower in FUNCTION:
            return None
    first, bound = _bound_before(tokens, at)
    if first == at and bound == "exact" and (word := _label(tokens, at)) is not None:
        return made(at - 1, past, value, value, "label", (word,), "exact", step)
    if (
        _text(tokens, past) in ("-", "–", "—", "to", "and")
        and past + 1 < len(tokens)
        and past + 1 not in taken
    ):
        far = _value(tokens, past + 1) if tokens[past + 1].kind in ("number", "word") else None
        joint, opening = _text(tokens, past), _text(tokens, at - 1)
        if (
            far is not None
            and (joint != "and" or opening == "between")
            and tokens[past + 1].lower != "one"
        ):
            joined = tokens[past].start == tokens[past - 1].end and joint in ("-", "–", "—")
            if far[1] <= value or (joined and value < 20 and far[1] < 20 and opening != "between"):
                unit = "score" if joined else "count"
                return made(at, far[0], value, far[1], unit, (), "range", 1.0) if joined else None
            unit, factor, past = _unit(tokens, at, far[0])
            return made(
                at,
                past,
                value * factor,
                far[1] * factor,
                unit,
                _counted(tokens, past),
                "range",
                step * factor,
            )
    unit, factor, past = _unit(tokens, at, past)
    past, after = _bound_after(tokens, past)
    if after is not None and bound == "exact":
        bound = after
    low, high = interval(value * factor, bound)
    counts = _counted(tokens, past)
    return made(first, past, low, high, unit, counts, bound, step * factor)


def _unit(tokens: Sequence[Token], at: int, past: int) -> tuple[str, float, int]:
    """The unit of the number in tokens `at` to `past`: unit, factor to its base, past."""
    before = _text(tokens, at - 1)
    if before in MONEY:
        return MONEY[before], 1.0, past
    word = _text(tokens, past)
    if word in ("%", "percent", "pc"):
        return "%", 1.0, past + 1
    if word == "per" and _text(tokens, past + 1) == "cent":
        return "%", 1.0, past + 2
    if word == "-" and past + 1 < len(tokens):
        word, past = _text(tokens, past + 1), past + 1
    stem = tokens[past].stem if past < len(tokens) else ""
    if word in MEASURE or stem in MEASURE:
        dimension, factor = MEASURE.get(word) or MEASURE[stem]
        return dimension, factor, past + 1
    if word in MONEY or stem in MONEY:
        return MONEY.get(word) or MONEY[stem], 1.0, past + 1
    return "count", 1.0, past
