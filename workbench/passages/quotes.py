"""A quote: words of a source that a verdict rests on, kept so that they can be found again.

Selectors as in the W3C Web Annotation model: TextQuoteSelector (exact, prefix, suffix) and
TextPositionSelector (start, end: half open, in code points), together with the source's sha256.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from workbench.passages.likeness import LIKE, closest
from workbench.passages.sentences import Spot
from workbench.passages.surroundings import Around
from workbench.passages.wordings import Change, difference, runs

if TYPE_CHECKING:
    from workbench.corpus import Article, Source

__all__ = [
    "CONTEXT",
    "Anchor",
    "Change",
    "FoundQuote",
    "Quote",
    "Since",
    "difference",
    "elsewhere",
    "familiar",
    "find_again",
    "quote",
    "quoted",
    "runs",
    "since",
]

CONTEXT = 32
# Characters of prefix and suffix: as in hypothes.is, enough to distinguish repeated phrases.


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a source, with all that is needed to find and verify them."""

    source: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sha256: str
    """Of the source's file when it was quoted (see `Source.sha256`)."""
    text_sha256: str = ""
    """Of the text that was read from the source then; "" in quotes older than this field."""
    occurrence: int = 0
    """The number of this occurrence of the words in the source, from 1 in reading order."""
    occurrences: int = 0
    """How many occurrences there were; 0 if they were not counted."""

    @property
    def around(self) -> Around:
        """The words before and after it."""
        return Around(self.prefix, self.suffix)

    @property
    def spot(self) -> Spot:
        """Its place when it was quoted."""
        return (self.source, self.start, self.end)


class Anchor(StrEnum):
    """How a quote was found again."""

    EXACT = "exact"
    """The same words at the same place."""
    MOVED = "moved"
    """The same words in another place: those that were quoted, not another occurrence."""
    ALTERED = "altered"
    """Similar words are in their place."""
    GONE = "gone"
    """Not there any more. The same words may be elsewhere in the source: see `elsewhere`."""


class Since(StrEnum):
    """What happened to a source since it was quoted."""

    SAME = "same"
    """The text is the same, whatever else of the file may have changed."""
    CHANGED = "source changed"
    """Another file, and another text or one that was not noted then."""
    REREAD = "reread"
    """The same file with another text read from it: the reader changed, not the source."""


class FoundQuote(NamedTuple):
    """Where a quote is now."""

    anchor: Anchor
    start: int
    end: int
    """Half open, in code points. For `gone` an empty span at its old place."""


OCCURRENCES = 500
"""Most places of the same words that are compared; a single letter has very many."""
ALIKE = 40.0
"""Least agreement (0-100) of one side for a place to count as the quoted one."""
NEAR = 12.0
"""Two places whose agreement (of 200) differs by less than this cannot be distinguished by it."""


def quote(
    text: str, start: int, end: int, *, source: str, sha256: str, text_sha256: str = ""
) -> Quote:
    """The words `text[start:end]` of a source, with up to `CONTEXT` characters on both sides.

    Raises:
        ValueError: the span is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}-{end} in a text of {len(text)} characters")
    places = _places(text[start:end], text)
    counted = start in places and len(places) < OCCURRENCES
    return Quote(
        source=source,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sha256=sha256,
        text_sha256=text_sha256,
        occurrence=places.index(start) + 1 if counted else 0,
        occurrences=len(places) if counted else 0,
    )


def quoted(article: "Article", start: int, end: int) -> Quote:
    """The words `start` to `end` of a source as a quote of it. Raises as `quote`."""
    source = article.source
    return quote(
        article.text,
        start,
        end,
        source=source.id,
        sha256=source.sha256,
        text_sha256=source.text_sha256,
    )


def since(quote: Quote, source: "Source") -> Since:
    """What happened to the quote's source, by the hashes of its file and of its text."""
    noted = quote.text_sha256 and source.text_sha256
    if noted and quote.text_sha256 == source.text_sha256:
        return Since.SAME
    if quote.sha256 != source.sha256:
        return Since.CHANGED
    return Since.REREAD if noted else Since.SAME


