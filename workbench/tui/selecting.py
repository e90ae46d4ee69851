"""Words of a text chosen by keys: a selection whose ends move word by word. No Textual here."""

import re
from dataclasses import dataclass, replace

_WORD = re.compile(r"\S+")
FAR = 400
# Characters searched for the next word; a longer run without a space is crossed in steps.


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a text, in code points, half open, never empty."""

    start: int
    end: int

    def reach(self, text: str, by: int) -> "Selection":
        """The selection with its end a word later (`by` 1) or earlier (-1); one word stays."""
        end = _later(text, self.end) if by > 0 else _earlier_end(text, self.end)
        return replace(self, end=end) if end > self.start else self

    def begin(self, text: str, by: int) -> "Selection":
        """The selection with its start a word later (`by` 1) or earlier (-1); one word stays."""
        start = _later_start(text, self.start) if by > 0 else _earlier(text, self.start)
        return replace(self, start=start) if start < self.end else self


def _later(text: str, at: int) -> int:
    """The end of the word that ends after `at`; `at` at the end of the text."""
    match = _WORD.search(text, at, at + FAR)
    return match.end() if match else min(at + FAR, len(text)) if text[at:].strip() else at


def _earlier_end(text: str, at: int) -> int:
    """The end of the word before the one that ends at `at`."""
    low = max(at - FAR, 0)
    ends = [match.end() for match in _WORD.finditer(text, low, at)]
    return ends[-2] if len(ends) > 1 else low


def _later_start(text: str, at: int) -> int:
    """The start of the word after the one at `at`."""
    for match in _WORD.finditer(text, at, at + FAR):
        if match.start() > at:
            return match.start()
    return at


def _earlier(text: str, at: int) -> int:
    """The start of the word before `at`; `at` at the beginning of the text."""
    starts = [match.start() for match in _WORD.finditer(text, max(at - FAR, 0), at)]
    return starts[-1] if starts else at


def matches(text: str, wanted: str, *, most: int = 5_000) -> tuple[Selection, ...]:
    """Where `wanted` stands in the text, in any case, in order; none if it is empty."""
    if not wanted.strip():
        return ()
    found = []
    for match in re.finditer(re.escape(wanted), text, re.IGNORECASE):
        found.append(Selection(*match.span()))
        if len(found) == most:
            break
    return tuple(found)
