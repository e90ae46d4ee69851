"""Verdicts that may no longer hold, each with its quotes and what became of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.corpus.prose import flat
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.cards import citation
from workbench.tui.changes import reworded
from workbench.tui.marks import ANCHORS, MARKS, STALE, Badge, quoted
from workbench.tui.panes.rows import Rows

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.passages import Passage
    from workbench.passages.quotes import Change
    from workbench.verdicts.recheck import Rechecked


@dataclass(frozen=True, slots=True)
class StaleClaim:
    """A claim whose verdict may no longer hold."""

    claim: "Claim"
    rating: Badge
    why: tuple[str, ...]
    """In sentences, as `staleness.stale` gives them."""
    wording: "tuple[Change, ...]"
    """The wording then and now, as changes; empty if it is the same."""
    quotes: "tuple[Rechecked, ...]"
    near: "tuple[Passage | None, ...]"
    """Where each quote stands now; for one that is gone, the passage nearest to its old place; None
    if its source is gone."""

    @property
    def gone(self) -> int:
        """How many quotes were not found."""
        return sum(1 for each in self.quotes if each.now is None)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the list: a claim, or a quote of it."""

    case: StaleClaim
    quote: int | None = None
    """Number of the quote, from 0; None for the claim itself."""


class RecheckList(Rows):
    """Claims, each with its quotes below; the cursor rests on both."""

    BINDINGS: ClassVar[list[BindingType]] = keys.RECHECKED

    @dataclass
    class Chosen(Message):
        """The checker wants to open this claim or quote."""

        spot: Item

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.spots: tuple[Item, ...] = ()
        self.nothing = ""
        """Shown if there are none."""
        self._sources: Callable[[], Mapping[str, Source]] = dict

    def show(
        self,
        cases: tuple[StaleClaim, ...],
        sources: "Callable[[], Mapping[str, Source]]",
        *,
        nothing: str,
    ) -> None:
        """Show these; the cursor stays on its claim, or on whichever took its place in the list."""
        before = self.chosen
        self.nothing, self._sources = nothing, sources
        self.spots = tuple(
            Item(case, at) for case in cases for at in (None, *range(len(case.quotes)))
        )
        keep = [
            at
            for at, spot in enumerate(self.spots)
            if before and (spot.case.claim.id, spot.quote) == (before.case.claim.id, before.quote)
        ]
        at = keep[0] if keep else self._claim_at(self.index or 0)
        self.index = None
        self.reset(max(len(self.spots), 1))
        self.index = at if self.spots else None

    def _claim_at(self, index: int) -> int:
        """The position of the claim at or before an item."""
        at = min(index, len(self.spots) - 1)
        while at > 0 and self.spots[at].quote is not None:
            at -= 1
        return max(at, 0)

    @property
    def chosen(self) -> Item | None:
        """What is under the cursor."""
        if self.index is None or self.index >= len(self.spots):
            return None
        return self.spots[self.index]

    def go_to(self, claim_id: str) -> None:
        """Put the cursor on a claim, if it is here."""
        for at, spot in enumerate(self.spots):
            if spot.case.claim.id == claim_id and spot.quote is None:
                self.index = at

    def go_on(self, by: int) -> None:
        """Go to the next claim (`by` 1) or the one before (-1)."""
        claims = [at for at, spot in enumerate(self.spots) if spot.quote is None]
        here = self.index or 0
        ahead = [at for at in claims if at > here] if by > 0 else [at for at in claims if at < here]
        if ahead:
            self.index = ahead[0] if by > 0 else ahead[-1]

    def can_rest(self, index: int) -> bool:
        return bool(self.spots)

    def draw(self, index: int, width: int) -> list[Content]:
        if not self.spots:
            return Content.assemble((line(self.nothing), "$quiet")).wrap(width)
        spot = self.spots[index]
        last = index + 1 == len(self.spots) or self.spots[index + 1].quote is None
        lines = self._claim(spot.case, width) if spot.quote is None else self._quote(spot, width)
        return [*lines, Content("")] if last or spot.quote is not None else lines

    def _claim(self, case: StaleClaim, width: int) -> list[Content]:
        head = Content.assemble(
            (f"{STALE.glyph} ", STALE.style),
            (f"{case.rating}  ", "bold"),
            (line(case.claim.text), "bold"),
        )
        lines = head.wrap(width)
        if case.wording:
            lines += _indent(Content("reworded: ") + reworded(case.wording), width, 2)
        for why in case.why[1 if case.wording else 0 :]:
            lines += _indent(Content.assemble((line(why), "$quiet")), width, 2)
        return lines

    def _quote(self, spot: Item, width: int) -> list[Content]:
        quote = spot.case.quotes[spot.quote or 0]
        badge, mark = ANCHORS[quote.anchor.value], MARKS[quote.mark]
        where = citation(self._sources().get(quote.quote.source), quote.quote.source)
        if quote.found is None:
            where = f"{line(quote.quote.source)}, no longer in the corpus"
        elif quote.since != "same":
            where = f"{quote.since}: {where}"
        head = Content.assemble(
            (f"{badge!s:<10}", badge.style), (str(mark), mark.style), "  ", (where, "$quiet")
        ).truncate(width - 2, ellipsis=True)
        words: Content = Content(line(flat(quote.quote.exact)))
        if quote.changes:
            words = reworded(quote.changes)
        elif quote.now is None:
            words = words.stylize("strike")
        lines = [Content("  ") + head, *_indent(quoted(words, quote.quote.exact), width, 12)]
        if quote.note:
            lines += _indent(Content.assemble((line(quote.note), "$quiet")), width, 12)
        return lines

    def action_choose(self) -> None:
        if (spot := self.chosen) is not None:
            self.post_message(self.Chosen(spot))


def _indent(content: Content, width: int, by: int) -> list[Content]:
    return [Content(" " * by) + row for row in content.wrap(max(width - by, 10))]
