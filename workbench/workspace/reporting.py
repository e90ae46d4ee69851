"""The report, and the check of the whole project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.claims import Claim
from workbench.errors import InputError, LedgerDamaged, LedgerError, NotRecorded, NotSearched
from workbench.safe.kept import CORPUS
from workbench.safe.visible import line
from workbench.workspace.undoing import Undoing

if TYPE_CHECKING:
    from workbench.passages.quotes import Quote
    from workbench.report import Correction, Dossier, Exporter, Selection
    from workbench.report.forms.screen import Laid
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
        audit: bool = False,
        selection: Selection | None = None,
        lacking: Callable[[str], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> str:
        """The report's text; nothing is written or recorded.

        With `audit` the whole dossier, with a `selection` only these claims. `lacking` is told
        what the report lacks, each thing in a few words.

        Raises:
            InputError: there is no such form, or nothing that is selected.
        """
        from workbench.report import exporter

        chosen = exporter(form, audit=audit)
        return chosen.render(self._part(chosen, selection, lacking, progress))

    def preview(self) -> Laid:
        """The report as it reads, laid out for a screen; nothing is written or recorded."""
        from workbench.report import compose
        from workbench.report.forms.screen import lay

        return lay(compose(self.dossier()))

    def _part(
        self,
        chosen: Exporter,
        selection: Selection | None,
        lacking: Callable[[str], None] | None,
        progress: Callable[[int, int], None] | None,
    ) -> Dossier:
        """The dossier that is to be written."""
        from workbench.report import missing, select

        dossier = self.dossier(progress=progress)
        if selection is not None:
            dossier = select(dossier, selection)
        if lacking is not None:
            for each in (*missing(dossier), *chosen.lacks(dossier)):
                lacking(each)
        return dossier

    def write_report(
        self,
        path: Path,
        *,
        form: str | None = None,
        audit: bool = False,
        selection: Selection | None = None,
        overwrite: bool = False,
        lacking: Callable[[str], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Write the report; record in the ledger if a rating changed since the last report.

        Without `form` the suffix of `path` says which (see `report.form_of`).
        A report of ours at `path` is replaced; any other file only with `overwrite`, and what
        the project is made of never. The rest as for `report`.

        Raises:
            InputError: the file cannot or must not be written, or no form has this suffix.
            NotRecorded: it was written, but that could not be recorded; not raised if the ledger is
              read-only.
            LedgerError: the ledger cannot be read; nothing was written.
        """
        from workbench.report import exporter, form_of
        from workbench.report.files import refuse, write

        refuse(path, ours=None, inputs=self.inputs())
        chosen = exporter(form_of(path, form), audit=audit)
        ours = None if overwrite else chosen.signature
        refuse(path, ours=ours, inputs=self.inputs(), root=self.root)
        dossier = self._part(chosen, selection, lacking, progress)
        write(path, chosen.render(dossier), ours=ours, inputs=self.inputs(), root=self.root)
        self._reported(path, dossier)
        return path

    def carry_report(
        self,
        folder: Path,
        *,
        form: str = "markdown",
        audit: bool = False,
        selection: Selection | None = None,
        lacking: Callable[[str], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Write the report and its sources into a new folder: all that it takes to verify it.

        Where the report is; the rest as for `write_report`.
        """
        from workbench.report import exporter
        from workbench.report.carrying import carry
        from workbench.report.files import refuse

        chosen = exporter(form, audit=audit)
        refuse(folder / "report", ours=None, inputs=self.inputs(), root=self.root)
        dossier = self._part(chosen, selection, lacking, progress)
        path = carry(
            folder,
            f"report{chosen.suffix}",
            chosen.render(dossier),
            corpus=self.root / CORPUS,
            sources=dossier.sources,
        )
        self._reported(path, dossier)
        return path

    def _reported(self, path: Path, dossier: Dossier) -> None:
        """Record which ratings the report at `path` gives, where they are others than before."""
        from workbench.report import changed_since_reported
        from workbench.verdicts import Reported

        told = {case.claim.id for case in dossier.cases} if dossier.selected else None
        ratings = changed_since_reported(self.desk(), told)
        if ratings is not None and not self.readonly:
            try:
                self._append(Reported(path=line(path.name), ratings=ratings))
            except LedgerError as error:
                why = str(error).removeprefix("not saved: ")
                raise NotRecorded(
                    f"{line(str(path))}: written; that it was is not recorded: {why}"
                ) from None

    def lacking(self, claim_id: str) -> tuple[str, ...]:
        """What the verdict on a claim lacks by the project's rules, each in a few words.

        Empty where there is no verdict. The search is made for it.
        """
        from workbench.verdicts.rules import Ground, unmet

        claim, standing = self.claim(claim_id), self.standing(claim_id)
        verdict = standing.verdict
        scale = self.scales.get(verdict.scale) if verdict else None
        if verdict is None or scale is None:
            return ()
        sources = {source.id: source for source in self.sources()}
        ground = Ground(claim, standing, self.find(claim).evidence, sources)
        found = unmet(ground, self.file.project.rules, rating=scale.rating(verdict.rating))
        return tuple(each.lacking for each in found)

    def corrects(self, claim_id: str) -> Correction | None:
        """The correction that stands in the next report since a claim's rating was changed."""
        return next((each for each in reversed(self.corrections()) if each.claim == claim_id), None)

    def corrections(self) -> tuple[Correction, ...]:
        """The ratings that a report gave and that were changed since, oldest first."""
        from workbench.report.compiling import corrections

        return corrections(self.entries(), {**self.scales, self.scale.name: self.scale})

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
