"""Where in a text the words are that are most like some others.

The cost grows with the length of the text, not with its square: fuzzy matching only sees a few
windows as long as the words (`partial_ratio` over a whole text freezes, RapidFuzz issue 430).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from workbench.passages.surroundings import Around
from workbench.passages.wordings import WORD

LIKE = 70.0
"""Least `fuzz.ratio` (0-100) of words that count as the others, altered.

Measured on the 85 passages of the five articles, each once reworded (5 to 30 % of its words
replaced, dropped or added) and once removed: all 85 reworded ones are found in their place; of
those removed, 1 is confused with another sentence that says nearly the same (at 60: 2).
"""
_CANDIDATES = 3
_LONG, _END = 150, 50
# A quote of more than _LONG words is found by its first and last _END words: comparing every
# edge letter by letter took 44 s for a quote of 8,000 characters.


def closest(
    exact: str, around: Around, text: str, *, besides: Sequence[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """The span of the words most like `exact`; None if no words are like them.

    The words around them count too. Words within the spans `besides` are not considered.
    """
    from rapidfuzz import fuzz

    wanted = _words(exact)
    spans = [match.span() for match in WORD.finditer(text)]
    if not wanted or not spans:
        return None
    words = [text[start:end].casefold() for start, end in spans]
    for n in _within(spans, besides):
        words[n] = ""
    # A letter for each word of the quote, and one letter for all other words.
    letters = {word: chr(0x10000 + n) for n, word in enumerate(dict.fromkeys(wanted))}
    old, new = ("".join(letters.get(word, " ") for word in each) for each in (wanted, words))

    def fit(first: int, last: int) -> tuple[float, int, int]:
        start, end = _edges(exact, text, spans[first][0], spans[last][1])
        if "" in words[first : last + 1]:
            return 0.0, start, end
        if len(wanted) > _LONG:
            like = fuzz.ratio(old, new[first : last + 1])
        else:
            like = fuzz.ratio(exact, text[start:end])
        if like < LIKE:
            return like / 2, start, end
        # Surroundings that agree completely count as much as a quarter of the words.
        return like + sum(around.agreement(text, start, end)) / 8, start, end

    before = _words(around.prefix)
    whole = [*before, *wanted, *_words(around.suffix)]
    places = chain(_windows(wanted, words), (at + len(before) for at in _windows(whole, words)))
    best, found = 0.0, None
    for at in dict.fromkeys(places):
        low, high = max(0, at - len(wanted)), min(len(words), at + 2 * len(wanted))
        last = min(high, at + len(wanted)) - 1
        firsts, lasts = range(low, high), range(low, high)
        if not low <= last < high:
            continue
        if len(wanted) > _LONG:
            first, last = _ends(old, new, low, high)
            firsts, lasts = (range(max(low, at - 2), min(high, at + 3)) for at in (first, last))
        for _ in range(2):
            first = max(firsts[: last + 1 - firsts.start], key=lambda first: fit(first, last)[0])
            last = max(lasts[max(0, first - lasts.start) :], key=lambda last: fit(first, last)[0])
        score, start, end = fit(first, last)
        if score >= LIKE and score > best:
            best, found = score, (start, end)
    return found


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in WORD.finditer(text)]


def _within(spans: list[tuple[int, int]], besides: Sequence[tuple[int, int]]) -> list[int]:
    """The positions of the words that lie in one of the spans; both are in order."""
    inside, at = [], 0
    for n, (start, end) in enumerate(spans):
        while at < len(besides) and besides[at][1] <= start:
            at += 1
        if at < len(besides) and besides[at][0] < end:
            inside.append(n)
    return inside


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
    """The span extended by marks around it, such as quotation marks, that the quote had too."""
    lead = exact[: len(exact) - len(exact.lstrip("\"'“‘«(["))]
    while lead and start and text[start - 1] == lead[-1]:
        start, lead = start - 1, lead[:-1]
    tail = exact[len(exact.rstrip("\"'”’»)].,;:!?…")) :]
    while tail and end < len(text) and text[end] == tail[0]:
        end, tail = end + 1, tail[1:]
    return start, end
