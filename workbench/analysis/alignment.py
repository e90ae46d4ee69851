"""Lay the words of a claim beside those of a passage: same stem, synonym, near spelling, initials.

Proper names are never bent: "Fratton Park" is not "Batton Park". What has no counterpart is as
telling as what has: `slot` says which words of the passage stand where a missing one would.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

from workbench.analysis.names import CAPITALS
from workbench.analysis.references import Reading
from workbench.analysis.sentence import KEPT, Facts, Sentence, facts

SPELLING = 84.0
# rapidfuzz ratio above which two words of five letters or more are one word misspelt or inflected.
# At 82 "export" meets "expert" (83.3).
SLOT = 3
# Words of the passage between two aligned neighbours that may stand for a missing one.


class Alignment(msgspec.Struct, frozen=True):
    """Which word of the passage each word of the claim has as its counterpart.

    A struct, like `Pair`: both are made once a pair, in a fifth of the time of a frozen dataclass.
    """

    to: tuple[int, ...]
    """For each claim token the index of its passage token, or -1."""
    back: dict[int, int]
    """Passage token to claim token."""
    exact: int
    """How many were aligned by the same key or as read, the others by meaning or spelling."""
    strict: float
    """Share of the claim's weight aligned by the same key, 0 to 1; a capital that speaks for its
    country does not count."""
    coverage: float
    """Share of the claim's weight that is aligned, 0 to 1; 0 for a claim without content."""
    missing: tuple[int, ...]
    """Claim tokens with a key and no counterpart."""
    extra: tuple[int, ...]
    """Passage tokens with a key and no counterpart."""
    read: dict[int, Reading] = {}
    """Claim token to the pronoun or "the group" of the passage that was read as it: aligned, but
    not in the same words, so that `strict` leaves it out."""


def _nearest(places: tuple[int, ...], near: int, used: dict[int, int]) -> int:
    best, distance = -1, 1 << 30
    for at in places:
        if at not in used and abs(at - near) < distance:
            best, distance = at, abs(at - near)
    return best


def _by_meaning(passage: Sentence, known: Facts, used: dict[int, int]) -> int:
    senses, related, antonyms = known
    if not passage.by_sense.keys().isdisjoint(senses):
        for sense in senses:
            other = passage.by_sense.get(sense, -1)
            if other >= 0 and other not in used and passage.keys[other] not in antonyms:
                return other
    if related and not passage.by_key.keys().isdisjoint(related):
        # In the order of the passage: that of a set of words changes from run to run.
        for other in passage.content:
            if passage.keys[other] in related and other not in used:
                return other
    return -1


def _by_spelling(word: str, passage: Sentence, known: Facts, used: dict[int, int]) -> int:
    if len(word) < 5:
        return -1
    for other in passage.by_letter.get(word[0], ()):
        if other in used:
            continue
        candidate = passage.tokens[other].lower
        if known.senses and candidate[:5] != word[:5] and facts(passage.keys[other]).senses:
            continue  # two known words: "export" is no slip of the pen for "expert"
        if fuzz.ratio(word, candidate, score_cutoff=SPELLING):
            return other
    return -1


@lru_cache(maxsize=KEPT)
def _initials(sentence: Sentence) -> str:
    """The first letters of its words of matter."""
    return "".join([sentence.tokens[at].lower[0] for at in sentence.content])


@lru_cache(maxsize=KEPT)
def _letters(sentence: Sentence) -> tuple[tuple[int, str], ...]:
    """Its acronyms: token, and what they are put together of."""
    texts = ((at, sentence.tokens[at].text) for at in sentence.acronyms)
    return tuple((at, text.rstrip("s").replace(".", "").lower()) for at, text in texts)


