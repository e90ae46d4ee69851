"""What sort of thing the passage has where a word or a figure of the claim is missing.

Looked for in the whole passage, not only in the missing word's slot: "a song" meets "the latest
hit of", and "a film" is against "a sandwich".
"""

from collections.abc import Sequence
from functools import lru_cache

from workbench.analysis.lexicon import above, fields_of, kind_of
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence, facts
from workbench.signals.found import Found
from workbench.signals.reasons import Relation

KINDS = tuple(
    """kind_anywhere wider_anywhere sister_anywhere head_field head_kind figures_lost
    figures_met figures_beside""".split()  # noqa: SIM905
)
LOOKED_AT = 3
"""Missing words, those that say most."""
OPENING = 14
"""Tokens of a claim in which "is a" is looked for, and then the tokens its noun may take."""
NOUN = 9
_BE = frozenset(("is", "was", "are", "were"))
_ONE = frozenset(("a", "an", "the", "not", "only", "one"))
_ENDS = frozenset("of in by for from with who that which at on to and".split())  # noqa: SIM905
_NUMERIC = frozenset(("number", "ordinal", "date"))


@lru_cache(maxsize=KEPT)
def _head(claim: Sentence) -> int:
    """The noun that says what its subject is: `film` in "is a French film by"; -1 for none."""
    tokens = claim.tokens
    for at, token in enumerate(tokens[:OPENING]):
        if token.lower in _BE and at + 1 < len(tokens) and tokens[at + 1].lower in _ONE:
            head = -1
            for place in range(at + 2, min(len(tokens), at + NOUN)):
                if tokens[place].kind == "mark" or tokens[place].lower in _ENDS:
                    break
                if claim.keys[place] and claim.named[place] < 0:
                    head = place
            return head
    return -1


@lru_cache(maxsize=KEPT)
def _meanings(passage: Sentence) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The senses of its words that are no names, those right above these, and all above."""
    senses: set[int] = set()
    first: set[int] = set()
    every: set[int] = set()
    for at in passage.content:
        if passage.named[at] < 0:
            key = passage.keys[at]
            near, far = above(key)
            senses |= facts(key).senses
            first |= near
            every |= far
    return frozenset(senses), frozenset(first), frozenset(every)


@lru_cache(maxsize=KEPT)
def _figures(sentence: Sentence) -> tuple[tuple[str, ...], frozenset[str]]:
    """Its numbers in figures, in order and as a set."""
    ours = tuple(token.text for token in sentence.tokens if token.kind == "number")
    return ours, frozenset(ours)


def kinds(pair: Pair, everything: Sequence[Found]) -> tuple[float, ...]:
    """The features KINDS: counts, -1 where the claim has nothing of the sort, and shares."""
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    missing = [at for at in aligned.missing if claim.named[at] < 0]
    kind = wider = sister = 0
    field = head_kind = -1.0
    if missing:
        senses, first, every = _meanings(passage)
        if len(missing) > LOOKED_AT:
            missing = sorted(missing, key=lambda at: -claim.weights[at])[:LOOKED_AT]
        for at in missing:
            key = claim.keys[at]
            near, far = above(key)
            kind += not every.isdisjoint(facts(key).senses)
            wider += not far.isdisjoint(senses)
            sister += not near.isdisjoint(first)
        head = _head(claim)
        if head >= 0 and aligned.to[head] < 0:
            key = claim.keys[head]
            fields = fields_of(key)
            others = [passage.keys[at] for at in aligned.extra if passage.named[at] < 0]
            alike = sum([not fields.isdisjoint(fields_of(other)) for other in others])
            field, head_kind = float(min(5, alike)), 0.0
            if not every.isdisjoint(facts(key).senses):
                head_kind = float(any(kind_of(other, key) for other in others))
    ours, figures = _figures(claim)
    lost = spare = met = -1.0
    if ours:
        theirs = _figures(passage)[1]
        lost = sum([figure not in theirs for figure in ours]) / len(ours)
        spare = float(min(4, len(theirs - figures)))
    told = [item.reason.relation for item in everything if item.reason.kind in _NUMERIC]
    if told:
        met = told.count(Relation.MEETS) / len(told)
    return float(kind), float(wider), float(sister), field, head_kind, lost, met, spare
