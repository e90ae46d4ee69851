"""D7. No regular expression of the package is slow on any text."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

from patterns import Found, patterns, pumped

HANG = 20.0
# Millionths of a second of processor time for one character: a guard against hanging, not a
# measure. A linear pattern takes a hundredth of that, a quadratic one ten times more for 100,000
# characters and a hundred times more for a million.


class Slow(Exception):
    """A pattern took longer than `HANG` on one text."""


def stop(number: int, frame: FrameType | None) -> None:
    raise Slow


def run(found: Found, method: str, text: Any) -> None:
    pattern = found.pattern
    if method in ("sub", "subn"):
        getattr(pattern, method)(text[:0], text)
    elif method == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, method)(text)


def test_the_patterns_of_the_package_are_found() -> None:
    names = {found.where for found in patterns()}
    assert len(names) > 50
    assert "workbench.passages.sentences._GLUED" in names


def test_what_hangs_is_noticed() -> None:
    """The control: a pattern known to be quadratic."""
    import re

    bad = Found("here", re.compile(r"\s+$"), ("search",))
    assert slow(bad, 100_000)


def slow(found: Found, size: int) -> list[str]:
    """The texts that the pattern is slow on."""
    before = signal.signal(signal.SIGVTALRM, stop)
    told = []
    try:
        for method in found.methods:
            for text in pumped(found.pattern, size):
                try:
                    signal.setitimer(signal.ITIMER_VIRTUAL, HANG * size / 1e6)
                    run(found, method, text)
                except Slow:
                    told.append(f"{method} on {text[:40]!r}...")
                    return told
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return told


def test_d7_no_pattern_is_slow_on_any_text(counts: Callable[[int, int], int]) -> None:
    size = counts(100_000, 1_000_000)
    every = patterns()
    told = {found.where: slow(found, size) for found in every}
    print(f"{len(every)} patterns, {size:,} characters")
    assert {where: texts for where, texts in told.items() if texts} == {}
