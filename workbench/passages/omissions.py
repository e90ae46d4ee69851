"""What an editor changed in quoted words: left some out (...), put some in [brackets].

Both are allowed if the meaning stays the same. So the words that an ellipsis leaves out and those
that a bracket replaces are looked at: if they deny something, cross a paragraph or join parts of
two sentences, the quotation is not faithful. What was changed is put into words in any case.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from workbench.passages.evened import Evened, even, lower

FAR = 300
"""Most characters that an ellipsis may leave out: two or three sentences."""
SHORT = 60
"""Most characters of a source that words in brackets may replace."""
SHOWN = 90
"""Most characters of the omitted words that a note repeats."""
_FEW, _ENDING = 3, 4
# Most words that open or close a clause, and letters that end a word, that brackets may replace.
_STARTS = 200
"""Places of the first words that are tried."""

_PIECE = re.compile(r"(?P<gap>[\[(] ?\.{3} ?[\])]|\.{3})|\[(?P<added>[^\]\[]*)\]")
_CASE = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_EDGE = " ,.;:!?"
"""Punctuation that may belong to the sentence that quotes."""
_WORD = re.compile(r"\w+(?:'\w+)*")
_SENTENCE = re.compile(r"[.!?…]\)? ")
_CLAUSE = re.compile(r"[,.;:!?)](?= |\Z)")
_DENIES = frozenset(
    """
    not no never none nor neither nobody nothing nowhere without cannot hardly scarcely barely
    rarely seldom unless except false untrue unlikely allegedly supposedly deny denies denied
    denying refuse refuses refused fail fails failed reject rejects rejected doubt doubts doubted
    cleared acquitted exonerated dismissed overturned opposed against stopped ceased lacks lacked
    banned prohibited forbidden
    nicht kein keine keinen keinem keiner keines nie niemals ohne weder
    pas jamais aucun aucune sans
    nunca jamás ningún ninguna não nem sem
    niet geen nooit zonder inte ikke ej aldrig aldri utan uten ingen
    nie nigdy bez не нет ни без никогда ні ніколи немає
    """.split()  # noqa: SIM905
)
"""Words that reverse the meaning of their sentence, in the usual languages of sources."""
_DENYING_SIGNS = frozenset("不没沒未無无非莫")
_STANDS_IN = frozenset(
    """
    he she it they him her them his its their theirs i we you me us my our your who whom which this
    that these those here there er sie es ihr ihm ihn il elle ils elles lui leur él ella ellos
    """.split()  # noqa: SIM905
)
"""Words that an editor may replace by what they refer to."""


class Words(NamedTuple):
    """Words that must be in the source."""

    text: str
    open_end: bool = False
    """Whether a bracket follows inside the last word: `call[ed]`."""


class Edit(NamedTuple):
    """A change between words."""

    kind: Literal["left out", "added"]
    text: str = ""
    ends: bool = False
    """Whether it ends the word before it."""


@dataclass(frozen=True, slots=True)
class Edited:
    """How an edited quotation compares with a source."""

    wrong: tuple[str, ...] = ()
    """Why it is not faithful; empty if it is."""
    notes: tuple[str, ...] = ()
    """What was left out and added."""


def held(words: str, source: Evened) -> Edited | None:
    """How the words of a quotation, written by `even`, are in a source; None if they are not.

    Of several places the one with the fewest wrong changes counts, then the one with the least
    left out.
    """
    if _stands(source.low, lower(words.strip(_EDGE))):
        return Edited()
    words = _CASE.sub(r"\1", words)
    parts = _parts(words)
    pieces = [n for n, part in enumerate(parts) if isinstance(part, Words)]
    if not pieces:
        return None
    best: tuple[int, int, Edited] | None = None
    at = -1
    first = parts[pieces[0]]
    assert isinstance(first, Words)
    for _ in range(_STARTS):
        at = _next(source.low, first, at + 1)
        if at < 0:
            break
        found = _placed(parts, pieces, at, source)
        if found is not None and (best is None or found[:2] < best[:2]):
            best = found
    return best[2] if best else None


def _parts(words: str) -> list[Words | Edit]:
    parts: list[Words | Edit] = []
    at = 0

    def take(end: int, *, open_end: bool = False) -> None:
        if piece := words[at:end].strip(_EDGE):
            parts.append(Words(lower(piece), open_end))

    for found in _PIECE.finditer(words):
        added = found["added"]
        glued = added is not None and words[found.start() - 1 : found.start()].isalnum()
        take(found.start(), open_end=glued)
        parts.append(Edit("left out") if found["gap"] else Edit("added", added or "", glued))
        at = found.end()
    take(len(words))
    return parts


def _stands(low: str, piece: str) -> bool:
    return bool(piece) and _next(low, Words(piece), 0) >= 0


def _next(low: str, piece: Words, at: int) -> int:
    """Where the piece is found as whole words, from `at` on; -1 if nowhere."""
    while True:
        at = low.find(piece.text, at)
        if at < 0 or _whole(low, piece, at):
            return at
        at += 1


def _whole(low: str, piece: Words, at: int) -> bool:
    end = at + len(piece.text)
    return _edge(low, at) and (piece.open_end or _edge(low, end))


def _edge(low: str, at: int) -> bool:
    """Whether a word or number may begin or end here: not in `97.66`, not in `twenty-five`."""
    before, after = low[at - 1 : at] if at else "", low[at : at + 1]
    if before.isalnum() and after.isalnum():
        return ord(before) >= 0x2E80 or ord(after) >= 0x2E80
    if before in ".,-" and before and after.isalnum():
        inside = low[at - 2 : at - 1]
        return not (inside.isdigit() and after.isdigit() if before in ".," else inside.isalpha())
    if after in ".,-" and after and before.isalnum():
        beyond = low[at + 1 : at + 2]
        return not (before.isdigit() and beyond.isdigit() if after in ".," else beyond.isalpha())
    return True


def _placed(
    parts: list[Words | Edit], pieces: list[int], at: int, source: Evened
) -> tuple[int, int, Edited] | None:
    """The quotation with its first words at `at`: what is wrong, how much is left out, and how."""
    low, left_out = source.low, 0
    wrong: list[str] = []
    notes: list[str] = []

    def weigh(edits: list[Words | Edit], start: int, end: int) -> None:
        for edit in edits:
            assert isinstance(edit, Edit)
            bad, note = _judged(edit, source, start, end)
            wrong.extend(bad)
            notes.extend(note)

    weigh(parts[: pieces[0]], _subject(source, at), at)
    first = parts[pieces[0]]
    end = at + len(first.text)
    for before, n in pairwise(pieces):
        edits, piece = parts[before + 1 : n], parts[n]
        assert isinstance(piece, Words)
        then = _next(low, piece, end)
        leaps = any(isinstance(edit, Edit) and edit.kind == "left out" for edit in edits)
        if then < 0 or (not leaps and then - end > SHORT):
            return None
        weigh(edits, end, then)
        left_out += then - end
        end = then + len(piece.text)
    weigh(parts[pieces[-1] + 1 :], end, _object(source, end))
    return len(wrong), left_out, Edited(tuple(wrong), tuple(notes))


def _subject(source: Evened, at: int) -> int:
    """Where the few words begin that open the sentence before the quotation, which words in
    brackets may replace; `at` if there are none or too many."""
    head = source.shown[max(0, at - SHORT) : at]
    ends = [found.end() for found in _SENTENCE.finditer(head)]
    begin = max(0, at - SHORT) + (ends[-1] if ends else 0)
    begins = [end for end in source.breaks if end < at]
    begin = max(begin, begins[-1] + 1 if begins else 0)
    if (not ends and at > SHORT and not begins) or len(source.shown[begin:at].split()) > _FEW:
        return at
    return begin


def _object(source: Evened, at: int) -> int:
    """Where the few words end that close the clause after the quotation; as `_subject`."""
    found = _CLAUSE.search(source.shown, at, at + SHORT)
    end = found.start() if found else min(len(source.shown), at + SHORT)
    whole = found is not None or end == len(source.shown)
    return end if whole and len(source.shown[at:end].split()) <= _FEW else at


def _judged(edit: Edit, source: Evened, start: int, end: int) -> tuple[list[str], list[str]]:
    """What is wrong with a change that replaces `start` to `end` of the source; what it did."""
    between = source.shown[start:end].strip(_EDGE)
    if edit.kind == "left out":
        return _leaving_out(between, source, start, end)
    if edit.ends and between.isalpha() and len(between) <= _ENDING:
        return [], [f"[{edit.text}] stands for “{between}”"]
    return _adding(edit.text, between, source.shown[start:].lstrip(_EDGE))


def _leaving_out(between: str, source: Evened, start: int, end: int) -> tuple[list[str], list[str]]:
    if not between:
        return [], []
    omitted = f"left out: “{_short(between)}”"
    denial = _denial(between)
    if denial:
        return [f"the ellipsis leaves out “{denial}”; {omitted}"], []
    if any(start <= at < end for at in source.breaks):
        return [f"the ellipsis crosses a paragraph; {omitted}"], []
    if end - start > FAR:
        return [f"the ellipsis leaves out {len(between.split())} words; {omitted}"], []
    begins = source.shown[:end].rstrip().endswith((".", "!", "?", ".)"))
    if _SENTENCE.search(source.shown, start, end) and not begins:
        return [f"the ellipsis joins parts of two sentences; {omitted}"], []
    return [], [omitted]


def _adding(added: str, between: str, behind: str) -> tuple[list[str], list[str]]:
    if between.startswith("[") or (not between and behind.startswith("[")):
        theirs = (between or behind).partition("]")[0] + "]"
        if lower(theirs) == lower(f"[{added}]") and between in ("", theirs):
            return [], []
        return [f"the source has “{_short(between or theirs)}” where [{added}] stands"], []
    if denial := _denial(added):
        return [f"the words in brackets add “{denial}”"], []
    if not between:
        number = _WORD.match(behind)
        if any(map(str.isdigit, added)) and number and number[0].isdigit():
            return [f"the source has “{number[0]}” where [{added}] stands"], []
        return [], [f"added in brackets: [{added}]"]
    words = lower(between).split()
    alike = len(words) == 1 and words[0][:3] == lower(added)[:3] and not _denial(between)
    if alike or (len(words) <= 2 and all(word in _STANDS_IN for word in words)):
        return [], [f"[{added}] stands for “{between}”"]
    return [f"the source has “{_short(between)}” where [{added}] stands"], []


def _denial(text: str) -> str | None:
    """The first word of a text that denies something; None if there is none."""
    for found in _WORD.finditer(lower(even(text))):
        if found[0] in _DENIES or found[0].endswith("n't") or _DENYING_SIGNS & set(found[0]):
            return found[0]
    return None


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
