"""The way in to judging: what a pair that cannot be judged costs is its own card.

A rule that fails on some text is a bug of ours. It is logged, the pair says so, and all others are
judged. What a passage does to a claim is `judging`'s and `spanning`'s.
"""

from collections.abc import Iterable

from workbench.crash import note
from workbench.stance import judging
from workbench.stance import spanning as two
from workbench.stance.judgement import Context, Judgement, unjudged

FAILED = "could not be judged: a bug of ours"


def judge(claim: str, passage: str, *, context: Context | None = None) -> Judgement:
    """What `passage` does to `claim`. Reads no file of the project; same input, same answer.

    Never raises: a pair that cannot be judged is `unjudged`, and why.
    """
    try:
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
        return two.spanning(claim, both, context=context)
    except Exception as error:
        note(error)
        return None
