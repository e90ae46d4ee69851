"""What Review knows of the evidence: how it is searched for, what was found, and in which lanes.

Values and rules only. The screen decides what is drawn of them, and when.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.tui.cards import Card, Heading
from workbench.tui.lanes import (
    MOST,
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
from workbench.tui.marks import glyph
from workbench.tui.memo import Memo
from workbench.tui.only import Only
from workbench.tui.said import short
from workbench.tui.screens.review.finder import USUAL, Finder, Look

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.nli import SecondReading
    from workbench.passages import Spot
    from workbench.stance import Evidence
    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.workspace import Findings

FEW = 3
# With at most this many passages, the words that never occur are named below them.

Items = tuple[Card | Heading, ...]


class EvidenceState:
    """The evidence for the claim at hand. `key` gives the key for a binding's id, for messages.

    It reads what the claims and the finder know and changes neither.
    """

    def __init__(self, claims: "ClaimState", finder: Finder, key: Callable[[str], str]) -> None:
        self._claims = claims
        self._finder = finder
        self._key = key
        self.order: Order = "stance"
        self.only = Only()
        """The sources that are searched; all of them if empty."""
        self.free = ""
        """The free search that is shown instead of the claim's evidence; usually empty."""
        self.limit = USUAL
        """The most passages wanted."""
        self.sieve = ""
        """The words by which the passages found are filtered."""
        self.aside_found: Findings | None = None
        """What was found, if the search is not the usual one."""
        self.unfolded: dict[Spot, tuple[Evidence, ...]] = {}
        """Passages with their copies shown under them; the dict is never changed in place."""
        self.catalogue: dict[str, Source] = {}
        self.sources: dict[str, Source] = {}
        """The catalogue with the checker's own grades."""
        self.at: Spot | None = None
        """The passage at hand."""
        self.wanted = ""
        """The passage to put at hand again, as `SOURCE:START-END`: the one at hand when the desk
        was left, or before a new search. It is used once."""
        self._begun: Claim | None = None
        """The claim that the search settings here belong to."""
        self._left_for_free = ""
        """The passage that was at hand before the free search."""
        self._shown: tuple[str, str] | None = None
        """The claim whose evidence is on screen, and the free search, or ""."""
        self._items: Items = ()
        self._among: Memo[tuple[Source, ...]] = Memo()
        self._cards: Memo[tuple[Card, ...]] = Memo()
        self._laned: Memo[Items] = Memo()

    # which sources

    def take_sources(self, sources: "tuple[Source, ...]") -> None:
        """Use these sources from now on; what was found in others must be forgotten."""
        self.catalogue = {source.id: source for source in sources}
        self.take_grades()

    def take_grades(self) -> None:
        """Put the checker's grades on the sources of the catalogue."""
        desk = self._claims.desk
        self.sources = {
            source_id: desk.graded(source) if desk else source
            for source_id, source in self.catalogue.items()
        }

    @property
    def among(self) -> "tuple[Source, ...]":
        """The sources that are searched."""
        every = self.sources
        return self._among.of(self.only, every, make=lambda: self.only.among(every.values()))

    # how it is searched for

    @property
    def aside(self) -> bool:
        """Whether the search is not the usual one."""
        return bool(self.free or self.only or self.limit > USUAL)

    def look(self, claim: "Claim") -> Look:
        """How the evidence for a claim is searched for."""
        words = "" if self.free else self._finder.words.get(claim.id, "")
        return Look(self.free, words, self.only, self.limit)

    def begin(self) -> bool:
        """Go back to the usual search if another claim is at hand than before; True if so."""
        if self._claims.at_hand == self._begun:
            return False
        self._begun = self._claims.at_hand
        self.sieve = self.free = ""
        self.limit, self.aside_found = USUAL, None
        self.unfolded = {}
        return True

    def forget(self, chosen: Card | None) -> None:
        """Forget what was found; when it is found again it comes in its own order.

        A cursor that was moved to `chosen` goes back there; otherwise it goes to the best.
        """
        best = next((item for item in self._items if isinstance(item, Card)), None)
        if chosen is not None and best is not None and chosen.key != best.key:
            self.wanted = _named(chosen.key)
        self.aside_found = None

    def search_for(self, query: str) -> None:
        """Search freely, for anything; the claim at hand stays the one that is judged."""
        if not self.free:
            self._left_for_free = _named(self.at) if self.at else ""
        self.free, self.aside_found, self.sieve = query, None, ""
        self.limit = USUAL

    def end_free(self) -> None:
        """End the free search: the claim's own evidence again, with the cursor where it was."""
        if self.free:
            self.wanted = self._left_for_free
        self.free, self.aside_found, self.sieve = "", None, ""
        self.limit = USUAL

    def search_only(self, only: Only) -> None:
        """Search only these sources from now on, for every claim."""
        if self.at:
            self.wanted = _named(self.at)
        self.only, self.aside_found, self.limit = only, None, USUAL

    def search_more(self) -> None:
        """Ask for more passages; those found stay until they come."""
        self.aside_found = self.findings
        self.limit = min(self.limit + USUAL, MOST)

    @property
    def more(self) -> bool:
        """Whether there may be more passages that can still be shown."""
        found = self.findings
        return found is not None and is_full(found, self.limit) and self.limit < MOST

    # what was found

    @property
    def findings(self) -> "Findings | None":
        """What was found for the claim at hand, by the search in use; None until known."""
        claim = self._claims.at_hand
        if claim is None:
            return None
        return self.aside_found if self.aside else self._finder.found.get(claim.id)

    @property
    def usual(self) -> "tuple[Evidence, ...]":
        """What the usual search found for the claim at hand; the rules use this."""
        claim = self._claims.at_hand
        found = self._finder.found.get(claim.id) if claim else None
        return found.evidence if found else ()

    def cards(self) -> tuple[Card, ...]:
        """A card for each passage on screen for the claim at hand, including pinned ones."""
        claim, findings = self._claims.at_hand, self.findings
        if findings is None or claim is None:
            return ()
        desk, said = self._claims.desk, self._finder.said.get(claim.id, {})
        made_of = (findings, desk, self.sources, claim, self.free, self.unfolded, self.only)
        return self._cards.of(
            *made_of, *said.values(), make=lambda: tuple(self._made(claim, findings))
        )

    def _made(self, claim: "Claim", findings: "Findings") -> list[Card]:
        cards = cards_of(
            findings,
            self._claims.standing(claim.id),
            self.sources,
            said=claim.date,
            pins=not self.free,
            unfolded=self.unfolded,
        )
        seen = {source.id for source in self.among} if self.only else None
        said = self._finder.said.get(claim.id, {})
        return [
            _read_again(card, said[card.key]) if card.key in said else card
            for card in cards
            if seen is None or card.key[0] in seen
        ]

    def original(self, card: Card) -> Card | None:
        """The card whose words this one shares, or this one if it is the first; None if none."""
        if not card.copy:
            return card if card.copies else None
        for key, copies in self.unfolded.items():
            if card.evidence in copies:
                return next((each for each in self.cards() if each.key == key), None)
        return None

    def unfold(self, key: "Spot", copies: "tuple[Evidence, ...]") -> None:
        """Show the copies of a passage under it; without copies, fold them again."""
        others = {each: shown for each, shown in self.unfolded.items() if each != key}
        self.unfolded = others | {key: copies} if copies else others

    # what is shown

    def items(self) -> Items:
        """The cards and headings in their order, which stays while the claim and search stay.

        A passage that is marked keeps its place until the claim is left, so that the next key does
        not hit another. A passage that is pinned, or a mark that is taken away, changes the lanes.
        """
        cards = sifted(self.cards(), self.sieve)
        now = {card.key: card for card in cards}
        before = {item.key: item.mark for item in self._items if isinstance(item, Card)}
        stays = now.keys() == before.keys() and not any(
            mark and not now[key].mark for key, mark in before.items()
        )
        claim = self._claims.at_hand
        about = (claim, self.findings, self.free, self.sieve, self.only, self.order, self.limit)
        read = (bool(self._finder.generation), self._finder.whole)
        if not stays:
            self._laned.forget()
        held = self._laned.of(*about, *read, self.unfolded, make=self._lanes)
        self._items = tuple(
            now.get(item.key, item) if isinstance(item, Card) else item for item in held
        )
        return self._items

    def _lanes(self) -> Items:
        findings = self.findings
        if self._claims.at_hand is None:
            return ()
        if findings is None:
            if self._finder.generation:
                return (Heading("", "Looking through the sources" + glyph("…")),)
            text = "The sources are being read. You can judge, mark and filter meanwhile."
            return (Heading("", text),)
        if not self._finder.whole:
            # A source that has not been read yet may contain these words.
            findings = replace(findings, found=replace(findings.found, unknown=()))
        every = self.cards()
        cards = sifted(every, self.sieve)
        if every and not cards:
            text = "No passage here has these words, in itself, its source or publisher."
            return (Heading("", f"{text} {self._key('pane.back')} shows all again."),)
        if findings.failed:
            failed = Heading(f"This claim {findings.failed}", "The details are in the log.")
            return (failed, *lanes(cards, self.order))
        chosen = self.only.in_words()
        if self.free and not every:
            return nothing_found(findings, self.free, only=chosen, key=self._key)
        items: Items
        if self.free:
            items = freely_found(self.free, counted(findings, self.limit), cards, self._key)
        else:
            items = lanes(cards, self.order)
            items = items or nothing_found(findings, only=chosen, key=self._key)
        if every and findings.found.unknown:
            # Below a few passages, together with what was searched; above many, where it is seen.
            absent = never_used(findings)
            few = len(every) <= FEW
            items = (
                (*items, Heading("", f"{absent}{went_over(findings)}"))
                if few
                else (Heading("", absent.strip()), *items)
            )
        if is_full(findings, self.limit) and not self.sieve:
            items += (Heading("", ended(self.limit, self._key)),)
        return items

    def cursor(self, chosen: "Spot | None") -> "Spot | None":
        """Where to put the cursor: it stays on `chosen` as long as the evidence is the same.

        For other evidence, the passage that was at hand before, if it was found again; else None.
        """
        claim, findings = self._claims.at_hand, self.findings
        if claim is None or findings is None:
            return None
        here = (claim.id, self.free)
        stays, self._shown = self._shown == here, here
        if stays and chosen is not None:
            return chosen
        wanted, self.wanted = self.wanted, ""
        for each in findings.evidence if wanted else ():
            if wanted == _named(each.match.passage.spot):
                return each.match.passage.spot
        return None

    def search_in_words(self, shown: int) -> str:
        """How the `shown` passages on screen were searched for; empty for the usual search."""
        if self.sieve:
            return f"{shown} of {len(self.cards())} have {short(self.sieve, 20)}"
        if self.free:
            return "free search"
        claim = self._claims.at_hand
        words = self._finder.words.get(claim.id) if claim else None
        return f"your words: {short(words, 28)}" if words else ""


def _named(key: "Spot") -> str:
    return "{}:{}-{}".format(*key)


def _read_again(card: Card, second: "SecondReading") -> Card:
    """A card with what a model says of it, which may lower the strength of its flag."""
    from workbench.nli.doubt import lowered

    evidence = replace(card.evidence, judgement=lowered(card.evidence.judgement, second))
    return replace(card, evidence=evidence, second=second.text)
