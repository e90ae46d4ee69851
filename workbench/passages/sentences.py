"""Cut an article into passages: sentences with exact offsets, page furniture left out.

It never changes the text: `article.text[p.start:p.end] == p.text` for every passage. nupunkt
finds the sentences of a line; the rules here mend the boundaries that it misses or invents in
news prose. What a page puts around its sentences is left out (see `furniture`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.corpus import Article
from workbench.corpus.furniture import all_lines, body_lines

Span = tuple[int, int]

LONGEST = 2_000
# Characters. No sentence is longer; a line without an end is cut at a space before that, so that
# comparing one passage with a claim can never take more than a moment.

_STOP = re.compile(r"[.!?…]")
_INNER_STOP = re.compile(r"[.!?…][^\s\w]{0,3}\s")

_GLUED = re.compile(
    r"(?<=\s)[^\s./:@]*[a-z]{3}[.!?][\"”’)]?(?=(?!Com|Org|Net|Gov|Edu)[A-Z][a-z]{2,}[\s,])"
)
# "seized.However, ": a full stop with no space behind it. In an address the word before has a
# dot, slash or @ of its own, or a host's ending stands behind ("Booking.Com").

_QUOTE_MEETS_QUOTE = re.compile(r"[.!?][\"”][ \t]+(?=[\"“])")
# `to do so." "Anti-drug cooperation`: one speaker's sentence ends, the next quotation begins.

_ASKED_OR_CRIED = re.compile(r"[!?][\"”’']$")
_SAYS = re.compile(
    r"\b(?:said|says|asked|asks|tweeted|wrote|writes|added|adds|told|replied|posted|shouted"
    r"|warned|insisted|declared|noted|argued)\b"
)


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


def cut(article: Article) -> tuple[Passage, ...]:
    """The passages of an article, in order, none overlapping, none over 2,000 characters.

    A line break always ends a passage. A text without a sentence gives none. A document of a
    jsonl was taken out of its page by whoever made the file, so every line of it is body: on
    the web pages of WiCE, 6 % of the labelled evidence stands in headings and datelines.
    """
    source, text = article.source, article.text
    made = source.path.endswith(".jsonl")
    lines = all_lines(text) if made else body_lines(text, title=source.title)
    return tuple(
        Passage(source.id, start, end, text[start:end])
        for line in lines
        for start, end in _sentences(text, line)
    )


def _sentences(text: str, line: Span) -> Iterator[Span]:
    start, end = line
    if end - start <= LONGEST and not _STOP.search(text, start, end - 1):
        yield from _trimmed(text, start, end)  # most headings, rows and lone sentences
        return
    for piece in _bounded(text, line):
        spans = _without_glue(text, _from_nupunkt(text, piece))
        for span in _rejoined(text, spans):
            yield from _bounded(text, span)


def _from_nupunkt(text: str, piece: Span) -> Iterator[Span]:
    start, end = piece
    if not _INNER_STOP.search(text, start, end):
        yield from _trimmed(text, start, end)  # nothing to cut at: saves most of the time
        return
    from nupunkt import sent_spans  # 60 ms to import: only where something is cut

    for first, last in sent_spans(text[start:end]):
        yield from _trimmed(text, start + first, start + last)


def _without_glue(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Cut where a boundary was missed."""
    for start, end in spans:
        sentence = text[start:end]
        cuts = sorted(
            m.end() for rule in (_GLUED, _QUOTE_MEETS_QUOTE) for m in rule.finditer(sentence)
        )
        edges = [0, *cuts, len(sentence)]
        for first, last in pairwise(edges):
            yield from _trimmed(text, start + first, start + last)


def _rejoined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Join what was cut inside a sentence."""
    held: Span | None = None
    for span in spans:
        if held and _goes_on(text[held[0] : held[1]], text[span[0] : span[1]]):
            held = (held[0], span[1])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _goes_on(sentence: str, rest: str) -> bool:
    """Whether `rest` is the end of `sentence` rather than a sentence of its own.

    Either it begins in lower case ("China-U.S. | anti-drug collaboration"), or it tells who
    asked or cried what was quoted (`now!" | US President Donald Trump tweeted`).
    """
    if rest[0].islower():
        return not sentence.endswith(("...", "…"))
    return bool(
        _ASKED_OR_CRIED.search(sentence)
        and len(rest.split()) <= 12
        and '"' not in rest
        and "“" not in rest
        and _SAYS.search(rest)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space at its ends, if a letter or digit is left in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield start, end


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """The span in pieces of at most `LONGEST` characters, cut at spaces where there are any."""
    start, end = span
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = space if space > 0 else start + LONGEST
        yield from _trimmed(text, start, at)
        start = at
    yield from _trimmed(text, start, end)
