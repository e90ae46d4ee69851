"""The text as it is read: everything else becomes blanks, one for one, so that offsets stay.

A sentence goes on over line ends, over the quotation marks at the start of lines (`> `) and over
the number of a footnote; struck-out words do not count. Sentences are found, searched and judged
in this text; what is quoted is always the original.
"""

import re

_LINE_END = r"\r\n\u2028\u2029\x85\x0b\x0c"
_BREAK = re.compile(rf"[{_LINE_END}]+[ \t]*(?:>[ \t]?)*")
_IN_LINE = re.compile(rf"[^{_LINE_END}]")

_STRUCK = re.compile(r"~~(?=[^\s~])(?:(?!~~|\n[ \t]*\r?\n).)+(?<=\S)~~", re.DOTALL)
# As on GitHub: no blanks inside the marks, and no paragraph ends between them.

_NOTE = re.compile(
    r"\[(?<=[\w.,;:!?)\]”’\"'%]\[)\^?(?:\d{1,3}|[a-z*†‡]|[Nn]ote \d{1,2})\]:?"
    r"|^\[\^[^\]\s]{1,40}\]:",
    re.MULTILINE,
)
_RAISED = re.compile(
    r"(?:(?<=[.,;:!?)”’\"'])|(?<=[^\W\d_]{3})|(?<=\d)(?<!\b10)(?<!\b2))[⁰¹²³⁴-⁹]+"
    r"(?:[,–-][⁰¹²³⁴-⁹]+)*"
)
_HAS_RAISED = re.compile(r"[⁰¹²³⁴-⁹]")
# After a figure a raised digit is a note, except after 10 and 2, which are raised to powers; after
# a word of one or two letters it is part of a unit (m², km²).


def prose(text: str) -> str:
    """The text as it is read, of the same length: one line, with blanks for what `said` drops."""
    return flat(said(text))


def said(text: str) -> str:
    """The text with struck-out words and the numbers of footnotes as blanks; its lines stay."""
    if "~~" in text:
        text = _STRUCK.sub(lambda found: _IN_LINE.sub(" ", found[0]), text)
    if "[" in text:
        text = _NOTE.sub(_blanks, text)
    return _RAISED.sub(_blanks, text) if _HAS_RAISED.search(text) else text


def flat(text: str) -> str:
    """The text in one line: each line break, with the marks at the next line's start, as blanks."""
    return _BREAK.sub(_blanks, text)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])
