"""A quote: words of a source that a verdict rests on, kept so that they can be found again.

Selectors as in the W3C Web Annotation model: TextQuoteSelector (exact, prefix, suffix) and
TextPositionSelector (start, end: half open, in code points), beside the source's sha256.
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from workbench.passages.sentences import Spot

if TYPE_CHECKING:
    from workbench.corpus import Article

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

    @property
    def spot(self) -> Spot:
        """Where it stood when it was quoted."""
        return (self.source, self.start, self.end)


class Anchor(StrEnum):
    """How a quote was found again."""

    EXACT = "exact"
    """The same words at the same place."""
    MOVED = "moved"
    """The same words elsewhere in the source."""
    ALTERED = "altered"
    """Words much like them."""
    GONE = "gone"


class Found(NamedTuple):
    """Where a quote stands now."""

    anchor: Anchor
    start: int
    end: int
    """Half open, in code points. For `gone` an empty span where it used to stand."""


class Change(NamedTuple):
    """A run of words in the difference between a quote and what stands there now."""

    kind: Literal["same", "gone", "new"]
    text: str


OCCURRENCES = 500
"""Places of the same words that are weighed by their context; a quote of one letter has many."""
LIKE = 70.0
"""Least `fuzz.ratio` (0-100) of words that count as the quote altered.

Measured on the 86 passages of the five articles, each once reworded (5 to 30 % of its words
replaced, dropped or added) and once taken out: all 86 reworded ones are found where they stand;
of those taken out 6 are taken for another sentence that says nearly the same (at 60: 15).
"""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
# Chinese and Japanese have no spaces: there each character counts as a word.
_CANDIDATES = 3
_LONG, _END = 150, 50
# Words of a quote from which it is found by its first and its last words, and how many those are:
# with every edge weighed letter by letter a quote of 8,000 characters took 44 s.


def quote(text: str, start: int, end: int, *, source: str, sha256: str) -> Quote:
    """The words `text[start:end]` of a source, with up to `CONTEXT` characters on both sides.

    Raises:
        ValueError: the span is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}-{end} in a text of {len(text)} characters")
    return Quote(
        source=source,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sha256=sha256,
    )


def quoted(article: "Article", start: int, end: int) -> Quote:
    """The words `start` to `end` of a source as a quote of it. Raises as `quote`."""
    source = article.source
    return quote(article.text, start, end, source=source.id, sha256=source.sha256)


