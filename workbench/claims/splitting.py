"""Cut a compound claim into parts that can be rated separately: a proposal for a person to edit.

A fact-check rates single statements, since one word cannot rate two. The rule is careful: it cuts
at a semicolon and where "and" or "but" joins two clauses; it does not cut a list of things, a
quotation or whatever it is not sure of. It knows no project.
"""

# ruff: noqa: SIM905 - lists of words read best as words

import re
from itertools import pairwise

LONGEST = 2_000
"""Most characters of a text that are looked at: as many as a claim may have, `claims.TEXT`."""

_JOINT = re.compile(r"(,?) (?:and|but|while|whereas) ")
_STOP = re.compile(r"[.;!?][\"”]? +(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_AUXILIARIES = frozenset(
    """is are was were has have had will would can could may might must does do did""".split()
)
_PASTS = frozenset(
    """became began bought brought built came cost cut fell found gave got grew held hit kept
    killed knew led left lost made met paid put ran rose sent set shot shut sold spent stood
    struck threw took went withdrew won wrote""".split()
)
_NO_PASTS = frozenset("""need indeed hundred speed united red so-called alleged""".split())
_SPEECH = frozenset(
    """said says say added adds claimed claims told wrote noted argued announced stated stressed
    thinks believes knows""".split()
)
_STANDS_ALONE = frozenset(
    """it he she they we none nobody nothing this these those no all most some""".split()
)
_NO_START = frozenset(
    """that which who whom whose where when because although if than to of in on at by for with
    from not then also""".split()
)
_PAIRED = frozenset("""between both either neither from""".split())


def parts_of(text: str) -> tuple[str, ...]:
    """The statements that `text` joins, in order, each a sentence; one if it joins none.

    A part without a subject of its own gets that of the part before: "China signed the treaty in
    2019 and ratified it in 2020" is two statements about China.
    """
    text = " ".join(text[:LONGEST].split())
    found: list[str] = []
    for sentence in _sentences(text):
        found.extend(_clauses(sentence))
    return tuple(_sentence(part) for part in found) if len(found) > 1 else (text,)


def _sentences(text: str) -> list[str]:
    ends = [m for m in _STOP.finditer(text) if not _inside(text, m.start())]
    cuts = [0, *(m.end() for m in ends), len(text)]
    pieces = [text[a:b].strip(" ;.") for a, b in pairwise(cuts)]
    whole = all(_verb(_words(piece)) is not None for piece in pieces)
    return pieces if whole else [text]


def _clauses(sentence: str) -> list[str]:
    for joint in _JOINT.finditer(sentence):
        left, right = sentence[: joint.start()], sentence[joint.end() :]
        if _inside(sentence, joint.start()):
            continue
        more = _second(left, right, comma=bool(joint[1]))
        if more is not None:
            return [left, *_clauses(more)]
    return [sentence]


def _second(left: str, right: str, *, comma: bool) -> str | None:
    """The statement that `right` makes in addition to `left`; None if that is not certain."""
    before, after = _words(left), _words(right)
    verb = _verb(before)
    if verb is None or len(after) < 2 or before[verb] in _SPEECH | _NO_START:
        return None
    if _PAIRED.intersection(before[-5:]) or after[0] in _NO_START:
        return None
    if len(before) - verb < 3:
        # "controlled and regulated": two words for one act, or two verbs with one object.
        return None
    kind = _kind(after[0])
    if kind is not None:
        subject = _subject(left, before[verb])
        return f"{subject} {right}" if kind == _kind(before[verb]) and subject else None
    own = _verb(after[:8])
    if own and (comma or after[0] in _STANDS_ALONE) and after[own] not in _SPEECH:
        return None if _NO_START.intersection(after[:own]) - {"of", "in", "from"} else right
    return None


def _subject(left: str, verb: str) -> str:
    """The words before the first verb, eight at most; else ""."""
    found = re.search(rf"\b{re.escape(verb)}\b", left, re.IGNORECASE)
    subject = left[: found.start()].strip() if found else ""
    return subject if len(subject.split()) <= 8 else ""


def _verb(words: list[str]) -> int | None:
    """The position of the first word that can only be a finite verb; never the first word."""
    return next((at for at, word in enumerate(words) if at and _kind(word)), None)


def _kind(word: str) -> str | None:
    if word in _AUXILIARIES:
        return "auxiliary"
    past = word in _PASTS or (word.endswith("ed") and len(word) > 4 and "-" not in word)
    return "past" if (past and word not in _NO_PASTS) or word in _SPEECH else None


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _inside(text: str, at: int) -> bool:
    """Whether `at` is within a quotation or brackets."""
    before = text[:at]
    return (
        before.count('"') % 2 == 1
        or before.count("“") > before.count("”")
        or before.count("(") > before.count(")")
    )


def _sentence(part: str) -> str:
    part = part.strip(" ,;.")
    return part[:1].upper() + part[1:]
