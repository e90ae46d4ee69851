"""Saving from a screen: in order, off the event loop, with "saved" only once it is on disk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import work

from workbench.corpus.prose import flat
from workbench.errors import InputError, LedgerError, WorkbenchError
from workbench.safe.visible import line
from workbench.tui.marks import MARKS, glyph
from workbench.tui.panes.strips import ErrorBar
from workbench.tui.said import changed, decided, short
from workbench.tui.screens.place import Place

if TYPE_CHECKING:
    from textual.worker import Worker

    from workbench.claims.editing import Proposal
    from workbench.tui.cards import Card
    from workbench.tui.shared import Shared
    from workbench.verdicts import Desk, Entry, Mark, Standing


PATIENT = 1.0
# Seconds after which a save that has not returned says what it waits for: alone it takes a few
# milliseconds, next to seven other desks half a second at worst.


class Saving(Place):
    """A place that records decisions. A subclass has an `ErrorBar`."""

    desk: "Desk | None" = None
    """What stands; None until the ledger was read."""

    def __init__(self, shared: "Shared") -> None:
        super().__init__(shared)
        self.saving: dict[str, int] = {}
        """The claims with decisions that are still being saved, and how many."""
        self._held_up = False
        """Whether a message says that a save is waiting."""

    def standing(self, claim_id: str) -> "Standing | None":
        """What stands for a claim as last read from the ledger; None before that."""
        return self.desk.of(claim_id) if self.desk else None

    def take_desk(self, desk: "Desk") -> None:
        """Keep what stands from now on; `show` draws it."""
        self.desk = desk

    def show(self) -> None:
        """Draw what stands; called after the ledger was read, and after each save."""

    def show_saving(self) -> None:
        """Draw that a decision is being saved, if this place shows that."""

    def go_to(self, claim_id: str) -> None:
        """Show the claim on which something was undone, if this place can."""

    def take_claims(self) -> None:
        """Show the claims as claims.toml has them now, if this place shows claims."""

    def read_desk(self) -> None:
        """Read what stands from the ledger."""
        self._read_desk()

    @work(group="save")
    async def _read_desk(self) -> None:
        try:
            desk = await self.keeper.desk()
            self.show_trouble(line(self.workspace.notice or ""))
            self.show_news()
            self._introduce()
            if self.stands and desk != self.desk:
                self.take_desk(desk)
                self.show()
        except LedgerError as failure:
            self.show_trouble(f"verdicts cannot be read: {line(str(failure))}")

    def save(
        self,
        claim_id: str,
        act: Callable[..., Any],
        *args: Any,
        then: "Callable[[Any], None] | None" = None,
        **kwargs: Any,
    ) -> "Worker[None]":
        """Record something; `then` is called with the ledger's answer once it is on disk.

        The save runs in the app, not in this place. If the place is left meanwhile, it does not say
        what was saved; what was not saved is shown in the place that is open then.
        """
        self.saving[claim_id] = self.saving.get(claim_id, 0) + 1
        self.show_saving()
        return self.app.run_worker(self._save(claim_id, act, args, then, kwargs), group="save")

    async def _save(
        self,
        claim_id: str,
        act: Callable[..., Any],
        args: tuple[Any, ...],
        then: "Callable[[Any], None] | None",
        kwargs: dict[str, Any],
    ) -> None:
        waits = self.app.set_timer(PATIENT, self._wait)
        try:
            result, desk = await self.keeper.keep(act, *args, **kwargs)
        except WorkbenchError as failure:
            again = "  The same key tries again." if isinstance(failure, LedgerError) else ""
            self.show_trouble(f"not saved: {line(str(failure).removeprefix('not saved: '))}{again}")
            self._returned(claim_id)
            if self.stands:
                self.show()
            return
        finally:
            waits.stop()
            if self._held_up:
                self._held_up = False
                self.app.clear_notifications()
        self.show_news()
        if isinstance(desk, LedgerError):
            self.show_trouble(f"saved, but verdicts cannot be read: {line(str(desk))}")
        else:
            self.show_trouble(line(self.workspace.notice or ""))
        if self.stands:
            if not isinstance(desk, LedgerError) and desk != self.desk:
                self.take_desk(desk)
            self._returned(claim_id)
            if then is not None:
                then(result)
        if self.stands:
            self.show()

    def _introduce(self) -> None:
        """Say once, before the first decision, whose name decisions will have."""
        if not getattr(self.app, "introduces", False):
            return
        self.app.introduces = False  # type: ignore[attr-defined]
        if self.keeper.new_here:
            by = line(self.workspace.reviewer)
            text = f"you decide as {by}; `--by` or `reviewer` in your settings says otherwise"
            self.app.notify(text, timeout=12, markup=False)

    def take_others(self, desk: "Desk") -> None:
        """Show what stands after someone else decided."""
        self.show_news()
        self.take_desk(desk)
        self.show()

    def show_news(self) -> None:
        """Say what arrived by itself, as by a merge in git, and what conflicts because of it."""
        news, self.keeper.news = self.keeper.news, ""
        if news:
            self.app.notify(line(news), severity="warning", timeout=30, markup=False)

    @property
    def stands(self) -> bool:
        """Whether this place is still open."""
        return self.is_running and self in self.app.screen_stack and bool(self.query(ErrorBar))

    def show_trouble(self, trouble: str) -> None:
        """Show what is wrong until it is right; an empty text removes it."""
        if self.stands:
            self.query_one(ErrorBar).message = trouble
        elif trouble:
            self.app.notify(trouble, severity="error", timeout=60, markup=False)

    def _wait(self) -> None:
        self._held_up = True
        text = "waiting to save: another workbench is writing here, or the disk is slow"
        self.say(text, severity="warning", seconds=600)

    def _returned(self, claim_id: str) -> None:
        self.saving[claim_id] -= 1
        if not self.saving[claim_id]:
            del self.saving[claim_id]

    def mark(self, claim_id: str, card: "Card", mark: "Mark | None") -> None:
        """Mark a passage for a claim; None takes the mark away."""
        passage, judgement = card.evidence.match.passage, card.evidence.judgement
        suggested = judgement.noted

        def recorded(entry: "Entry") -> None:
            word = MARKS[mark].word if mark else "mark taken away"
            self.say(f"saved: {word} {short(flat(passage.text), 34)} {glyph('·')} {self.undoes}")

        self.save(
            claim_id,
            self.workspace.mark,
            claim_id,
            passage,
            mark,
            suggested=suggested,
            second=card.second,
            then=recorded,
        )

    def action_undo(self) -> None:
        none = "nothing of yours is left to undo"
        self._take(self.workspace.take_back, "undone", none, f"{self.key('verdict.redo')} redoes")

    def action_redo(self) -> None:
        self._take(self.workspace.bring_back, "redone", "nothing to redo", self.undoes)

    def _take(
        self, act: "Callable[[], Entry | Proposal | None]", done: str, none: str, back: str
    ) -> None:
        from workbench.claims.editing import Proposal

        def tried() -> "Entry | Proposal | str | None":
            try:
                return act()
            except InputError as failure:
                return f"not {done}: {failure}"

        def answered(last: "Entry | Proposal | str | None") -> None:
            if last is None:
                self.say(none)
            elif isinstance(last, str):
                self.say(last, severity="warning", seconds=8)
            elif isinstance(last, Proposal):
                self.take_claims()
                self.go_to(last.ids[0])
                self.say(f"{done} and saved: {changed(last)} {glyph('·')} {back}")
            else:
                self.go_to(str(getattr(last.decision, "claim", "")))
                what = decided(last, self.workspace)
                self.say(f"{done} and saved: {what} {glyph('·')} {back}")

        self.save("", tried, then=answered)
