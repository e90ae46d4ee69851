"""Which cards and headings the evidence pane shows, in which order."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from workbench.tui.marks import PINNED, STANCES
from workbench.tui.panes.evidence_list import Card, Heading
from workbench.tui.said import short
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.passages import Passage
    from workbench.verdicts import Mark, Standing
    from workbench.workspace import Findings

Order = Literal["stance", "relevance"]
MOST = 50
# Cards at most: more than a checker reads for one claim, few enough to draw in a frame.


def cards_of(
    findings: "Findings",
    standing: "Standing | None",
    sources: "Mapping[str, Source]",
) -> tuple[Card, ...]:
    """A card for each passage found, best match first; copies of its words are named on it."""
    quotes = {
        (quote.source, quote.start, quote.end): (mark, quote)
        for mark, quote in (standing.marks if standing else ())
    }
    marks = {place: mark for place, (mark, _) in quotes.items()}
    cards = []
    for evidence in findings.evidence[:MOST]:
        passage = evidence.match.passage
        key = (passage.source, passage.start, passage.end)
        copies = tuple(_name(sources.get(copy.source), copy) for copy in evidence.match.copies)
        read = standing is not None and key in standing.read
        cards.append(Card(evidence, sources.get(passage.source), marks.get(key), read, copies))
    from workbench.passages import Passage

    found = {card.key for card in cards}
    for place, (mark, quote) in quotes.items():
        if place not in found:
            passage = Passage(quote.source, quote.start, quote.end, quote.exact)
            cards.append(pinned(passage, sources.get(quote.source), mark))
    return tuple(cards)


def pinned(passage: "Passage", source: "Source | None", mark: "Mark | None" = None) -> Card:
    """A card for words that the checker chose: the machine has not judged them."""
    from workbench.search import Match
    from workbench.stance import Evidence, Judgement, Stance

    unjudged = Judgement(Stance.MENTIONS, None, 0.0, 0.0)
    return Card(Evidence(Match(passage, 0.0), unjudged), source, mark, read=True, pinned=True)


def _name(source: "Source | None", passage: "Passage") -> str:
    return (source.publisher or source.title) if source else passage.source


def lanes(cards: Sequence[Card], order: Order) -> tuple[Card | Heading, ...]:
    """The cards under the headings of their lanes, or in one list by relevance.

    A lane without a card has no heading; how many each has stands above the list.
    """
    if order == "relevance":
        return tuple(cards)
    items: list[Card | Heading] = []
    own = [card for card in cards if card.pinned]
    if own:
        items += [Heading(f"{PINNED.glyph} PINNED {len(own)}", style=PINNED.style), *own]
    for stance, badge in STANCES.items():
        lane = [card for card in cards if card.stance == stance and not card.pinned]
        if lane:
            items.append(Heading(f"{badge.glyph} {stance.upper()} {len(lane)}", style=badge.style))
            items.extend(lane)
    return tuple(items)


def nothing_found(findings: "Findings", query: str = "") -> tuple[Heading, ...]:
    """What an empty list says: which words never occur, what was searched, what to do next.

    `query` is the free search that was made, if it was one.
    """
    if query:
        return (
            Heading(
                f"Nothing found for {short(query)}",
                f"{never_used(findings)}{went_over(findings)} esc goes back to the evidence for "
                "the claim.",
            ),
        )
    return (
        Heading(
            "Nothing found",
            f"{never_used(findings)}{went_over(findings)} No passage speaks of this claim. That "
            "is not evidence against it: try words of your own with w, rate it, or put it off "
            "with p until there are more sources.",
        ),
    )


def never_used(findings: "Findings") -> str:
    """The words that no source uses, each with the nearest that one does; mostly empty."""
    words = [
        f"{line(each.word)} (nearest: {', '.join(map(line, each.nearest))})"
        if each.nearest
        else line(each.word)
        for each in findings.found.unknown
    ]
    return f"These words never occur in the sources: {', '.join(words)}. " if words else ""


def went_over(findings: "Findings") -> str:
    """What was searched, as a sentence."""
    searched = findings.found.searched
    return f"Searched: {searched.passages} passages of {searched.sources} sources."
