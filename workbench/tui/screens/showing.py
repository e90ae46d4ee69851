"""What Review shows of the claims: the list, the claim at hand, and what stands for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.worker import get_current_worker

from workbench.claims import Claim
from workbench.errors import WorkbenchError
from workbench.safe.visible import line
from workbench.tui.marks import GONE, STALE, Badge, glyph, state_of, verdict_badge
from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claim_list import ClaimList, ClaimRow
from workbench.tui.panes.strips import PaneHead, TitleBar
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.deciding import Deciding

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.tui.keeper import Keeper
    from workbench.verdicts import Standing
    from workbench.verdicts.rules import Unmet
    from workbench.verdicts.scales import Rating
    from workbench.workspace import Workspace


class Showing(Deciding):
    """Hands the claims and what stands for them down to the panes."""

    @dataclass
    class Staled(Message):
        """The verdicts that may no longer hold, with the reasons, by claim id."""

        reasons: dict[str, tuple[str, ...]]

    filter: var[str] = var("", init=False)

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self.catalogue: dict[str, Source] = {}
        self.sources: dict[str, Source] = {}
        """The catalogue with the checker's own grades."""
        self.stale: dict[str, tuple[str, ...]] = {}
        self._listed: dict[str | None, Claim] = {}
        """The claims of the file by id: a project may have thousands."""
        self.list_claims()
        self._news = ""
        """What is going on, at the end of the title."""

    def take_grades(self) -> None:
        """Put the checker's grades on the cards of the catalogue."""
        desk = self.desk
        self.sources = {
            source_id: desk.graded(source) if desk else source
            for source_id, source in self.catalogue.items()
        }

    # which claims there are

    def list_claims(self) -> None:
        """Take the claims as claims.toml has them now."""
        self._listed = {claim.id: claim for claim in self.workspace.claims}

    @property
    def all_claims(self) -> tuple[Claim, ...]:
        """The claims of the file, then those that left it but have a verdict."""
        gone = []
        for claim_id, standing in (self.desk.standings if self.desk else {}).items():
            if claim_id not in self._listed and standing.verdict is not None:
                text = str(getattr(standing.verdict.decision, "text", claim_id))
                gone.append(Claim(id=claim_id, text=text, context="No longer in claims.toml."))
        return (*self.workspace.claims, *gone)

    def find_claim(self, claim_id: str | None) -> Claim | None:
        """The claim with this id, also one that left the file."""
        if claim_id in self._listed:
            return self._listed[claim_id]
        return next((claim for claim in self.all_claims if claim.id == claim_id), None)

    def is_stale(self, claim_id: str) -> bool:
        return claim_id in self.stale

    def is_gone(self, claim: Claim) -> bool:
        """Whether a claim left claims.toml: its verdict is kept and can only be looked at."""
        return claim.id not in self._listed

    def no_claim(self) -> str:
        """What is said where no claim is at hand."""
        if self.filter:
            return f"no claim has these words: {self.key('pane.back')} shows all"
        return f"there is no claim yet: {self.key('claim.add')} writes one"

    def _no_claims(self) -> str:
        add, suggest = self.key("claim.add"), self.key("claim.suggest")
        return (
            f"No claims yet. {add} writes the first; {suggest} lists sentences of the sources that "
            "are worth checking."
        )

    def mine(self, what: str) -> Claim | None:
        if self.claim is None:
            self.say(self.no_claim())
        elif self.is_gone(self.claim):
            self.say(f"no longer in claims.toml: its verdict is kept, there is nothing to {what}")
        else:
            return self.claim
        return None

    def state(self, claim: Claim) -> Badge:
        """The claim's state as it is shown."""
        if self.is_gone(claim):
            return GONE
        state = state_of(claim, self.standing(claim.id), self.workspace.scales)
        judged = state.word not in ("open", "postponed")
        return STALE if judged and claim.id in self.stale else state

    def _row(self, claim: Claim) -> ClaimRow:
        return ClaimRow(claim.id, line(claim.text), self.state(claim), claim.id in self.saving)

    # the list

    def show_claims(self) -> None:
        """Show the claims that the filter lets through, the cursor where it was."""
        words = self.filter.lower().split()
        rows = []
        for claim in self.all_claims:
            row = self._row(claim)
            tags = " ".join(f"#{tag}" for tag in claim.tags)
            hay = f"{claim.text} {claim.id} {claim.claimant or ''} {tags} {row.state.word}".lower()
            if all(word in hay for word in words):
                rows.append(row)
        total = len(self.workspace.claims)
        head = self.query_one("#claims-head", PaneHead)
        counted = f"{len(rows)} of {total} have “{line(self.filter)}”" if words else str(total)
        head.left = Content.assemble(("Claims", "bold"), f"  {counted}")
        card = self.query_one(ClaimCard)
        card.nothing = ""
        if not rows:
            all_ = f"{self.key('pane.back')} shows all claims."
            card.nothing = f"No claim has these words; {all_}" if words else self._no_claims()
            self.claim = None
        self.query_one(ClaimList).show(tuple(rows), at=self.claim.id if self.claim else None)
        self.show_progress()
        self.show_tabs()

    def show_tabs(self) -> None:
        """Show which pane is seen, where one is seen at a time."""
        raise NotImplementedError

    def show_state(self, claim_id: str) -> None:
        claim = self.find_claim(claim_id)
        if claim is None:
            return
        self.query_one(ClaimList).change(self._row(claim))
        if self.claim is not None and self.claim.id == claim_id:
            self.show_card()
            self.show_verdict()

    def watch_filter(self) -> None:
        self.show_claims()

    def watch_desk(self) -> None:
        if self.desk is None or not self.is_mounted:
            return
        self.take_grades()
        self.show_claims()
        self.show_marks()
        self.show_card()
        self.show_verdict()
        if self.generation:
            self.look_for_stale()

    def show_marks(self) -> None:
        """Draw the marks of the claim at hand anew."""
        raise NotImplementedError

    # what may no longer hold

    @work(thread=True, exclusive=True, group="stale")
    def look_for_stale(self) -> None:
        """Ask of every verdict whether its claim and sources are as they were."""
        worker, reasons = get_current_worker(), {}
        for claim in self.workspace.claims:
            if worker.is_cancelled:
                return
            try:
                if told := self.workspace.stale(claim):
                    reasons[claim.id] = told
            except WorkbenchError:
                return  # the ledger says so itself, where something is to be saved
        self.post_message(self.Staled(reasons))

    @on(Staled)
    def _staled(self, message: Staled) -> None:
        if message.reasons != self.stale:
            self.stale = message.reasons
            self.show_claims()
            self.show_card()
            self.show_verdict()

    # the title

    def tell(self, news: str) -> None:
        """Say at the end of the title what is going on."""
        self._news = news
        self.show_progress()

    def show_progress(self) -> None:
        """Show how many claims are judged, and what is going on."""
        title = self.query_one(TitleBar)
        title.left = Content.assemble((line(self.workspace.file.project.title), "bold"))
        parts = []
        if self.desk is not None:
            held = [self.desk.of(claim.id) for claim in self.workspace.claims]
            parts.append(f"{sum(1 for each in held if each.verdict)} of {len(held)} judged")
            stale, late = len(self.stale), sum(1 for each in held if each.postponed)
            parts += [f"{stale} stale"] if stale else []
            parts += [f"{late} postponed"] if late else []
        told = Content(f" {glyph('·')} ".join(parts))
        news = Content.assemble((self._news, "$focus"), "   ") if self._news else Content("")
        title.right = news + told

    # the claim at hand

    def show_card(self) -> None:
        """Show the wording of the claim at hand and its state."""
        card = self.query_one(ClaimCard)
        card.claim = self.claim
        if self.claim is not None:
            card.state = self.state(self.claim)

    def rules_unmet(self, rating: "Rating | None" = None) -> "tuple[Unmet, ...]":
        """The rules that this rating, or any that decides, of the claim at hand leaves unmet."""
        raise NotImplementedError

    def show_verdict(self) -> None:
        """Show what stands for the claim in the verdict bar, and what a verdict still needs."""
        bar, scale = self.query_one(VerdictBar), self.workspace.scale
        if self.claim is None:
            bar.show(scale, None, Content(""))
            return
        if self.claim.id in self.saving:
            bar.show(scale, None, Content.assemble(("saving", "italic")))
            return
        standing = self.standing(self.claim.id)
        rated = standing.verdict.decision if standing and standing.verdict else None
        here = getattr(rated, "scale", None) == scale.name
        rating = getattr(rated, "rating", None) if here else None
        bar.show(scale, rating, Content.assemble(*self._told(standing)))

    def _told(self, standing: "Standing | None") -> list[tuple[str, str]]:
        told: list[tuple[str, str]] = []
        verdict = standing.verdict if standing else None
        if verdict is not None:
            told.append((f"saved: {verdict_badge(verdict, self.workspace.scales).word}", "bold"))
            told.append((f"  {line(verdict.by)}, {verdict.at[:10]}", "$quiet"))
            if self.claim and (why := self.stale.get(self.claim.id)):
                told += [("   ! ", "bold $warning"), (self.key("recheck.open"), "bold $focus")]
                told.append((" checks again: ", ""))
                told.append((line(why[0]), "bold $warning"))
        elif standing and standing.postponed:
            told.append((f"{glyph('»')} postponed", "bold"))
        else:
            told.append((f"{glyph('○')} open", "bold"))
        needs = self.rules_unmet() if verdict is None else ()
        if needs:
            told.append(("   needs: ", "$quiet"))
            for place, rule in enumerate(needs):
                told.append((", " if place else "", "$quiet"))
                told.append((line(rule.told), "bold $warning" if rule.asks else "$quiet"))
        if standing and standing.marks:
            names = {"supports": "supports", "conflicts": "conflicts", "irrelevant": "not relevant"}
            counts = [
                f"{sum(1 for mark, _ in standing.marks if mark == name)} {shown}"
                for name, shown in names.items()
            ]
            told.append((f"   marked: {', '.join(c for c in counts if c[0] != '0')}", ""))
        if standing and standing.justification:
            told.append(("   justified", ""))
        return told
