"""What is searched for: the claim at hand and the next ones, and whatever the checker asks."""

from typing import TYPE_CHECKING

from workbench.tui.lanes import counted
from workbench.tui.marks import glyph
from workbench.tui.only import Only
from workbench.tui.panes.ask_line import AskLine
from workbench.tui.panes.sides import Sides
from workbench.tui.said import short
from workbench.tui.screens.review.finder import USUAL, Finder

if TYPE_CHECKING:
    from workbench.tui.cards import Card
    from workbench.tui.panes.evidence_side import Asked
    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.tui.screens.review.evidence_state import EvidenceState
    from workbench.tui.screens.review.host import Host
    from workbench.workspace import Findings


class Search:
    """Has the finder search for what is not found yet; records the searches the checker made."""

    def __init__(
        self, host: "Host", finder: Finder, claims: "ClaimState", evidence: "EvidenceState"
    ) -> None:
        self._host = host
        self._finder = finder
        self._claims = claims
        self._evidence = evidence
        self._made: set[tuple[str, str]] = set()
        """Claims and queries of her searches that are not answered yet."""

    # what is not found yet

    def go_on(self) -> None:
        """Search for the evidence of the claim at hand and of the next ones, if it is not known."""
        claim, evidence, finder = self._claims.at_hand, self._evidence, self._finder
        if claim is None or not finder.generation:
            return
        finder.look_for(claim, self._claims.ahead())
        if evidence.aside and evidence.aside_found is None:
            finder.search_aside(claim, evidence.look(claim), evidence.among)

    def read_again(self) -> None:
        """Have the model, if there is one, read the evidence of the claim at hand."""
        claim, findings = self._claims.at_hand, self._evidence.findings
        if claim is not None and findings is not None:
            self._finder.read_again(claim, findings)

    def more(self) -> None:
        """Search for more passages; those found stay on screen until they come."""
        claim = self._claims.at_hand
        if claim is not None and self._evidence.findings is not None:
            self._evidence.search_more()
            self._finder.search_aside(claim, self._evidence.look(claim), self._evidence.among)

    def copies(self, card: "Card") -> "Card | None":
        """Show the copies of a passage under it, or fold them; returns the first when folding."""
        first, claim = self._evidence.original(card), self._claims.at_hand
        if first is None or claim is None:
            self._host.say("no other source has these words")
        elif first.key in self._evidence.unfolded:
            self._evidence.unfold(first.key, ())
            return first
        else:
            self._finder.judge_copies(claim, first.evidence)
        return None

    # words of her own

    def ask(self, table: Sides, asked: "Asked") -> None:
        """Ask for words above the evidence; the line starts with the words in use now."""
        claim, evidence = self._claims.at_hand, self._evidence
        if claim is None:
            return
        self._host.go_to_pane("evidence")
        before = {
            "words": self._finder.words.get(claim.id, ""),
            "search": evidence.free,
            "filter": evidence.sieve,
        }
        chosen = asked == "search" and evidence.only
        hint = "anything, in the chosen sources" if chosen else ""
        kept = self._host.workspace.root, f"{asked}/{claim.id if asked == 'words' else ''}"
        table.ask(asked, before[asked], hint=hint, kept=kept)

    def take(self, word: AskLine.Word) -> None:
        """Use the words in the line for what they were asked for.

        A filter is applied at once. It is dropped when the line is left, unless that was downwards,
        to the passages found.
        """
        match word:
            case AskLine.Typed():
                self.typed(word.asked, word.said)
            case AskLine.Answered():
                self.answered(word.asked, word.said)
            case AskLine.Left() if word.asked == "filter" or not word.down:
                if not word.down:
                    self.typed(word.asked, "")
                self._host.go_to_pane("evidence")

    def typed(self, asked: str, said: str) -> None:
        """The words in the line changed: a filter is applied at once."""
        if asked == "filter" and said != self._evidence.sieve:
            self._evidence.sieve = said
            self._host.show()

    def answered(self, asked: str, said: str) -> None:
        """These words were submitted."""
        words = " ".join(said.split())
        self._host.go_to_pane("evidence")
        if asked == "words":
            self.search_with(words)
        elif asked == "search":
            self.search_for(words)

    def search_with(self, words: str) -> None:
        """Search for the claim at hand with these words as well as its own."""
        claim = self._claims.at_hand
        if claim is None:
            return
        self._evidence.end_free()
        if words != self._finder.words.get(claim.id, ""):
            self._finder.use_words(claim.id, words)
            if words:
                self._made.add((claim.id, words))
            else:
                self._host.say("searched with the claim's own words again")
        self._host.show()

    def search_for(self, query: str) -> None:
        """Search the sources for anything; the claim at hand stays the one that is judged."""
        claim = self._claims.at_hand
        if claim is None or query == self._evidence.free:
            return
        if query:
            self._evidence.search_for(query)
            self._made.add((claim.id, query))
        else:
            self._evidence.end_free()
        self._host.show()

    def search_only(self, only: Only | None) -> None:
        """Search only these sources from now on, for every claim; None changes nothing."""
        if only is None or only == self._evidence.only:
            return
        self._evidence.search_only(only)
        self._host.keep_place()
        self._host.go_to_pane("evidence")
        self._host.show()

    def end(self) -> bool:
        """End the filter, the free search or the choice of sources; False if there is none."""
        if self._evidence.sieve:
            self._evidence.sieve = ""
        elif self._evidence.free:
            self._evidence.end_free()
        elif self._evidence.only:
            self.search_only(Only())
        else:
            return False
        self._host.show()
        return True

    def record(self, claim_id: str, query: str, findings: "Findings | None") -> None:
        """Record a search that she made, once; not for a claim that left the file."""
        claim = self._claims.find(claim_id)
        if findings is None or findings.failed or (claim_id, query) not in self._made:
            return
        self._made.discard((claim_id, query))
        if claim is None or self._claims.is_gone(claim):
            return

        def recorded(entry: object) -> None:
            found = counted(findings, USUAL)
            self._host.say(f"searched and recorded: {short(query, 30)} {glyph('·')} {found}")

        act = self._host.workspace.searched
        self._host.save(claim_id, act, claim_id, query, findings, then=recorded)
