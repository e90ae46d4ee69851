"""The way in to judging: only English is judged, and a pair that a rule fails on costs itself.

A rule that fails on some text is a bug of ours. It is logged, the pair says so, and all others are
judged. What a passage does to a claim is `judging`'s and `spanning`'s.
"""

from collections.abc import Iterable

from workbench.analysis.language import ALONE, AMONG_ENGLISH, ENGLISH, Leaning, leaning
from workbench.safe.crash import note
from workbench.stance import judging
from workbench.stance import spanning as two
from workbench.stance.judgement import Context, Judgement, unjudged

FAILED = "could not be judged: a bug of ours"


def judge(claim: str, passage: str, *, context: Context | None = None) -> Judgement:
    """What `passage` does to `claim`. Reads no file of the project; same input, same answer.

    Never raises: a pair that cannot be judged is `unjudged`, and why; so is one that is not in
    English.
    """
    try:
        if foreign := _foreign(claim, passage, context):
            return unjudged(foreign)
        return judging.judge(claim, passage, context=context)
    except Exception as error:
        note(error)
        return unjudged(FAILED)


def judge_many(claim: str, passages: Iterable[tuple[str, Context | None]]) -> tuple[Judgement, ...]:
    """`judge` for many passages of one claim, in their order."""
    return tuple(judge(claim, passage, context=context) for passage, context in passages)


def both_add(claim: str, first: str, second: str) -> bool:
    """`spanning.both_add`; False for sentences that it fails on."""
    try:
        return two.both_add(claim, first, second)
    except Exception as error:
        note(error)
        return False


def spanning(claim: str, both: str, *, context: Context | None) -> Judgement | None:
    """`spanning.spanning`; None for sentences that it fails on."""
    try:
        if _foreign(claim, both, context):
            return None
        return two.spanning(claim, both, context=context)
    except Exception as error:
        note(error)
        return None


def _foreign(claim: str, passage: str, context: Context | None) -> str | None:
    """Why a pair is not judged, where its claim, its passage or its source is not in English."""
    source = context.language if context is not None else None
    if source is not None and source != ENGLISH:
        return _told(source or None, "source")
    allowed = ALONE if source is None else AMONG_ENGLISH
    ours, theirs = leaning(claim), leaning(passage)
    if ours.away > allowed:
        return _told(ours.name, "claim")
    if theirs.away > allowed:
        return _told(theirs.name, "source" if source is None else "passage")
    if source is None and ours.away + theirs.away > ALONE:
        return _told(_same(ours, theirs), "claim and source")
    return None


def _same(ours: Leaning, theirs: Leaning) -> str | None:
    return ours.name if ours.name == theirs.name else None


def _told(language: str | None, what: str) -> str:
    return f"not judged: {language} {what}" if language else f"not judged: {what} not in English"