def find_again(quote: Quote, text: str) -> FoundQuote:
    """Where the quote's words are in `text`, the text of the source now.

    The same words may occur several times, or only where they were not quoted. So the words around
    them decide, then the number of occurrences: a place counts only if it can be recognised as the
    quoted one (others are in `elsewhere`). Words that were changed are looked for between their
    old surroundings, then where similar words are.
    """
    if _unchanged(quote, text):
        return FoundQuote(Anchor.EXACT, quote.start, quote.end)
    size, places = len(quote.exact), _places(quote.exact, text)
    sides = {at: quote.around.agreement(text, at, at + size) for at in places}
    best = max(places, key=lambda at: (sum(sides[at]), -abs(at - quote.start)), default=None)
    if best is None or sum(sides[best]) < 200:
        among = quote.around.between(text, 2 * size + 100)
        inside = [at for at in places for start, end in among if start <= at and at + size <= end]
        if inside:
            best = min(inside, key=lambda at: abs(at - quote.start))
        elif instead := _instead(quote, text, among):
            return instead
        else:
            best = _occasion(quote, sides, best) if best is not None else None
            reworded = _altered(quote, text, places)
            if reworded and (best is None or _agrees(quote, text, reworded) > sum(sides[best])):
                return reworded
    if best is None:
        return _gone(quote, text)
    return FoundQuote(Anchor.EXACT if best == quote.start else Anchor.MOVED, best, best + size)


def elsewhere(quote: Quote, text: str, found: FoundQuote) -> tuple[tuple[int, int], ...]:
    """Other places with the same words, if the quote itself is altered or gone; else empty."""
    if found.anchor in (Anchor.EXACT, Anchor.MOVED):
        return ()
    size = len(quote.exact)
    return tuple((at, at + size) for at in _places(quote.exact, text))


def familiar(quote: Quote, text: str, found: FoundQuote) -> bool:
    """Whether the characters around the words are the same as then, apart from blanks."""
    return quote.around.agreement(text, found.start, found.end) == (100.0, 100.0)


def _unchanged(quote: Quote, text: str) -> bool:
    """Whether the words and their kept surroundings are exactly where they were."""
    begin = quote.start - len(quote.prefix)
    whole = quote.prefix + quote.exact + quote.suffix
    return begin >= 0 and text[begin : begin + len(whole)] == whole


def _places(exact: str, text: str) -> tuple[int, ...]:
    """Where these words begin, in order; at most `OCCURRENCES`."""
    places: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(places) < OCCURRENCES:
        places.append(at)
        at = text.find(exact, at + 1)
    return tuple(places)


def _occasion(quote: Quote, sides: dict[int, tuple[float, float]], best: int) -> int | None:
    """Which of the places with these words is the quoted one; None if that is not certain.

    `best` is the place whose surroundings agree most.
    """
    rivals = [at for at in sides if at != best and sum(sides[at]) > sum(sides[best]) - NEAR]
    lost = len(sides) < quote.occurrences
    if not rivals and max(sides[best]) >= (100 if lost else ALIKE):
        return best
    if len(sides) == quote.occurrences:
        return list(sides)[quote.occurrence - 1]
    return quote.start if quote.start in sides and not lost else None


def _instead(quote: Quote, text: str, among: list[tuple[int, int]]) -> FoundQuote | None:
    """What is now where the quote was, similar or different words; `among` as `Around.between`.

    None if its place is not found, or if the words occurred once and now occur once elsewhere:
    then they moved.
    """
    from rapidfuzz import fuzz

    near = sorted(among, key=lambda span: abs(span[0] - quote.start))
    for start, end in near:
        if fuzz.ratio(quote.exact, text[start:end]) >= LIKE:
            return FoundQuote(Anchor.ALTERED, start, end)
    if not near:
        return None
    start = near[0][0]
    only = quote.occurrences == 1 and text.count(quote.exact) == 1
    return None if only else FoundQuote(Anchor.GONE, start, start)


def _altered(quote: Quote, text: str, besides: tuple[int, ...]) -> FoundQuote | None:
    """Words similar to the quote's, except those that begin at `besides`.

    If the quote's own words are elsewhere, similar words must have its surroundings too.
    """
    from rapidfuzz import fuzz

    size = len(quote.exact)
    for start, end in quote.around.near.between(text, 2 * size + 100):
        inside = any(start <= at < end for at in besides)
        if not inside and fuzz.ratio(quote.exact, text[start:end]) >= LIKE:
            return FoundQuote(Anchor.ALTERED, start, end)
    spans = tuple((at, at + size) for at in besides)
    found = closest(quote.exact, quote.around, text, besides=spans)
    if found is None or (besides and max(quote.around.agreement(text, *found)) < ALIKE):
        return None
    return FoundQuote(Anchor.ALTERED, *found)


def _agrees(quote: Quote, text: str, found: FoundQuote) -> float:
    """How far the surroundings agree, of 200, less the margin within which places look alike."""
    return sum(quote.around.agreement(text, found.start, found.end)) - NEAR


def _gone(quote: Quote, text: str) -> FoundQuote:
    at = min(quote.start, len(text))
    return FoundQuote(Anchor.GONE, at, at)
