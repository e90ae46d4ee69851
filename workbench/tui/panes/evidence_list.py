"""The evidence for a claim: passages in lanes by their stance, each with its reasons."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.corpus.prose import flat
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.cards import Card, Heading, citation
from workbench.tui.keymap import key_in
from workbench.tui.marks import MARKS, PINNED, RELATIONS, STANCES, marked, passage_spots
from workbench.tui.panes.rows import Rows

if TYPE_CHECKING:
    from workbench.signals.reasons import Reason

_ALIKE = frozenset(("date", "name", "place", "roles", "sort", "speaker", "word"))
# Reasons of these kinds, when both texts have the same words, share one quiet line.
LONGEST = 1_200
# Characters of a passage on its card (about 200 words); the source shows all of it.


class EvidenceList(Rows):
    """Cards under the headings of their lanes; the cursor rests on cards only."""

    BINDINGS: ClassVar[list[BindingType]] = keys.EVIDENCE

    @dataclass
    class Highlighted(Message):
        """The cursor came to a passage, or to none."""

        key: tuple[str, int, int] | None

    @dataclass
    class Chosen(Message):
        """The checker wants to see the source of a passage."""

        key: tuple[str, int, int]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items: tuple[Card | Heading, ...] = ()
        self.details = False
        """Whether cards show the parts of their score."""

    def show(self, items: tuple[Card | Heading, ...], *, at: tuple[str, int, int] | None) -> None:
        """Show these items with the cursor on the passage `at`, or on the first card."""
        self.items = items
        self.reset(len(items))
        found = [
            place for place, item in enumerate(items) if isinstance(item, Card) and item.key == at
        ]
        wanted = found[0] if found else self._step(0, 1)
        with self.prevent(self.Highlighted):
            self.index = wanted
        self._show_cursor()
        if not found:
            self.scroll_home(animate=False)

    def go_to(self, key: tuple[str, int, int]) -> None:
        """Put the cursor on a passage; posts no message, since the caller knows."""
        for place, item in enumerate(self.items):
            if isinstance(item, Card) and item.key == key:
                with self.prevent(self.Highlighted):
                    self.index = place

    def change(self, card: Card) -> None:
        """Show a passage whose state changed again, in its place."""
        for place, item in enumerate(self.items):
            if isinstance(item, Card) and item.key == card.key and item != card:
                self.items = (*self.items[:place], card, *self.items[place + 1 :])
                self.redraw(place)

    @property
    def chosen(self) -> Card | None:
        """The card under the cursor."""
        if self.index is None or self.index >= len(self.items):
            return None
        item = self.items[self.index]
        return item if isinstance(item, Card) else None

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, in the order shown."""
        return tuple(item for item in self.items if isinstance(item, Card))

    def show_details(self, wanted: bool, /) -> None:
        """Show or hide the parts of the scores."""
        self.details = wanted
        self.reset(len(self.items))
        self._show_cursor()

    def can_rest(self, index: int) -> bool:
        return isinstance(self.items[index], Card)

    def draw(self, index: int, width: int) -> list[Content]:
        item = self.items[index]
        if isinstance(item, Heading):
            lines = [Content.assemble((item.text, item.style))] if item.text else []
            lines += Content.assemble((item.note, "$quiet")).wrap(width) if item.note else []
            return [*lines, Content("")] if not item.text else lines
        return [*self._card(item, width), Content("")]

    def _card(self, card: Card, width: int) -> list[Content]:
        evidence, inner = card.evidence, width - 2
        passage, judgement = evidence.match.passage, evidence.judgement
        text = line(flat(passage.text))
        if len(text) > LONGEST:
            text = text[: LONGEST - 1] + "…"
        lines = _head(card, width)
        lines += _indent(marked(text, passage_spots(judgement.reasons), quote=True).wrap(inner))
        alike = [reason for reason in judgement.reasons if _merely_agrees(reason)]
        for reason in judgement.reasons:
            if reason in alike:
                continue
            badge = RELATIONS[str(reason.relation)]
            whole = Content.assemble((badge.glyph, f"bold {badge.style}"), " ", line(reason.text))
            lines += _indent(whole.wrap(inner - 2), hang=2)
        if alike:
            same = ", ".join(line(reason.text.partition(": ")[2]) for reason in alike)
            lines += _indent(Content.assemble((f"the same: {same}", "$quiet")).wrap(inner))
        if card.second:
            lines += _indent(Content.assemble((line(card.second), "$quiet")).wrap(inner))
        if card.copies:
            names = ", ".join(line(name) for name in card.copies)
            number = f"{len(card.copies)} copies" if len(card.copies) > 1 else "1 copy"
            key = key_in(self, "evidence.copies")
            copies = f"1 independent source, {number} ({key}): {names}"
            lines += _indent(Content.assemble((copies, "$quiet")).wrap(inner))
        if self.details:
            parts = " + ".join(f"{part.name} {part.points:.0f}" for part in evidence.match.parts)
            score = f"closeness {evidence.match.score:.0f} of 100" + (
                f" = {parts}" if parts else ""
            )
            lines += _indent(Content.assemble((score, "$quiet")).wrap(inner))
            for words in evidence.match.before:
                lines += _indent(Content.assemble((f"before: {line(words)}", "$quiet")).wrap(inner))
        return lines

    def watch_index(self, old: int | None, new: int | None) -> None:
        super().watch_index(old, new)
        self._report()

    def _report(self) -> None:
        self.post_message(self.Highlighted(self.chosen.key if self.chosen else None))

    def action_choose(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen.key))


