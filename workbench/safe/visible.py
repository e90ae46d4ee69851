"""Hostile text made visible, one code point for one, where it leaves for a screen.

Sources are the open web. ESC, C1 and DEL drive a terminal, bidi and tag characters and
zero-width ones lie about what is read, lone surrogates break the row they are drawn in. All of
them become a sign that shows; everything else stays, so an offset into the original is an
offset into what is shown. The original itself is never changed: this is the last step before a
screen, a message or an export, and not a defence against markup, which is read elsewhere.
"""

import functools
import re
import unicodedata

# What has no shape of its own. Cc, Cf, Cs, Zl and Zp of Unicode 15, the default-ignorable ones
# of other categories (fillers, selectors, the grapheme joiner) and the noncharacters. Written
# out, since asking unicodedata for 1.1 million characters costs 0.1 s; a test compares the two.
# Left alone: the Arabic, Syriac and Kaithi signs of Cf that are drawn (U+0600 and its like).
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
"""Signs of no width drawn over one character; what comes after is a flood and is shown as signs."""
_JOINED = (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800), *range(0x1F3FB, 0x1F400))
# No marks, and yet drawn into what stands before: vowels and finals of Korean, colours of a hand.
_MAYBE_FLOOD = re.compile(f"[^\0-\u02ff]{{{MARKS + 1}}}")
# All signs of no width stand in this range. Curly quotes and glyphs, never nine in a row, must not
# make the app's first frame wait for the table below.


def visible(text: str) -> str:
    """`text` with everything that hides made visible, as long as before, newline and tab kept.

    C0 controls and DEL become their control picture (ESC is `␛`), the rest `�`. A carriage
    return that only ends a line with its newline becomes a space.
    """
    if "\r\n" in text:
        text = text.replace("\r\n", " \n")
    if _HIDDEN.search(text):
        text = _HIDDEN.sub(_sign, text)
    return _tame(text)


def line(text: str) -> str:
    """As `visible`, for places that hold one line: newline and tab are shown too."""
    if _HIDDEN_OR_BREAK.search(text):
        text = _HIDDEN_OR_BREAK.sub(_sign, text)
    return _tame(text)


def named(text: str) -> str:
    r"""`text` for an export: what hides is written as its code point, such as `\u{202E}`.

    Not one for one. Newline and tab stay; a carriage return before a newline is dropped.
    """
    text = text.replace("\r\n", "\n")
    if _HIDDEN.search(text):
        text = _HIDDEN.sub(_name, text)
    if text.isascii():
        return text
    return _flood().sub(lambda m: m[1] + "".join(f"\\u{{{ord(c):X}}}" for c in m[2]), text)


def hides(text: str) -> bool:
    """Whether `text` holds a character that `visible` would replace."""
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
    """More than `MARKS` signs of no width in a row. Built when first needed: it costs 15 ms.

    A code point that this Python's Unicode does not have counts as one: a later Unicode may have a
    mark there, and the terminal may know it.
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