def find_again(quote: Quote, text: str) -> Found:
    """Where the quote's words are in `text` now: the source's text today.

    First the same words at the same place, then the same words elsewhere (the place whose
    surroundings are most alike, then the nearest), then the words most like them. The cost
    grows with the length of the text, not with its square: fuzzy matching only ever sees a few
    windows as long as the quote (`partial_ratio` over a whole text freezes, RapidFuzz issue 430).
    """
    exact = quote.exact
    if text[quote.start : quote.end] == exact:
        return Found(Anchor.EXACT, quote.start, quote.end)
    places: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(places) < OCCURRENCES:
        places.append(at)
        at = text.find(exact, at + 1)
    if places:
        size = len(exact)
        best = max(
            places,
            key=lambda at: (_context(quote, text, at, at + size), -abs(at - quote.start)),
        )
        return Found(Anchor.MOVED, best, best + size)
    return _altered(quote, text) or _gone(quote, text)


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
    """The changes with those that only a blank divides made one: what goes, then what comes.

    The blanks at the ends of what changed are made part of what stays; it is to be read, not to
    be joined again.
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
    """Words, and what stands between them, so that they join to `text`."""
    pieces: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        if match.start() > at:
            pieces.append(text[at : match.start()])
        pieces.append(match[0])
        at = match.end()
    return [*pieces, text[at:]] if at < len(text) else pieces


def _gone(quote: Quote, text: str) -> Found:
    at = min(quote.start, len(text))
    return Found(Anchor.GONE, at, at)


def _context(quote: Quote, text: str, start: int, end: int) -> float:
    """How alike the surroundings are, 0 to 200."""
    from rapidfuzz import fuzz

    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    # At the very start or end of a text there is nothing to compare, and nothing agrees.
    sides = ((quote.prefix, before), (quote.suffix, after))
    return sum(fuzz.ratio(then, now) for then, now in sides if then)


def _altered(quote: Quote, text: str) -> Found | None:
    """The words most like the quote's, or None where none are like them."""
    from rapidfuzz import fuzz

    wanted = [match[0].casefold() for match in _WORD.finditer(quote.exact)]
    spans = [match.span() for match in _WORD.finditer(text)]
    if not wanted or not spans:
        return None
    words = [text[start:end].casefold() for start, end in spans]
    # A letter for each word of the quote, one for all others.
    letters = {word: chr(0x10000 + n) for n, word in enumerate(dict.fromkeys(wanted))}
    old, new = ("".join(letters.get(word, " ") for word in each) for each in (wanted, words))

    def fit(first: int, last: int) -> tuple[float, int, int]:
        start, end = _edges(quote.exact, text, spans[first][0], spans[last][1])
        if len(wanted) > _LONG:
            like = fuzz.ratio(old, new[first : last + 1])
        else:
            like = fuzz.ratio(quote.exact, text[start:end])
        # Surroundings that agree wholly count as much as a quarter of the words.
        score = like + _context(quote, text, start, end) / 8 if like >= LIKE else like / 2
        return score, start, end

    best, found = 0.0, None
    for at in _windows(wanted, words):
        low, high = max(0, at - len(wanted)), min(len(words), at + 2 * len(wanted))
        last = min(high, at + len(wanted)) - 1
        firsts, lasts = range(low, high), range(low, high)
        if len(wanted) > _LONG:
            first, last = _ends(old, new, low, high)
            firsts, lasts = (range(max(low, at - 2), min(high, at + 3)) for at in (first, last))
        for _ in range(2):
            first = max(firsts[: last + 1 - firsts.start], key=lambda first: fit(first, last)[0])
            last = max(lasts[max(0, first - lasts.start) :], key=lambda last: fit(first, last)[0])
        score, start, end = fit(first, last)
        if score >= LIKE and score > best:
            best, found = score, Found(Anchor.ALTERED, start, end)
    return found


def _ends(old: str, new: str, low: int, high: int) -> tuple[int, int]:
    """First and last word, in `new[low:high]`, of what begins and ends most like `old`."""
    from rapidfuzz import fuzz

    head, tail = old[:_END], old[-_END:]
    starts = range(low, max(low, high - _END) + 1)
    first = max(starts, key=lambda at: fuzz.ratio(head, new[at : at + _END]))
    ends = range(min(first + _END, high), high + 1)
    return first, max(ends, key=lambda end: fuzz.ratio(tail, new[end - _END : end])) - 1


def _windows(wanted: list[str], words: list[str]) -> list[int]:
    """First words of the windows, as long as the quote, that share most words with it."""
    need = Counter(wanted)
    have: Counter[str] = Counter()
    size = min(len(wanted), len(words))
    shared, scores = 0, list[int]()
    for n, word in enumerate(words):
        have[word] += 1
        shared += have[word] <= need[word]
        if n >= size:
            old = words[n - size]
            shared -= have[old] <= need[old]
            have[old] -= 1
        if n >= size - 1:
            scores.append(shared)
    chosen: list[int] = []
    for at in sorted(range(len(scores)), key=lambda at: (-scores[at], at)):
        if scores[at] == 0 or len(chosen) == _CANDIDATES:
            break
        if all(abs(at - other) >= size // 2 + 1 for other in chosen):
            chosen.append(at)
    return chosen


def _edges(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the marks around it, such as quotation marks, that the quote had too."""
    lead = exact[: len(exact) - len(exact.lstrip("\"'“‘«(["))]
    while lead and start and text[start - 1] == lead[-1]:
        start, lead = start - 1, lead[:-1]
    tail = exact[len(exact.rstrip("\"'”’»)].,;:!?…")) :]
    while tail and end < len(text) and text[end] == tail[0]:
        end, tail = end + 1, tail[1:]
    return start, end
