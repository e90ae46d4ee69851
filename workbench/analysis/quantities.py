"""Numbers in a sentence as intervals with their unit and what they count.

"over 50 substances" is more than 50 of {substance}, "none" and "no" are 0, "two-thirds" is a
percentage, "9.766 kilograms" is a mass in grams. Years and dates are not quantities (see
`periods`), nor are ids: "Flight 370", "Issue # 1" and "Highway 61" are labels.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.analysis.bounds import bound_before, bound_behind, interval
from workbench.analysis.counted import counted_from, past_counted, words_before
from workbench.analysis.figures import readings
from workbench.analysis.numerals import (
    FACTORS,
    LABELLED,
    LEVELS,
    MINUS,
    MONEY_MARKS,
    ORDINALS,
    TENS,
    UNITS,
    VAGUE,
    VULGAR,
)
from workbench.analysis.tokens import Token
from workbench.analysis.units import unit_of
from workbench.analysis.words import FUNCTION
from workbench.analysis.written import factor_at, fraction_at, text_at, value_at

_OPENERS = frozenset(
    (
        *UNITS,
        *TENS,
        *VAGUE,
        *ORDINALS,
        *FACTORS,
        *VULGAR,
        "none",
        "no",
        "a",
        "an",
        "half",
        "dozen",
        "every",
    )
)
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
    """`count`, `%`, `points` of a percentage, `ordinal`, `label`, `score`, `times`, a currency
    (`dollar`) or a dimension (`mass`); `except` for what is left out: "all but three"."""
    counts: tuple[str, ...]
    """Stems of the words after it that say what is counted; for a label, the word before it."""
    bound: str
    """`exact`, `about`, `nearly`, `above`, `least`, `below`, `most`, `just over`, `range`,
    `share` (of a fraction), `vague` or `none`."""
    step: float
    """Size of its last digit that is not zero: 1.2 million has 100,000. For rounding."""
    left: tuple[str, ...]
    """Stems of the words of matter before it in its clause, nearest first, at most three: what
    "the confirmed cases reached 534" counts."""
    phrase: int
    """Offset behind what it counts, where these are at most three words; else `end`."""
    other: tuple[float, float] | None = None
    """What it may be as well, `low` and `high`: 16.181 may be 16181, 50 degrees may be 10 °C."""


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
        other: tuple[float, float] | None = None,
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
            other,
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
        value = readings(token.lower)[0].value
        return made(at, at + 2, value, value, "ordinal", counted_from(tokens, at + 2), "exact", 1.0)
    if (factor := factor_at(tokens, at)) is not None:
        past, times = factor
        first, bound = bound_before(tokens, at)
        low, high = interval(times, bound)
        return made(first, past, low, high, "times", counted_from(tokens, past), bound, 1.0)
    if (part := fraction_at(tokens, at)) is not None and not _taken(taken, at, part[0]):
        past, percent = part
        first, bound = bound_before(tokens, at)
        low, high = interval(percent, bound)
        counts = counted_from(tokens, past)
        bound = "share" if bound == "exact" else bound
        return made(first, past, low, high, "%", counts, bound, 1e-6)
    parsed = value_at(tokens, at)
    if parsed is None:
        return None
    past, value, step, other = parsed
    if token.lower == "one" and past == at + 1:
        if text_at(tokens, past) in ("of", "another", "who", "that", "day", "-") or past == len(
            tokens
        ):
            return None
        if tokens[past].kind != "word" or tokens[past].lower in FUNCTION:
            return None
    if text_at(tokens, at - 1) == "but" and text_at(tokens, at - 2) in ("all", "everyone", "every"):
        counts = counted_from(tokens, past)
        return made(at - 2, past, value, value, "except", counts, "exact", step)
    start = _sign(tokens, at)
    if start < at:
        value, other = -value, None if other is None else -other
    first, bound = bound_before(tokens, start)
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
            unit = unit_of(tokens, at, far.past)
            score = joined and value < 20 and far.value < 20 and unit.past == far.past
            plural = text_at(tokens, far.past).endswith("s") or opening in ("between", "aged")
            if far.value <= value or (score and not plural):
                name = "score" if joined else "count"
                if not joined:
                    return None
                return made(at, far.past, value, far.value, name, (), "range", 1.0)
            low, high = unit.base(value), unit.base(far.value)
            counts = counted_from(tokens, unit.past)
            return made(start, unit.past, low, high, unit.name, counts, "range", step * unit.factor)
    unit = unit_of(tokens, at, past)
    past, after = bound_behind(tokens, unit.past)
    if after is not None and bound == "exact":
        bound = after
    if text_at(tokens, past) in ("above", "below") and text_at(tokens, past + 1) in LEVELS:
        value, other = (value, other) if text_at(tokens, past) == "above" else (-value, None)
        past += 2
    low, high = interval(unit.base(value), bound)
    second = None if other is None else interval(unit.base(other), bound)
    if unit.unsure is not None:
        second = interval(unit.unsure(value), bound)
    counts = counted_from(tokens, past)
    return made(first, past, low, high, unit.name, counts, bound, step * unit.factor, second)


def _taken(taken: Collection[int], first: int, past: int) -> bool:
    return any(at in taken for at in range(first, past))


def _sign(tokens: Sequence[Token], at: int) -> int:
    """Where the number at `at` begins, a minus before it included."""
    before = tokens[at - 1] if at else None
    if before is None:
        return at
    if before.lower == "minus" or (before.lower == "negative" and tokens[at].kind == "number"):
        return at - 1
    money = before.text in MONEY_MARKS and at >= 2
    place = at - 2 if money else at - 1
    mark = tokens[place]
    if mark.text not in MINUS or mark.end != tokens[place + 1].start or tokens[at].kind != "number":
        return at
    if place and tokens[place - 1].end == mark.start and tokens[place - 1].text not in "([$€£":
        return at
    if place and mark.text == "–" and tokens[place - 1].kind == "number":
        return at
    return place
