"""Times of day in a sentence: "6 p.m.", "18:00", "half past seven in the morning", "noon"."""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from typing import NamedTuple

from workbench.analysis.numerals import UNITS
from workbench.analysis.tokens import Token
from workbench.analysis.written import text_at

HALF_DAY = 720
"""Minutes from which on a time of day comes again, where nobody says which half is meant."""
_HALVES = {"am": 0, "morning": 0, "pm": 1, "afternoon": 1, "evening": 1, "night": 1}
_NAMED = {"noon": HALF_DAY, "midday": HALF_DAY, "midnight": 0}
_AT = frozenset("at by from until till before after around about to past".split())
_STEPS = {"half": 30, "quarter": 15, "ten": 10, "five": 5, "twenty": 20}
_CALLED = frozenset((*_HALVES, *_NAMED, "o'clock", "past", "at", ":"))


class Moment(NamedTuple):
    """A time of day."""

    first: int
    """Token index of its first word, with `past` half open."""
    past: int
    minute: int
    """From midnight, 0 to 1439; below 720 where `sure` is not."""
    sure: bool
    """Whether it is known which half of the day is meant."""

    def meets(self, other: "Moment") -> bool:
        """Whether both may be the same time of day."""
        if self.sure and other.sure:
            return self.minute == other.minute
        return self.minute % HALF_DAY == other.minute % HALF_DAY


def moments(tokens: Sequence[Token]) -> tuple[Moment, ...]:
    """The times of day of a sentence in order, none overlapping."""
    if not any(token.lower in _CALLED for token in tokens):
        return ()
    found: list[Moment] = []
    at = 0
    while at < len(tokens):
        moment = _at(tokens, at)
        if moment is not None:
            found.append(moment)
        at = moment.past if moment is not None else at + 1
    return tuple(found)


def _at(tokens: Sequence[Token], at: int) -> Moment | None:
    word = tokens[at].lower
    if word in _NAMED:
        return Moment(at, at + 1, _NAMED[word], True)
    first = at
    step = _STEPS.get(word, 0) or (_STEPS.get(text_at(tokens, at + 1), 0) if word == "a" else 0)
    joint = at + 1 + (word == "a")
    if step and text_at(tokens, joint) in ("past", "to"):
        at = joint + 1
        hour = _hour(tokens, at)
        if hour is None:
            return None
        minutes = step if text_at(tokens, joint) == "past" else -step
        return _halved(tokens, first, at + 1, hour * 60 + minutes, said=word != "to")
    if tokens[at].kind == "number":
        return _in_figures(tokens, at)
    hour = _hour(tokens, at)
    return None if hour is None else _halved(tokens, at, at + 1, hour * 60, said=False)


def _hour(tokens: Sequence[Token], at: int) -> int | None:
    """An hour of the clock in one token."""
    text = text_at(tokens, at)
    if len(text) <= 2 and text.isdecimal():
        value = int(text)
        return value if value < 25 else None
    value = UNITS.get(text, 0)
    return value if 0 < value < 13 else None


def _in_figures(tokens: Sequence[Token], at: int) -> Moment | None:
    text = tokens[at].lower
    hours, dot, minutes = text.partition(".")
    past = at + 1
    colon = not dot and text_at(tokens, past) == ":" and tokens[past].start == tokens[at].end
    if colon:
        minutes, past = text_at(tokens, past + 1), past + 2
    if len(hours) > 2 or not hours.isdecimal() or int(hours) > 24:
        return None
    if not dot and not colon:
        return _halved(tokens, at, past, int(hours) * 60, said=False)
    if len(minutes) != 2 or not minutes.isdecimal() or int(minutes) > 59:
        return None
    said = colon or (text_at(tokens, at - 1) in _AT and not _counts(tokens, past))
    return _halved(tokens, at, past, int(hours) * 60 + int(minutes), said=said)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind a number makes it one of something."""
    return at < len(tokens) and (tokens[at].text in "%°-" or tokens[at].kind != "mark")


def _halved(
    tokens: Sequence[Token], first: int, past: int, minute: int, *, said: bool
) -> Moment | None:
    """With the half of the day that is named behind; None if nothing shows a time of day."""
    if text_at(tokens, past) == "o'clock":
        past, said = past + 1, True
    words = [text_at(tokens, past + step) for step in range(3)]
    half, length = None, 0
    if words[0] in ("am", "pm"):
        half, length = _HALVES[words[0]], 1
    elif words[:2] == ["in", "the"] and words[2] in _HALVES:
        half, length = _HALVES[words[2]], 3
    elif words[:2] == ["at", "night"]:
        half, length = int(minute >= 300), 2
    elif words[0] in _NAMED and minute == HALF_DAY:
        return Moment(first, past + 1, _NAMED[words[0]], True)
    if half is None:
        if not said:
            return None
        sure = minute >= 780 or minute < 60
        return Moment(first, past, minute % 1440, sure)
    if minute > 779:
        return Moment(first, past + length, minute % 1440, True)
    return Moment(first, past + length, minute % HALF_DAY + HALF_DAY * half, True)
