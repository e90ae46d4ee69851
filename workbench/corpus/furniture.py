"""Which paragraphs of a page are not its text but known page furniture.

Bylines, datelines, photo credits, running times, invitations to share and to comment. Every other
line counts as text, however short: a lost sentence costs more than a caption kept by mistake.
"""

import re

_NAME = r"[A-Z][\w.'’-]+(?![\w.'’-])"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_DATE = (
    rf"(?:(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)?\d{{2}}"
    rf"|{_MONTH}\.? \d{{1,2}},? (?:19|20)\d{{2}}|\d{{1,2}} {_MONTH}\.?,? (?:19|20)\d{{2}})"
)
_TIME = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?|\d{1,3} min(?:utes?)? read)"
_ROLE = r"(?:and|of|the|for|in|staff|writer|reporter|correspondent|editor|contributor|with)"

_STAMPED = re.compile(
    rf"(?:(?:{_DATE}|{_TIME}|{_DAY}|(?i:published|posted|updated|last updated|modified|created"
    rf"|first|on|at|gmt|utc|bst|e[sd]?t|c[sd]?t|p[sd]?t|cet|am|pm))(?!\w)[\s,.:;|•·()–—/-]*)+"
    rf"(?P<rest>.*)"
)
_BYLINE = re.compile(
    rf"By (?!{_MONTH}\b|{_DAY}\b)(?:{_NAME} ?|and |, ){{1,8}}"
    rf"(?:$|[|•:(–—-].*|, ?(?:{_NAME} ?|{_ROLE}\b ?){{1,6}}$|(?i:published|updated|source)\b.*)"
)
_LABELLED = re.compile(
    r"(?i)(?:posted in|tags?|filed under|photo(?:graph)?|image|picture|credit|source|editor"
    r"|web editor|copyright|topics?)(?: by)? ?[:©|/].*"
    r"|\((?:web )?(?:editor|photo|source|reporting|writing)\b[^()]{0,120}\)"
)
_CREDITED = re.compile(r"(?i)(?P<words>.*)\b(?:photo|image|picture|credit) ?: ?\S.*")
_INVITED = re.compile(
    r"(?i)(?:\d+ )?(?:leave a (?:comment|reply)|(?:blog )?comments?(?: powered by.*| \(\d+\))?"
    r"|share(?: this)?(?: article| story| page| post)?(?: on [\w, ]+)?|read (?:more|also)(?: ?:.*)?"
    r"|see also(?: ?:.*)?|related (?:posts?|articles?|stories|topics)(?: ?:.*)?|subscribe(?: now)?"
    r"|sign up(?: now)?(?: for .*)?|sign in|log in|advertisement|follow us(?: on .*)?|click here.*"
    r"|more on this(?: story| topic)?|print(?: this)?(?: article| page)?|email this.*"
    r"|copyright(?:,? (?:©|\(c\)))?(?: ?\d{4}.*)?"
    r"|(?:© ?.*)?all rights reserved|skip to (?:main )?content)[.…: ]*"
)

WORDS, LETTERS = 14, 300
"""Longest byline or credit; a sentence that begins "Source: ..." is longer."""
CAPTION = 4
"""With at least so many words, the text before a photo's credit counts as text."""
_ENDS = (".", "!", "?", '."', ".”")


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph is known furniture."""
    words = paragraph.split()
    if len(words) > WORDS or len(paragraph) > LETTERS:
        return False
    line = " ".join(words)
    if _INVITED.fullmatch(line):
        return True
    if line.endswith(_ENDS):
        return False
    stamped = _STAMPED.match(line)
    if stamped and (not stamped["rest"] or _BYLINE.fullmatch(stamped["rest"])):
        return True
    credited = _CREDITED.fullmatch(line)
    if credited and len(credited["words"].split()) < CAPTION:
        return True
    return bool(_LABELLED.fullmatch(line) or _BYLINE.fullmatch(line))
