"""Cut an article into passages: sentences with exact offsets, page furniture left out.

It never changes the text: `article.text[p.start:p.end] == p.text` for every passage.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source."""

    source: str
    """Id of its source."""
    start: int
    """Offset of its first character in the article's text, in code points."""
    end: int
    """Offset behind its last character (half open)."""
    text: str


def cut(source: str, text: str) -> tuple[Passage, ...]:
    """The passages of an article's text, in order, none overlapping.

    A text without a sentence gives none.
    """
    raise NotImplementedError
