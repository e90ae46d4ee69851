"""What Review shows of the sources: evidence in its lanes, and the article beside it."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.reactive import var

from workbench.safe.visible import line
from workbench.tui.lanes import (
    Order,
    cards_of,
    counted,
    ended,
    freely_found,
    is_full,
    lanes,
    never_used,
    nothing_found,
    sifted,
    went_over,
)
from workbench.tui.marks import MARKS, STANCES, claim_spots, glyph
from workbench.tui.only import Only
from workbench.tui.panes.article_view import ArticleView, Stretch
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.evidence_list import Card, EvidenceList, Heading, dated
from workbench.tui.panes.strips import PaneHead
from workbench.tui.said import short
from workbench.tui.screens.searching import USUAL, Searching
from workbench.tui.screens.showing import Showing

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.stance import Evidence
    from workbench.tui.keeper import Keeper
    from workbench.verdicts import Place
    from workbench.verdicts.rules import Unmet
    from workbench.verdicts.scales import Rating
    from workbench.workspace import Findings, Workspace

FEW = 3
# Passages found up to which the words that never occur are told beneath them.

WINDOW = 60_000
# Characters around a passage that the pane beside the evidence shows of a long article; the
# source screen shows all of it.


class Reading(Showing):
    """Hands the evidence for the claim at hand and its sources down to the panes."""

    order: var[Order] = var("stance", init=False)

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self._works: tuple[bool, ...] = ()
        self._shown = ("", "")
        """The claim whose evidence is on screen, and the free search if one is."""
        self.sieve = ""
        """The words that the evidence is filtered by."""
        self._at: tuple[str, int, int] | None = None
        """The passage at hand."""
        self._wanted_passage = ""
        """The passage that was at hand before: when the desk was left, or before a new search."""
        self._article = ("", "")
        """Source id and text beside the evidence."""
        self._offset = 0
        """Where the text shown begins in the article."""
        self.unfolded: dict[Place, tuple[Evidence, ...]] = {}
        """Passages whose copies stand under them as cards of their own."""
        self._among: tuple[Only, int, tuple[Source, ...]] = (Only(), 0, ())
        """A choice of sources, which catalogue it was made in, and what it lets through."""

    def watch_claim(self) -> None:
        self.sieve = self.free = ""
        self.limit, self.aside_found = USUAL, None
        self.unfolded = {}
        if self.is_mounted:
            self.show_evidence()
            self.show_verdict()

    # evidence

    def forget_found(self) -> None:
        """What is found anew comes in its own order: a cursor that was moved stays on its passage.

        One that nobody moved stays on the best.
        """
        pane = self.query_one(EvidenceList)
        if pane.chosen is not None and pane.chosen != pane.cards[0]:
            self._wanted_passage = "{}:{}-{}".format(*pane.chosen.key)
        super().forget_found()
        self._article = ("", "")  # it is read anew: its text may be another

    @property
    def sees_evidence(self) -> bool:
        """Whether the evidence pane is on screen."""
        return bool(self.query_one("#evidence").region)

    @property
    def at_hand(self) -> Card | None:
        """The passage that a mark or a copy is about: the one under the cursor that is seen."""
        if not self.is_mounted or self.claim is None:
            return None
        seen = self.sees_evidence or bool(self.query_one("#source").region)
        return self.query_one(EvidenceList).chosen if seen else None

    @property
    def findings(self) -> "Findings | None":
        """What is on screen for the claim at hand: found for it, or by another search."""
        if self.claim is None:
            return None
        return self.aside_found if self.aside else self.found.get(self.claim.id)

    @property
    def among(self) -> "tuple[Source, ...]":
        """The sources that the evidence on screen is searched in."""
        every = self.sources
        if self._among[:2] != (self.only, id(every)):
            self._among = (self.only, id(every), self.only.among(every.values()))
        return self._among[2]

    def cards(self) -> tuple[Card, ...]:
        """A card for each passage on screen for the claim at hand, those it pinned included."""
        findings = self.findings
        if findings is None or self.claim is None:
            return ()
        standing, said = self.standing(self.claim.id), self.claim.date
        cards = cards_of(
            findings,
            standing,
            self.sources,
            said=said,
            pins=not self.free,
            unfolded=self.unfolded,
        )
        if not self.only:
            return cards
        seen = {source.id for source in self.among}
        return tuple(card for card in cards if card.key[0] in seen)

    def show_evidence(self) -> None:
        """Show what was found for the claim at hand, or that it is being looked for."""
        pane, claim = self.query_one(EvidenceList), self.claim
        if claim is None:
            pane.show((), at=None)
        elif (findings := self.findings) is not None:
            here = (claim.id, self.free)
            at = pane.chosen.key if pane.chosen and self._shown == here else None
            at = at or self._left_at(findings)
            self._shown = here
            pane.show(self._items(findings), at=at)
        elif self.generation:
            pane.show((Heading("", "Looking through the sources" + glyph("…")),), at=None)
        else:
            told = "The sources are being read. You can judge, mark and filter meanwhile."
            pane.show((Heading("", told),), at=None)
        if claim is not None and self.generation:
            self.look_for(claim, self._ahead(claim))
            if self.aside and self.aside_found is None:
                self.search_aside(claim, self.among)
        self._show_evidence_head()
        self.show_tabs()
        self.show_passage()

    def _items(self, findings: "Findings") -> tuple[Card | Heading, ...]:
        """What the pane shows of what was found."""
        every = self.cards()
        cards = sifted(every, self.sieve)
        if every and not cards:
            told = "No passage here has these words, in itself, its source or publisher."
            return (Heading("", f"{told} {self.key('pane.back')} shows all again."),)
        chosen = self.only.told()
        if self.free and not every:
            return nothing_found(findings, self.free, only=chosen, key=self.key)
        if self.free:
            items = freely_found(self.free, counted(findings, self.limit), cards, self.key)
        else:
            items = lanes(cards, self.order) or nothing_found(findings, only=chosen, key=self.key)
        if 0 < len(every) <= FEW and findings.found.unknown:
            items += (Heading("", f"{never_used(findings)}{went_over(findings)}"),)
        if is_full(findings, self.limit) and not self.sieve:
            items += (Heading("", ended(self.limit, self.key)),)
        return items

    def told_of_search(self) -> str:
        """How the evidence on screen was searched for or filtered; empty when as always."""
        if self.sieve:
            shown, every = len(self.query_one(EvidenceList).cards), len(self.cards())
            return f"{shown} of {every} have {short(self.sieve, 20)}"
        if self.free:
            return "free search"
        words = self.words.get(self.claim.id) if self.claim else None
        return f"your words: {short(words, 28)}" if words else ""

    def _left_at(self, findings: "Findings") -> tuple[str, int, int] | None:
        """The passage that was at hand when the desk was left; asked for once."""
        wanted, self._wanted_passage = self._wanted_passage, ""
        for each in findings.evidence if wanted else ():
            passage = each.match.passage
            if wanted == f"{passage.source}:{passage.start}-{passage.end}":
                return (passage.source, passage.start, passage.end)
        return None

    def _ahead(self, claim: "Claim") -> "tuple[Claim, ...]":
        """The open claims that come next, to be searched for meanwhile."""
        ids = [row.id for row in self.query_one(ClaimList).rows if row.state.word == "open"]
        after = ids[ids.index(claim.id) + 1 :] if claim.id in ids else ids
        return tuple(each for each in map(self.find_claim, after[:2]) if each)

    def _show_evidence_head(self) -> None:
        cards = self.query_one(EvidenceList).cards
        head = self.query_one("#evidence-head", PaneHead)
        parts: list[tuple[str, str]] = [("Evidence", "bold")]
        for name, badge in STANCES.items():
            count = sum(1 for card in cards if card.side == name)
            parts.append((f"   {badge.glyph} {count} {name}", badge.style if count else "$quiet"))
        head.left = Content.assemble(*(parts if cards else parts[:1]))
        self._show_only()
        own = self.told_of_search()
        usual = Content.assemble((f"by {self.order}", "$quiet")) if cards else Content("")
        head.right = Content.assemble((own, "$focus")) if own else usual

    def _show_only(self) -> None:
        """Say over the evidence which sources it is searched in, where that is not all."""
        self.set_class(bool(self.only), "-only")
        if self.only:
            strip = self.query_one("#only", PaneHead)
            strip.left = Content.assemble(("only: ", "bold"), (self.only.told(), "$focus"))
            counts = f"{len(self.among)} of {len(self.sources)} sources"
            strip.right = Content.assemble((f"{counts}  {self.key('pane.back')} all", "$quiet"))

    def show_marks(self) -> None:
        evidence, cards = self.query_one(EvidenceList), self.cards()
        seen = {card.key: card.mark for card in sifted(cards, self.sieve)}
        shown = {card.key: card.mark for card in evidence.cards}
        # Words were pinned, or a pin or a mark was taken away: that passage goes back to its lane.
        # One that is marked stays where it is until the claim is left, or keys would miss it.
        if seen.keys() != shown.keys() or any(shown[key] and not seen[key] for key in seen):
            self.show_evidence()
            return
        for card in cards:
            evidence.change(card)
        chosen = evidence.chosen
        if chosen is not None and chosen.key[0] == self._article[0]:
            self.query_one(ArticleView).mark(self._stretches(chosen))

    def rules_unmet(self, rating: "Rating | None" = None) -> "tuple[Unmet, ...]":
        if self.claim is None or self.desk is None:
            return ()
        from workbench.verdicts.rules import Ground, unmet

        # What rests on the marks alone is known before the evidence is.
        found = self.found.get(self.claim.id)
        evidence = found.evidence if found else ()
        ground = Ground(self.claim, self.desk.of(self.claim.id), evidence, self.sources)
        return unmet(ground, self.workspace.file.project.rules, rating=rating)

    # the source beside it

    def show_passage(self) -> None:
        """Mark the chosen passage's words in the claim, and show it in its source."""
        card = self.query_one(EvidenceList).chosen
        self._at = card.key if card else self._at
        self.show_card()
        self.query_one(ClaimCard).spots = claim_spots(
            card.evidence.judgement.reasons if card else ()
        )
        head = self.query_one("#source-head", PaneHead)
        if card is None:
            told = "  of the passage at hand: none yet"
            head.left, head.right = (
                Content.assemble(("Source", "bold"), (told, "$quiet")),
                Content(""),
            )
            self.query_one(ArticleView).show("", ())
            self._look_at_keys()
            return
        title = line(card.source.title) if card.source else ""
        head.left = Content.assemble(("Source", "bold"), "  ", title)
        head.right = Content.assemble((dated(card.source), "$quiet"))
        if self._article[0] == card.key[0]:
            self._show_article(card)
        else:
            self.read_article(card.key[0])
        self._look_at_keys()

    def _look_at_keys(self) -> None:
        """Have the keys told anew, but only where others work now."""
        works = (self.at_hand is not None, self.claim is not None, self.sees_evidence)
        if works != self._works:
            self._works = works
            self.refresh_bindings()

    @on(Searching.ArticleRead)
    def _article_read(self, message: Searching.ArticleRead) -> None:
        self._article = (message.source, message.text)
        card = self.query_one(EvidenceList).chosen
        if card is not None and card.key[0] == message.source:
            self._show_article(card)

    def _show_article(self, card: Card) -> None:
        _, start, end = card.key
        text = self._article[1]
        self._offset = max(start - WINDOW // 2, 0) if len(text) > WINDOW else 0
        shown = text[self._offset : self._offset + WINDOW]
        aim = (start - self._offset, end - self._offset)
        self.query_one(ArticleView).show(shown, self._stretches(card), aim=aim)

    def _stretches(self, card: Card) -> tuple[Stretch, ...]:
        """The passage at hand, and those of its source that are marked for the claim."""
        stretches = []
        for each in self.cards():
            if each.key[0] != card.key[0] or (each.mark is None and each.key != card.key):
                continue
            if self._article[1][each.key[1] : each.key[2]] != each.evidence.match.passage.text:
                continue  # in a source that changed, a mark's old place has other words
            start, end = each.key[1] - self._offset, each.key[2] - self._offset
            style = "bold on $found" if each.key == card.key else "underline"
            sign = MARKS[each.mark].glyph if each.mark else glyph("▸")
            stretches.append(Stretch(start, end, style, sign))
        return tuple(stretches)
