"""Split: a claim that says several things becomes claims, one a line, that can be rated alone."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import TextArea

from workbench.errors import LedgerError
from workbench.safe.visible import line, visible
from workbench.tui import keys
from workbench.tui.marks import state_of
from workbench.tui.panes.area import ManyLines
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.strips import ErrorBar, PaneHead, TitleBar
from workbench.tui.screens.proposing import Proposing

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.claims.editing import Proposal
    from workbench.tui.shared import Shared

_OUT = "\f"
# Ends the draft of a split that removes the whole claim; no key types this character.


class SplitScreen(Proposing):
    """The parts as the machine proposes them, to be edited; dismissed with the ids of the parts."""

    BINDINGS: ClassVar[list[BindingType]] = keys.SPLIT

    def __init__(self, shared: "Shared", claim: "Claim") -> None:
        super().__init__(shared, f"split/{claim.id}", claim.id)
        self.claim = claim
        self._keeps = True
        """Whether the whole claim stays, with the tag `split`."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ClaimCard()
        with Horizontal(id="writing"):
            with Vertical(id="form-side"):
                yield PaneHead(id="parts-head")
                yield ManyLines(
                    id="parts", soft_wrap=True, tab_behavior="focus", compact=True,
                    placeholder=Content("one statement a line, each a sentence of its own"),
                )  # fmt: skip
                yield PaneHead(id="whole")
            yield from self.shown()
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(TitleBar).left = Content.assemble(
            ("Split", "bold"), "  into claims that can be rated apart"
        )
        self.query_one(ClaimCard).claim = self.claim
        parts = self.workspace.parts_of(self.claim.text)
        area = self.query_one("#parts", TextArea)
        area.load_text("\n".join(visible(part) for part in parts))
        area.move_cursor(area.document.end)
        self._show_whole()
        self.focus_first()
        self._show_state()
        self.begin()

    def focus_first(self) -> None:
        self.query_one("#parts", TextArea).focus()

    @work(group="save")
    async def _show_state(self) -> None:
        """Show what stands for the claim, on its card."""
        try:
            standing = (await self.keeper.desk()).of(self.claim.id)
        except LedgerError as failure:
            trouble = f"verdicts cannot be read: {line(str(failure))}"
            self.query_one(ErrorBar).message = trouble
            return
        self.query_one(ErrorBar).message = line(self.workspace.notice or "")
        card = self.query_one(ClaimCard)
        card.state = state_of(self.claim, standing, self.workspace.scales)

    @on(TextArea.Changed, "#parts")
    def _parts_changed(self) -> None:
        self._show_parts()
        self.changed()

    def _show_parts(self) -> None:
        parts = _parts(self.typed())
        head = self.query_one("#parts-head", PaneHead)
        head.left = Content.assemble(("Parts, one a line", "bold"))
        count = f"{len(parts)} claims" if len(parts) > 1 else "! a split needs two or more"
        head.right = Content.assemble((count, "$quiet" if len(parts) > 1 else "bold $warning"))

    def _show_whole(self) -> None:
        self._show_parts()
        stays = 'stays, with the tag "split"' if self._keeps else "leaves claims.toml"
        kept = "" if self._keeps else "; its verdict is kept"
        whole = self.query_one("#whole", PaneHead)
        whole.left = Content.assemble(("The whole ", "bold"), f"{stays}{kept}")
        whole.right = Content.assemble(
            (f"{self.key('split.whole')} ", "bold $focus"), ("changes that", "$quiet")
        )

    # the parts as one text

    def typed(self) -> str:
        text = self.query_one("#parts", TextArea).text
        return text if self._keeps else text + _OUT

    def put(self, typed: str) -> None:
        self._keeps = not typed.endswith(_OUT)
        self.query_one("#parts", TextArea).load_text(visible(typed.removesuffix(_OUT)))
        self._show_whole()

    def wording(self, typed: str) -> str:
        """The first part for which there is a similar claim: a part may be a claim already."""
        for part in _parts(typed):
            if self.workspace.similar(part, besides=self.claim.id):
                return part
        return ""

    def propose(self, typed: str) -> "Proposal | None":
        parts = _parts(typed)
        if len(set(parts)) < 2:
            return None
        return self.workspace.propose_split(self.claim.id, parts, keep=not typed.endswith(_OUT))

    def not_yet(self) -> str:
        return "A claim is split into two different parts or more: one statement a line."

    def written(self, ids: tuple[str, ...]) -> str:
        parts = [each for each in ids if each != self.claim.id]
        return f"{len(parts)} claims from {line(self.claim.id)}; {self.key('claim.edit')} edits one"

    def action_whole(self) -> None:
        """Keep the whole claim, or take it out of the file."""
        self._keeps = not self._keeps
        self._show_whole()
        self.changed()


def _parts(typed: str) -> tuple[str, ...]:
    rows = typed.removesuffix(_OUT).split("\n")
    return tuple(row.strip() for row in rows if row.strip())
