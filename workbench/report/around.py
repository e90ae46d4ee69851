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
    breaks = list(_BREAK.finditer(before))
    # A quote that begins its paragraph brings the paragraph before along, and so behind it.
    if breaks and not before[breaks[-1].end() :].strip():
        breaks.pop()
    if breaks:
        before = before[breaks[-1].end() :]
    elif start > MOST:
        before = before.partition(" ")[2]
    breaks = list(_BREAK.finditer(after))
    if breaks and not after[: breaks[0].start()].strip():
        breaks.pop(0)
    if breaks:
        after = after[: breaks[0].start()]
    elif end + MOST < len(text):
        after = after.rpartition(" ")[0]
    return before, after
