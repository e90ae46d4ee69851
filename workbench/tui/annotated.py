"""What is drawn in an article: marked words, words found or looked for, the selection.

The screen decides how the reader moves from one to the next, and what the line above says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.tui.cards import Card
from workbench.tui.marks import MARKS, glyph
from workbench.tui.panes.article_view import Stretch
from workbench.tui.selecting import Selection

if TYPE_CHECKING:
    from workbench.passages import Spot
    from workbench.verdicts import Mark, Standing


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The words of an article as they are now. A mark may belong to earlier words."""

    source: str
    words: str = ""
    """Empty until they were read."""

    def has(self, place: "Spot", words: str) -> bool:
        """Whether these words stand at this place: a changed source may have other words there."""
        source, start, end = place
        return source == self.source and bool(words) and self.words[start:end] == words

    def shows(self, card: Card) -> bool:
        """Whether the words of a card stand where they were found."""
        return self.has(card.key, card.evidence.match.passage.text)

    def mark_of(self, key: "Spot", standing: "Standing | None") -> "Mark | None":
        """What the checker said of a passage; None also if the words there have changed since."""
        for mark, quote in standing.marks if standing else ():
            if quote.spot == key and self.has(key, quote.exact):
                return mark
        return None


def stretches(
    text: ArticleText,
    standings: "Mapping[str, Standing]",
    *,
    claim: str | None,
    cards: tuple[Card, ...],
    card: Card | None,
    hits: tuple[Selection, ...] = (),
    hit: int = 0,
    selection: Selection | None = None,
) -> tuple[Stretch, ...]:
    """The stretches to draw: words looked for, then marked, then found, then at hand.

    `claim` is the id of the claim that is being checked, whose marks are underlined. `cards` are
    the passages found for it, `card` the one at hand; `hits` are the places of the words looked
    for, and `hit` is the number of the one at hand.
    """
    drawn = [
        Stretch(each.start, each.end, "bold reverse", glyph("▸"))
        if place == hit
        else Stretch(each.start, each.end, "reverse")
        for place, each in enumerate(hits)
    ]
    for claim_id, standing in standings.items():
        for mark, quote in standing.marks:
            if text.has(quote.spot, quote.exact):
                style = "underline" if claim_id == claim else ""
                drawn.append(Stretch(quote.start, quote.end, style, MARKS[mark].glyph))
    marked = {(each.start, each.end) for each in drawn if each.glyph}
    for each in cards:
        if each.key[1:] not in marked and each != card and text.shows(each):
            drawn.append(Stretch(*each.key[1:], "", glyph("·")))
    if selection is not None:
        drawn.append(Stretch(selection.start, selection.end, "bold reverse", glyph("▸")))
    elif card is not None and text.shows(card):
        sign = "" if card.key[1:] in marked else glyph("▸")
        drawn.append(Stretch(*card.key[1:], "bold on $found", sign))
    return tuple(drawn)
