"""Progress: how many claims are done, by state, rating and source; what is left."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from workbench.errors import LedgerError
from workbench.report.tally import Tally, tally
from workbench.safe.visible import line
from workbench.tui import keys
from workbench.tui.marks import MARKS, OPEN, POSTPONED, STALE, Badge, glyph, rating_badge, state_of
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.sheet import Sheet
from workbench.tui.panes.strips import ErrorBar, TitleBar
from workbench.tui.said import short
from workbench.tui.screens.saving import Saving

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.tui.shared import Shared
    from workbench.verdicts import Desk

LONGEST = 32
# Cells of the longest bar: with names and figures a page fits 80 columns.
SHOWN = 12
# Lines of a list that are shown; the rest is only counted.


class ProgressScreen(Saving):
    """One page, made again each time it is opened."""

    BINDINGS: ClassVar[list[BindingType]] = keys.PROGRESS

    def __init__(
        self,
        shared: "Shared",
        sources: "Mapping[str, Source]",
        stale: Mapping[str, tuple[str, ...]],
    ) -> None:
        super().__init__(shared)
        self._sources = sources
        self._stale = stale

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Sheet(id="sheet")
        yield ErrorBar()
        yield KeyLine()

    def on_mount(self) -> None:
        title = line(self.workspace.file.project.title)
        self.query_one(TitleBar).left = Content.assemble(("Progress", "bold"), "  ", title)
        self.query_one(Sheet).focus()
        self._count()

    @work
    async def _count(self) -> None:
        try:
            entries, desk = await self.keeper.keep(self.workspace.entries)
            if isinstance(desk, LedgerError):
                raise desk
        except LedgerError as failure:
            self.query_one(ErrorBar).message = f"verdicts cannot be read: {line(str(failure))}"
            return
        counted = tally(desk, entries)
        lines = [
            *self._states(desk),
            *self._cited(counted),
            *self._times(counted),
            *self._waiting(counted),
        ]
        self.query_one(Sheet).show(Content("\n").join(lines))

    def _bar(self, name: str, count: int, most: int, style: str = "") -> Content:
        full = round(LONGEST * count / most) if most else 0
        bar = glyph("█") * max(full, 1 if count else 0)
        name = name if len(name) <= 26 else name[:25].rstrip() + glyph("…")
        return Content.assemble(f"  {name:<26} ", (f"{count:>4} ", "bold"), (bar, style))

    def _states(self, desk: "Desk") -> list[Content]:
        claims, scale = self.workspace.claims, self.workspace.scale
        counts: Counter[Badge] = Counter()
        for claim in claims:
            state = state_of(claim, desk.of(claim.id), self.workspace.scales)
            counts[STALE if claim.id in self._stale else state] += 1
        badges = [OPEN, POSTPONED, STALE, *(rating_badge(each.id, scale) for each in scale.ratings)]
        most = max(counts.values(), default=0)
        judged = sum(1 for claim in claims if desk.of(claim.id).verdict)
        lines = [_title(f"Claims: {judged} of {len(claims)} judged")]
        # Ratings of a scale that the project used before come last.
        for badge in dict.fromkeys((*badges, *counts)):
            bar = self._bar(line(str(badge)), counts[badge], most, "$focus")
            again = badge is STALE and counts[badge]
            hint = f"  {self.key('recheck.open')} checks again" if again else ""
            lines.append(bar + Content.assemble((hint, "$quiet")))
        return lines

    def _cited(self, counted: Tally) -> list[Content]:
        lines = [_title("Passages marked, by source")]
        most = max((yes + no for _, yes, no in counted.quotes), default=0)
        for source_id, yes, no in counted.quotes[:SHOWN]:
            source = self._sources.get(source_id)
            name = line((source.publisher or source.title) if source else source_id)
            each = f"  {MARKS['supports'].glyph} {yes}  {MARKS['conflicts'].glyph} {no}"
            lines.append(self._bar(name, yes + no, most, "$support") + Content(each))
        silent = [each for each in self._sources if each not in {q[0] for q in counted.quotes}]
        if not counted.quotes:
            mark_keys = f"{self.key('mark.supports')} and {self.key('mark.conflicts')}"
            hint = f"  None yet: {mark_keys} on the evidence mark what a verdict rests on."
            lines.append(_quiet(hint))
        elif silent:
            lines.append(_quiet(f"  {len(silent)} sources are not cited."))
        return lines

    def _times(self, counted: Tally) -> list[Content]:
        if counted.minutes is None:
            return []
        time = f"  {counted.minutes:.1f} minutes a claim (median; pauses over 10 minutes left out)"
        return [_title("Time"), Content(time)]

    def _waiting(self, counted: Tally) -> list[Content]:
        texts = {claim.id: claim.text for claim in self.workspace.claims}
        lines: list[Content] = []
        if self._stale:
            lines.append(_title("May no longer hold"))
            for claim_id, why in list(self._stale.items())[:SHOWN]:
                text = short(texts.get(claim_id, claim_id), 40)
                lines.append(Content(f"  ! {text}  {line(why[0])}"))
        if counted.once:
            lines.append(_title(f"Seen by one reader only: {len(counted.once)}"))
            lines += [Content(f"  {short(texts.get(c, c), 60)}") for c in counted.once[:SHOWN]]
            if len(counted.once) > SHOWN:
                lines.append(_quiet(f"  and {len(counted.once) - SHOWN} more"))
        return lines

    def action_recheck(self) -> None:
        self.ways.recheck(self._sources, then=self._rechecked)

    def _rechecked(self, ids: tuple[str, ...] | None) -> None:
        """Pass on the claim to go to; without one, count again the claims that may not hold."""
        if ids:
            self.dismiss(ids)
        else:
            self._look_for_stale()

    @work
    async def _look_for_stale(self) -> None:
        claims = [c for c in self.workspace.claims if c.id in self._stale]
        reasons = await asyncio.to_thread(lambda: {c.id: self.workspace.stale(c) for c in claims})
        self._stale = {claim_id: why for claim_id, why in reasons.items() if why}
        self._count()

    def action_leave(self) -> None:
        self.dismiss()


def _title(text: str) -> Content:
    return Content.assemble("\n", (text, "bold"))


def _quiet(text: str) -> Content:
    return Content.assemble((text, "$quiet"))
