"""Numbers in a sentence as intervals with their unit and what they count.

"over 50 substances" is more than 50 of {substance}, "none" and "no" are 0, "two-thirds" is a
percentage, "9.766 kilograms" is a mass in grams. Years and dates are not quantities (see
`periods`), nor are ids: "Flight 370", "Issue # 1" and "Highway 61" are labels.
"""

# ruff: noqa: SIM905 - lists of words read best as words

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION

_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        """twenty thirty forty fifty sixty seventy eighty ninety""".split(), 2
    )
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_VAGUE = {
    "dozens": (24.0, 200.0),
    "hundreds": (200.0, 2e3),
    "thousands": (2e3, 1e5),
    "millions": (2e6, 1e9),
    "billions": (2e9, 1e12),
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PARTS.update({"halves": 2, "thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10})
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth""".split(),
        1,
    )
}
_MEASURES = {
    "mass": "mg .001 milligram .001 g 1 gram 1 kg 1000 kilo 1000 kilogram 1000 kilogramme 1000"
    " tonne 1e6 ton 1e6 lb 453.6 pound 453.6 ounce 28.35",
    "length": "mm .001 millimetre .001 millimeter .001 cm .01 centimetre .01 centimeter .01"
    " inch .0254 inches .0254 ft .3048 foot .3048 feet .3048 metre 1 meter 1 km 1000 kilometre 1000"
    " kilometer 1000 mile 1609.3 mi 1609.3 yard .9144 m 1",
    "area": "acre 4047 hectare 1e4 ha 1e4",
    "time": "second 1 minute 60 hour 3600 day 86400 week 604800 month 2629800 year 31557600"
    " decade 315576000 century 3155760000 centuries 3155760000",
    "volume": "litre 1 liter 1 gallon 3.785 ml .001 millilitre .001",
    "energy": "mw 1 megawatt 1 gw 1000 gigawatt 1000 kw .001",
    "temperature": "degree 1 °c 1 °f 1 °  1",
}
_MONEY = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yuan",
    "₹": "rupee",
    "dollar": "dollar",
    "usd": "dollar",
    "euro": "euro",
    "yuan": "yuan",
    "yen": "yen",
    "rupee": "rupee",
}


def _measures() -> dict[str, tuple[str, float]]:
    table: dict[str, tuple[str, float]] = {}
    for dimension, line in _MEASURES.items():
        words = line.split()
        for word, factor in zip(words[::2], words[1::2], strict=True):
            table[word] = (dimension, float(factor))
            table.setdefault(word + "s", (dimension, float(factor)))
    return table


_MEASURE = _measures()
_LABELLED = frozenset(
    """no number issue flight highway route season episode chapter volume part channel page
    article section level phase step grade room line class type model version vol interstate
    platform unit game week round group act book apartment building section stage tier
    category day #""".split()
)
_ABOVE = (
    "more than",
    "over",
    "above",
    "exceeding",
    "exceed",
    "exceeds",
    "exceeded",
    "greater than",
    "higher than",
    "larger than",
    "upwards of",
    "in excess of",
    "beyond",
    "surpassing",
    "surpassed",
    "topped",
    "north of",
    "past",
    "longer than",
    "older than",
)
_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "minimum of",
    "not fewer than",
)
_BELOW = (
    "less than",
    "fewer than",
    "under",
    "below",
    "lower than",
    "smaller than",
    "shorter than",
    "younger than",
    "short of",
)
_MOST = (
    "at most",
    "up to",
    "as many as",
    "as much as",
    "no more than",
    "not more than",
    "maximum of",
    "at maximum",
)
_ABOUT = (
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "circa",
    "an estimated",
    "estimated",
    "close to",
    "~",
    "approx",
    "c.",
)
_NEARLY = ("nearly", "almost", "just under", "close to", "approaching", "just below")
_JUST_OVER = ("just over", "slightly over", "little over", "slightly more than", "just above")
_BOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("just over", _JUST_OVER),
    ("nearly", _NEARLY),
    ("least", _LEAST),
    ("most", _MOST),
    ("above", _ABOVE),
    ("below", _BELOW),
    ("about", _ABOUT),
)
_BY_WORDS = {phrase: name for name, phrases in reversed(_BOUNDS) for phrase in phrases}
_NEXT_OF = frozenset(
    """type kind sort form variety number group member categori class set""".split()
)
_GOVERN = frozenset("control power authority jurisdiction win victory lead rule".split())
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
        if follower in _SHORT_SCALES and tokens[past].start == token.end:
            scale = _SHORT_SCALES[follower]
            if follower not in ("m", "b") or _text(tokens, at - 1) in _MONEY:
                return past + 1, value * scale, step * scale
    elif token.lower in _UNITS or token.lower in _TENS:
        value = float(_UNITS.get(token.lower, _TENS.get(token.lower, 0)))
        step, past = 1.0, at + 1
        if token.lower in _TENS:
            skip = _text(tokens, past) == "-"
            unit = _UNITS.get(_text(tokens, past + skip), 0)
            if 0 < unit < 10:
                value, past = value + unit, past + skip + 1
    elif token.lower in ("a", "an") and _text(tokens, at + 1) in _SCALES:
        value, step, past = 1.0, 1.0, at + 1
    elif token.lower == "half" and _text(tokens, at + 1) in ("a", "million", "billion"):
        past = at + 1 + (_text(tokens, at + 1) == "a")
        if _text(tokens, past) not in _SCALES:
            return None
        value, step = 0.5, 0.1
    else:
        return None
    scaled = False
    while _text(tokens, past) in _SCALES:
        scale = _SCALES[_text(tokens, past)]
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
    top = 1 if word in ("a", "one") else _UNITS.get(word, 0)
    step = at + 1 + (_text(tokens, at + 1) == "-")
    part = _text(tokens, step)
    if not 0 < top < 10 or part not in _PARTS:
        return None
    if top == 1 and (part.endswith("s") or _text(tokens, step + 1) != "of"):
        return None
    return step + 1, 100.0 * top / _PARTS[part]


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
            or (token.lower == "of" and stems and stems[-1] in _NEXT_OF)
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
    if _text(tokens, first - 1) == "over" and _text(tokens, first - 2) in _GOVERN:
        return first - 1, "just over"  # "control over 450 types": may mean 450 or more than that
    for length in (3, 2, 1):
        if first - length >= 0:
            phrase = " ".join(token.lower for token in tokens[first - length : first])
            if phrase in _BY_WORDS:
                return first - length, _BY_WORDS[phrase]
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
            return value, value * 1.15
        case _:
            return value, value


