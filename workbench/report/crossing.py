"""What each source says of each claim, and which sources disagree. No Textual here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.corpus.prose import flat
from workbench.safe.visible import line

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.stance import Evidence
    from workbench.verdicts import Mark, Standing

_PLAIN = ("place", "name", "reference")
# Reasons of these kinds, when they agree, are the same for most sources.
_WEIGHT = {"strong": 3, "fair": 2, "weak": 1}


@dataclass(frozen=True, slots=True)
class Says:
    """What one source says of a claim: its clearest passage."""

    evidence: "Evidence"
    mark: "Mark | None"
    """What the checker said of that passage."""

    @property
    def stance(self) -> str:
        """What the checker marked, else the suggestion: supports, conflicts or mentions."""
        if self.mark == "irrelevant":
            return "mentions"
        return self.mark or str(self.evidence.judgement.stance)

    @property
    def word(self) -> str:
        """The stance in a word; `not judged` if neither checker nor machine has judged it."""
        judged = self.mark is not None or self.evidence.judgement.judged
        return self.stance if judged else "not judged"

    @property
    def value(self) -> str:
        """The words that its reason rests on, such as `25`; empty if no reason names any."""
        for reason in self.evidence.judgement.reasons:
            telling = reason.relation == "conflicts" or reason.kind not in _PLAIN
            if reason.passage is not None and telling:
                start, end = reason.passage
                return line(flat(self.evidence.match.passage.text[start:end]))
        return ""


def by_source(evidence: Iterable["Evidence"], standing: "Standing | None") -> dict[str, Says]:
    """The clearest passage of each source that speaks of the claim.

    What the checker marked comes first, then conflicts and supports by their confidence, then
    the best match.
    """
    marks = {
        # By its words too: in a source that changed, other words may be in that place.
        (quote.spot, quote.exact): mark
        for mark, quote in (standing.marks if standing else ())
    }
    best: dict[str, tuple[tuple[int, int, float], Says]] = {}
    for each in evidence:
        passage, judgement = each.match.passage, each.judgement
        mark = marks.get((passage.spot, passage.text))
        weight = _WEIGHT.get(str(judgement.confidence), 0)
        rank = (2 if mark in ("supports", "conflicts") else 0, weight, each.match.score)
        if passage.source not in best or rank > best[passage.source][0]:
            best[passage.source] = (rank, Says(each, mark))
    return {source: says for source, (_, says) in best.items()}


def in_order(sources: Mapping[str, "Source"]) -> tuple[str, ...]:
    """Source ids by their date, those without one last."""

    def when(source_id: str) -> tuple[str, str]:
        published = sources[source_id].published
        return (str(published.first) if published else "9999", source_id)

    return tuple(sorted(sources, key=when))


def relation(one: Says, other: Says) -> str:
    """`disagree`, `agree`, or empty if at least one only mentions the matter."""
    stances = {one.stance, other.stance}
    if "mentions" in stances:
        return ""
    return "disagree" if len(stances) == 2 else "agree"


def disagreements(says: Sequence[Says]) -> int:
    """How many pairs of sources disagree."""
    against = sum(1 for each in says if each.stance == "conflicts")
    return against * sum(1 for each in says if each.stance == "supports")
