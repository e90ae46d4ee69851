"""What Review knows of the claims: which there are, which is at hand, and what stands for it.

Values and rules only. The screen decides what is drawn of them, and when.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbench.claims import Claim
from workbench.safe.visible import line
from workbench.tui.cards import ClaimRow, Stands
from workbench.tui.marks import (
    CONFLICT,
    GONE,
    OPEN,
    POSTPONED,
    STALE,
    Badge,
    differing,
    rating_badge,
    state_of,
    verdict_badge,
)
from workbench.tui.memo import Memo

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.stance import Evidence
    from workbench.verdicts import Desk, Standing
    from workbench.verdicts.precedents import Similar
    from workbench.verdicts.rules import Unmet
    from workbench.verdicts.scales import Rating
    from workbench.workspace import Workspace


class ClaimState:
    """The claims of a project while they are judged.

    `key` gives the key for a binding's id, for use in messages; `saving` names the claims with a
    decision that is not on disk yet.
    """

    def __init__(
        self, workspace: "Workspace", key: Callable[[str], str], saving: Mapping[str, int]
    ) -> None:
        self._workspace = workspace
        self._key = key
        self._saving = saving
        self.at_hand: Claim | None = None
        """The claim that is judged now; None if no claim is listed."""
        self.filter = ""
        """Words that a listed claim must have: in its text, id, claimant, tags or state."""
        self.desk: Desk | None = None
        """What stands for all claims; None until the ledger was read."""
        self.stale: dict[str, tuple[str, ...]] = {}
        """Why a verdict may no longer hold, by claim id."""
        self.rated: str | None = None
        """The claim just rated: until the next move, a justification is for this one."""
        self._came_from: str | None = None
        """The claim from which the checker went to a similar one."""
        self._rows: Memo[dict[str, ClaimRow]] = Memo()
        self._listing: Memo[tuple[ClaimRow, ...]] = Memo()
        self._progress: Memo[tuple[str, ...]] = Memo()
        self._like: Memo[Similar | None] = Memo()
        self._read_file()

    # which claims there are

    def _read_file(self) -> None:
        self._file = self._workspace.file
        self._listed: dict[str | None, Claim] = {claim.id: claim for claim in self._file.claims}

    def reread(self) -> bool | None:
        """Take the claims as claims.toml has them now; None if the file was not read again.

        True if a wording changed. If the claim at hand is gone, the one before it takes its place.
        """
        if self._file is self._workspace.file:
            return None
        before = {claim.id: claim.text for claim in self._file.claims}
        self._read_file()
        if self.at_hand is not None:
            now = self._nearest(self.at_hand.id, tuple(before))
            self._came_from = self._came_from if now == self.at_hand else None
            self.at_hand = now
        return any(before.get(each.id, each.text) != each.text for each in self._file.claims)

    def _nearest(self, claim_id: str, before: tuple[str, ...]) -> Claim | None:
        at = before.index(claim_id) if claim_id in before else 0
        ids = (claim_id, *reversed(before[:at]))
        return next((claim for claim in map(self.find, ids) if claim), None)

    @property
    def every(self) -> tuple[Claim, ...]:
        """The claims of the file, then those that left it but were rated."""
        gone = []
        for claim_id, standing in (self.desk.standings if self.desk else {}).items():
            if claim_id not in self._listed and standing.rated is not None:
                text = standing.rated.text
                gone.append(Claim(id=claim_id, text=text, context="No longer in claims.toml."))
        return (*self._file.claims, *gone)

    def find(self, claim_id: str | None) -> Claim | None:
        """The claim with this id, also one that is no longer in the file; None if there is none."""
        if claim_id in self._listed:
            return self._listed[claim_id]
        return next((claim for claim in self.every if claim.id == claim_id), None)

    def knows(self, claim_id: str) -> bool:
        """Whether a claim was in claims.toml when that was last read."""
        return claim_id in self._listed

    def is_gone(self, claim: Claim) -> bool:
        """Whether a claim is no longer in claims.toml: its verdict is kept and can only be read."""
        return claim.id not in self._listed

    def is_saving(self, claim_id: str) -> bool:
        """Whether a decision on a claim is not on disk yet."""
        return claim_id in self._saving

    # what stands for one

    def standing(self, claim_id: str) -> "Standing | None":
        """What stands for a claim; None until the ledger was read."""
        return self.desk.of(claim_id) if self.desk else None

    def state(self, claim: Claim) -> Badge:
        """The claim's state as it is shown."""
        if self.is_gone(claim):
            return GONE
        state = state_of(claim, self.standing(claim.id), self._workspace.scales)
        judged = state.word not in ("open", "postponed", "conflict")
        return STALE if judged and claim.id in self.stale else state

    def widest(self) -> int:
        """Cells of the widest state that a claim may get, at most 16."""
        ratings = self._workspace.scale.ratings
        badges = [rating_badge(each.id, self._workspace.scale) for each in ratings]
        return min(max(len(str(each)) for each in (OPEN, POSTPONED, STALE, *badges)), 16)

    def unmet(
        self,
        evidence: "tuple[Evidence, ...]",
        sources: "Mapping[str, Source]",
        rating: "Rating | None" = None,
    ) -> "tuple[Unmet, ...]":
        """The rules that the claim at hand does not meet for this rating, or for any verdict.

        Without `evidence`, the rules about the marks alone are checked.
        """
        if self.at_hand is None or self.desk is None:
            return ()
        from workbench.verdicts.rules import Ground, unmet

        ground = Ground(self.at_hand, self.desk.of(self.at_hand.id), evidence, sources)
        return unmet(ground, self._workspace.file.project.rules, rating=rating)

    def stands(
        self, claim: Claim, evidence: "tuple[Evidence, ...]", sources: "Mapping[str, Source]"
    ) -> Stands:
        """What the verdict line shows of a claim; `evidence` is what was found for it."""
        scale, scales = self._workspace.scale, self._workspace.scales
        if self.is_saving(claim.id):
            return Stands(scale, saving=True)
        standing = self.standing(claim.id)
        if standing is None:
            return Stands(scale)
        verdict = standing.verdict
        here = verdict is not None and verdict.scale == scale.name
        word = verdict_badge(verdict, scales).word if verdict else ""
        given = (*standing.agreeing, verdict) if verdict else ()
        by = line(" and ".join(dict.fromkeys(each.by for each in given)))
        return Stands(
            scale,
            rating=verdict.rating if verdict and here else None,
            verdict=(word, f"{by}, {verdict.at[:10]}") if verdict else None,
            conflict=differing(standing.conflict, scales),
            stale=self.stale.get(claim.id, ("",))[0],
            postponed=standing.postponed,
            needs=() if verdict else self.unmet(evidence, sources),
            marks=tuple(mark for mark, _ in standing.marks),
            justified=bool(standing.justification),
        )

    # the list

    def rows(self) -> tuple[ClaimRow, ...]:
        """The claims that match the filter; the same tuple as long as nothing changed."""
        shown = self._shown()
        if self.at_hand is None or self.at_hand.id not in shown:
            self.take(next(iter(shown), None))
        return self._listing.of(shown, make=lambda: tuple(shown.values()))

    def _shown(self) -> dict[str, ClaimRow]:
        """The rows by id: a project may have thousands of claims."""
        of = (self._file, self.desk, self.stale, self.filter, *self._saving)
        return self._rows.of(*of, make=self._filtered)

    def _filtered(self) -> dict[str, ClaimRow]:
        words = self.filter.lower().split()
        rows = {}
        for claim in self.every:
            row = ClaimRow(claim.id, line(claim.text), self.state(claim), self.is_saving(claim.id))
            tags = " ".join(f"#{tag}" for tag in claim.tags)
            hay = f"{claim.text} {claim.id} {claim.claimant or ''} {tags} {row.state.word}".lower()
            if all(word in hay for word in words):
                rows[claim.id] = row
        return rows

    def counted(self) -> str:
        """How many are listed, in words."""
        total = str(len(self._file.claims))
        if not self.filter.split():
            return total
        return f"{len(self.rows())} of {total} have “{line(self.filter)}”"

    def progress(self) -> tuple[str, ...]:
        """How many claims are judged, stale, postponed; empty until the ledger was read."""
        return self._progress.of(self._file, self.desk, self.stale, make=self._counted)

    def _counted(self) -> tuple[str, ...]:
        if self.desk is None:
            return ()
        held = [self.desk.of(claim.id) for claim in self._file.claims]
        late = sum(1 for each in held if each.postponed)
        differ = sum(1 for each in held if each.conflict)
        return (
            f"{sum(1 for each in held if each.verdict)} of {len(held)} judged",
            *((f"{differ} in conflict",) if differ else ()),
            *((f"{len(self.stale)} stale",) if self.stale else ()),
            *((f"{late} postponed",) if late else ()),
        )

    # from one to another

    def take(self, claim_id: str | None) -> None:
        """Put a claim at hand; none if there is no claim with this id."""
        self._came_from = None
        self.at_hand = self.find(claim_id)

    def go_to(self, claim_id: str) -> bool:
        """Put a claim at hand, dropping a filter that hides it; False if there is none."""
        if self.find(claim_id) is None:
            return False
        if claim_id not in self._shown():
            self.filter = ""
        if self.at_hand is None or self.at_hand.id != claim_id:
            self.take(claim_id)
        return True

    def next_open(self, direction: int) -> str | None:
        """The nearest open claim in this direction, going round the end; None if there is none."""
        rows = self.rows()
        ids = [row.id for row in rows]
        if not ids:
            return None
        here = ids.index(self.at_hand.id) if self.at_hand and self.at_hand.id in ids else 0
        ring = [rows[(here + direction * step) % len(rows)] for step in range(1, len(rows))]
        return next((row.id for row in ring if row.state.word == "open"), None)

    def ahead(self) -> tuple[Claim, ...]:
        """The next two open claims, which can be searched for in advance."""
        here = self.at_hand.id if self.at_hand else ""
        ids = [row.id for row in self.rows() if row.state.word == "open"]
        after = ids[ids.index(here) + 1 :] if here in ids else ids
        return tuple(each for each in map(self.find, after[:2]) if each)

    # similar claims

    @property
    def like(self) -> "Similar | None":
        """The judged claim that is most like the one at hand; None if there is none."""
        return self._like.of(self.at_hand, self.desk, make=self._most_like)

    def _most_like(self) -> "Similar | None":
        if self.at_hand is None or self.desk is None:
            return None
        from workbench.verdicts.precedents import similar_claims

        # Without the claims of the file: only judged claims are wanted here.
        found = similar_claims(self.at_hand.text, (), self.desk, besides=self.at_hand.id)
        return found[0] if found else None

    def like_in_words(self) -> str:
        """The similar claim and its rating, on one line; empty if there is none."""
        like = self.like
        if like is None:
            return ""
        from workbench.verdicts.precedents import precedent_in_words

        scales = self._workspace.scales
        text = precedent_in_words(like, scales=scales, reviewer=self._workspace.reviewer)
        sign = verdict_badge(like.verdict, scales).glyph if like.verdict else CONFLICT.glyph
        return f"{sign} {line(text)}"

    def go_to_like(self) -> str:
        """Go to the similar claim, or back from it; returns a message, which may be empty."""
        here, back = self.at_hand, self._came_from
        if here is None:
            return ""
        if back is not None and self.find(back) is not None:
            self.go_to(back)
            return ""
        if self.like is None:
            return "no claim like this one was judged"
        self.go_to(self.like.id)
        self._came_from = here.id
        return f"the similar claim that was judged; {self._key('claim.alike')} goes back"

    # messages

    def not_mine(self, what: str) -> str:
        """Why the claim at hand cannot be rated, marked and so on; empty if it can."""
        if self.at_hand is None:
            return self.no_claim()
        if self.is_gone(self.at_hand):
            return f"no longer in claims.toml: its verdict is kept, there is nothing to {what}"
        return ""

    def no_claim(self) -> str:
        """The message if no claim is at hand."""
        if self.filter:
            return f"no claim has these words: {self._key('pane.back')} shows all"
        return f"there is no claim yet: {self._key('claim.add')} writes one"

    def none_listed(self) -> str:
        """What is shown instead of the claim if none is listed."""
        if self.filter.split():
            return f"No claim has these words; {self._key('pane.back')} shows all claims."
        add, suggest = self._key("claim.add"), self._key("claim.suggest")
        return (
            f"No claims yet. {add} writes the first; {suggest} lists sentences of the sources that "
            "are worth checking."
        )

    def none_open(self) -> str:
        """The message if there is no open claim to go on to."""
        all_ = f"{self._key('pane.back')} shows all claims"
        rest = all_ if self.filter else f"{self._key('report.open')} shows the report"
        return f"no other claim{' here' if self.filter else ''} is open: {rest}"
