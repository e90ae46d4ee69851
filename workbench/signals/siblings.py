"""A sibling of the claim's subject: the passage speaks of the 2019 report, the women's team.

Such a passage neither supports nor conflicts, whatever else it says: the word that sets the two
apart speaks against both.
"""

from functools import lru_cache

from workbench.analysis.acts import Range, acts, head
from workbench.analysis.contrasts import CONTRASTS, PARTS
from workbench.analysis.lexicon import kind_of, sisters, synonyms
from workbench.analysis.numerals import NEXT_OF
from workbench.analysis.pair import Pair
from workbench.analysis.sentence import KEPT, Sentence
from workbench.analysis.words import APPOSITIVE_TITLES
from workbench.signals.found import Found, found
from workbench.signals.reasons import Relation, Span

_Phrase = tuple[int, Range]
"""A phrase with the token it is about."""
_HOLDERS = NEXT_OF | frozenset("group lot pair part half number team crowd coupl".split())  # noqa: SIM905
"""Stems of words that say how many or what kind: a group of dogs is about dogs."""
LONG = 3
"""Letters of a word of a name at least, to set it apart: "St Mary" may be "Saint Mary"."""


def siblings(pair: Pair) -> tuple[Found, ...]:
    """At most one reason: the claim's subject and the passage's are two of a kind."""
    ours = _subjects(pair.claim)[:1]
    if not ours:
        return ()
    (at, _), to = ours[0], pair.aligned.to
    part = pair.claim.keys[at] in PARTS
    apart: tuple[Span, Span] | None = None
    for theirs in _subjects(pair.passage):
        key = pair.passage.keys[theirs[0]]
        if to[at] == theirs[0] or pair.claim.keys[at] == key:
            spans = _apart(pair, ours[0], theirs)
            if spans is None:
                return ()  # some clause speaks of the claim's own subject
            apart = apart or spans
        elif apart is None:
            apart = _lettered(pair, ours[0][1], theirs[1])
            if apart is None and (part or key in PARTS):
                apart = _part(pair, ours[0], theirs)
    if apart is None:
        return ()
    return (found(pair, "sibling", Relation.DIFFERS, *apart, "another one"),)


@lru_cache(maxsize=KEPT)
def _subjects(sentence: Sentence) -> tuple[_Phrase, ...]:
    """The subjects of its clauses that say what they are about."""
    told = (act for act in acts(sentence) if act.verb >= 0)
    phrases = ((head(sentence, act.subject), act.subject) for act in told)
    return tuple(phrase for phrase in phrases if phrase[0] >= 0)


def _apart(pair: Pair, ours: _Phrase, theirs: _Phrase) -> tuple[Span, Span] | None:
    """What sets two phrases with one head apart; None where nothing does."""
    (at, one), (other, two) = ours, theirs
    numbered = _numbered(pair, one, two) if _numbers(pair.claim, one) else None
    if numbered is not None or one[1] - one[0] == 1:
        return numbered
    return _contrasted(pair, one, two) or _named(pair, at, other) or _of_another(pair, ours, theirs)


def _span(sentence: Sentence, first: int, past: int) -> Span:
    return sentence.tokens[first].start, sentence.tokens[past - 1].end


def _word(sentence: Sentence, at: int) -> Span:
    return _span(sentence, at, at + 1)


def _part(pair: Pair, ours: _Phrase, theirs: _Phrase) -> tuple[Span, Span] | None:
    """A part of the claim's subject, or the whole of which that is a part."""
    (at, one), (other, two) = ours, theirs
    to, back = pair.aligned.to, pair.aligned.back
    if pair.passage.keys[other] in PARTS:
        apart = two[0] <= to[at] < two[1] and other not in back
    else:
        within = one[0] <= back.get(other, -1) < one[1]
        apart = pair.claim.keys[at] in PARTS and within and to[at] < 0
    return (_word(pair.claim, at), _word(pair.passage, other)) if apart else None


def _numbered(pair: Pair, one: Range, two: Range) -> tuple[Span, Span] | None:
    """Other years or numbers: the 2018 report, Phase 1."""
    ours, theirs = _numbers(pair.claim, one), _numbers(pair.passage, two)
    if not ours or not theirs or ours.keys() & theirs.keys():
        return None
    everywhere = {token.text for token in pair.passage.tokens if token.kind == "number"}
    if ours.keys() & everywhere:
        return None
    (at,), (other,) = list(ours.values())[:1], list(theirs.values())[:1]
    return _word(pair.claim, at), _word(pair.passage, other)


