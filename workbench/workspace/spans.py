"""Passages of two sentences among the evidence, if a fact spans them.

Two sentences are joined only if both were found, one follows the other in their article, and each
alone only mentions the claim: together they take the place of the lower one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from workbench.passages import Passage
from workbench.stance import Confidence, Context, Evidence, Stance, both_add, spanning

GAP = 4
# Characters between two sentences: a space, or the line break between two paragraphs.


def with_spans(
    claim: str,
    evidence: Sequence[Evidence],
    *,
    context: Callable[[Evidence], Context],
    text_of: Callable[[str], str],
) -> tuple[Evidence, ...]:
    """The evidence, in its order, with two sentences instead of one where they say more.

    `context` is that of a found passage, `text_of` gives the text of a source.
    """
    result = list(evidence)
    taken: set[int] = set()
    for first, second in _neighbours(evidence):
        one, two = evidence[first], evidence[second]
        if first in taken or second in taken:
            continue
        start, end = one.match.passage.start, two.match.passage.end
        if not both_add(claim, one.match.passage.text, two.match.passage.text):
            continue
        source = one.match.passage.source
        whole = Passage(source, start, end, text_of(source)[start:end])
        judgement = spanning(claim, whole.text, context=context(one))
        if judgement is not None:
            lower = max(first, second)
            match = replace(result[lower].match, passage=whole, before=one.match.before, copies=())
            result[lower] = Evidence(match, judgement)
            taken |= {first, second}
    return tuple(result)


def _weak(evidence: Evidence) -> bool:
    """Whether a passage supports the claim by itself, but only weakly."""
    judgement = evidence.judgement
    return judgement.stance is Stance.SUPPORTS and judgement.confidence is Confidence.WEAK


def _neighbours(evidence: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Positions of two sentences that support the claim weakly at most, one after the other."""
    mentions = {
        (each.match.passage.source, each.match.passage.text): n
        for n, each in enumerate(evidence)
        if each.judgement.stance is Stance.MENTIONS or _weak(each)
    }
    for n in mentions.values():
        match = evidence[n].match
        previous = mentions.get((match.passage.source, match.before[-1] if match.before else ""))
        if previous is not None:
            gap = match.passage.start - evidence[previous].match.passage.end
            if 0 < gap <= GAP:
                yield previous, n
