"""What one side denies that the other has not: "is not a club" beside "is a band".

A denied word without a counterpart speaks for the claim as often as a stated one speaks against
it. "Unrelated" denies "related" within one word.
"""

from functools import lru_cache

from workbench.analysis.asserting import AGAINST
from workbench.analysis.lexicon import kind_of
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence

DENIED = (
    "denied_lost",
    "denied_slot",
    "denied_kind",
    "denies_within",
    "denied_within",
    "denied_met",
)
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
_LOOKED_AT = 6
# Missing words looked at; a claim that lacks more is about something else.


@lru_cache(maxsize=65_536)
def _within(stem: str) -> tuple[str, ...]:
    """What the stem denies by its prefix: `related` for `unrelated`."""
    return tuple(
        stem[len(prefix) :]
        for prefix in _PREFIXES
        if stem.startswith(prefix) and len(stem) - len(prefix) > 3
    )


@lru_cache(maxsize=KEPT)
def _denying(sentence: Sentence) -> tuple[tuple[int, str], ...]:
    """The words of a sentence that deny another within themselves, with it; names left out."""
    return tuple(
        (at, stem)
        for at in sentence.content
        if sentence.named[at] < 0
        for stem in _within(sentence.keys[at])
    )


def denied(pair: Pair) -> tuple[float, ...]:
    """The features DENIED: two shares of the claim's weight, 0 to 1, then counts.

    The last counts the claim's negations whose first word is missing, less those where it is met.
    """
    claim, passage, aligned = pair.claim, pair.passage, pair.aligned
    if not aligned.back:
        return (0.0,) * len(DENIED)  # of the claim alone there is nothing to tell
    lost = slot = kind = 0.0
    missing = aligned.missing[:_LOOKED_AT]
    if claim.said.operators:
        for at in missing:
            if claim.named[at] >= 0 or not claim.negated[at]:
                continue
            key = claim.keys[at]
            lost += claim.weights[at]
            if any(passage.named[other] < 0 for other in pair.slots[at]):
                slot += claim.weights[at]
            kind += any(
                passage.named[other] < 0 and kind_of(passage.keys[other], key)
                for other in aligned.extra
            )
    back = aligned.back
    ours = sum([stem in passage.by_key and at in missing for at, stem in _denying(claim)])
    theirs = sum([stem in claim.by_key and at not in back for at, stem in _denying(passage)])
    unmet = 0
    for operator in claim.said.operators:
        for at in sorted(operator.governs) if operator.cue.status in AGAINST else ():
            if claim.keys[at] and claim.named[at] < 0:
                unmet += 1 if aligned.to[at] < 0 else -1
                break
    total = claim.total or 1.0
    return lost / total, slot / total, kind, float(ours), float(theirs), float(unmet)
