"""Reach a stance: is it asserted, is it about this, which way, and how surely.

Never `conflicts` without a nameable reason, never `supports` while a number, date or exclusive of
the claim is unmatched, and neither where the passage only asks, plans or fears it. No file of a
project is read.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from workbench.analysis.pair import Pair, pair
from workbench.analysis.references import Reading, references
from workbench.analysis.sentence import Sentence, analyse
from workbench.signals import all_found
from workbench.signals.found import Found
from workbench.signals.reasons import Reason, Relation
from workbench.signals.table import CARRIERS, ROLES, Role
from workbench.stance.about import HOPELESS, about, torn
from workbench.stance.claimant import repeats
from workbench.stance.features import FEATURES, features
from workbench.stance.judgement import Confidence, Context, Judgement, Stance
from workbench.stance.times import another_time
from workbench.stance.way import Way, model, way
from workbench.stance.word import Case, case, flag, sure, terms, word

_VERBS, _ORDER = FEATURES.index("verbs"), FEATURES.index("in_order")
_RANK = {Relation.CONFLICTS: 0, Relation.BUT: 1, Relation.DIFFERS: 2, Relation.MEETS: 3}
_LAST = len(CARRIERS)


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


def paired(claim: str, passage: str, context: Context | None) -> Pair:
    """A claim and a passage laid beside each other, with what stands around the passage."""
    analysed = analyse(passage, _year(context))
    return pair(analyse(claim), analysed, *_background(analysed, context))


def judge(claim: str, passage: str, *, context: Context | None = None) -> Judgement:
    """What `passage` does to `claim`. Reads no file of the project; same input, same answer."""
    both = paired(claim, passage, context)
    if about(both).share < HOPELESS:
        return Judgement(Stance.MENTIONS, None, 0.0, 0.0)
    return _judge(both, passage, context)


def judge_many(claim: str, passages: Iterable[tuple[str, Context | None]]) -> tuple[Judgement, ...]:
    """`judge` for many passages of one claim, in their order."""
    return tuple(judge(claim, passage, context=context) for passage, context in passages)


def weigh(both: Pair) -> tuple[list[Found], list[float]]:
    """Everything the signals found, and the row of features."""
    everything = all_found(both)
    return everything, features(both, everything)


def flagged(
    both: Pair, here: Case, found: Way, row: Sequence[float], context: Context | None
) -> tuple[Stance, float]:
    """The flag that the reasons leave open, and how sure it is, 0 to 1."""
    stance = flag(here)
    if stance is Stance.MENTIONS:
        return stance, 0.0
    kinds, verbs, order = model().kinds, row[_VERBS], row[_ORDER]
    values = terms(both, here, found, kinds, verbs=verbs, order=order, context=context)
    return stance, sure(values, model().sure[stance.value])


def _judge(both: Pair, passage: str, context: Context | None) -> Judgement:
    everything, row = weigh(both)
    here, found = case(both, everything), way(row)
    stance, sureness = flagged(both, here, found, row, context)
    but = another_time(both, context, here.lead) if stance is Stance.CONFLICTS else None
    said = None
    if stance is not Stance.MENTIONS:
        said = word(sureness, model().cuts[stance.value], most=_most(here, stance, both, but))
        kind = here.lead.reason.kind if here.lead else "support"
        if said is None or (said is Confidence.WEAK and kind in model().silent):
            said, stance = None, Stance.MENTIONS
    told = _told(both, everything, here, stance)
    if but and stance is Stance.CONFLICTS:
        told = sorted([*told, but], key=lambda reason: _RANK[reason.relation])
    conflicts = round(found.evidence * found.conflicts, 4)
    return Judgement(
        stance,
        said,
        round(found.evidence - conflicts, 4),
        conflicts,
        tuple(told),
        # Of the whole passage: the pair may have blanked the side that says who says it.
        stance is Stance.SUPPORTS and context is not None and repeats(analyse(passage), context),
    )


def _most(here: Case, stance: Stance, both: Pair, but: Reason | None) -> Confidence:
    """The loudest word a flag may have: a name that is missing may be that of somebody else."""
    if stance is Stance.SUPPORTS and (here.lowers or torn(both)):
        return Confidence.WEAK
    return Confidence.FAIR if but or both.aligned.read else Confidence.STRONG


def _told(both: Pair, everything: Sequence[Found], here: Case, stance: Stance) -> list[Reason]:
    """The reasons worth telling, the most telling first."""
    lead = here.lead.cell if here.lead else ""
    if stance is Stance.CONFLICTS and here.lead is not None:
        place = (here.lead.cell, here.lead.reason.claim)
        everything = [
            here.lead if (item.cell, item.reason.claim) == place else item for item in everything
        ]
    told = [item for item in everything if _worth_telling(item, stance, lead)]
    if stance is Stance.MENTIONS:
        told = [_only(item) for item in told]
    told.sort(key=lambda item: (_RANK[item.reason.relation], CARRIERS.get(item.cell, _LAST)))
    if here.opens is not None:  # why it goes neither way stands first
        told.sort(key=lambda item: ROLES.get(item.cell) is not Role.OPENS)
    found = [item.reason for item in told]
    if stance is Stance.SUPPORTS and not any(each.relation is Relation.MEETS for each in found):
        content = both.claim.content
        met = [at for at in content if both.aligned.to[at] >= 0]
        first, last = both.claim.tokens[met[0]], both.claim.tokens[met[-1]]
        text = f"words: {len(met)} of {len(content)} of the claim's are there"
        found.append(Reason("words", Relation.MEETS, (first.start, last.end), None, text))
    return found


def _worth_telling(item: Found, stance: Stance, leading: str) -> bool:
    """Whether a checker learns something from a reason beside the leading one.

    Words of one wide field of meaning ("put", "schedule"), or that both call it a line, tell the
    model something and a reader nothing. Of a passage that only mentions the matter, what it
    leaves unsaid is no news.
    """
    if item.cell in ("word/field", "sort/same") and item.cell != leading:
        return False
    return stance is not Stance.MENTIONS or item.reason.passage is not None


def _only(item: Found) -> Found:
    """A reason of a passage that only mentions the claim: what conflicts is told with a doubt."""
    if item.reason.relation is not Relation.CONFLICTS:
        return item
    text = f"{item.reason.text} (of the same?)"
    return replace(item, reason=item.reason._replace(relation=Relation.DIFFERS, text=text))
