"""Hostile text made visible before it is shown, one character for each code point.

Sources come from the open web. ESC, C1 and DEL control a terminal; bidi, tag and zero-width
characters make a text look different from what it is; lone surrogates break the row they are drawn
in. Each becomes a visible sign; everything else stays, so offsets into the original are also
offsets into what is shown. The original itself is never changed: this is the last step before a
screen, a message or an export. It is no defence against markup, which is dealt with elsewhere.
"""

import functools
import re
import unicodedata

# Characters without a shape of their own: Cc, Cf, Cs, Zl and Zp of Unicode 15, the
# default-ignorable ones of other categories (fillers, selectors, the grapheme joiner) and the
# noncharacters. They are listed, since asking unicodedata for 1.1 million characters takes 0.1 s;
# a test compares the two.
# Not among them: the Arabic, Syriac and Kaithi signs of Cf that are drawn (U+0600 and the like).
_HIDING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
)
_HIDDEN = re.compile(f"[{_HIDING}]")
_HIDDEN_OR_BREAK = re.compile(f"[\t\n{_HIDING}]")
_SIGN = "\ufffd"
MARKS = 8
"""Zero-width marks that may be drawn over one character; further ones are shown as signs."""
_JOINED = (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800), *range(0x1F3FB, 0x1F400))
# Not marks, but drawn as part of the character before: Korean vowels and finals, colours of a hand.
_MAYBE_FLOOD = re.compile(f"[^\0-\u02ff]{{{MARKS + 1}}}")
# All zero-width marks are in this range. Curly quotes and glyphs, never nine in a row, must not
# make the first frame of the app wait for the table below.


def visible(text: str) -> str:
    """`text` with hidden characters made visible, of the same length; newline and tab are kept.

    C0 controls and DEL become their control picture (ESC is `␛`), the others `�`. A carriage return
    before a newline becomes a space.
    """
    if "\r\n" in text:
        text = text.replace("\r\n", " \n")
    if _HIDDEN.search(text):
        text = _HIDDEN.sub(_sign, text)
    return _tame(text)


def line(text: str) -> str:
    """As `visible`, for text on one line: newline and tab are made visible too."""
    if _HIDDEN_OR_BREAK.search(text):
        text = _HIDDEN_OR_BREAK.sub(_sign, text)
    return _tame(text)


def named(text: str) -> str:
    r"""`text` for an export: hidden characters are written as code points, such as `\u{202E}`.

    The length may change. Newline and tab stay; a carriage return before a newline is dropped.
    """
    text = text.replace("\r\n", "\n")
    if _HIDDEN.search(text):
        text = _HIDDEN.sub(_name, text)
    if text.isascii():
        return text
    return _flood().sub(lambda m: m[1] + "".join(f"\\u{{{ord(c):X}}}" for c in m[2]), text)


def hides(text: str) -> bool:
    """Whether `text` has a character that `visible` would replace."""
    text = text.replace("\r\n", "\n")
    if _HIDDEN.search(text):
        return True
    return bool(_MAYBE_FLOOD.search(text)) and bool(_flood().search(text))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _SIGN


def _name(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match[0]):X}}}"


def _tame(text: str) -> str:
    if not _MAYBE_FLOOD.search(text):
        return text
    return _flood().sub(lambda m: m[1] + _SIGN * len(m[2]), text)


@functools.cache
def _flood() -> re.Pattern[str]:
    """More than `MARKS` zero-width marks in a row. Made when first needed: it takes 15 ms.

    A code point that is unknown to this Python's Unicode counts as one: a later Unicode may have
    a mark there, and the terminal may know it.
    """
    ranges: list[list[int]] = []
    for code in range(0x300, 0x20000):
        if unicodedata.category(chr(code)) in ("Mn", "Me", "Mc", "Cn") or code in _JOINED:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
    return re.compile(f"([{marks}]{{{MARKS}}})([{marks}]+)")
