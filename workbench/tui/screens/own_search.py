"""Searching in words of the checker's own: beside the claim's, freely, and within the evidence."""

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from workbench.tui import keys
from workbench.tui.lanes import MOST, counted
from workbench.tui.marks import glyph
from workbench.tui.only import Only
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.kept_line import KeptLine
from workbench.tui.said import short
from workbench.tui.screens.moving import Moving
from workbench.tui.screens.searching import USUAL, Searching
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.tui.keeper import Keeper
    from workbench.tui.panes.evidence_list import Card
    from workbench.workspace import Findings, Workspace

Asked = Literal["words", "search", "filter"]
PROMPTS: dict[Asked, tuple[str, str]] = {
    "words": ("your words", "searched beside the claim's own"),
    "search": ("free search", "anything, in all sources"),
    "filter": ("filter", "words, source or publisher"),
}
"""What stands before the line, and in it while it is empty."""


class AskLine(KeptLine):
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
        if asked == "search" and self.only:
            ask.placeholder = "anything, in the chosen sources"
        self.query_one("#prompt", Static).update(Content(prompt))
        about = self.claim.id if asked == "words" else ""
        ask.begin(self.workspace.root, f"{asked}/{about}", before[asked])
        self.add_class("-asking")
        ask.focus()
        if asked == "filter":
            self.filter_evidence(ask.value)

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
        self.query_one(AskLine).used()
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
            self.free, self.aside_found, self.sieve = query, None, ""
            self.limit = USUAL
            self._made.add((self.claim.id, query))
        self.show_evidence()

    def end_free(self) -> None:
        """Let the claim's own evidence stand again, the cursor where it was."""
        if self.free:
            self._wanted_passage = self._left_passage
        self.free, self.aside_found, self.sieve = "", None, ""
        self.limit = USUAL

    def end_own(self) -> bool:
        """End the filter, free search or choice of sources of the evidence; False without any."""
        if self.sieve:
            self.filter_evidence("")
        elif self.free:
            self.end_free()
            self.show_evidence()
        elif self.only:
            self.search_only(Only())
        else:
            return False
        return True

    # which sources, and how many passages

    def action_only(self) -> None:
        """Ask which sources the evidence is to be searched in."""
        self.catch_up()
        self.close_line()
        from workbench.tui.screens.only import OnlyScreen

        self.app.push_screen(
            OnlyScreen(self.only, tuple(self.sources.values()), self.workspace.root),
            self.search_only,
        )

    def search_only(self, only: Only | None) -> None:
        """Search these sources for every claim from now on; None leaves it as it was."""
        if only is None or only == self.only:
            return
        if self._at:
            self._wanted_passage = "{}:{}-{}".format(*self._at)
        self.only, self.aside_found, self.limit = only, None, USUAL
        self.keep_place()
        self.go_to_pane("evidence")
        self.show_evidence()

    def action_more(self) -> None:
        """Search for more passages; those found stay on screen meanwhile."""
        if self.claim is None or self.findings is None:
            return
        self.aside_found = self.findings
        self.limit = min(self.limit + USUAL, MOST)
        self.search_aside(self.claim, self.among)

    # the same words in other sources

    def action_copies(self) -> None:
        """Put the copies of the passage at hand under it, or fold them again."""
        card = self.at_hand
        if card is None or self.claim is None:
            return
        first = self._original(card)
        if first is None:
            self.say("no other source has these words")
        elif first.key in self.unfolded:
            del self.unfolded[first.key]
            self._at_card(first)
        else:
            self.judge_copies(self.claim, first.evidence)

    def _original(self, card: "Card") -> "Card | None":
        """The card whose words a card shares, itself where it is that; None without copies."""
        if not card.copy:
            return card if card.copies else None
        for key, copies in self.unfolded.items():
            if card.evidence in copies:
                return next((each for each in self.cards() if each.key == key), None)
        return None

    def _at_card(self, card: "Card") -> None:
        """Show the evidence anew with the cursor on a card."""
        evidence = self.query_one(EvidenceList)
        evidence.show(evidence.items, at=card.key)
        self.show_evidence()

    @on(Searching.Unfolded)
    def _unfolded(self, message: Searching.Unfolded) -> None:
        if self.claim is None or self.claim.id != message.claim:
            return
        passage = message.of.match.passage
        self.unfolded[passage.source, passage.start, passage.end] = message.copies
        self.show_evidence()

    # what came of it

    @on(Searching.Searched)
    def _searched_with(self, message: Searching.Searched) -> None:
        self._record(message.claim, message.words, message.findings)

    @on(Searching.SearchedAside)
    def _searched_aside(self, message: Searching.SearchedAside) -> None:
        if message.generation != self.generation:
            return
        if message.look.query:
            self._record(message.claim, message.look.query, message.findings)
        claim = self.claim
        if claim is None or claim.id != message.claim or message.look != self.look(claim):
            return
        if message.error:
            self.tell(f"{glyph('✗')} {line(message.error)}")
        self.aside_found = message.findings
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
            found = counted(findings, USUAL)
            self.say(f"searched and recorded: {short(query, 30)} {glyph('·')} {found}")

        self.save(claim_id, self.workspace.searched, claim_id, query, findings, then=told)
