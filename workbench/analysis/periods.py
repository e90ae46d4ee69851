"""Dates and periods in a sentence as intervals of days: "May 2019", "in the 1980s", "since 2014".

Days are counted in a calendar of 12 months of 31 days, which keeps every order and comparison
and knows no invalid date. A day without a year ("November 15") has no place on that line: it is
compared by month and day. Nothing relative is resolved unless `year` is given.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from typing import NamedTuple

from workbench.analysis.calendar import EARLY, LATE, MIDDLE, MONTHS
from workbench.analysis.moved import given_up
from workbench.analysis.tokens import Token

ALWAYS = 10**9
"""Open end of an interval: no day comes after it, none before its negative."""

_OPENERS = frozenset((*MONTHS, "last", "this", "next"))
# Words that a period may begin with, besides numbers.
_YEAR_PREPOSITIONS = frozenset(
    """in since by until till before after from of to between during early late mid and around
    circa year through for summer winter spring autumn fall mid- till than ( , – - /""".split()
)
_BEFORE_MONTHS = frozenset(
    """in since until by of early late mid from to through during throughout till before after
    than""".split()
)
"""Words before a month that stands alone, which "May" and "March" need to be months."""
_NOT_YEARS_AFTER = frozenset(
    """people persons men women children soldiers troops members students workers employees
    units copies votes views euros dollars pounds yuan yen km kilometers kilometres metres
    meters miles feet ft m kg kilograms tons tonnes acres hectares homes houses seats points
    deaths cases patients participants subscribers followers reviews times mm cm mg g
    percent % million thousand hundred billion words pages episodes jobs residents
    inhabitants calories""".split()
)


class Period(NamedTuple):
    """When something was, as far as the words fix it."""

    first: int
    """Token index of its first word, with `past` half open; bound words included."""
    past: int
    start: int
    """Offset in code points, with `end` half open."""
    end: int
    low: int
    """First day, both ends included; of a yearless one its month."""
    high: int
    """Last day; of a yearless one its day of the month, 0 where only the month is named."""
    grain: str
    """`day`, `month`, `year`, `decade`, `century` or `yearless` (month and day only)."""
    bound: str
    """`at`, `before`, `after`, `since`, `until`, `range`, or `dateline` for the day on which an
    article was sent, which is that of nothing in it."""
    part: str = ""
    """`early`, `middle` or `late` of a month or longer; `low` and `high` are that part's."""


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    """The number of a day on the line (see the module)."""
    return year * 372 + (month - 1) * 31 + of_month - 1


def _year(tokens: Sequence[Token], at: int) -> int | None:
    """The year that the token at `at` names, or None where it counts something or names an id."""
    token = tokens[at]
    if token.kind != "number" or len(token.lower) != 4 or not token.lower.isdecimal():
        return None
    value = int(token.lower)
    if not 1000 <= value <= 2100:
        return None
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before and before.text in "$€£¥#":
        return None
    if after and (after.lower in _NOT_YEARS_AFTER or after.text == "%"):
        return None
    if before and before.lower in ("than", "over", "least", "nearly", "about", "approximately"):
        # "more than 2000" counts; "later than 2000" does not come up without a preposition.
        return None
    if value >= 1900:
        return value
    near = before is not None and (before.lower in _YEAR_PREPOSITIONS or before.lower in MONTHS)
    return value if near else None


def _month(token: Token) -> int | None:
    """The month that a capitalised word names."""
    return MONTHS.get(token.lower) if token.kind == "word" and token.text[0].isupper() else None


def _of_month(tokens: Sequence[Token], at: int) -> int | None:
    if 0 <= at < len(tokens) and tokens[at].kind == "number" and tokens[at].lower.isdecimal():
        if len(tokens[at].lower) > 2:
            return None
        value = int(tokens[at].lower)
        return value if 1 <= value <= 31 else None
    return None


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def relative(text: str) -> bool:
    """Whether a text may name a year by that of its source: "last year"."""
    return "year" in text.lower()


def _relative(tokens: Sequence[Token], at: int, year: int | None) -> int | None:
    """The year that "last year" at `at` means in a text of `year`."""
    if year is None or _text(tokens, at + 1) != "year":
        return None
    return {"last": year - 1, "this": year, "next": year + 1}.get(_text(tokens, at))


def _plain(tokens: Sequence[Token], at: int, year: int | None) -> tuple[int, int, int, str] | None:
    """The period that starts at token `at`, without bound words: past, low, high, grain."""
    token = tokens[at]
    if token.kind != "number" and token.lower not in _OPENERS:
        return None
    if token.kind == "number":
        value = _year(tokens, at)
        if value is not None:
            if (
                _text(tokens, at + 1) == "-"
                and (month := _of_month(tokens, at + 2)) is not None
                and _text(tokens, at + 3) == "-"
                and (of_month := _of_month(tokens, at + 4)) is not None
                and month <= 12
            ):
                return at + 5, day(value, month, of_month), day(value, month, of_month), "day"
            if _text(tokens, at + 1) == "s" and tokens[at + 1].start == token.end:
                span = 100 if value % 100 == 0 and value < 1900 else 10
                grain = "century" if span == 100 else "decade"
                return at + 2, day(value), day(value + span) - 1, grain
            return at + 1, day(value), day(value + 1) - 1, "year"
        of_month = _of_month(tokens, at)
        if of_month is not None:
            step = at + 1
            if _text(tokens, step) in ("st", "nd", "rd", "th"):
                step += 1
                if _text(tokens, step) == "century" and of_month <= 21:
                    low = day((of_month - 1) * 100)
                    return step + 1, low, low + 100 * 372 - 1, "century"
            if _text(tokens, step) == "of":
                step += 1
            if step < len(tokens) and (month := _month(tokens[step])) is not None:
                past = step + 1 + (_text(tokens, step + 1) == ",")
                if past < len(tokens) and (value := _year(tokens, past)) is not None:
                    number = day(value, month, of_month)
                    return past + 1, number, number, "day"
                return step + 1, month, of_month, "yearless"
        return None
    month = _month(token)
    if month is not None:
        step = at + 1 + (_text(tokens, at + 1) == ".")
        of_month = _of_month(tokens, step)
        if of_month is not None:
            past = step + 1 + (_text(tokens, step + 1) in ("st", "nd", "rd", "th"))
            step = past + (_text(tokens, past) == ",")
            if step < len(tokens) and (value := _year(tokens, step)) is not None:
                number = day(value, month, of_month)
                return step + 1, number, number, "day"
            return past, month, of_month, "yearless"
        step += _text(tokens, step) in (",", "of")
        if step < len(tokens) and (value := _year(tokens, step)) is not None:
            return step + 1, day(value, month), day(value, month, 31), "month"
        if (value := _relative(tokens, step, year)) is not None:
            return step + 2, day(value, month), day(value, month, 31), "month"
        if _text(tokens, at - 1) in _BEFORE_MONTHS and _ends(tokens, at + 1):
            return at + 1, month, 0, "yearless"
        return None
    if (value := _relative(tokens, at, year)) is not None:
        return at + 2, day(value), day(value + 1) - 1, "year"
    return None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a month named alone ends before the token at `at`.

    "in May", but not "in May Lake" or "in May last year".
    """
    if at >= len(tokens):
        return True
    return not tokens[at].text[0].isupper() and tokens[at].lower not in ("last", "this", "next")


def _part(tokens: Sequence[Token], first: int) -> tuple[int, str]:
    """Step back over the words for a part of the period at `first`: "the end of", "mid-"."""
    at = first
    while _text(tokens, at - 1) in ("the", "-", "of", "in", "month", "year"):
        at -= 1
    word = _text(tokens, at - 1)
    for name, words in (("early", EARLY), ("middle", MIDDLE), ("late", LATE)):
        if word in words and not (word in _NEED_OF and _text(tokens, at) != "of"):
            return at - 1 - (_text(tokens, at - 2) == "the"), name
    return first, ""


_NEED_OF = frozenset("beginning start outset opening end close closing middle".split())
_PARTS = {"early": (0.0, 0.5), "middle": (0.25, 0.75), "late": (0.5, 1.0)}
"""Where a part begins and ends, as shares of the whole: wide, since nobody says exactly."""


def _narrowed(low: int, high: int, part: str) -> tuple[int, int]:
    if not part:
        return low, high
    begins, ends = _PARTS[part]
    days = high + 1 - low
    return low + int(days * begins), low + int(days * ends) - 1


def _bounded(tokens: Sequence[Token], first: int, low: int, high: int) -> tuple[int, int, int, str]:
    """Move the ends by the words before: first token, low, high, bound."""
    one, two = _text(tokens, first - 1), _text(tokens, first - 2)
    if one in ("the", "year", "-"):
        first -= 1
        one, two = _text(tokens, first - 1), _text(tokens, first - 2)
    if one == "before" or (two == "prior" and one == "to") or (two, one) == ("earlier", "than"):
        return first - 1 - (one in ("to", "than")), -ALWAYS, low - 1, "before"
    if one == "after" or (two, one) == ("later", "than"):
        return first - 1 - (one == "than"), high + 1, ALWAYS, "after"
    if one == "since":
        return first - 1, low, ALWAYS, "since"
    if one in ("until", "till", "by"):
        return first - 1, -ALWAYS, high, "until"
    return first, low, high, "at"


def _ranged(
    tokens: Sequence[Token], at: int, past: int, far: tuple[int, int, int, str] | None
) -> bool:
    """Whether the periods before and after token `past` are the ends of one."""
    joint, opening = _text(tokens, past), _text(tokens, at - 1)
    if far is None or (opening == "from" and given_up(tokens, at)):
        return False
    if joint == "and":
        return opening == "between"
    return joint in ("to", "until", "through", "–", "-", "—")


def periods(tokens: Sequence[Token], *, year: int | None = None) -> tuple[Period, ...]:
    """The periods of a sentence in order, none overlapping; `year` is that of the text."""
    found: list[Period] = []
    at = 0
    while at < len(tokens):
        plain = _plain(tokens, at, year)
        if plain is None:
            at += 1
            continue
        past, low, high, grain = plain
        first, bound, part = at, "at", ""
        far = _plain(tokens, past + 1, year) if past + 1 < len(tokens) else None
        if grain != "yearless" and far is not None and far[3] == grain and far[2] > low:
            ranged = _ranged(tokens, at, past, far)
        else:
            ranged = False
        if ranged and far is not None:
            past, high, bound = far[0], far[2], "range"
            first -= _text(tokens, at - 1) in ("between", "from")
        else:
            if grain != "day" and not (grain == "yearless" and high):
                first, part = _part(tokens, at)
            if grain != "yearless":
                low, high = _narrowed(low, high, part)
                first, low, high, bound = _bounded(tokens, first, low, high)
        if not found and grain in ("day", "yearless") and _dateline(tokens, first, past):
            bound = "dateline"
        start, end = tokens[first].start, tokens[past - 1].end
        found.append(Period(first, past, start, end, low, high, grain, bound, part))
        at = past
    return tuple(found)


def _dateline(tokens: Sequence[Token], first: int, past: int) -> bool:
    """Whether the date in tokens `first` to `past` is that of a dateline: "LIMA, May 3 — "."""
    if not 0 < first <= 6 or _text(tokens, past) not in ("-", "–", "—", ":", "("):
        return False
    if tokens[past].start == tokens[past - 1].end and _text(tokens, past) in ("-", "–"):
        return False
    before = tokens[:first]
    if not all(token.kind == "mark" or token.text[0].isupper() for token in before):
        return False
    return before[0].text.isupper() or before[-1].text in ",("
