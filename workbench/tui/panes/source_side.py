"""The source next to the evidence: the passage at hand in its article."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from workbench.safe.visible import line
from workbench.tui.cards import Card, dated
from workbench.tui.marks import MARKS, glyph
from workbench.tui.panes.article_view import ArticleView, Stretch
from workbench.tui.panes.strips import PaneHead

WINDOW = 60_000
# Characters of a long article shown around a passage; the source screen shows all of it.


@dataclass(frozen=True, slots=True)
class SourceShown:
    """What the side shows."""

    card: Card | None
    """The passage at hand."""
    cards: tuple[Card, ...] = ()
    """All passages found: the marked ones of the same source are underlined."""
    article: tuple[str, str] = ("", "")
    """Id and text of the source that was read last; usually the one of the passage."""

    @property
    def read(self) -> bool:
        """Whether the article is that of the passage."""
        return self.card is not None and self.article[0] == self.card.key[0]


class SourceSide(Vertical):
    """Draws itself from a `SourceShown`; what it shows already is not drawn again."""

    def __init__(self, *, away: bool) -> None:
        super().__init__(id="source-side", classes="-away" if away else "")
        self._shown: SourceShown | None = None

    def compose(self) -> ComposeResult:
        yield PaneHead(id="source-head")
        yield ArticleView(id="source")

    def show(self, new: SourceShown) -> None:
        """Show the passage at hand in its source, once that was read."""
        before, self._shown = self._shown, new
        if new == before:
            return
        head, view = self.query_one("#source-head", PaneHead), self.query_one(ArticleView)
        card = new.card
        if card is None:
            hint = "  of the passage at hand: none yet"
            head.left = Content.assemble(("Source", "bold"), (hint, "$quiet"))
            head.right = Content("")
            view.show("", ())
            return
        title = line(card.source.title) if card.source else ""
        head.left = Content.assemble(("Source", "bold"), "  ", title)
        head.right = Content.assemble((dated(card.source), "$quiet"))
        if not new.read:
            return
        offset = _offset(new)
        stretches = passage_stretches(new)
        same = before is not None and before.article is new.article and before.card is not None
        if same and before is not None and before.card is not None and before.card.key == card.key:
            view.mark(stretches)
            return
        start, end = card.key[1] - offset, card.key[2] - offset
        view.show(new.article[1][offset : offset + WINDOW], stretches, aim=(start, end))


def passage_stretches(shown: SourceShown) -> tuple[Stretch, ...]:
    """The passage at hand, and the passages of its source that are marked for the claim."""
    at, offset, stretches = shown.card, _offset(shown), []
    if at is None:
        return ()
    for each in shown.cards:
        if each.key[0] != at.key[0] or (each.mark is None and each.key != at.key):
            continue
        if shown.article[1][each.key[1] : each.key[2]] != each.evidence.match.passage.text:
            continue  # the source changed: other words stand where the mark was made
        start, end = each.key[1] - offset, each.key[2] - offset
        style = "bold on $found" if each.key == at.key else "underline"
        sign = MARKS[each.mark].glyph if each.mark else glyph("▸")
        stretches.append(Stretch(start, end, style, sign))
    return tuple(stretches)


def _offset(shown: SourceShown) -> int:
    """Where the text shown begins in the article."""
    if shown.card is None or len(shown.article[1]) <= WINDOW:
        return 0
    return max(shown.card.key[1] - WINDOW // 2, 0)
