"""A text in which characters that may be written in several ways are written in one.

Quotation marks are left out, dashes and blanks are made alike, invisible characters are dropped.
Two texts that are equal afterwards are the same word for word.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from workbench.passages.quotations import MARKS

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_HYPHEN = re.compile("[\u2010\u2011\u2212\ufe63\uff0d]")
_DASH = re.compile(r" [-–‒] | ?[—―]+ ?| --+ |[–‒]")
_APOSTROPHE = re.compile(r"(?<=\w)[‘’‛'ʼ＇](?=\w)")
_MARK = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
_DOTS = re.compile(r"\.(?: ?\.){2,}|…")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_HELD = "\ue000"
"""Takes the place of an apostrophe while quotation marks are removed."""


@dataclass(frozen=True, slots=True)
class Evened:
    """A text written in that way."""

    shown: str
    low: str
    """The same in lower case, of the same length."""
    breaks: tuple[int, ...]
    """Where paragraphs end, in order."""


@lru_cache(maxsize=64)
def evened(text: str) -> Evened:
    """The text with one way of writing. The results for recent texts are kept."""
    parts, breaks, at = [], [], 0
    for paragraph in _PARAGRAPH.split(text):
        if part := even(paragraph):
            parts.append(part)
            at += len(part) + 1
            breaks.append(at - 1)
    shown = " ".join(parts)
    return Evened(shown, lower(shown), tuple(breaks[:-1]))


def even(text: str) -> str:
    """One paragraph, or a part of one, written in that way; without blanks at its ends."""
    text = _HYPHEN.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    text = _MARK.sub("", _APOSTROPHE.sub(_HELD, text)).replace(_HELD, "'")
    text = " ".join(text.split())
    text = _DASH.sub(lambda found: " - " if len(found[0]) > 1 or found[0] in "—―" else "-", text)
    return _DOTS.sub("...", text).strip()


def lower(text: str) -> str:
    """In lower case, with exactly one character for each."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each if len(each := char.lower()) == 1 else char for char in text)
