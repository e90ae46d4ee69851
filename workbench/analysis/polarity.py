"""Which words of a sentence are said not to be so: negation and denial with their scope.

Two negations over one word cancel out ("does not deny that some of it enters"). Hedges, and
what a quoted speaker denies, are told apart by the signals, not here.
"""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.analysis.tokens import Token
from workbench.analysis.words import DENIALS, NEGATIVE_VERBS, NEGATORS, PROOF, REFUSALS

REACH = 12
# Words that a negation governs at most. Scopes that long are rare; without a limit a missing
# comma would turn a whole sentence round.
_CUES = NEGATORS | NEGATIVE_VERBS | REFUSALS | {"other", "rather", "instead", "yet"}
_NEARLY = frozenset(("hardly", "scarcely", "barely"))
_ENDS = frozenset(
    """but although though because while whereas however except unless which who""".split()
)
_DENIAL_ENDS = frozenset("""but although though because while whereas however""".split())


class Cue(NamedTuple):
    """A word that negates, and the tokens it governs."""

    at: int
    first: int
    past: int
    """Half open."""
    denial: bool
    """Says of a whole statement that it does not hold."""


def _is_cue(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower in ("other", "rather") and at + 1 < len(tokens):
        return tokens[at + 1].lower == "than"
    if token.lower == "instead":
        return at + 1 < len(tokens) and tokens[at + 1].lower == "of"
    follower = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if token.lower == "yet":
        return follower == "to"  # "has yet to appear"
    if token.lower in _NEARLY and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
        return False  # "barely 50 people"
    if token.lower in NEGATORS:
        if token.lower == "no" and not follower.isalpha():
            return False  # an answer or a setting, not a word about another
        if token.lower in ("not", "no", "neither") and follower in (
            "only",
            "just",
            "fewer",
            "less",
            "more",
            "merely",
            "least",
            ".",
        ):
            return False
        if token.lower == "no" and token.text[0] == "N" and follower == ".":
            return False
        return not (token.lower == "non" and follower != "-")
    if token.lower in REFUSALS:
        return follower == "to"  # "declined to come", not "a decline in deaths"
    return token.lower.endswith("n't") or token.lower in NEGATIVE_VERBS


def _nothing_shows(tokens: Sequence[Token], at: int) -> bool:
    """Whether "no" opens "no evidence that", "no sign of"."""
    words = [token.lower for token in tokens[at : at + 4]]
    if words[:1] not in (["no"], ["without"]) or len(words) < 3:
        return False
    return any(
        word in PROOF and after in ("that", "of", "for", "to", "in")
        for word, after in pairwise(words)
    )


def cues(tokens: Sequence[Token]) -> tuple[Cue, ...]:
    """The negations of a sentence in order."""
    found: list[Cue] = []
    for at, token in enumerate(tokens):
        if token.kind != "word" or (token.lower not in _CUES and token.lower[-3:] != "n't"):
            continue
        if not _is_cue(tokens, at):
            continue
        denial = token.lower in DENIALS or _nothing_shows(tokens, at)
        ends = _DENIAL_ENDS if denial else _ENDS
        short = ("without", "non", "other", "rather", "instead")
        reach = 2 * REACH if denial else 4 if token.lower in short else REACH
        past, words = at + 1, 0
        while past < len(tokens) and words < reach:
            other = tokens[past]
            if other.kind == "mark":
                if other.text in ".;:!?" or (other.text in ",—–" and not denial and words):
                    break
                if other.text == "," and denial and words > 3:
                    break
            elif other.lower in ends:
                break
            else:
                words += 1
            past += 1
        found.append(Cue(at, at + 1, past, denial))
    return tuple(found)


def negated(tokens: Sequence[Token], found: Sequence[Cue]) -> tuple[bool, ...]:
    """For each token whether an odd number of negations governs it."""
    if not found:
        return (False,) * len(tokens)
    parity = [False] * len(tokens)
    for cue in found:
        for at in range(cue.first, cue.past):
            parity[at] = not parity[at]
    return tuple(parity)
