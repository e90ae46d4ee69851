"""Passages of two sentences among the evidence, where the fact spans them.

Only sentences that were both found, stand side by side on one line and by themselves only
mention the claim: the two together take the place of the lower of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.passages import Passage
from workbench.stance import Context, Evidence, Stance, spanning


def with_spans(
    claim: str,
    evidence: Sequence[Evidence],
    *,
    context: Callable[[Evidence], Context],
    text_of: Callable[[str], str],
) -> tuple[Evidence, ...]:
    """The evidence, in its order, with two sentences in place of one where they say more.

    `context` is that of a found passage, `text_of` gives the text of a source.
    """
    result = list(evidence)
    ends = {(each.match.passage.source, each.match.passage.end): n for n, each in _open(evidence)}
    for second_at, second in _open(evidence):
        passage = second.match.passage
        first_at = ends.get((passage.source, passage.start - 1), -1)
        if first_at < 0 or result[first_at] is not evidence[first_at]:
            continue
        if result[second_at] is not second:
            continue
        first = evidence[first_at]
        words = (first.match.passage.text, passage.text)
        judgement = spanning(claim, *words, context=context(first))
        whole = Passage(passage.source, first.match.passage.start, passage.end, " ".join(words))
        if judgement and text_of(whole.source)[whole.start : whole.end] == whole.text:
            at = max(first_at, second_at)
            match = replace(evidence[at].match, passage=whole, before=first.match.before, copies=())
            result[at] = Evidence(match, judgement)
    return tuple(result)


def _open(evidence: Sequence[Evidence]) -> list[tuple[int, Evidence]]:
    """Those that only mention the claim, with their places."""
    return [
        (n, each) for n, each in enumerate(evidence) if each.judgement.stance is Stance.MENTIONS
    ]
