"""Which lines of an article are its body, and which are what a page puts around it.

Furniture: the headline (it is the source's title), a headline repeated, bylines, datelines,
subheads, photo credits, running times, doubled captions, "Leave a Comment". It is judged by
line, and in doubt a line is body: a lost sentence costs more than a found subhead.
"""

import re
from collections import Counter
from collections.abc import Iterator

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85\x0b\x0c]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x85\x0b\x0c]")
BLANK = "\n\n"
_ENDS = re.compile(r"[.!?…:;,][\"”’')\]]{0,3}$")
_CREDIT = re.compile(
    r"(?i)^(?:posted in|tags?|filed under|related (?:posts?|articles?|stories|topics)"
    r"|leave a (?:comment|reply)|blog comments powered by|share this|read more|see also"
    r"|subscribe|sign up|advertisement|photo|image|credit|source|editor|web editor|copyright"
    r"|published|updated|last updated|all rights reserved|comments?|follow us|more on this"
    r"|print this|email this|click here)\b"
)
_CREDIT_INSIDE = re.compile(r"(?i)\b(?:photo|image|picture|credit|source) ?: ?\S")
_EDITOR = re.compile(r"(?i)^\((?:web )?(?:editor|photo|source|reporting|writing)\b[^()]{0,120}\)$")
_BYLINE = re.compile(r"^By (?:[A-Z][\w.'’-]+ ?){1,5}(?:\W|$)")
_DATED = re.compile(
    r"(?:\d{1,2}:\d{2}|\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, (?:19|20)\d{2})"
)

CREDIT_WORDS = 14
"""A credit or byline is short; a sentence that begins "Source: ..." goes on."""
SUBHEAD_WORDS = 14
HEADLINE_WORDS = 30
"""At most so many words make a line between blank lines a subhead, the first line a headline."""


def body_lines(text: str, *, title: str | None = None) -> Iterator[Span]:
    """The lines of the body as spans of `text`, in order, without white space at their ends.

    `title` is the source's title: a line that only repeats it is not body.
    """
    every = list(all_lines(text))
    counts = Counter(text[start:end] for start, end in every)
    candidates = [
        (number, start, end)
        for number, (start, end) in enumerate(every)
        if any(c.isalpha() for c in text[start:end]) and not _is_credit(text[start:end])
    ]
    single = [text[start:end] for _, start, end in candidates if counts[text[start:end]] == 1]
    prose = sum(len(line) for line in single if _is_sentence(line))
    mostly_prose = prose * 2 > sum(map(len, single))
    for number, start, end in candidates:
        line = text[start:end]
        if mostly_prose and not _is_sentence(line):
            if counts[line] > 1 or (title and _words(line) == _words(title)):
                continue
            before = text[every[number - 1][1] : start] if number else BLANK
            after = text[end : every[number + 1][0]] if number + 1 < len(every) else BLANK
            alone = min(len(_BREAK.findall(before)), len(_BREAK.findall(after))) > 1
            if alone and len(line.split()) <= (SUBHEAD_WORDS if number else HEADLINE_WORDS):
                continue
        yield start, end


def headline(text: str) -> str | None:
    """The first line of a text, at most 200 characters; None when it has none."""
    first = next(all_lines(text), None)
    return text[first[0] : first[1]][:200] if first else None


def all_lines(text: str) -> Iterator[Span]:
    """The lines that are not blank, as spans without white space at their ends."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end


def _words(line: str) -> str:
    """A line without case and without the marks of a Markdown heading, to be compared."""
    return line.casefold().strip("# \t")


def _is_sentence(line: str) -> bool:
    return bool(_ENDS.search(line[-4:]))


def _is_credit(line: str) -> bool:
    if len(line.split()) > CREDIT_WORDS:
        return False
    if _EDITOR.match(line):
        return True
    if line.endswith((".", "!", "?", '."', ".”")):
        return False
    return any(
        (_CREDIT.match(line), _BYLINE.match(line), _CREDIT_INSIDE.search(line), _DATED.search(line))
    )
