"""Cut an article into passages: sentences with exact offsets, without page furniture.

It never changes the text: `article.text[p.start:p.end] == p.text` for every passage. Lines are
joined to paragraphs first (`paragraphs`, `markdown`), and sentences are found in their prose
(`prose`). nupunkt finds the sentences; the rules here correct boundaries that it misses or invents
in news prose.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.corpus import Article
from workbench.corpus.furniture import is_furniture
from workbench.corpus.markdown import blocks
from workbench.corpus.paragraphs import Paragraph, paragraphs
from workbench.corpus.prose import flat, said

Span = tuple[int, int]

LONGEST = 2_000
# Characters. No passage is longer; a longer sentence is cut at a space, so that comparing one
# passage with a claim never takes long.

_STOP = re.compile(r"[.!?…]")
_INNER_STOP = re.compile(r"[.!?…][^\s\w]{0,3}\s")

_GLUED = re.compile(
    r"(?<=\s)[^\s./:@]*(?:[a-z]{2}|\d)[.!?][\"”’)]?(?=(?!Com|Org|Net|Gov|Edu)[A-Z][a-z]+[\s,])"
)
# "seized.However, ": a full stop without a space after it. In an address the word before has a
# dot, slash or @ of its own, or the ending of a host follows ("Booking.Com").

_QUOTE_MEETS_QUOTE = re.compile(r"[.!?][\"”][ \t]+(?=[\"“])")
# `to do so." "Anti-drug cooperation`: one speaker's sentence ends, the next quotation begins.

_FULL_STOP = re.compile(r"\.[\"”’)\]]*\s+(?=\S)")
_CAPITAL = re.compile(r"[(\"“‘]?[A-Z]|\d{1,2}\.(?:\s|$)")
_BEGINNING = re.compile(
    r"(?:The|An?|In|It|He|She|They|We|You|But|And|This|That|These|Those|His|Her|Its|Their|Our|My|On"
    r"|At|For|From|After|Before|When|While|If|As|Since|There|Here|Nobody|None|Not|Most|Many|Some"
    r"|All|Both|Each|Several|However|Meanwhile|Later|Then|Now|So|Or|What|Who|Why|How|Where|Is|Are"
    r"|Was|Were|Do|Did|To|By|With|Only|Even|Also|Still|Yet)\b"
)
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_FIGURE = re.compile(r"[$€£]?[\d.,]*\d%?")
_SHORTENED = frozenset(
    """
    approx vs etc cf est ca dept fig figs pp vol vols ed eds al op cit ibid viz esp incl max min avg
    ft lb lbs oz hr hrs min mins sec secs nos art para chap ch capt col gen gov sen rep rev hon prof
    st mt ave blvd rd adm maj sgt lt assoc intl natl mfr misc ref tel ext
    """.split()  # noqa: SIM905
)
_BEFORE_NAME = frozenset(("Mr", "Mrs", "Ms", "Dr", "St", "v", "vs", "No"))
_OF_THE_DAY = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(?:Jan|Feb|Mar|Apr|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"|May\b|[A-Z]{2,4}\b|(?:Eastern|Central|Mountain|Pacific|Greenwich|Local)\b|\w+ [Tt]ime\b"
)
# What may follow a time of day in the same sentence: "9 p.m. Friday", "9 p.m. EST".

_HELD_ON = re.compile(
    r"(?:^|[\s(])(?:Lt|Maj|Brig|Sgt|Cpl|Capt|Col|Gen|Adm|Cmdr|Rev|Hon|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Prof"
    r"|St|Mt|Ft|Fig|Vol|Art|Sec|vs?|pp?|c|approx)\.$|^\(?\d{1,3}[.)]$"
)
# What cannot end a sentence: a title before a name, a number before its words.

_ASKED_OR_CRIED = re.compile(r"[!?][\"”’']$")
_SAYS = re.compile(
    r"\b(?:said|says|asked|asks|tweeted|wrote|writes|added|adds|told|replied|posted|shouted"
    r"|warned|insisted|declared|noted|argued)\b"
)


Spot = tuple[str, int, int]
"""Source id, start and end: identifies words of a source."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source."""

    source: str
    """Id of its source."""
    start: int
    """Offset of its first character in the article's text, in code points."""
    end: int
    """Offset after its last character (half open)."""
    text: str
    heading: bool = False
    """Whether it is the heading of other passages."""

    @property
    def spot(self) -> Spot:
        """Its place, which identifies a passage."""
        return (self.source, self.start, self.end)


def cut(article: Article) -> tuple[Passage, ...]:
    """The passages of an article, in order, without overlap, none over 2,000 characters.

    A text without a sentence has none.
    """
    source, text = article.source, article.text
    lines = said(text)
    read = flat(lines)
    return tuple(
        Passage(source.id, start, end, text[start:end], paragraph.heading)
        for paragraph in _body(article, lines)
        for start, end in _sentences(read, (paragraph.start, paragraph.end))
    )


def _body(article: Article, text: str) -> Iterator[Paragraph]:
    """The paragraphs of the body: no furniture, and no repetition of lines that are not sentences.

    Whoever made a jsonl file took its documents out of their pages, so every paragraph there is
    body: on the web pages of WiCE, 6 % of the labelled evidence is in headings and datelines.
    """
    path = article.source.path.lower()
    made = path.endswith(".jsonl")
    seen: set[str] = set()
    for paragraph in (blocks if path.endswith(".md") else paragraphs)(text):
        words = text[paragraph.start : paragraph.end]
        if not made:
            if is_furniture(words):
                continue
            if not _STOP.search(words[-4:]):
                key = " ".join(words.casefold().split())
                if key in seen:
                    continue
                seen.add(key)
        yield paragraph


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
    """Cut at boundaries that were missed."""
    for start, end in spans:
        sentence = text[start:end]
        cuts = {m.end() for rule in (_GLUED, _QUOTE_MEETS_QUOTE) for m in rule.finditer(sentence)}
        cuts |= {m.end() for m in _FULL_STOP.finditer(sentence) if _ends(sentence, m)}
        edges = [0, *sorted(cuts), len(sentence)]
        for first, last in pairwise(edges):
            yield from _trimmed(text, start + first, start + last)


def _ends(sentence: str, stop: re.Match[str]) -> bool:
    """Whether a sentence ends at a full stop that looked like the mark of an abbreviation."""
    before = sentence[max(0, stop.start() - 40) : stop.start()].split()
    word = before[-1].lstrip("\"“‘('[") if before else ""
    begins = _BEGINNING.match(sentence, stop.end()) is not None
    if word.isalpha() and len(word) > 1 and word not in _BEFORE_NAME:
        ordinary = word.islower() and word not in _SHORTENED
        return begins or (ordinary and _CAPITAL.match(sentence, stop.end()) is not None)
    if word in ("a.m", "p.m"):
        capital = _CAPITAL.match(sentence, stop.end()) is not None
        return capital and not _OF_THE_DAY.match(sentence, stop.end())
    figure = len(before) > 1 and before[-2][-1].isalnum() and _FIGURE.fullmatch(word)
    return begins and bool(figure or _INITIALS.fullmatch(word))


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
    """Whether `rest` is the end of `sentence` and not a new sentence.

    The sentence cannot end there ("Gen. | Ford"), or the rest begins in lower case ("China-U.S. |
    anti-drug collaboration"), or it names who asked or cried the quoted words (`now!" | US
    President Donald Trump tweeted`).
    """
    if _HELD_ON.search(sentence[-12:]):
        return True
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
    """The span without white space at its ends; nothing if it has no letter or digit."""
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
