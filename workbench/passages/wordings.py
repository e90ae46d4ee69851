"""Two wordings compared word by word.

It knows no quotes and no sources: two texts go in; what stays, is removed and is added comes out.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
# Chinese and Japanese have no spaces: there each character counts as a word.


class Change(NamedTuple):
    """A run of words in the difference between two wordings."""

    kind: Literal["same", "gone", "new"]
    text: str


def difference(then: str, now: str) -> tuple[Change, ...]:
    """What changed between two wordings, word by word, in reading order.

    The texts of `same` and `gone` join to `then`, those of `same` and `new` to `now`.
    """
    from rapidfuzz.distance import Indel

    old, new = _pieces(then), _pieces(now)
    changes: list[Change] = []
    for step in Indel.opcodes(old, new):
        was = "".join(old[step.src_start : step.src_end])
        is_ = "".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            changes.append(Change("same", was))
            continue
        if was:
            changes.append(Change("gone", was))
        if is_:
            changes.append(Change("new", is_))
    return tuple(changes)


def runs(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, with those separated only by a blank made one: first what is removed, then new.

    The blanks at the ends of changed words become part of what stays: the result is for reading,
    not for joining again.
    """
    found: list[Change] = []
    gone = new = blank = ""

    def flush() -> None:
        if gone[:1].isspace() or new[:1].isspace():
            found.append(Change("same", " "))
        if gone.strip():
            found.append(Change("gone", gone.strip()))
        if new.strip():
            found.append(Change("new", new.strip()))
        if gone[-1:].isspace() or new[-1:].isspace():
            found.append(Change("same", " "))

    for change in changes:
        if change.kind == "same" and not change.text.strip():
            blank = change.text
            continue
        if change.kind == "same":
            flush()
            gone = new = ""
            found.append(Change("same", blank + change.text))
        else:
            gone += blank + change.text if change.kind == "gone" else blank
            new += blank + change.text if change.kind == "new" else blank
        blank = ""
    flush()
    return (*found, Change("same", blank)) if blank else tuple(found)


def _pieces(text: str) -> list[str]:
    """Words, and the characters between them, so that they join to `text`."""
    pieces: list[str] = []
    at = 0
    for match in WORD.finditer(text):
        if match.start() > at:
            pieces.append(text[at : match.start()])
        pieces.append(match[0])
        at = match.end()
    return [*pieces, text[at:]] if at < len(text) else pieces
