"""Text that is not cut into words at every place where a word begins or ends.

Scripts without spaces or with particles and vowel signs joined on, accents and hidden signs of
their own within a word, words parted at the end of a line.
"""

import re
import unicodedata

_SCRIPTS = (
    "\u0590-\u109f\u1100-\u11ff\u1700-\u1cbf\u2e80-\ua63f\ua800-\ud7ff\uf900-\ufaff\ufb1d-\ufdff"
    "\ufe70-\ufefe\U00010800-\U0001ffff\U00020000-\U0003ffff"
)
# From Hebrew on, without Georgian, the rest of Latin and Greek, and signs.

GLUED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\ua4cf"
    "\ua980-\ua9df\uaa60-\uaa7f\uaa80-\uaadf\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words."""

_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_PARTED = re.compile(r"(?<=\w)[-\u2010]\r?\n[ \t]*(?=\w)")
_PARTS = ("-\n", "-\r\n", "\u2010\n", "\u2010\r\n")
_UNCUT = re.compile(f"[{_SCRIPTS}\u0300-\u036f]|{_HIDDEN.pattern}")

apart = f"[^\\W_{_SCRIPTS}]"
"""A letter or digit of a script in which spaces part words, as a regular expression."""


def is_uncut(text: str) -> bool:
    """Whether any of this is in a text."""
    if any(each in text for each in _PARTS) and _PARTED.search(text):
        return True
    # Each sign once: a search in all of a text takes ten times as long.
    return not text.isascii() and _UNCUT.search("".join(set(text))) is not None


def looked_through(text: str) -> str:
    """A text as a folded word is looked for in it: no hyphens at line ends, no hidden signs."""
    return unicodedata.normalize("NFKC", _HIDDEN.sub("", _PARTED.sub("", text))).casefold()