def _label(tokens: Sequence[Token], at: int) -> str | None:
    """The word that makes the number at `at` an id: "Flight 370", "No. 5", "Issue # 1"."""
    before = _text(tokens, at - 1)
    if before in ("#", "."):
        return (
            tokens[at - 2].stem
            if at >= 2 and _text(tokens, at - 2) in _LABELLED
            else ("#" if before == "#" else None)
        )
    if before in _LABELLED and before not in ("day", "no") and tokens[at].kind == "number":
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
    if token.lower in _VAGUE:
        low, high = _VAGUE[token.lower]
        return made(at, at + 1, low, high, "count", _counted(tokens, at + 1), "vague", low)
    if token.kind == "word" and token.lower in _ORDINALS:
        if token.lower == "second" and _text(tokens, at - 1) in ("a", "per", "one"):
            return None
        value = float(_ORDINALS[token.lower])
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
    if before in _MONEY:
        return _MONEY[before], 1.0, past
    word = _text(tokens, past)
    if word in ("%", "percent", "pc"):
        return "%", 1.0, past + 1
    if word == "per" and _text(tokens, past + 1) == "cent":
        return "%", 1.0, past + 2
    if word == "-" and past + 1 < len(tokens):
        word, past = _text(tokens, past + 1), past + 1
    stem = tokens[past].stem if past < len(tokens) else ""
    if word in _MEASURE or stem in _MEASURE:
        dimension, factor = _MEASURE.get(word) or _MEASURE[stem]
        return dimension, factor, past + 1
    if word in _MONEY or stem in _MONEY:
        return _MONEY.get(word) or _MONEY[stem], 1.0, past + 1
    return "count", 1.0, past
