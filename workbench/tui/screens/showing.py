"""What Review shows: values from the workspace and the ledger, handed down to the panes."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.reactive import var

from workbench.claims import Claim
from workbench.tui.lanes import Order, cards_of, lanes, nothing_found
from workbench.tui.marks import GONE, claim_spots, glyph, is_stale, rating_badge, state_of
from workbench.tui.panes.article_view import ArticleView, Stretch
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claim_list import ClaimList, ClaimRow
from workbench.tui.panes.evidence_list import Card, EvidenceList, Heading, dated
from workbench.tui.panes.strips import PaneHead, TitleBar
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.deciding import Deciding
from workbench.tui.screens.searching import Searching
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.tui.keeper import Keeper
    from workbench.workspace import Workspace

PANES = ("claims", "evidence", "source")
WINDOW = 60_000
# Characters around a passage that the pane beside the evidence shows of a long article; the
# source screen shows all of it.


class Showing(Deciding):
    """Hands values down; what is asked of it comes back through `ReviewScreen`."""

    filter: var[str] = var("", init=False)
    order: var[Order] = var("stance", init=False)
    pane: var[str] = var("claims", init=False)

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self.sources: dict[str, Source] = {}
        self.read: set[tuple[str, tuple[str, int, int]]] = set()
        self._article: tuple[str, str] = ("", "")
        self._shown = ""
        """The claim whose evidence is on screen."""
        self._news = ""
        """What is going on, at the end of the title."""

    # claims

    @property
    def all_claims(self) -> tuple[Claim, ...]:
        """The claims of the file, then those that left it but have a verdict."""
        known = {claim.id for claim in self.workspace.claims}
        gone = []
        for claim_id, standing in (self.desk.standings if self.desk else {}).items():
            if claim_id not in known and standing.verdict is not None:
                text = str(getattr(standing.verdict.decision, "text", claim_id))
                gone.append(Claim(id=claim_id, text=text, context="No longer in claims.toml."))
        return (*self.workspace.claims, *gone)

    def find_claim(self, claim_id: str | None) -> Claim | None:
        """The claim with this id, also one that left the file."""
        return next((claim for claim in self.all_claims if claim.id == claim_id), None)

    def _row(self, claim: Claim) -> ClaimRow:
        state = state_of(claim, self.standing(claim.id), self.workspace.scale)
        if claim.context == "No longer in claims.toml." and not claim.line:
            state = GONE
        return ClaimRow(claim.id, line(claim.text), state, claim.id in self.saving)

    def show_claims(self) -> None:
        """Show the claims that the filter lets through, the cursor where it was."""
        rows = []
        words = self.filter.lower().split()
        for claim in self.all_claims:
            row = self._row(claim)
            tags = " ".join(f"#{tag}" for tag in claim.tags)
            hay = f"{claim.text} {claim.id} {claim.claimant or ''} {tags} {row.state.word}".lower()
            if all(word in hay for word in words):
                rows.append(row)
        self.query_one(ClaimList).show(tuple(rows), at=self.claim.id if self.claim else None)
        head = self.query_one("#claims-head", PaneHead)
        total = len(self.workspace.claims)
        head.left = Content.assemble(
            ("Claims", "bold"), f"  {len(rows)} of {total}" if self.filter else f"  {total}"
        )
        self._show_progress()
        self._show_tabs()
        if not rows:
            self.claim = None
            self._teach()

    def _teach(self) -> None:
        card = self.query_one(ClaimCard)
        if self.filter:
            card.nothing = "No claim has these words. esc shows all claims again."
        else:
            card.nothing = (
                'No claims yet. Write the first into claims.toml:  [[claims]]  id = "..."  '
                'text = "..."  and open the desk again.'
            )

    def show_state(self, claim_id: str) -> None:
        for row in self.query_one(ClaimList).rows:
            if row.id == claim_id and (claim := self.find_claim(claim_id)) is not None:
                self.query_one(ClaimList).change(self._row(claim))
        if self.claim is not None and self.claim.id == claim_id:
            self._show_card()
            self.show_verdict()

    def _show_progress(self) -> None:
        title = self.query_one(TitleBar)
        title.left = Content.assemble((line(self.workspace.file.project.title), "bold"))
        claims, parts = self.workspace.claims, []
        if self.desk is not None:
            held = [(claim, self.standing(claim.id)) for claim in claims]
            judged = sum(1 for _, each in held if each and each.verdict)
            stale = sum(1 for claim, each in held if is_stale(claim, each))
            late = sum(1 for _, each in held if each and each.postponed)
            parts.append(f"{judged} of {len(claims)} judged")
            parts += [f"{stale} stale"] if stale else []
            parts += [f"{late} postponed"] if late else []
        told = Content(f" {glyph('·')} ".join(parts))
        if self._news:
            told = Content.assemble((self._news, "$focus"), "   ", told)
        title.right = told

    def tell(self, news: str) -> None:
        """Say at the end of the title what is going on."""
        self._news = news
        self._show_progress()

    def watch_desk(self) -> None:
        if self.desk is not None and self.is_mounted:
            self.show_claims()
            self._show_marks()
            self._show_card()
            self.show_verdict()

    def watch_filter(self) -> None:
        self.show_claims()

    # the claim at hand

    def watch_claim(self) -> None:
        if not self.is_mounted:
            return
        self._show_card()
        self.show_verdict()
        self.show_evidence()
        self.refresh_bindings()

    def _show_card(self) -> None:
        card = self.query_one(ClaimCard)
        card.claim = self.claim
        if self.claim is not None:
            card.state = self._row(self.claim).state
        chosen = self.query_one(EvidenceList).chosen
        reasons = chosen.evidence.judgement.reasons if chosen else ()
        card.spots = claim_spots(reasons)

    def show_verdict(self) -> None:
        """Show what stands for the claim in the verdict bar."""
        standing = self.standing(self.claim.id) if self.claim else None
        rating, told = None, [("○ open" if glyph("○") == "○" else "o open", "bold")]
        if self.claim is not None and standing is not None:
            if standing.verdict is not None:
                rating = str(getattr(standing.verdict.decision, "rating", ""))
                badge = rating_badge(rating, self.workspace.scale)
                at = standing.verdict.at.replace("T", " ")[:16]
                told = [
                    (f"saved: {badge.word}", "bold"),
                    (f"  {line(standing.verdict.by)}, {at}", "$quiet"),
                ]
                if is_stale(self.claim, standing):
                    told.append(("   ! the claim's wording changed since", "bold $warning"))
            if standing.postponed:
                told = [(f"{glyph('»')} postponed", "bold")]
            counts = dict.fromkeys(("supports", "conflicts", "irrelevant"), 0)
            for mark, _ in standing.marks:
                counts[mark] += 1
            marked = [f"{count} {name}" for name, count in counts.items() if count]
            if marked:
                told.append(
                    (f"   marked: {', '.join(marked)}".replace("irrelevant", "not relevant"), "")
                )
            if standing.justification:
                told.append(("   justified", ""))
        if self.claim is not None and self.claim.id in self.saving:
            told = [("saving", "italic")]
        self.query_one(VerdictBar).show(
            self.workspace.scale, rating, Content.assemble(*told) if self.claim else Content("")
        )

    # evidence

    @property
    def sees_evidence(self) -> bool:
        """Whether the evidence pane is on screen."""
        return bool(self.query_one("#evidence").region)

    @property
    def at_hand(self) -> Card | None:
        """The passage that a mark or a copy is about: the one under the visible cursor."""
        if not self.is_mounted or self.claim is None:
            return None
        seen = self.sees_evidence or self.pane in ("evidence", "source")
        return self.query_one(EvidenceList).chosen if seen else None

    def _cards(self) -> tuple[Card, ...]:
        findings = self.found.get(self.claim.id) if self.claim else None
        if findings is None or self.claim is None:
            return ()
        read = {key for claim_id, key in self.read if claim_id == self.claim.id}
        return cards_of(findings, self.standing(self.claim.id), self.sources, read)

    def show_evidence(self) -> None:
        """Show what was found for the claim at hand, or that it is being looked for."""
        pane = self.query_one(EvidenceList)
        if self.claim is None:
            pane.show((), at=None)
        elif (findings := self.found.get(self.claim.id)) is not None:
            cards = self._cards()
            same = self._shown == self.claim.id
            at = pane.chosen.key if pane.chosen and same else None
            self._shown = self.claim.id
            pane.show(lanes(cards, self.order) or nothing_found(findings), at=at)
        elif self.generation:
            pane.show((Heading("", "Looking through the sources" + glyph("…")),), at=None)
        else:
            pane.show(
                (Heading("", "The sources are being read; evidence comes as soon as they are."),),
                at=None,
            )
        if self.claim is not None and self.generation:
            self.look_for(self.claim, self._ahead())
        self._show_evidence_head()
        self._show_tabs()
        self.show_passage()

    def _ahead(self) -> tuple[Claim, ...]:
        rows = self.query_one(ClaimList).rows
        ids = [row.id for row in rows if row.state.word == "open"]
        if self.claim is not None and self.claim.id in ids:
            ids = ids[ids.index(self.claim.id) + 1 :]
        return tuple(claim for each in ids[:2] if (claim := self.find_claim(each)))

    def _show_marks(self) -> None:
        for card in self._cards():
            self.query_one(EvidenceList).change(card)
        self._show_stretches()

    def _show_evidence_head(self) -> None:
        cards = self.query_one(EvidenceList).cards
        counts = {
            name: sum(1 for card in cards if card.stance == name)
            for name in ("conflicts", "supports", "mentions")
        }
        head = self.query_one("#evidence-head", PaneHead)
        head.left = Content.assemble(
            ("Evidence", "bold"),
            *[
                part
                for name, count in counts.items()
                for part in ("  ", (f"{count} {name}", "" if count else "$quiet"))
            ]
            if cards
            else ("",),
        )
        head.right = Content.assemble((f"by {self.order}", "$quiet")) if cards else Content("")

    # the source beside it

    def show_passage(self) -> None:
        """Mark the chosen passage's words in the claim, and show it in its source."""
        self._show_card()
        card = self.query_one(EvidenceList).chosen
        head = self.query_one("#source-head", PaneHead)
        if card is None:
            head.left = Content.assemble(("Source", "bold"))
            head.right = Content("")
            self.query_one(ArticleView).show("", ())
            return
        head.left = Content.assemble(
            ("Source", "bold"), "  ", line(card.source.title) if card.source else ""
        )
        head.right = Content.assemble((dated(card.source), "$quiet"))
        if self._article[0] == card.key[0]:
            self._show_article()
        else:
            self.read_article(card.key[0])
        self.refresh_bindings()

    @on(Searching.ArticleRead)
    def _article_read(self, message: Searching.ArticleRead) -> None:
        self._article = (message.source, message.text)
        card = self.query_one(EvidenceList).chosen
        if card is not None and card.key[0] == message.source:
            self._show_article()

    def _show_article(self) -> None:
        card = self.query_one(EvidenceList).chosen
        if card is None or card.key[0] != self._article[0]:
            return
        _, start, end = card.key
        offset = max(start - WINDOW // 2, 0) if len(self._article[1]) > WINDOW else 0
        text = (
            self._article[1][offset : offset + WINDOW]
            if offset or len(self._article[1]) > WINDOW
            else self._article[1]
        )
        self._offset = offset
        self.query_one(ArticleView).show(
            text, self._stretches(card, offset), aim=(start - offset, end - offset)
        )

    def _show_stretches(self) -> None:
        card = self.query_one(EvidenceList).chosen
        if card is not None and card.key[0] == self._article[0]:
            self.query_one(ArticleView).mark(self._stretches(card, self._offset))

    def _stretches(self, card: Card, offset: int) -> tuple[Stretch, ...]:
        _, start, end = card.key
        return (Stretch(start - offset, end - offset, "bold on $found", glyph("▸")),)

    # panes

    def go_to_pane(self, name: str) -> None:
        """Bring a pane into view and put the focus there."""
        self.pane = name
        for each in PANES:
            self.set_class(each == name, f"-at-{each}")
        self.query_one(f"#{name}").focus()
        self._show_tabs()
        self.refresh_bindings()

    def step_pane(self, by: int) -> None:
        """Go to the next or previous pane that can be shown at this size."""
        hidden = not self.has_class("-narrow") and not self.query_one("#source-side").display
        panes = [name for name in PANES if name != "source" or not hidden]
        at = panes.index(self.pane) if self.pane in panes else 0
        self.go_to_pane(panes[(at + by) % len(panes)])

    def _show_tabs(self) -> None:
        cards = len(self.query_one(EvidenceList).cards)
        names = {
            "claims": f"Claims {len(self.query_one(ClaimList).rows)}",
            "evidence": f"Evidence {cards}",
            "source": "Source",
        }
        parts: list[tuple[str, str]] = []
        for name, told in names.items():
            here = name == self.pane
            parts.append(
                (f"[{told}]" if here else f" {told} ", "bold reverse" if here else "$quiet")
            )
        tabs = self.query_one("#tabs", PaneHead)
        tabs.left = Content.assemble(*parts)
        tabs.right = Content.assemble(("tab next pane", "$quiet"))
