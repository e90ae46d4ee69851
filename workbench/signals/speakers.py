"""Attribution: who says it, where the claim is about what somebody said.

"Ho praised the plan" is not shown by a passage in which somebody else praises it. A claim that
states a thing as such has no speaker, and nothing is said of it here.
"""

from functools import lru_cache

from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import SPEECH
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation

_PRONOUNS = frozenset(("he", "she", "it", "they"))
BEFORE, AFTER = 8, 3
"""Words before a verb of speech in which its speaker stands: "Ho, who came in May, said"; and
behind it: "said Ho"."""


@lru_cache(maxsize=KEPT)
def _speakers(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Each verb of speech, or "according", with the name of who speaks: token, index of name."""
    if sentence.lowers.isdisjoint(SPEECH):
        return ()
    result = []
    for at, token in enumerate(sentence.tokens):
        if token.lower not in SPEECH:
            continue
        names = [(name.first, name.past, i) for i, name in enumerate(sentence.names)]
        behind = [i for first, _, i in names if at < first <= at + AFTER]
        before = [i for _, past, i in names if at - BEFORE <= past - 1 < at]
        who = behind[:1] if token.lower == "according" else before[-1:] or behind[:1]
        if who:
            result.append((at, who[0]))
    return tuple(result)


def spoken_by(sentence: Sentence) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Whoever speaks in a sentence: the keys of a name with its first token, or of a pronoun."""
    found = []
    for _, number in _speakers(sentence):
        name = sentence.names[number]
        keys = tuple(key for key in sentence.keys[name.first : name.past] if key)
        found.append((keys, name.first))
    if not sentence.lowers.isdisjoint(SPEECH):
        for at, token in enumerate(sentence.tokens):
            if token.lower in _PRONOUNS and at + 1 < len(sentence.tokens):
                around = sentence.tokens[max(0, at - 1)].lower, sentence.tokens[at + 1].lower
                if not SPEECH.isdisjoint(around):
                    found.append(((), at))
    return tuple(found)


def speakers(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: who says it in the claim says it in the passage, or another does."""
    claim, passage, to = pair.claim, pair.passage, pair.aligned.to
    ours = _speakers(claim)
    theirs = _speakers(passage) if ours else ()
    if not theirs:
        return ()
    _, number = ours[0]
    name = claim.names[number]
    places = {to[at] for at in range(name.first, name.past) if to[at] >= 0}
    span = name.start, name.end
    for _, other in theirs:
        who = passage.names[other]
        if not places.isdisjoint(range(who.first, who.past)):
            return (found(pair, "speaker/same", Relation.MEETS, span, (who.start, who.end)),)
    who = passage.names[theirs[0][1]]
    return (
        found(pair, "speaker/other", Relation.DIFFERS, span, (who.start, who.end), "says it there"),
    )