@lru_cache(maxsize=KEPT)
def _numbers(sentence: Sentence, phrase: Range) -> dict[str, int]:
    """The years in a phrase, and the numbers behind a word of it: "Phase 1"."""
    years = {at for period in sentence.periods for at in range(period.first, period.past)}
    return {
        sentence.tokens[at].text: at
        for at in range(*phrase)
        if sentence.tokens[at].kind == "number"
        and (at in years or (at > phrase[0] and bool(sentence.keys[at - 1])))
    }


def _lettered(pair: Pair, one: Range, two: Range) -> tuple[Span, Span] | None:
    """Other letters behind the same word: Trial A, Trial B."""
    to = pair.aligned.to
    for at in range(one[0] + 1, one[1]):
        other = to[at - 1] + 1 if to[at - 1] >= 0 else 0
        both = two[0] < other < two[1] and _letter(pair.claim, at) and _letter(pair.passage, other)
        if both and pair.claim.tokens[at].text != pair.passage.tokens[other].text:
            return _word(pair.claim, at), _word(pair.passage, other)
    return None


def _letter(sentence: Sentence, at: int) -> bool:
    text = sentence.tokens[at].text
    return len(text) == 1 and text.isupper()


def _contrasted(pair: Pair, one: Range, two: Range) -> tuple[Span, Span] | None:
    """Words of one family: northern, southern."""
    claim, passage = pair.claim, pair.passage
    if not any(claim.tokens[at].stem in CONTRASTS for at in range(*one)):
        return None
    said = {CONTRASTS.get(token.stem) for token in passage.tokens}
    parts = {at for q in claim.quantities if q.unit == "%" for at in range(q.first, q.past)}
    for at in range(*one):
        if at in parts:  # "every second oak"
            continue
        ours = CONTRASTS.get(claim.tokens[at].stem)
        if ours is None or ours in said:
            continue
        for other in range(*two):
            theirs = CONTRASTS.get(passage.tokens[other].stem)
            if theirs is not None and theirs[0] == ours[0] and theirs != ours:
                return _word(claim, at), _word(passage, other)
    return None


def _named(pair: Pair, at: int, other: int) -> tuple[Span, Span] | None:
    """Two names that end alike: Elder Hall, Rowan Hall."""
    claim, passage = pair.claim, pair.passage
    if claim.named[at] < 0 or passage.named[other] < 0:
        return None
    one, two = claim.names[claim.named[at]], passage.names[passage.named[other]]
    ours = {claim.tokens[i].lower for i in range(one.first, at) if claim.keys[i]}
    theirs = {passage.tokens[i].lower for i in range(two.first, other) if passage.keys[i]}
    shared = ours & theirs
    ours, theirs = ours - shared, theirs - shared
    if not ours or not theirs or not ours.isdisjoint(passage.lowers):
        return None
    if any(len(word) < LONG or word in APPOSITIVE_TITLES for word in ours | theirs):
        return None
    ends = {word[:LONG] for word in ours} | {word[-LONG:] for word in ours}
    if any(word[:LONG] in ends or word[-LONG:] in ends for word in theirs):
        return None  # the same name, shortened or misspelt
    return (one.start, one.end), (two.start, two.end)


def _of_another(pair: Pair, ours: _Phrase, theirs: _Phrase) -> tuple[Span, Span] | None:
    """Exports of wool, exports of silk; wool exports, silk exports."""
    (at, one), (other, two) = ours, theirs
    claim, passage = pair.claim, pair.passage
    mine, yours = _of(claim, at, one[1]), _of(passage, other, two[1])
    if mine < 0 or yours < 0 or claim.keys[at] in _HOLDERS:
        mine, yours = at - 1, other - 1
        if mine < one[0] or yours < two[0] or not sisters(claim.keys[mine], passage.keys[yours]):
            return None
    if mine not in pair.aligned.missing or yours not in pair.aligned.extra:
        return None
    key, rival = claim.keys[mine], passage.keys[yours]
    if synonyms(key, rival) or kind_of(rival, key) or kind_of(key, rival):
        return None
    return _word(claim, mine), _word(passage, yours)


def _of(sentence: Sentence, at: int, past: int) -> int:
    """What the word at `at` is one of: "wool" in "exports of the wool"; -1 where it is no word."""
    if at + 1 >= past or sentence.tokens[at + 1].lower != "of":
        return -1
    first = at + 2 + (at + 2 < past and sentence.tokens[at + 2].lower in ("the", "its", "their"))
    return first if first == past - 1 and sentence.keys[first] else -1