def _spelt_out(acronyms: Sentence, words: Sentence) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Acronyms of one sentence that the other only spells out, each with the words there."""
    for at, letters in _letters(acronyms):
        if acronyms.keys[at] not in words.by_key:
            first = _initials(words).find(letters)
            if first >= 0:
                yield at, words.content[first : first + len(letters)]


def _acronyms(claim: Sentence, passage: Sentence, to: list[int], back: dict[int, int]) -> None:
    """Align "NPS" with "new psychoactive substances", whichever side is short."""
    for at, others in _spelt_out(claim, passage):
        to[at] = others[0]
        back.update((other, at) for other in others)
    for other, ats in _spelt_out(passage, claim):
        back[other] = ats[0]
        for at in ats:
            to[at] = other


def _as_read(
    claim: Sentence,
    readings: Sequence[Reading],
    left: Sequence[int],
    to: list[int],
    back: dict[int, int],
) -> dict[int, Reading]:
    """Align what the passage has only as a pronoun or "the group" with that word."""
    read: dict[int, Reading] = {}
    for reading in readings:
        ats: list[int] = []
        if not reading.named:
            ats = [at for at in left if claim.named[at] < 0 and claim.keys[at] in reading.keys]
        for number, name in enumerate(claim.names):
            keyed = [at for at in range(name.first, name.past) if claim.keys[at]]
            says = reading.says(tuple(claim.keys[at] for at in keyed))
            if says and keyed[-1] in left:
                ats += [at for at in left if claim.named[at] == number]
        for at in ats:
            if to[at] < 0:
                to[at], read[at] = reading.past - 1, reading
                back.setdefault(reading.past - 1, at)
    return read


def align(claim: Sentence, passage: Sentence, readings: Sequence[Reading] = ()) -> Alignment:
    """The counterparts of the claim's words in the passage; each word is used once.

    `readings` say what its pronouns and definite nouns stand for: one such word may be the
    counterpart of a whole name.
    """
    to = [-1] * len(claim.tokens)
    back: dict[int, int] = {}
    if claim.acronyms or passage.acronyms:
        _acronyms(claim, passage, to, back)
    keys, weights, tokens, by_key = claim.keys, claim.weights, passage.tokens, passage.by_key
    left: list[int] = []
    near = 0
    for at in claim.content:
        if to[at] >= 0:
            continue
        places = by_key.get(keys[at])
        other = -1
        if places is not None:
            other = _nearest(places, near, back) if len(places) > 1 else places[0]
            if other in back:
                other = -1
        if other >= 0:
            to[at], back[other], near = other, at, other
        else:
            left.append(at)
    exact = len(back)
    met = [at for at in claim.content if to[at] >= 0]
    if not passage.lowers.isdisjoint(CAPITALS):
        met = [at for at in met if tokens[to[at]].lower not in CAPITALS]
    strict = sum(map(weights.__getitem__, met))
    read: dict[int, Reading] = {}
    if left and exact:
        if readings:
            read = _as_read(claim, readings, left, to, back)
            left = [at for at in left if to[at] < 0]
            exact += len({reading.first for reading in read.values()})
        for at in left:
            if claim.named[at] >= 0:
                continue
            known = facts(keys[at])
            other = _by_meaning(passage, known, back)
            if other < 0:
                other = _by_spelling(claim.tokens[at].lower, passage, known, back)
            if other >= 0:
                to[at], back[other] = other, at
        left = [at for at in left if to[at] < 0]
    total = claim.total
    lost = sum(map(weights.__getitem__, left))
    return Alignment(
        tuple(to),
        back,
        exact,
        strict / total if total else 0.0,
        (total - lost) / total if total else 0.0,
        tuple(left),
        tuple([other for other in passage.content if other not in back]),
        read,
    )


def slots(claim: Sentence, passage: Sentence, aligned: Alignment) -> dict[int, tuple[int, ...]]:
    """For each missing word of the claim the unaligned passage words where it would stand.

    Nearest first. Between the counterparts of its aligned neighbours, if these are close; else
    beside the one neighbour that is. Empty if the passage has no such place.
    """
    to, extra = aligned.to, aligned.extra
    if not extra or not aligned.missing:
        return dict.fromkeys(aligned.missing, ())
    behind: dict[int, tuple[int, int]] = {}
    other, gap = -1, 0
    for at in reversed(claim.content):
        if to[at] >= 0:
            other, gap = to[at], 0
        else:
            behind[at] = other, gap
        gap += 1
    found: dict[int, tuple[int, ...]] = {}
    before, gap = -1, 0
    for at in claim.content:
        if to[at] >= 0:
            before, gap = to[at], 1
            continue
        after, gap_after = behind[at]
        if 0 <= before < after:
            between = extra[bisect_right(extra, before) : bisect_left(extra, after)]
            if len(between) <= SLOT:
                found[at] = between
                gap += 1
                continue
        one: tuple[int, ...] = ()
        two: tuple[int, ...] = ()
        if before >= 0 and gap == 1:
            first = bisect_right(extra, before)
            one = extra[first : first + 1]
            if one and one[0] > before + SLOT:
                one = ()
        if after >= 0 and gap_after == 1:
            past = bisect_left(extra, after)
            two = extra[max(0, past - 1) : past]
            if two and two[0] < after - SLOT:
                two = ()
        found[at] = one if one == two else one + two
        gap += 1
    return found
