"""Subtitles as a transcript: the cues joined, each paragraph with its time.

SubRip (.srt) and WebVTT (.vtt). Words that only repeat the end of the cue before, as in automatic
subtitles of YouTube, are left out.
"""

import re

from workbench.corpus.readers.decoding import decoded
from workbench.corpus.readers.document import Contents, Growing, Unreadable

_TIMES = re.compile(
    r"((?:\d{1,4}:)?\d{1,2}:\d{2})[.,]\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d"
)
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}
_ENDS = re.compile(r"[.!?…][\"”’)]*$")
LONG = 600
"""Characters after which a paragraph without stops ends with its cue."""


def transcript(data: bytes) -> Contents:
    """The words of all cues, in order; a place is the time at which a paragraph begins.

    Raises:
        Unreadable: its encoding is not certain, or there is no cue in it.
    """
    text, codec = decoded(data)
    cues = _cues(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not cues:
        raise Unreadable("no subtitles in it: no line with two times")
    grown, held = Growing(), ""
    begun = cues[0][0]
    for time, words in cues:
        begun = begun if held else time
        held = f"{held} {words}" if held else words
        if _ENDS.search(words) or len(held) > LONG:
            grown.add(held, f"at {begun}")
            held = ""
    grown.add(held, f"at {begun}")
    return Contents(text=grown.text(), places=tuple(grown.places), encoding=codec)


def _cues(text: str) -> list[tuple[str, str]]:
    """Time and words of each cue, without what it repeats of the cue before."""
    found: list[tuple[str, str]] = []
    before: list[str] = []
    time = ""
    lines: list[str] = []

    def close() -> None:
        nonlocal before
        clean = [" ".join(_clean(line).split()) for line in lines]
        clean = [line for line in clean if line]
        new = clean[_repeated(before, clean) :]
        if time and new:
            found.append((time, " ".join(new)))
        before = clean or before

    for line in text.split("\n"):
        times = _TIMES.match(line.strip())
        if times:
            close()
            time, lines = _short(times[1]), []
        elif not line.strip():
            close()
            lines = []
        elif time and not (line.strip().isdigit() and not lines):
            lines.append(line)
    close()
    return found


def _repeated(before: list[str], now: list[str]) -> int:
    """How many lines at the start of a cue are the last lines of the cue before."""
    for size in range(min(len(before), len(now)), 0, -1):
        if before[-size:] == now[:size]:
            return size
    return 0


def _clean(line: str) -> str:
    line = _TAG.sub("", line)
    return re.sub("|".join(_ENTITIES), lambda found: _ENTITIES[found[0]], line)


def _short(time: str) -> str:
    """`00:05:04` as `5:04`, `01:02:03` as `1:02:03`."""
    parts = [int(part) for part in time.split(":")]
    while len(parts) > 2 and not parts[0]:
        parts.pop(0)
    return ":".join([str(parts[0]), *(f"{part:02}" for part in parts[1:])])
