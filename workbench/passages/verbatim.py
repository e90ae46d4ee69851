"""Whether what stands between quotation marks is, word for word, in a source.

Editors may leave out with an ellipsis and add between square brackets; everything else must be
there, in order, in one and the same source. Quotation marks, dashes and blanks may be drawn
differently, and the first letter may be large or small.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTED = re.compile('“([^“”]*)”|"([^"]*)"|«([^«»]*)»|„([^„“”]*)[“”]')
_LEFT_OUT = re.compile(r"\[[^\]\[]*\]|\.\.\.|…")
_BLANK = re.compile(r"\s+")
_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
)
_EDGE = " ,.;:!?\"'"
# Punctuation at the edges belongs to the sentence that quotes.


@dataclass(frozen=True, slots=True)
class Misquote:
    """Words between quotation marks that no source has."""

    start: int
    end: int
    """Half open, in code points of the text that quotes, without the marks."""
    words: str


def misquotes(text: str, sources: Sequence[str]) -> tuple[Misquote, ...]:
    """What `text` quotes that stands in none of `sources`, in order.

    With no sources everything quoted is named. A quotation without a word is none.
    """
    plain = [_plain(source) for source in sources]
    wrong = []
    for match in _QUOTED.finditer(text):
        group = next(n for n in range(1, 5) if match[n] is not None)
        pieces = [piece for part in _LEFT_OUT.split(match[group]) if (piece := _piece(part))]
        if pieces and not any(_holds(source, pieces) for source in plain):
            wrong.append(Misquote(match.start(group), match.end(group), match[group]))
    return tuple(wrong)


def _plain(text: str) -> str:
    return _BLANK.sub(" ", text.translate(_SAME)).casefold()


def _piece(text: str) -> str:
    return _plain(text).strip(_EDGE)


def _holds(source: str, pieces: Sequence[str]) -> bool:
    """Whether the pieces stand in the source in order, each as whole words."""
    at = 0
    for piece in pieces:
        while True:
            found = source.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
            before, after = source[found - 1 : found], source[at : at + 1]
            if not (before.isalnum() and piece[0].isalnum()) and not (
                after.isalnum() and piece[-1].isalnum()
            ):
                break
            at = found + 1
    return True
