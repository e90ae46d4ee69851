"""Searching in words of the checker's own: beside the claim's, freely, and within the evidence."""

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import BindingType
from textual.widgets import Input, Static

from workbench.tui import keys
from workbench.tui.marks import glyph
from workbench.tui.said import short
from workbench.tui.screens.moving import Moving
from workbench.tui.screens.searching import Searching
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.tui.keeper import Keeper
    from workbench.workspace import Findings, Workspace

Asked = Literal["words", "search", "filter"]
PROMPTS: dict[Asked, tuple[str, str]] = {
    "words": ("your words", "searched beside the claim's own"),
    "search": ("free search", "anything, in all sources"),
    "filter": ("filter", "words, source or publisher"),
}
"""What stands before the line, and in it while it is empty."""


class AskLine(Input):
    """Where words for the evidence are written; it stands in the place of the pane's head."""

    BINDINGS: ClassVar[list[BindingType]] = keys.ASKING


class OwnSearch(Moving):
    """Review's searches that the checker makes herself. It holds an `AskLine` named `asked`."""

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self._asked: Asked | None = None
        """What the line asks for while it is open."""
        self._left_passage = ""
        """The passage that was at hand before the free search."""
        self._made: set[tuple[str, str]] = set()
        """Claims and queries of searches she asked for that have not been answered yet."""

    # the line

    def open_line(self, asked: Asked) -> None:
        """Ask for words over the evidence."""
        self.catch_up()
        if self.claim is None:
            return
        self.go_to_pane("evidence")
        self._asked = asked
        before = {
            "words": self.words.get(self.claim.id, ""),
            "search": self.free,
            "filter": self.sieve,
        }
        ask = self.query_one(AskLine)
        prompt, ask.placeholder = PROMPTS[asked]
        self.query_one("#prompt", Static).update(prompt)
        with self.prevent(Input.Changed):
            ask.value = before[asked]
        ask.cursor_position = len(ask.value)
        self.add_class("-asking")
        ask.focus()

    def close_line(self) -> None:
        """Put the pane's head back in the line's place."""
        self._asked = None
        self.remove_class("-asking")

    def go_to_pane(self, name: str) -> None:
        self.close_line()
        super().go_to_pane(name)

    def action_words(self) -> None:
        self.open_line("words")

    def action_search(self) -> None:
        self.open_line("search")

    def action_leave_line(self) -> None:
        if self._asked == "filter":
            self.filter_evidence("")
        self.go_to_pane("evidence")

    def action_line_down(self) -> None:
        if self._asked == "filter":
            self.go_to_pane("evidence")

    @on(Input.Changed, "#asked")
    def _line_changed(self, event: Input.Changed) -> None:
        if self._asked == "filter":
            self.filter_evidence(event.value)

    @on(Input.Submitted, "#asked")
    def _line_submitted(self, event: Input.Submitted) -> None:
        asked, said = self._asked, " ".join(event.value.split())
        self.go_to_pane("evidence")
        if asked == "words":
            self.search_with(said)
        elif asked == "search":
            self.search_for(said)

    # what is done with the words

    def filter_evidence(self, wanted: str) -> None:
        """Show only the passages that have these words; all where empty."""
        if wanted != self.sieve:
            self.sieve = wanted
            self.show_evidence()

    def search_with(self, words: str) -> None:
        """Search for the claim at hand with these words beside its own."""
        claim = self.claim
        if claim is None:
            return
        self.end_free()
        if words != self.words.get(claim.id, ""):
            self.use_words(claim.id, words)
            if words:
                self._made.add((claim.id, words))
            else:
                self.say("searched with the claim's own words again")
        self.show_evidence()

    def search_for(self, query: str) -> None:
        """Show what the sources say of anything; the claim at hand stays the one judged."""
        if self.claim is None or query == self.free:
            return
        if not query:
            self.end_free()
        else:
            if not self.free:
                self._left_passage = "{}:{}-{}".format(*self._at) if self._at else ""
            self.free, self.free_found, self.sieve = query, None, ""
            self._made.add((self.claim.id, query))
        self.show_evidence()

    def end_free(self) -> None:
        """Let the claim's own evidence stand again, the cursor where it was."""
        if self.free:
            self._wanted_passage = self._left_passage
        self.free, self.free_found, self.sieve = "", None, ""

    def end_own(self) -> bool:
        """End the filter or the free search that the evidence is under; False without either."""
        if self.sieve:
            self.filter_evidence("")
        elif self.free:
            self.end_free()
            self.show_evidence()
        else:
            return False
        return True

    # what came of it

    @on(Searching.Searched)
    def _searched_with(self, message: Searching.Searched) -> None:
        self._record(message.claim, message.words, message.findings)

    @on(Searching.SearchedFreely)
    def _searched_freely(self, message: Searching.SearchedFreely) -> None:
        if message.generation != self.generation:
            return
        self._record(message.claim, message.query, message.findings)
        here = self.claim is not None and self.claim.id == message.claim
        if not here or message.query != self.free:
            return
        if message.error:
            self.tell(f"{glyph('✗')} {line(message.error)}")
        self.free_found = message.findings
        if message.findings is not None:
            self.show_evidence()

    def _record(self, claim_id: str, query: str, findings: "Findings | None") -> None:
        """Record a search that the checker made, once; none of a claim that left the file."""
        claim = self.find_claim(claim_id)
        if findings is None or (claim_id, query) not in self._made:
            return
        self._made.discard((claim_id, query))
        if claim is None or self.is_gone(claim):
            return

        def told(entry: object) -> None:
            found = len(findings.evidence)
            self.say(f"searched and recorded: {short(query, 30)} {glyph('·')} {found} found")

        self.save(claim_id, self.workspace.searched, claim_id, query, findings, then=told)
