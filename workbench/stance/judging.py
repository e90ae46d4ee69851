"""Reach a stance: relatedness gate, typed reasons, veto, then the model as tie-break.

Never `conflicts` without a nameable reason, never `supports` while a number, date, name or
exclusive of the claim is unmatched. No file of a project is read.
"""

from collections.abc import Iterable

from workbench.analysis.pair import Pair, pair
from workbench.analysis.sentence import analyse
from workbench.reasons import Relation
from workbench.signals import SIGNALS
from workbench.signals.found import Found
from workbench.stance.decision import Weighed, decide, related, spoken
from workbench.stance.features import features
from workbench.stance.judgement import Confidence, Context, Judgement, Stance
from workbench.stance.lead import ORDER, lead
from workbench.stance.model import apart, model, probabilities

_RANK = {Relation.CONFLICTS: 0, Relation.DIFFERS: 1, Relation.MEETS: 2}


def _background(context: Context | None) -> tuple[frozenset[str], int | None]:
    """Keys of the words around the passage, and the year its source appeared, if one."""
    if context is None:
        return frozenset(), None
    texts = (context.title, *context.before) if context.title else context.before
    keys = frozenset(key for text in texts for key in analyse(text).by_key)
    published = context.published
    year = None
    if published is not None and published.first.year == published.last.year:
        year = published.first.year
    return keys, year


def judge(claim: str, passage: str, *, context: Context | None = None) -> Judgement:
    """What `passage` does to `claim`. Reads no file of the project; same input, same answer."""
    background, year = _background(context)
    both = pair(analyse(claim), analyse(passage, year), background)
    return _judge(both, context)


def judge_many(claim: str, passages: Iterable[tuple[str, Context | None]]) -> tuple[Judgement, ...]:
    """`judge` for many passages of one claim, in their order."""
    return tuple(judge(claim, passage, context=context) for passage, context in passages)


def weigh(both: Pair) -> tuple[list[Found], list[float]]:
    """Everything the signals found, and the row of features."""
    everything = [item for signal in SIGNALS.values() for item in signal(both)]
    return everything, features(both, everything)


def _judge(both: Pair, context: Context | None) -> Judgement:
    if not both.aligned.back:
        return Judgement(Stance.MENTIONS, None, 0.0, 0.0)
    everything, row = weigh(both)
    supports, conflicts = probabilities(row)
    leading = lead(both, everything)
    aligned = both.aligned
    stance, word = decide(
        Weighed(leading, both.known, aligned.strict, aligned.exact, supports, conflicts)
    )
    if word is not None:
        word = related(stance, word, apart(row))
        kind = leading.cell.partition("/")[0] if stance is Stance.CONFLICTS else "support"
        word = spoken(kind, word, model().precision)
        if stance is Stance.CONFLICTS and _another_time(both, context):
            word = Confidence.WEAK if word is Confidence.WEAK else Confidence.FAIR
    told = (item for item in everything if _worth_telling(item, stance, leading.cell))
    reasons = tuple(item.reason for item in sorted(told, key=_telling))
    return Judgement(stance, word, supports, conflicts, reasons)


def _worth_telling(item: Found, stance: Stance, leading: str) -> bool:
    """Whether a checker learns something from a reason beside the leading one.

    Words of one wide field of meaning ("put", "schedule") tell the model something and a reader
    nothing. Of a passage that only mentions the matter, what it leaves unsaid is no news.
    """
    if item.cell == "word/field" and item.cell != leading:
        return False
    return stance is not Stance.MENTIONS or item.reason.passage is not None


def _telling(item: Found) -> tuple[int, int]:
    place = ORDER.index(item.cell) if item.cell in ORDER else len(ORDER)
    return _RANK[item.reason.relation], place


def _another_time(both: Pair, context: Context | None) -> bool:
    """Whether the source is of another year than the claim, which itself names no period."""
    if context is None or context.claim_date is None or context.published is None:
        return False
    year = context.claim_date[:4]
    published = context.published
    return (
        not both.claim.periods
        and year.isdigit()
        and not published.first.year <= int(year) <= published.last.year
    )
