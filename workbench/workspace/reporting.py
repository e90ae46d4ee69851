"""The report, and the check of the whole project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.claims import Claim
from workbench.errors import InputError, LedgerDamaged, LedgerError, NotRecorded, NotSearched
from workbench.safe.visible import line
from workbench.workspace.undoing import Undoing

if TYPE_CHECKING:
    from workbench.passages.quotes import Quote
    from workbench.report import Dossier
    from workbench.stance import Evidence, Judgement


class Reporting(Undoing):
    """Dossier, report, check."""

    def dossier(self, *, progress: Callable[[int, int], None] | None = None) -> Dossier:
        """All that a report says; the index is brought up to date first.

        `progress` gets the number of claims searched for, and of all.
        """
        from workbench.report import compile_dossier

        searched = 0

        def find(claim: Claim) -> tuple[Evidence, ...]:
            nonlocal searched
            found = self.find(claim)
            searched += 1
            if progress:
                progress(searched, len(self.claims))
            if found.failed:
                raise NotSearched(found.failed)
            return found.evidence

        self.refresh()
        return compile_dossier(
            self.file,
            scales={**self.scales, self.scale.name: self.scale},
            entries=self.entries(),
            sources=self.sources(),
            skipped=self.skipped(),
            find=find,
            judge=self._judge_quote,
            article=self.article,
            quoting=self.quotations_of,
        )

    def _judge_quote(self, claim: Claim, quote: Quote) -> Judgement:
        """The suggestion for a quote: in its place, or by itself if it is no longer there."""
        from workbench.passages import Passage
        from workbench.stance import judge

        with suppress(InputError):
            if self.article(quote.source).text[quote.start : quote.end] == quote.exact:
                passage = Passage(quote.source, quote.start, quote.end, quote.exact)
                return self.judge(claim, passage)
        return judge(claim.text, quote.exact)

    def report(
        self,
        *,
        form: str = "markdown",
        progress: Callable[[int, int], None] | None = None,
    ) -> str:
        """The report's text; nothing is written or recorded.

        Raises:
            InputError: there is no such form.
        """
        from workbench.report import exporter

        return exporter(form).render(self.dossier(progress=progress))

    def write_report(
        self,
        path: Path,
        *,
        form: str | None = None,
        overwrite: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Write the report; record in the ledger if a rating changed since the last report.

        Without `form` the suffix of `path` decides (see `report.form_of`). A report of ours at
        `path` is replaced; any other file only with `overwrite`; the project's own files never.

        Raises:
            InputError: the file cannot or must not be written, or no form has this suffix.
            NotRecorded: it was written, but that could not be recorded; not raised if the ledger is
              read-only.
            LedgerError: the ledger cannot be read; nothing was written.
        """
        from workbench.report import changed_since_reported, exporter, form_of
        from workbench.report.files import refuse, write
        from workbench.verdicts import Reported

        refuse(path, ours=None, inputs=self.inputs())
        chosen = exporter(form_of(path, form))
        ours = None if overwrite else chosen.signature
        refuse(path, ours=ours, inputs=self.inputs(), root=self.root)
        text = chosen.render(self.dossier(progress=progress))
        write(path, text, ours=ours, inputs=self.inputs(), root=self.root)
        ratings = changed_since_reported(self.desk())
        if ratings is not None and not self.readonly:
            try:
                self._append(Reported(path=line(path.name), ratings=ratings))
            except LedgerError as error:
                why = str(error).removeprefix("not saved: ")
                raise NotRecorded(
                    f"{line(str(path))}: written; that it was is not recorded: {why}"
                ) from None
        return path

    def check(self) -> tuple[str, ...]:
        """What is wrong in the ledger, or between quotes and sources; empty if nothing is."""
        return tuple(self._problems())

    def left_behind(self) -> tuple[str, ...]:
        """Marked words that are not where they were, of unrated claims that left claims.toml.

        Nothing rests on them and no report has them, so they are no problem. Also empty if the
        ledger is damaged, which `check` reports.
        """
        with suppress(LedgerDamaged):
            listed = {claim.id for claim in self.claims}
            return tuple(
                f"{what}; not in claims.toml any more, and in no report"
                for claim_id, standing in sorted(self.desk().standings.items())
                if claim_id not in listed and not (standing.verdict or standing.conflict)
                for _, what in self._changed(claim_id)
            )
        return ()

    def _problems(self) -> Iterator[str]:
        if self._decided:
            try:
                yield from self._ledger.check()
            except LedgerDamaged as error:
                yield str(error)
                return
        self.refresh()
        listed = {claim.id for claim in self.claims}
        for claim_id, standing in sorted(self.desk().standings.items()):
            if standing.conflict:
                yield f"{claim_id}: {self.differing(claim_id)}; a new rating settles it"
            if claim_id in listed:
                for _, what in self._changed(claim_id):
                    yield f"{what}; `workbench recheck {claim_id}` shows"
                for each in self.misquoted(claim_id):
                    yield f"{claim_id}: the justification is not word for word: {each.in_words}"
            elif standing.verdict or standing.conflict:
                for where, what in self._changed(claim_id):
                    way = f"`workbench mark {claim_id} {where} none` takes them out of the report"
                    yield f"{what}; not in claims.toml any more: {way}"
        for skipped in self.skipped():
            yield f"corpus/{skipped.path}: {skipped.reason}"

    def differing(self, claim_id: str) -> str:
        """The ratings of a claim in conflict: `in conflict: True by ada, False by bob`; else empty.

        It contains outside text: pass it through `visible.line` to show it.
        """
        given = []
        for verdict in self.standing(claim_id).conflict:
            scale = self.scales.get(verdict.scale)
            rating = scale.rating(verdict.rating) if scale else None
            given.append(f"{rating.name if rating else verdict.rating} by {verdict.by}")
        return f"in conflict: {', '.join(given)}" if given else ""

    def _changed(self, claim_id: str) -> Iterator[tuple[str, str]]:
        """The address of each quote that is not where it was, and what happened to it."""
        from workbench.passages.quotes import Anchor

        for each in self.recheck(claim_id):
            if each.anchor is not Anchor.EXACT:
                where = f"{each.quote.source}:{each.quote.start}-{each.quote.end}"
                gone = "" if each.found else ", no longer in the corpus,"
                note = f" ({each.note})" if each.note else ""
                what = f"{claim_id}: the words quoted from {where}{gone} are {each.anchor}{note}"
                yield where, what
