"""All, most, some: how much of something the claim speaks of."""

from collections.abc import Sequence

from workbench.analysis.pair import Pair
from workbench.analysis.tokens import Token
from workbench.analysis.words import MAJORITIES, PARTIALS, UNIVERSALS
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation


def _first(tokens: Sequence[Token], family: frozenset[str]) -> int:
    return next((i for i, t in enumerate(tokens) if t.lower in family), -1)


def _whole_class(tokens: Sequence[Token]) -> int:
    """The word "class" in "by class" and "as a class": all of them, in what laws say."""
    return next(
        (
            at
            for at, token in enumerate(tokens)
            if token.lower == "class" and at and tokens[at - 1].lower in ("by", "a", "entire")
        ),
        -1,
    )


def quantifiers(pair: Pair) -> tuple[Found, ...]:
    """A reason for "all" and "most" in the claim: met, weakened in the passage, or absent."""
    claim, passage = pair.claim, pair.passage
    results: list[Found] = []
    for kind, family in (("all", UNIVERSALS), ("most", MAJORITIES)):
        if claim.lowers.isdisjoint(family):
            continue
        at = _first(claim.tokens, family)
        if at < 0:
            continue
        if kind == "most" and claim.tokens[at].lower == "most":
            follower = claim.tokens[at + 1] if at + 1 < len(claim.tokens) else None
            if follower is None or follower.lower in ("recent", "notably", "likely"):
                continue
        token = claim.tokens[at]
        other = _first(passage.tokens, family)
        if other < 0 and kind == "all":
            other = _whole_class(passage.tokens)
        if other >= 0 and (kind == "all" or pair.near(at, other, reach=3) >= 1):
            results.append(found(pair, f"{kind}/same", Relation.MEETS, *words(pair, at, other)))
            continue
        part = _first(passage.tokens, PARTIALS | (MAJORITIES if kind == "all" else frozenset()))
        if part >= 0 and pair.near(at, part, reach=4) >= 1:
            results.append(found(pair, f"{kind}/part", Relation.DIFFERS, *words(pair, at, part)))
        else:
            span = (token.start, token.end)
            results.append(found(pair, f"{kind}/missing", Relation.DIFFERS, span, None))
    return tuple(results)
