"""What the checker decides: each call returns once it is on disk, or raises LedgerError."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from workbench.claims import Claim
from workbench.errors import CorpusError, InputError, LedgerError, LedgerReadOnly
from workbench.passages.quotes import Anchor, Since
from workbench.safe.kept import SECOND
from workbench.safe.visible import line
from workbench.workspace.quoting import Quoting
from workbench.workspace.searching import Findings, unread

if TYPE_CHECKING:
    from workbench.passages import Passage
    from workbench.passages.verbatim import Quotation
    from workbench.verdicts import Decision, Desk, Entry, Mark, Marks, Standing
    from workbench.verdicts.recheck import Rechecked

STILL_HOLDS = "it still holds"
"""The reason recorded with a verdict that is given again unchanged."""


STANDS = (Anchor.EXACT, Anchor.MOVED)
"""Quotes whose words are there as they were."""


class Deciding(Quoting):
    """Verdicts, marks, grades, and what they add up to."""

    def entries(self) -> tuple[Entry, ...]:
        """Every decision ever made, in order."""
        return self._ledger.entries() if self._decided else ()

    def desk(self) -> Desk:
        """What stands now, including the decisions of other processes."""
        from workbench.verdicts import replay

        entries = self.entries()
        with self._lock:
            if self._replayed is None or self._replayed[0] != len(entries):
                self._replayed = (len(entries), replay(entries))
            return self._replayed[1]

    def take_news(self) -> str:
        """What arrived by itself since this was last called, in one line; usually empty."""
        news = self.news()
        if not news:
            return ""
        from workbench.ledger.elsewhere import authors

        many = f"{len(news)} {'decision' if len(news) == 1 else 'decisions'}"
        touched = {getattr(entry.decision, "claim", None) for entry in news}
        differ = sorted(
            claim_id
            for claim_id, standing in self.desk().standings.items()
            if standing.conflict and claim_id in touched
        )
        conflict = f"; in conflict now: {', '.join(differ)}" if differ else ""
        return f"taken in from {SECOND}: {many} ({authors(news)}){conflict}"

    def standing(self, claim_id: str) -> Standing:
        """What stands for one claim; an empty standing when nothing was decided."""
        return self.desk().of(claim_id)

    def stale(self, claim: Claim) -> tuple[str, ...]:
        """Why the verdict on a claim may no longer hold, in sentences; usually empty."""
        from workbench.verdicts.staleness import stale

        standing, index = self.standing(claim.id), self._index
        return tuple(stale(claim, standing, index.source, sources=index.sources))

    def recheck(self, claim_id: str) -> tuple[Rechecked, ...]:
        """What happened to the quotes that a claim's verdict and marks rest on."""
        from workbench.verdicts.recheck import recheck

        return recheck(self.standing(claim_id), self.article)

    def misquoted(self, claim_id: str) -> tuple[Quotation, ...]:
        """The quotations in the justification of a claim that no source has in these words."""
        standing = self.standing(claim_id)
        if not standing.justification:
            return ()
        cited = dict.fromkeys(quote.source for _, quote in standing.marks)
        return tuple(
            each for each in self.quotations_of(standing.justification, list(cited)) if each.wrong
        )

    def reread(self, source_id: str) -> tuple[Entry | None, tuple[tuple[str, Rechecked], ...]]:
        """Read a source's file with the readers as they are now.

        The decision, None where the text is the same as before; and by claim id what became of
        the quotes that were marked in what is read from that file. Those whose words stand in the
        new text are quotes of it from now on. No verdict is stale for it: the file has not changed.

        Raises:
            InputError: there is no such source, its file is its text, or it cannot be read.
            LedgerError: it could not be recorded; the text is as it was.
        """
        from workbench.verdicts import Reread
        from workbench.verdicts.recheck import recheck_marks

        card = self._index.source(source_id)
        if self._decided and self.readonly:
            raise LedgerReadOnly("read-only here: a source can be read again where decisions are")
        before, after = self._index.reread(source_id)
        here = {each.id for each in self.sources() if each.path == card.path} | {source_id}
        became = tuple(
            (claim_id, each)
            for claim_id, standing in sorted(self.desk().standings.items())
            for each in recheck_marks(
                tuple(mark for mark in standing.marks if mark[1].source in here), self.article
            )
        )
        if before == after:
            return None, became
        stand = {
            each.quote.spot: each.now
            for _, each in became
            if each.now and each.since is not Since.CHANGED and each.anchor in STANDS
        }
        reread = Reread(
            source=source_id,
            file=card.sha256,
            before=before,
            after=after,
            quotes=tuple(stand.items()),
        )
        try:
            return self._append(reread), became
        except LedgerError:
            self._index.use(card.sha256, before)
            raise

    def rate(
        self,
        claim_id: str,
        rating_id: str,
        *,
        reason: str = "",
        marks: Sequence[tuple[Mark, Passage]] = (),
    ) -> Entry:
        """Record a verdict with the passages marked so far, and those marked with it.

        Quotes whose words are still in a changed source are made again from it. Other quotes stay
        as they were: the verdict is stale until the checker looks at them.
        """
        from workbench.verdicts import Rated

        claim, rating = self.claim(claim_id), self.rating(rating_id)
        then = self.standing(claim_id).marks
        now = self._requoted(then)
        quotes = {quote.spot: (mark, quote) for mark, quote in now}
        instead = [quote.spot for mark, quote in then if (mark, quote) not in now]
        for mark, passage in marks:
            quote = self.quote(passage)
            if quotes.get(quote.spot, (mark, quote))[0] != mark:
                # A rating marks only what has no mark yet, so a different mark is removed first.
                instead.append(quote.spot)
            quotes[quote.spot] = (mark, quote)
        return self._append(
            Rated(
                claim=claim.id,
                text=claim.text,
                scale=self.scale.name,
                rating=rating.id,
                reason=reason,
                quotes=tuple(quotes.values()),
                instead=tuple(dict.fromkeys(instead)),
            )
        )

    def _requoted(self, marks: Marks) -> Marks:
        """The marks, each on its words as their source has them now, if it has the same ones."""
        from workbench.verdicts.recheck import recheck_marks

        if not marks:
            return ()
        try:
            found = recheck_marks(marks, self.article)
        except CorpusError:
            return marks
        return tuple(
            (each.mark, each.now if each.now and each.anchor in STANDS else each.quote)
            for each in found
        )

    def still_holds(self, claim_id: str) -> Entry:
        """Record that a stale verdict holds: the same rating, on the quotes as they stand now.

        A quote found again, even reworded, replaces the old one; the mark of a quote that is gone
        is removed. It is one decision, so one undo brings all of them back.

        Raises:
            InputError: no verdict stands, or it was given on another scale than the project's.
        """
        from workbench.verdicts import Rated
        from workbench.verdicts.recheck import recheck_marks

        claim, standing = self.claim(claim_id), self.standing(claim_id)
        rated = standing.verdict
        if standing.conflict:
            raise InputError(f"{line(claim_id)}: reviewers differ on it; rate it to settle that")
        if rated is None:
            raise InputError(f"{line(claim_id)}: no verdict stands; rate it first")
        if rated.scale != self.scale.name or self.scale.rating(rated.rating) is None:
            raise InputError(
                f"{line(claim_id)}: its rating {line(rated.rating)} is none of the scale "
                f"{line(self.scale.name)}; rate it again"
            )
        found = recheck_marks(standing.marks, self.article)
        now = {each.now.spot: (each.mark, each.now) for each in found if each.now}
        return self._append(
            Rated(
                claim=claim.id,
                text=claim.text,
                scale=self.scale.name,
                rating=rated.rating,
                reason=STILL_HOLDS,
                quotes=tuple(now.values()),
                instead=tuple(each.quote.spot for each in found),
            )
        )

    def mark(
        self,
        claim_id: str,
        passage: Passage,
        mark: Mark | None,
        *,
        suggested: str = "",
        second: str = "",
    ) -> Entry:
        """Mark a passage as supporting, conflicting or irrelevant; None takes the mark away.

        A mark can be removed even if its source changed or is gone, or its claim left claims.toml.
        `suggested` and `second` are what the machine and the checker's own model said of it on the
        screen, see `Marked`.

        Raises:
            InputError: there is no such claim; else as `quote`.
        """
        from workbench.verdicts import Marked

        marked = (
            q for _, q in self.standing(claim_id).marks if mark is None and q.spot == passage.spot
        )
        quote = next(marked, None)
        if quote is None:
            self.claim(claim_id)
            quote = self.quote(passage)
        return self._append(
            Marked(claim=claim_id, quote=quote, mark=mark, suggested=suggested, second=second)
        )

    def justify(self, claim_id: str, text: str) -> Entry:
        """Record the justification of a claim's verdict."""
        from workbench.verdicts import Justified

        return self._append(Justified(claim=self.claim(claim_id).id, text=text))

    def postpone(self, claim_id: str) -> Entry:
        """Put a claim off."""
        from workbench.verdicts import Postponed

        return self._append(Postponed(claim=self.claim(claim_id).id))

    def searched(self, claim_id: str, query: str, findings: Findings) -> Entry:
        """Record that the checker searched for a claim with her own words, and what was found."""
        from workbench.verdicts import Searched

        return self._append(
            Searched(
                claim=self.claim(claim_id).id,
                query=query,
                found=len(findings.evidence),
                passages=findings.found.searched.passages,
                unread=unread(findings.found.skipped),
            )
        )

    def read(self, claim_id: str, passage: Passage) -> Entry | None:
        """Record that a passage was read for a claim; None if that is recorded already."""
        from workbench.verdicts import Read

        if passage.spot in self.standing(claim_id).read:
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
        """Grade a source such as `B2` (Admiralty); None removes the grade."""
        from workbench.verdicts import Graded

        return self._append(
            Graded(source=self.article(source_id).source.id, grade=grade, kind=kind)
        )

    def undo(self) -> Entry | None:
        """Take back this reviewer's last decision; the entry taken back, None if there is none."""
        return self._turn(self._ledger.undo, "before") if self._decided else None

    def redo(self) -> Entry | None:
        """Make the decision undone last stand again; that entry, None if there is none."""
        return self._turn(self._ledger.redo, "after") if self._decided else None

    def _turn(
        self, turn: Callable[[str], Entry | None], reading: Literal["before", "after"]
    ) -> Entry | None:
        """Undo or redo; where a source was read again, its text is the one of then.

        Raises InputError where that text is not kept here; nothing is undone or redone.
        """
        from workbench.verdicts import Reread

        desk, me = self.desk(), self.reviewer.strip()
        last = ((desk.undoable if reading == "before" else desk.redoable) or {}).get(me)
        if last is None or not isinstance(last.decision, Reread):
            return turn(self.reviewer)
        wanted = getattr(last.decision, reading)
        other = last.decision.after if reading == "before" else last.decision.before
        self._index.use(last.decision.file, wanted)
        try:
            return turn(self.reviewer)
        except LedgerError:
            self._index.use(last.decision.file, other)
            raise

    def _append(self, decision: Decision) -> Entry:
        return self._ledger.append(decision, by=self.reviewer)
