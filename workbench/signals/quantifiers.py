"""All, most, some, none: how much of something the claim speaks of, and how much the passage."""

from workbench.analysis.pair import Pair
from workbench.analysis.shares import Share, shares
from workbench.signals.found import Found, found, words
from workbench.signals.reasons import Relation

NEAR = 4
"""Tokens around a share in which the claim's words must stand too, where its noun does not say."""


def quantifiers(pair: Pair) -> tuple[Found, ...]:
    """A reason for each share of the claim in words: met, another one, or absent."""
    results = []
    for ours in shares(pair.claim):
        if ours.kind == "one":
            continue
        theirs = [share for share in shares(pair.passage) if _of_the_same(pair, ours, share)]
        if ours.kind == "percent":  # two figures are for `numbers`, a figure and a word are not
            apart = [_found(pair, ours, one) for one in theirs if one.kind != "percent"]
            results += [each for each in apart if each.cell == "percent/apart"][:1]
            continue
        if theirs:
            results.append(min((_found(pair, ours, one) for one in theirs), key=_clearest))
        elif (at := _whole_class(pair, ours)) >= 0:
            results.append(found(pair, "all/same", Relation.MEETS, *words(pair, ours.at, at)))
        elif ours.kind in ("all", "most"):
            token = pair.claim.tokens[ours.at]
            span = (token.start, token.end)
            results.append(found(pair, f"{ours.kind}/missing", Relation.DIFFERS, span, None))
    return tuple(results)


def _clearest(item: Found) -> int:
    return (Relation.MEETS, Relation.CONFLICTS, Relation.DIFFERS).index(item.reason.relation)


def _of_the_same(pair: Pair, ours: Share, theirs: Share) -> bool:
    """Whether both are shares of one thing: of the same noun, or near the same words."""
    if ours.noun >= 0 and theirs.noun >= 0 and pair.aligned.to[ours.noun] >= 0:
        return pair.aligned.to[ours.noun] == theirs.noun or (
            pair.claim.keys[ours.noun] == pair.passage.keys[theirs.noun]
        )
    if theirs.kind == "percent":
        return False
    return pair.near(ours.at, theirs.at, reach=NEAR) >= 1


def _found(pair: Pair, ours: Share, theirs: Share) -> Found:
    low, high = theirs.low, theirs.high
    spans = words(pair, ours.at, theirs.at)
    behind = [(at, pair.aligned.to[at]) for at in pair.claim.content]
    behind = [row for row in behind if row[1] > theirs.noun]
    if theirs.kind in ("some", "few", "percent"):
        turned = any(pair.claim.negated[at] != pair.passage.negated[other] for at, other in behind)
    else:  # "none failed to mention it"
        denied = any(pair.passage.negated[other] for _, other in behind)
        turned = theirs.kind == "none" and bool(behind) and not denied
    if turned:
        low, high = 1 - high, 1 - low
    if low >= ours.low and high <= ours.high:
        return found(pair, f"{ours.kind}/same", Relation.MEETS, *spans)
    if high < ours.low or low > ours.high:
        return found(pair, f"{ours.kind}/apart", Relation.CONFLICTS, *spans)
    return found(pair, f"{ours.kind}/part", Relation.DIFFERS, *spans)


def _whole_class(pair: Pair, ours: Share) -> int:
    """The word "class" in "by class" and "as a class": all of them, in what laws say."""
    if ours.kind != "all":
        return -1
    tokens = pair.passage.tokens
    return next(
        (
            at
            for at, token in enumerate(tokens)
            if token.lower == "class" and at and tokens[at - 1].lower in ("by", "a", "entire")
        ),
        -1,
    )
