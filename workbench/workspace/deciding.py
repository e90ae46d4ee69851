"""What the checker decides: each call returns once it is on disk, or raises LedgerError."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from workbench.claims import Claim
from workbench.errors import InputError
from workbench.visible import line
from workbench.workspace.searching import Findings, Searching

if TYPE_CHECKING:
    from workbench.passages import Passage
    from workbench.recheck import Rechecked
    from workbench.verdicts import Decision, Desk, Entry, Mark, Standing

STILL_HOLDS = "checked again: it still holds"
"""The reason that stands with a verdict given again unchanged."""


class Deciding(Searching):
    """Verdicts, marks, grades, and what stands of them."""

    def entries(self) -> tuple[Entry, ...]:
        """Every decision ever made, in order."""
        return self._ledger.entries() if self._decided else ()

    def desk(self) -> Desk:
        """What stands now, other processes' decisions included."""
        from workbench.verdicts import replay

        entries = self.entries()
        with self._lock:
            if self._replayed is None or self._replayed[0] != len(entries):
                self._replayed = (len(entries), replay(entries))
            return self._replayed[1]

    def standing(self, claim_id: str) -> Standing:
        """What stands for one claim; an empty standing when nothing was decided."""
        return self.desk().of(claim_id)

    def stale(self, claim: Claim) -> tuple[str, ...]:
        """Why the verdict on a claim may no longer hold, in sentences; mostly empty."""
        from workbench.staleness import stale

        return tuple(stale(claim, self.standing(claim.id), self._index.source))

    def recheck(self, claim_id: str) -> tuple[Rechecked, ...]:
        """What became of the quotes that a claim's verdict and marks rest on."""
        from workbench.recheck import recheck

        return recheck(self.standing(claim_id), self.article)

    def rate(
        self,
        claim_id: str,
        rating_id: str,
        *,
        reason: str = "",
        marks: Sequence[tuple[Mark, Passage]] = (),
    ) -> Entry:
        """Record a verdict with the passages marked so far, and those marked with it."""
        from workbench.verdicts import Rated, place

        claim, rating = self.claim(claim_id), self.rating(rating_id)
        quotes = {place(quote): (mark, quote) for mark, quote in self.standing(claim_id).marks}
        for mark, passage in marks:
            quote = self.quote(passage)
            if quotes.get(place(quote), (mark, quote))[0] != mark:
                # A rating marks what was not marked yet and changes no mark that was made.
                self.mark(claim_id, passage, mark)
            quotes[place(quote)] = (mark, quote)
        return self._append(
            Rated(
                claim=claim.id,
                text=claim.text,
                scale=self.scale.name,
                rating=rating.id,
                reason=reason,
                quotes=tuple(quotes.values()),
            )
        )

    def still_holds(self, claim_id: str) -> Entry:
        """Record that a stale verdict holds: the same rating, on the quotes as they stand now.

        A quote found again, however reworded, stands in the place of the old one; the mark of one
        that is gone is taken away. The rating is recorded first: until the last of the marks is
        on disk the verdict is stale, and taking that one back makes it stale again.

        Raises:
            InputError: no verdict stands, or its rating is none of the project's scale.
        """
        from workbench.recheck import recheck_all
        from workbench.verdicts import Marked, Rated, place

        claim, standing = self.claim(claim_id), self.standing(claim_id)
        rated = standing.verdict.decision if standing.verdict else None
        if not isinstance(rated, Rated):
            raise InputError(f"{line(claim_id)}: no verdict stands; rate it first")
        rating = self.rating(rated.rating)
        marked = {place(quote) for _, quote in standing.marks}
        found = [
            each for each in recheck_all(standing, self.article) if place(each.quote) in marked
        ]
        given = self._append(
            Rated(
                claim=claim.id,
                text=claim.text,
                scale=self.scale.name,
                rating=rating.id,
                reason=STILL_HOLDS,
                quotes=tuple((each.mark, each.now) for each in found if each.now),
            )
        )
        # The rating marks what stands at a place without a mark; the other places are made so.
        now = {place(each.now): (each.mark, each.now) for each in found if each.now}
        for each in found:
            mark, quote = now.get(place(each.quote), (None, each.quote))
            if mark is None or quote != each.quote:
                self._append(Marked(claim=claim.id, quote=quote, mark=mark))
        return given

    def mark(
        self, claim_id: str, passage: Passage, mark: Mark | None, *, suggested: str = ""
    ) -> Entry:
        """Mark a passage as supporting, conflicting or irrelevant; None takes it back."""
        from workbench.verdicts import Marked

        claim, quote = self.claim(claim_id), self.quote(passage)
        return self._append(Marked(claim=claim.id, quote=quote, mark=mark, suggested=suggested))

    def justify(self, claim_id: str, text: str) -> Entry:
        """Record the justification of a claim's verdict."""
        from workbench.verdicts import Justified

        return self._append(Justified(claim=self.claim(claim_id).id, text=text))

    def postpone(self, claim_id: str) -> Entry:
        """Put a claim off."""
        from workbench.verdicts import Postponed

        return self._append(Postponed(claim=self.claim(claim_id).id))

    def searched(self, claim_id: str, query: str, findings: Findings) -> Entry:
        """Record that the checker searched for a claim in words of her own, and what came of it."""
        from workbench.verdicts import Searched

        return self._append(
            Searched(
                claim=self.claim(claim_id).id,
                query=query,
                found=len(findings.evidence),
                passages=findings.found.searched.passages,
            )
        )

    def read(self, claim_id: str, passage: Passage) -> Entry | None:
        """Record that a passage was read for a claim; None when it was before."""
        from workbench.verdicts import Read

        spot = (passage.source, passage.start, passage.end)
        if spot in self.standing(claim_id).read:
            return None
        return self._append(
            Read(
                claim=self.claim(claim_id).id,
                source=passage.source,
                start=passage.start,
                end=passage.end,
            )
        )

    def grade(
        self,
        source_id: str,
        grade: str | None,
        *,
        kind: Literal["primary", "secondary"] | None = None,
    ) -> Entry:
        """Grade a source such as `B2` (Admiralty); None takes the grade away."""
        from workbench.verdicts import Graded

        return self._append(
            Graded(source=self.article(source_id).source.id, grade=grade, kind=kind)
        )

    def undo(self) -> Entry | None:
        """Take back this reviewer's last decision; the entry taken back, None if there is none."""
        return self._ledger.undo(self.reviewer) if self._decided else None

    def redo(self) -> Entry | None:
        """Make the decision undone last stand again; that entry, None if there is none."""
        return self._ledger.redo(self.reviewer) if self._decided else None

    def _append(self, decision: Decision) -> Entry:
        return self._ledger.append(decision, by=self.reviewer)
