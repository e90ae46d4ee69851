"""Numbers in a sentence as intervals with their unit and what they count.

"over 50 substances" is more than 50 of {substance}, "none" and "no" are 0, "two-thirds" is a
percentage, "9.766 kilograms" is a mass in grams. Years and dates are not quantities (see
`periods`), nor are ids: "Flight 370", "Issue # 1" and "Highway 61" are labels.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.analysis.bounds import bound_before, bound_behind, interval
from workbench.analysis.counted import counted_from, past_counted, words_before
from workbench.analysis.numerals import (
    LABELLED,
    MEASURE,
    MONEY,
    ORDINALS,
    TENS,
    UNITS,
    VAGUE,
)
from workbench.analysis.tokens import Token
from workbench.analysis.words import FUNCTION
from workbench.analysis.written import fraction_at, text_at, value_at

_OPENERS = frozenset((*UNITS, *TENS, *VAGUE, *ORDINALS, "none", "no", "a", "an", "half"))
# Words that a quantity may begin with: all others, nine in ten, are passed over unread.


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


def _label(tokens: Sequence[Token], at: int) -> str | None:
    """The word that makes the number at `at` an id: "Flight 370", "No. 5", "Issue # 1"."""
    before = text_at(tokens, at - 1)
    if before in ("#", "."):
        return (
            tokens[at - 2].stem
            if at >= 2 and text_at(tokens, at - 2) in LABELLED
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
    past = 0
    for at, token in enumerate(tokens):
        if at < past or at in taken or (token.kind != "number" and token.lower not in _OPENERS):
            continue
        quantity = _at(tokens, at, taken)
        if quantity is not None and (quantity.unit == "label" or _apart(quantity, taken)):
            found.append(quantity)
            past = quantity.past
    return tuple(found)


def _apart(quantity: Quantity, taken: Collection[int]) -> bool:
    """Whether no word of a quantity is of a date: "0-1000" may be read as both."""
    return not any(at in taken for at in range(quantity.first, quantity.past))


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
        behind = counts if unit != "label" else ()  # what a label counts stands before it
        phrase = tokens[past_counted(tokens, past, len(behind)) - 1].end if behind else end
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
            words_before(tokens, first),
            phrase,
        )

    if token.lower == "none":
        return made(at, at + 1, 0.0, 0.0, "count", counted_from(tokens, at + 1), "none", 1.0)
    if token.lower == "no" and at + 1 < len(tokens):
        follower = tokens[at + 1]
        if follower.kind == "word" and follower.lower not in FUNCTION:
            return made(at, at + 1, 0.0, 0.0, "count", counted_from(tokens, at + 1), "none", 1.0)
        return None
    if token.lower in VAGUE:
        low, high = VAGUE[token.lower]
        return made(at, at + 1, low, high, "count", counted_from(tokens, at + 1), "vague", low)
    if token.kind == "word" and token.lower in ORDINALS:
        if token.lower == "second" and text_at(tokens, at - 1) in ("a", "per", "one"):
            return None
        value = float(ORDINALS[token.lower])
        return made(at, at + 1, value, value, "ordinal", counted_from(tokens, at + 1), "exact", 1.0)
    if (
        token.kind == "number"
        and text_at(tokens, at + 1) in ("st", "nd", "rd", "th")
        and tokens[at + 1].start == token.end
    ):
        value = float(token.text.replace(",", ""))
        return made(at, at + 2, value, value, "ordinal", counted_from(tokens, at + 2), "exact", 1.0)
    if (part := fraction_at(tokens, at)) is not None:
        past, percent = part
        first, bound = bound_before(tokens, at)
        low, high = interval(percent, bound)
        return made(first, past, low, high, "%", counted_from(tokens, past), bound, 1.0)
    parsed = value_at(tokens, at)
    if parsed is None:
        return None
    past, value, step = parsed
    if token.lower == "one" and past == at + 1:
        if text_at(tokens, past) in ("of", "another", "who", "that", "day", "-") or past == len(
            tokens
        ):
            return None
        if tokens[past].kind != "word" or tokens[past].lower in FUNCTION:
            return None
    first, bound = bound_before(tokens, at)
    if first == at and bound == "exact" and (word := _label(tokens, at)) is not None:
        return made(at - 1, past, value, value, "label", (word,), "exact", step)
    if (
        text_at(tokens, past) in ("-", "–", "—", "to", "and")
        and past + 1 < len(tokens)
        and past + 1 not in taken
    ):
        far = value_at(tokens, past + 1) if tokens[past + 1].kind in ("number", "word") else None
        joint, opening = text_at(tokens, past), text_at(tokens, at - 1)
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
                counted_from(tokens, past),
                "range",
                step * factor,
            )
    unit, factor, past = _unit(tokens, at, past)
    past, after = bound_behind(tokens, past)
    if after is not None and bound == "exact":
        bound = after
    low, high = interval(value * factor, bound)
    counts = counted_from(tokens, past)
    return made(first, past, low, high, unit, counts, bound, step * factor)


def _unit(tokens: Sequence[Token], at: int, past: int) -> tuple[str, float, int]:
    """The unit of the number in tokens `at` to `past`: unit, factor to its base, past."""
    before = text_at(tokens, at - 1)
    if before in MONEY:
        return MONEY[before], 1.0, past
    word = text_at(tokens, past)
    if word in ("%", "percent", "pc"):
        return "%", 1.0, past + 1
    if word == "per" and text_at(tokens, past + 1) == "cent":
        return "%", 1.0, past + 2
    if word == "-" and past + 1 < len(tokens):
        word, past = text_at(tokens, past + 1), past + 1
    stem = tokens[past].stem if past < len(tokens) else ""
    if word in MEASURE or stem in MEASURE:
        dimension, factor = MEASURE.get(word) or MEASURE[stem]
        return dimension, factor, past + 1
    if word in MONEY or stem in MONEY:
        return MONEY.get(word) or MONEY[stem], 1.0, past + 1
    return "count", 1.0, past
