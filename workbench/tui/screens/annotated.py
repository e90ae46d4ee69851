"""What is drawn in an article: words marked, found, looked for, selected, and the one at hand.

How one comes to another, and what is said of it above, is for the place to tell.
"""

from typing import TYPE_CHECKING

from textual.reactive import var

from workbench.tui.lanes import pinned
from workbench.tui.marks import MARKS, glyph
from workbench.tui.panes.article_view import Stretch
from workbench.tui.panes.evidence_list import Card
from workbench.tui.screens.grading import Grading
from workbench.tui.selecting import Selection

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.verdicts import Mark, Place


class Annotated(Grading):
    """A place with an article, read with a claim in mind or for what is worth checking."""

    claim: "Claim | None"
    cards: tuple[Card, ...]
    """The passages found in it, in their order."""
    text = ""
    """The article's; none until it was read."""
    hits: tuple[Selection, ...] = ()
    """Where the words that were looked for stand."""
    hit = 0
    """Which of them is at hand."""

    card: var[Card | None] = var(None)
    """The passage at hand."""
    selection: var[Selection | None] = var(None)
    """The words being selected, in the article."""

    def mark_of(self, key: tuple[str, int, int]) -> "Mark | None":
        """What the checker said of a passage for this claim."""
        standing = self.standing(self.claim.id) if self.claim else None
        for mark, quote in standing.marks if standing else ():
            if (quote.source, quote.start, quote.end) == key and self._has(key, quote.exact):
                return mark
        return None

    def _has(self, place: "Place", words: str) -> bool:
        """Whether these words stand there: in a source that changed, others may, or none."""
        source, start, end = place
        return source == self.source_id and bool(words) and self.text[start:end] == words

    def is_there(self, card: Card) -> bool:
        """Whether the words of a card stand in the article where they were found."""
        return self._has(card.key, card.evidence.match.passage.text)

    @property
    def at_hand(self) -> Card | None:
        """The words that a mark or a copy is about: the selection, else the passage."""
        if self.selection is None:
            return self.card
        from workbench.passages import Passage

        start, end = self.selection.start, self.selection.end
        passage = Passage(self.source_id, start, end, self.text[start:end])
        return pinned(passage, self.source)

    def stretches(self) -> tuple[Stretch, ...]:
        """Of the words looked for, marked, found and at hand, in this order."""
        stretches = [
            Stretch(hit.start, hit.end, "bold reverse", glyph("▸"))
            if place == self.hit
            else Stretch(hit.start, hit.end, "reverse")
            for place, hit in enumerate(self.hits)
        ]
        for claim_id, standing in (self.desk.standings if self.desk else {}).items():
            for mark, quote in standing.marks:
                here = (quote.source, quote.start, quote.end)
                if self._has(here, quote.exact):
                    mine = self.claim is not None and claim_id == self.claim.id
                    style = "underline" if mine else ""
                    sign = MARKS[mark].glyph
                    stretches.append(Stretch(quote.start, quote.end, style, sign))
        marked = {(each.start, each.end) for each in stretches if each.glyph}
        for card in self.cards:
            if card.key[1:] not in marked and card != self.card and self.is_there(card):
                stretches.append(Stretch(*card.key[1:], "", glyph("·")))
        if self.selection is not None:
            chosen = self.selection
            stretches.append(Stretch(chosen.start, chosen.end, "bold reverse", glyph("▸")))
        elif self.card is not None and self.is_there(self.card):
            sign = "" if self.card.key[1:] in marked else glyph("▸")
            stretches.append(Stretch(*self.card.key[1:], "bold on $found", sign))
        return tuple(stretches)
