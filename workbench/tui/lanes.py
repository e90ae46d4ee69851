"""Which cards and headings the evidence pane shows, in which order."""

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from workbench.tui.marks import STANCES
from workbench.tui.panes.evidence_list import Card, Heading
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.passages import Passage
    from workbench.verdicts import Standing
    from workbench.workspace import Findings

Order = Literal["stance", "relevance"]
MOST = 50
# Cards at most: more than a checker reads for one claim, few enough to draw in a frame.


def cards_of(
    findings: "Findings",
    standing: "Standing | None",
    sources: "Mapping[str, Source]",
    read: Container[tuple[str, int, int]] = (),
) -> tuple[Card, ...]:
    """A card for each passage found, best match first; copies of its words are named on it."""
    marks = {
        (quote.source, quote.start, quote.end): mark
        for mark, quote in (standing.marks if standing else ())
    }
    cards = []
    for evidence in findings.evidence[:MOST]:
        passage = evidence.match.passage
        key = (passage.source, passage.start, passage.end)
        copies = tuple(_name(sources.get(copy.source), copy) for copy in evidence.match.copies)
        cards.append(
            Card(evidence, sources.get(passage.source), marks.get(key), key in read, copies)
        )
    return tuple(cards)


def _name(source: "Source | None", passage: "Passage") -> str:
    return (source.publisher or source.title) if source else passage.source


def lanes(cards: Sequence[Card], order: Order) -> tuple[Card | Heading, ...]:
    """The cards under the headings of their lanes, or in one list by relevance.

    A lane without a card has no heading; how many each has stands above the list.
    """
    if order == "relevance":
        return tuple(cards)
    items: list[Card | Heading] = []
    for stance, badge in STANCES.items():
        lane = [card for card in cards if card.stance == stance]
        if lane:
            items.append(Heading(f"{badge.glyph} {stance.upper()} {len(lane)}", style=badge.style))
            items.extend(lane)
    return tuple(items)


def nothing_found(findings: "Findings") -> tuple[Heading, ...]:
    """What an empty list says: which words never occur, and what to do next."""
    words = [
        f"{line(each.word)} (nearest: {', '.join(map(line, each.nearest))})"
        if each.nearest
        else line(each.word)
        for each in findings.found.unknown
    ]
    told = f"These words never occur in the sources: {', '.join(words)}. " if words else ""
    return (
        Heading(
            "Nothing found",
            told + "No passage speaks of this claim. That is not evidence against it: rate it, "
            "or put it off with p until there are more sources.",
        ),
    )
