"""A quote: words of a source that a verdict rests on, kept so that they can be found again.

Selectors as in the W3C Web Annotation model: TextQuoteSelector (exact, prefix, suffix) and
TextPositionSelector (start, end: half open, in code points), beside the source's sha256.
"""

from enum import StrEnum

import msgspec

CONTEXT = 32
# Characters of prefix and suffix: what hypothes.is stores, enough to tell repeated phrases apart.


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a source, with all that is needed to find and verify them."""

    source: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sha256: str
    """Of the source when it was quoted (see `Source.sha256`)."""


class Anchor(StrEnum):
    """How a quote was found again."""

    EXACT = "exact"
    """The same words at the same place."""
    MOVED = "moved"
    """The same words elsewhere in the source."""
    ALTERED = "altered"
    """Words much like them."""
    GONE = "gone"
