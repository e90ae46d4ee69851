"""Which cards and headings the evidence pane shows, in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from workbench.corpus.prose import flat
from workbench.safe.visible import line
from workbench.tui.cards import Card, Heading
from workbench.tui.marks import PINNED, STANCES
from workbench.tui.said import short

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.passages import Passage, Spot
    from workbench.stance import Evidence
    from workbench.verdicts import Mark, Standing
    from workbench.workspace import Findings

Order = Literal["stance", "relevance"]
Key = Callable[[str], str]
"""Gives the key for a binding's id under the keymap in use."""
MOST = 100
# Most passages shown: more than a checker reads for one claim, few enough to draw in a frame.


def cards_of(
    findings: "Findings",
    standing: "Standing | None",
    sources: "Mapping[str, Source]",
    *,
    said: str | None = None,
    pins: bool = True,
    unfolded: "Mapping[Spot, Sequence[Evidence]]" = MappingProxyType({}),
) -> tuple[Card, ...]:
    """A card for each passage found, best match first; copies of its words are named on it.

    `said` is the claim's date; `pins` adds what the checker marked and the search did not find;
    `unfolded` has the copies that stand under a passage as cards of their own.
    """
    from workbench.corpus.catalogue import is_later

    quotes = {quote.spot: (mark, quote) for mark, quote in (standing.marks if standing else ())}
    # In a changed source, the place of a mark may now hold words that she never marked.
    marks = {(place, quote.exact): mark for place, (mark, quote) in quotes.items()}
    cards = []
    every = [
        (each, copy)
        for evidence in findings.evidence[:MOST]
        for copy, each in enumerate((evidence, *unfolded.get(evidence.match.passage.spot, ())))
    ]
    for evidence, copy in every:
        key = evidence.match.passage.spot
        copies = tuple(_name(sources.get(copy.source), copy) for copy in evidence.match.copies)
        read = standing is not None and key in standing.read
        source, mark = sources.get(key[0]), marks.get((key, evidence.match.passage.text))
        later = source is not None and is_later(source.published, said)
        cards.append(Card(evidence, source, mark, read, copies, copy=bool(copy), later=later))
    from workbench.passages import Passage

    found = {card.key for card in cards}
    for place, (mark, quote) in quotes.items():
        if pins and place not in found:
            passage = Passage(quote.source, quote.start, quote.end, quote.exact)
            source = sources.get(quote.source)
            later = source is not None and is_later(source.published, said)
            cards.append(replace(pinned(passage, source, mark), later=later))
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

    A lane without cards has no heading; the line above the list has the counts. A passage that
    the checker marked is in the lane she chose.
    """
    if order == "relevance":
        return tuple(cards)
    items: list[Card | Heading] = []
    own = [card for card in cards if card.pinned]
    if own:
        items += [Heading(f"{PINNED.glyph} PINNED {len(own)}", style=PINNED.style), *own]
    for stance, badge in STANCES.items():
        lane = [card for card in cards if card.side == stance and not card.pinned]
        if lane:
            items.append(Heading(f"{badge.glyph} {stance.upper()} {len(lane)}", style=badge.style))
            items.extend(lane)
    return tuple(items)


def is_full(findings: "Findings", limit: int) -> bool:
    """Whether the search may have more passages than were asked for."""
    return len(findings.evidence) >= limit


def counted(findings: "Findings", limit: int) -> str:
    """How many were found: `7 found`, or `the 20 best` where there may be more."""
    found = len(findings.evidence)
    return f"the {found} best" if is_full(findings, limit) else f"{found} found"


def ended(limit: int, key: Key) -> str:
    """The line under a full list."""
    words, only = key("evidence.words"), key("evidence.only")
    more = f"Words of your own ({words}) or fewer sources ({only}) help."
    if limit < MOST:
        more = f"{key('evidence.more')} shows more."
    return f"These are the {limit} best. {more}"


def nothing_found(
    findings: "Findings", query: str = "", *, only: str = "", key: Key
) -> tuple[Heading, ...]:
    """What an empty list says: which words never occur, what was searched, what to do next.

    `query` is the free search that was made, if it was one; `only` the choice of sources.
    """
    if only:
        what = f" for {short(query)}" if query else ""
        return (
            Heading(
                f"Nothing found{what} in these sources",
                f"{never_used(findings)}{went_over(findings)} {key('evidence.only')} chooses "
                f"other sources, {key('pane.back')} searches all of them.",
            ),
        )
    if query:
        return (
            Heading(
                f"Nothing found for {short(query)}",
                f"{never_used(findings)}{went_over(findings)} {key('pane.back')} goes back to "
                "the evidence for the claim.",
            ),
        )
    return (
        Heading(
            "Nothing found",
            f"{never_used(findings)}{went_over(findings)} No passage that speaks of this claim was "
            f"found. That is not evidence against it: try words of your own with "
            f"{key('evidence.words')}, rate it, or put it off with {key('claim.postpone')} until "
            "there are more sources.",
        ),
    )


def freely_found(
    query: str, found: str, cards: Sequence[Card], key: Key
) -> tuple[Card | Heading, ...]:
    """The cards of a free search in order, under a heading; `found` is how many, in words."""
    heading = f"free search: {short(query, 60)}   {found}"
    note = f"Each is judged against the claim above. {key('pane.back')} goes back to its evidence."
    return (Heading(heading, note, style="bold $focus"), *cards)


def sifted(cards: Sequence[Card], wanted: str) -> tuple[Card, ...]:
    """The cards that have all these words in their passage, source id or publisher."""
    words = wanted.lower().split()

    def hay(card: Card) -> str:
        publisher = (card.source.publisher if card.source else None) or ""
        return f"{flat(card.evidence.match.passage.text)} {card.key[0]} {publisher}".lower()

    return tuple(card for card in cards if all(word in hay(card) for word in words))


def never_used(findings: "Findings") -> str:
    """The words that no source uses, each with the nearest word that one does; usually empty.

    The files that could not be read are named after them: they may contain any of the words.
    """
    from workbench.workspace import unread

    words = [
        f"{line(each.word)} (nearest: {', '.join(map(line, each.nearest))})"
        if each.nearest
        else line(each.word)
        for each in findings.found.unknown
    ]
    text = f"These words never occur in the sources: {', '.join(words)}. " if words else ""
    not_read = unread(findings.found.skipped)
    return f"{text}Could not be read: {line(not_read)}. " if not_read else text


def went_over(findings: "Findings") -> str:
    """What was searched, as a sentence."""
    searched = findings.found.searched
    return f"Searched: {searched.passages} passages of {searched.sources} sources."