def _merely_agrees(reason: "Reason") -> bool:
    """Whether a reason only says that both name the same thing, as many passages do."""
    explained = reason.text.endswith(")")
    return str(reason.relation) == "meets" and reason.kind in _ALIKE and not explained


def _indent(lines: list[Content], *, hang: int = 0) -> list[Content]:
    first, rest = Content("  "), Content(" " * (2 + hang))
    return [(rest if place else first) + each for place, each in enumerate(lines)]


def _head(card: Card, width: int) -> list[Content]:
    judgement = card.evidence.judgement
    badge = PINNED if card.pinned else STANCES[card.stance]
    why = judgement.unjudged
    left = Content.assemble((f"{badge.glyph} {line(why)}", badge.style)) if why else badge.content()
    if card.copy:
        left += Content.assemble(("  the same words", "$quiet"))
    if judgement.confidence is not None:
        left += Content(f"  {judgement.confidence}")
    if judgement.by_claimant:
        left += Content.assemble(("  the claimant says so", "$warning"))
    # The room for the citation is measured without the checker's mark, so that marking a passage
    # never moves its citation to another line.
    bare = left.cell_length
    if card.mark is not None:
        left += Content.assemble(
            "  ", (f"you: {MARKS[card.mark]}", f"reverse {MARKS[card.mark].style}")
        )
    if card.read and card.mark is None and not card.pinned:
        left += Content.assemble(("  read", "$quiet"))
    later = Content.assemble(("after the claim  ", "$warning") if card.later else "")
    right = later + Content.assemble((citation(card.source, card.key[0]), "$quiet"))
    room = width - left.cell_length - 2
    if right.cell_length <= room:
        return [left + " " * (width - left.cell_length - right.cell_length) + right]
    if right.cell_length <= width - bare - 2:
        cited = citation(card.source, card.key[0], room=room - later.cell_length)
        right = later + Content.assemble((cited, "$quiet"))
        if right.cell_length <= room:
            return [left + " " * (room + 2 - right.cell_length) + right]
    cited = citation(card.source, card.key[0], room=width - 2 - later.cell_length)
    return [left, ("  " + later + Content.assemble((cited, "$quiet"))).truncate(width)]
