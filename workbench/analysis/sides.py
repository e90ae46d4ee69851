"""Which side of a sentence of two speaks of what a claim is about.

Of "sales of tea rose while sales of coffee fell" the one half says nothing of coffee. What speaks
of something else is left blank, so that every offset stays and nothing is compared with it.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from workbench.analysis.acts import Range, acts, head
from workbench.analysis.asserting import AGAINST, moved
from workbench.analysis.comparisons import comparison
from workbench.analysis.sentence import KEPT, Sentence, analyse
from workbench.analysis.words import LIGHT

CONTRASTS = frozenset("while whereas but yet though although".split())
"""Words that set two sides of a sentence against each other."""
_JOINTS = CONTRASTS | {"and", ";", ","}


class _Side(NamedTuple):
    """One side of a sentence, with the subject of the first where it has none of its own."""

    first: int
    past: int
    shared: Range

    def has(self, at: int) -> bool:
        """Whether a token is of this side."""
        return self.first <= at < self.past or self.shared[0] <= at < self.shared[1]


@lru_cache(maxsize=KEPT)
def _sides(sentence: Sentence) -> tuple[_Side, ...]:
    """The sides that a contrast or an "and" sets apart, each with a verb; none if there is one."""
    if sentence.lowers.isdisjoint(_JOINTS):
        return ()
    sides: list[_Side] = []
    opening: Range = (0, 0)
    free = True
    for act in acts(sentence):
        joint = sentence.tokens[act.first - 1].lower if act.first else ""
        apart = free and joint in _JOINTS and act.verb >= 0
        # What follows "if", "that" or "said" is not told by itself, nor what "and" adds to it.
        free = joint in _JOINTS or act.first <= 1
        if sides and not apart:
            sides[-1] = sides[-1]._replace(past=act.past)
        else:
            keys = {sentence.keys[at] for at in range(*act.subject)}
            own = not keys <= LIGHT | {""}
            shared = opening if sides and not own else (0, 0)
            if sides and own and sentence.tokens[act.subject[0]].lower in ("those", "that"):
                main = head(sentence, opening)  # "those in the centre": rents there
                shared = (main, main + 1) if main >= 0 else shared
            sides.append(_Side(act.first, act.past, shared))
        if opening == (0, 0):
            opening = act.subject
    return tuple(sides) if len(sides) > 1 else ()


def about(claim: Sentence, passage: Sentence) -> Sentence:
    """The passage, without the side of it that does not speak of the claim's subject.

    The passage itself where it has one side, where the claim has two or compares two things, or
    where nothing shows which side is meant.
    """
    sides = _sides(passage)
    if not sides or _sides(claim) or comparison(claim) is not None:
        return passage
    act = next((act for act in acts(claim) if act.verb >= 0), None)
    subject = range(*act.subject) if act is not None else ()
    matter = [at for at in claim.content if act is None or at != act.verb or claim.named[at] >= 0]
    told = _told(claim, passage, sides, [at for at in subject if claim.keys[at]])
    if not told:
        # "made by A and sold by B" does not say that B made it, "rose here but fell there" does.
        contrasted = not passage.lowers.isdisjoint(CONTRASTS)
        told = _told(claim, passage, sides, matter if contrasted else claim.content)
    if not told:
        told = _dated(claim, passage, sides)
    return _without(passage, sides, told.pop()) if len(told) == 1 else passage


def _dated(claim: Sentence, passage: Sentence, sides: Sequence[_Side]) -> set[int]:
    """The sides that alone have a number of the claim: "since 2015"."""
    numbers = {token.text for token in claim.tokens if token.kind == "number"}
    if not numbers:
        return set()
    found = set()
    for number in numbers:
        places = [at for at, token in enumerate(passage.tokens) if token.text == number]
        on = {n for n, side in enumerate(sides) if any(side.has(place) for place in places)}
        found |= on if len(on) == 1 else set()
    return found


def _told(
    claim: Sentence, passage: Sentence, sides: Sequence[_Side], words: Sequence[int]
) -> set[int]:
    """The sides that alone have one of the claim's words."""
    found = set()
    for at in words:
        places = passage.by_key.get(claim.keys[at], ())
        on = {n for n, side in enumerate(sides) if any(side.has(place) for place in places)}
        if len(on) == 1:
            found |= on
    return found


def _without(passage: Sentence, sides: Sequence[_Side], kept: int) -> Sentence:
    letters = list(passage.text)
    for number, side in enumerate(sides):
        if number != kept:
            for at in range(side.first, side.past):
                token = passage.tokens[at]
                if not sides[kept].has(at):
                    letters[token.start : token.end] = " " * (token.end - token.start)
    return _as_said(passage, analyse("".join(letters)))


@lru_cache(maxsize=KEPT)
def _as_said(passage: Sentence, side: Sentence) -> Sentence:
    """The side, its words asserted or denied as they are in the whole passage.

    "Instead of taking bribes, she reported them": the words that deny are of the other side.
    """
    at = {token.start: number for number, token in enumerate(side.tokens)}
    place = {n: at.get(token.start, -1) for n, token in enumerate(passage.tokens)}
    read = moved(passage.said, place, len(side.tokens))
    return replace(side, said=read, negated=tuple(each in AGAINST for each in read.status))
