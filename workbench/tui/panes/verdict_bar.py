"""The verdict line: the scale's keys, what stands, and the one line that may be asked for."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input

from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.cards import Stands
from workbench.tui.keymap import key_in
from workbench.tui.marks import CONFLICT, glyph
from workbench.tui.panes.kept_line import KeptLine

if TYPE_CHECKING:
    from workbench.verdicts.scales import Scale


MARKED = {"supports": "supports", "conflicts": "conflicts", "irrelevant": "not relevant"}


class RatingKeys(Widget):
    """The ratings with their keys; the one that stands is reversed and in brackets."""

    DEFAULT_CSS = "RatingKeys { height: auto; }"

    scale: var["Scale | None"] = var(None)
    rating: var[str | None] = var(None)

    def watch_scale(self) -> None:
        self.refresh(layout=True)

    def watch_rating(self) -> None:
        self.refresh()

    def render(self) -> Content:
        if self.scale is None:
            return Content("")
        parts: list[Content] = []
        for key, rating in enumerate(self.scale.ratings, 1):
            stands = rating.id == self.rating
            name = f"{glyph(rating.glyph)} {line(rating.name)}"
            box = Content.assemble(
                (f" {key} ", "bold $focus"),
                (f"[{name}]" if stands else name, "bold reverse" if stands else ""),
            )
            parts.append(box)
        full = Content(" ").join(parts)
        if full.cell_length <= self.size.width or not self.size.width:
            return full
        tight = [
            Content.assemble(
                (f"{key} ", "bold $focus"),
                (
                    f"[{line(rating.name)}]" if rating.id == self.rating else line(rating.name),
                    "bold reverse" if rating.id == self.rating else "",
                ),
            )
            for key, rating in enumerate(self.scale.ratings, 1)
        ]
        return Content("  ").join(tight)


class VerdictLine(Widget):
    """One line that says what stands for the claim; a question in it is shown whole."""

    DEFAULT_CSS = "VerdictLine { height: 1; }"

    content: var[Content] = var(Content(""))

    def watch_content(self) -> None:
        self.refresh(layout=True)

    def render(self) -> Content:
        width = self.size.width
        content = self.content
        if self.styles.is_auto_height or content.cell_length <= width:
            return content
        return content.truncate(width, ellipsis=True)


class ReasonLine(KeptLine):
    """Where the one-line reason is written."""

    BINDINGS: ClassVar[list[BindingType]] = keys.REASON

    @dataclass
    class Left(Message):
        """The checker wants to leave the claim as it was."""

    def action_leave(self) -> None:
        self.post_message(self.Left())


class VerdictBar(Vertical):
    """The keys of the scale above; below, what stands or is asked."""

    DEFAULT_CSS = """
    VerdictBar { height: auto; }
    VerdictBar #reason { display: none; height: 1; border: none; padding: 0; }
    VerdictBar.-asking #reason { display: block; }
    VerdictBar.-asking VerdictLine { height: auto; max-height: 3; }
    """

    LEAST = 3
    """Its rows while nothing is asked, including the rule above it."""

    class Reply(Message):
        """The checker answered the question; the messages below are the kinds of answer."""

    @dataclass
    class Answered(Reply):
        """The reason was written (or left empty) and the rating is to be recorded."""

        claim: str
        rating: str
        reason: str

    @dataclass
    class Unanswered(Reply):
        """A reason is needed and none was written."""

    @dataclass
    class Declined(Reply):
        """The claim is to be left as it was."""

        claim: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._asked: tuple[str, str] | None = None
        self._before: Widget | None = None
        """What had the focus before the reason was asked for."""
        self._needed = False
        """Whether nothing is recorded without a reason."""
        self._usual = Content("")
        """The line shown while nothing is asked."""
        self._shown: tuple[Stands, bool] | None = None

    def compose(self) -> ComposeResult:
        yield RatingKeys()
        yield VerdictLine()
        yield ReasonLine(id="reason", select_on_focus=False)

    def show(self, stands: Stands, *, claim: bool = True) -> None:
        """Show which rating stands and the line about it; without a claim, only the scale.

        What it shows already is not drawn again.
        """
        if (stands, claim) == self._shown:
            return
        self._shown = (stands, claim)
        keys = self.query_one(RatingKeys)
        keys.scale, keys.rating = stands.scale, stands.rating
        self._usual = Content.assemble(*self._parts(stands)) if claim else Content("")
        if self._asked is None:
            self.query_one(VerdictLine).content = self._usual

    def _parts(self, stands: Stands) -> list[tuple[str, str]]:
        if stands.saving:
            return [("saving", "italic")]
        parts: list[tuple[str, str]] = []
        if stands.verdict is not None:
            rating, given = stands.verdict
            parts += [(f"saved: {rating}", "bold"), (f"  {given}", "$quiet")]
            if stands.stale:
                parts += [("   ! ", "bold $warning"), (key_in(self, "recheck.open"), "bold $focus")]
                parts += [(" checks again: ", ""), (line(stands.stale), "bold $warning")]
        elif stands.conflict:
            parts.append((f"{CONFLICT.glyph} in conflict: ", CONFLICT.style))
            parts += [(stands.conflict, "bold"), ("   a new rating settles it", "$quiet")]
        elif stands.postponed:
            parts.append((f"{glyph('»')} postponed", "bold"))
        else:
            parts.append((f"{glyph('○')} open", "bold"))
        if stands.needs:
            parts.append(("   needs: ", "$quiet"))
            for place, rule in enumerate(stands.needs):
                parts.append((", " if place else "", "$quiet"))
                parts.append((line(rule.lacking), "bold $warning" if rule.asks else "$quiet"))
        if stands.marks:
            counts = [(stands.marks.count(mark), shown) for mark, shown in MARKED.items()]
            marked = ", ".join(f"{count} {shown}" for count, shown in counts if count)
            parts.append((f"   marked: {marked}", ""))
        if stands.justified:
            parts.append(("   justified", ""))
        return parts

    @property
    def rows(self) -> int:
        """Rows that it takes, including the rule above it."""
        return self.outer_size.height if self.asking else self.LEAST

    @property
    def asking(self) -> bool:
        """Whether a reason is being asked for."""
        return self._asked is not None

    def ask(
        self,
        claim: str,
        rating: str,
        question: Content,
        *,
        needed: bool = False,
        kept: str,
        root: Path,
    ) -> None:
        """Ask for the one-line reason for this rating.

        With `needed`, nothing is recorded without one. `kept` says in a word how escape leaves the
        claim. A text that is typed and not recorded is kept in the project at `root`, for any
        rating of the claim.
        """
        self._asked, self._needed = (claim, rating), needed
        self._before = self.screen.focused
        self.query_one(VerdictLine).content = question
        self.add_class("-asking")
        reason = self.query_one(ReasonLine)
        line = "in one line" if needed else "one line, or none"
        record, leave = key_in(self, "reason.record"), key_in(self, "reason.leave")
        reason.placeholder = f"{line}; {record} records, {leave} leaves the claim {kept}"
        reason.begin(root, f"why/{claim}")
        reason.focus()

    def recorded(self) -> None:
        """The reason is saved in the ledger: stop asking."""
        self.query_one(ReasonLine).used()
        self.done()

    def done(self) -> None:
        """Stop asking; a text that was typed is kept."""
        if self._asked is not None and self._before is not None:
            self._before.focus()
        self._asked = None
        self.remove_class("-asking")
        self.query_one(ReasonLine).end()
        self.query_one(VerdictLine).content = self._usual

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._asked is None:
            return
        reason = event.value.strip()
        if self._needed and not reason:
            self.post_message(self.Unanswered())
        else:
            self.post_message(self.Answered(*self._asked, reason))

    def on_reason_line_left(self, event: ReasonLine.Left) -> None:
        event.stop()
        if self._asked is not None:
            claim, _ = self._asked
            self.done()
            self.post_message(self.Declined(claim))
