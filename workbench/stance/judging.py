"""Reach a stance: relatedness gate, typed reasons, veto, then the model as tie-break.

Never `conflicts` without a nameable reason, never `supports` while a number, date, name or
exclusive of the claim is unmatched. No file of a project is read.
"""

from collections.abc import Iterable, Sequence

from workbench.analysis.pair import Pair, pair
from workbench.analysis.references import Reading, references
from workbench.analysis.sentence import Sentence, analyse
from workbench.reasons import Relation
from workbench.signals import reasons
from workbench.signals.found import Found, as_conflict
from workbench.stance.decision import Weighed, decide, related, spoken
from workbench.stance.features import FEATURES, features
from workbench.stance.judgement import Confidence, Context, Judgement, Stance
from workbench.stance.lead import LOOSE, ORDER, PLACE, Lead, lead
from workbench.stance.model import apart, model, probabilities
from workbench.stance.times import another_time

_VERBS = FEATURES.index("verbs")
_RANK = {Relation.CONFLICTS: 0, Relation.BUT: 1, Relation.DIFFERS: 2, Relation.MEETS: 3}


def _background(
    passage: Sentence, context: Context | None
) -> tuple[frozenset[str], tuple[Reading, ...]]:
    """Keys of the words around the passage, and what its pronouns stand for."""
    if context is None:
        return frozenset(), ()
    before = tuple(map(analyse, context.before))
    title = analyse(context.title) if context.title else None
    around = (*before, title) if title else before
    keys = frozenset(key for sentence in around for key in sentence.by_key)
    readings = references(passage, before, title=title)
    meant = {key for reading in readings for key in reading.keys}
    others = {key for reading in readings for key in reading.over if key not in meant}
    return keys - others, readings


def _year(context: Context | None) -> int | None:
    """The year a source appeared, if it is one year."""
    published = context.published if context is not None else None
    if published is None or published.first.year != published.last.year:
        return None
    return published.first.year


def judge(claim: str, passage: str, *, context: Context | None = None) -> Judgement:
    """What `passage` does to `claim`. Reads no file of the project; same input, same answer."""
    analysed = analyse(passage, _year(context))
    return _judge(pair(analyse(claim), analysed, *_background(analysed, context)), context)


def judge_many(claim: str, passages: Iterable[tuple[str, Context | None]]) -> tuple[Judgement, ...]:
    """`judge` for many passages of one claim, in their order."""
    return tuple(judge(claim, passage, context=context) for passage, context in passages)


def weigh(both: Pair) -> tuple[list[Found], list[float]]:
    """Everything the signals found, and the row of features."""
    everything = reasons(both)
    return everything, features(both, everything)


def weighed(
    both: Pair, leading: Lead, row: Sequence[float], supports: float, conflicts: float
) -> Weighed:
    """All that the decision on a pair rests on."""
    aligned = both.aligned
    return Weighed(
        leading, both.known, aligned.strict, aligned.exact, row[_VERBS], supports, conflicts
    )


def _judge(both: Pair, context: Context | None) -> Judgement:
    if not both.aligned.back:
        return Judgement(Stance.MENTIONS, None, 0.0, 0.0)
    everything, row = weigh(both)
    supports, conflicts = probabilities(row)
    leading = lead(both, everything)
    stance, word = decide(weighed(both, leading, row, supports, conflicts))
    if word is not None:
        if word is not Confidence.WEAK:
            word = related(stance, word, apart(row))
        kind = leading.cell.partition("/")[0] if stance is Stance.CONFLICTS else "support"
        word = spoken(kind, word, model().precision)
    but = None
    if stance is Stance.CONFLICTS:
        first = next((item for item in everything if item.cell == leading.cell), None)
        if first is not None and leading.cell in LOOSE:
            everything[everything.index(first)] = first = as_conflict(first)
        but = another_time(both, context, first)
    if word is Confidence.STRONG and (but or both.aligned.read):
        word = Confidence.FAIR
    elif word is Confidence.WEAK and both.aligned.read:
        # Two guesses, what "the group" is and what is said of it, are no reason to look.
        stance, word = Stance.MENTIONS, None
    told = [item for item in everything if _worth_telling(item, stance, leading.cell)]
    told.sort(key=_telling)
    reasons = [item.reason for item in told]
    if but:
        reasons.append(but)
        reasons.sort(key=lambda reason: _RANK[reason.relation])
    return Judgement(stance, word, supports, conflicts, tuple(reasons))


def _worth_telling(item: Found, stance: Stance, leading: str) -> bool:
    """Whether a checker learns something from a reason beside the leading one.

    Words of one wide field of meaning ("put", "schedule"), or that both call it a line, tell the
    model something and a reader nothing. Of a passage that only mentions the matter, what it
    leaves unsaid is no news.
    """
    if item.cell in ("word/field", "sort/same") and item.cell != leading:
        return False
    return stance is not Stance.MENTIONS or item.reason.passage is not None


def _telling(item: Found) -> tuple[int, int]:
    return _RANK[item.reason.relation], PLACE.get(item.cell, len(ORDER))
