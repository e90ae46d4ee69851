"""What a reader sees around a quote: enough of the source to judge that it is fairly cut."""

import re

MOST = 600
"""Characters on each side, at most: about two paragraphs of a news report."""
_BREAK = re.compile(r"\n[ \t\r]*\n")


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind `text[start:end]`, up to `MOST` characters each.

    From the paragraph's start where that is near, else from a word's; to its end in the same way.
    """
    before, after = text[max(0, start - MOST) : start], text[end : end + MOST]
    if breaks := list(_BREAK.finditer(before)):
        # The paragraph before comes along where the quote begins its own.
        first = breaks[0] if before[breaks[-1].end() :].strip() == "" else breaks[-1]
        before = before[first.end() :]
    elif start > MOST:
        before = before.partition(" ")[2]
    if breaks := list(_BREAK.finditer(after)):
        last = breaks[-1] if after[: breaks[0].start()].strip() == "" else breaks[0]
        after = after[: last.start()]
    elif end + MOST < len(text):
        after = after.rpartition(" ")[0]
    return before, after
