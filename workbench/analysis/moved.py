"""What something was moved, cut or renamed from: given up, and so true no longer."""

# ruff: noqa: SIM905 - lists of words read best as words

from collections.abc import Sequence

from workbench.analysis.lexicon import base
from workbench.analysis.tokens import Token

REACH = 8
"""Tokens between the verb and its "from" at most."""
_CHANGES = frozenset(
    base(word)
    for word in """move shift postpone reschedule change delay switch push bring rename revise
    amend correct transfer relocate""".split()
)
_LED = frozenset(("the", "a", "on", "early", "late"))


def given_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether the date, time or name at `at` is the one that no longer holds.

    "moved from Friday to Saturday", "on Saturday instead of Friday", "on Saturday, not Friday".
    """
    first = at
    while first and tokens[first - 1].lower in _LED:
        first -= 1
    before = tokens[first - 1].lower if first else ""
    if before in ("of", "than") and first > 1:
        return tokens[first - 2].lower in ("instead", "rather")
    if before == "not":
        return True
    if before != "from":
        return False
    return any(token.stem in _CHANGES for token in tokens[max(0, first - 1 - REACH) : first - 1])
