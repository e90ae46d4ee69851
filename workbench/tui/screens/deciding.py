"""Decisions: a key, then "saved" once it is on disk, and what `u` would take back."""

import time
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import var

from workbench.tui.marks import glyph, rating_badge, verdict_badge
from workbench.tui.panes.strips import ErrorBar
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.said import either, short
from workbench.tui.screens.saving import Saving
from workbench.tui.screens.searching import Searching
from workbench.visible import line

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.scales import Rating
    from workbench.tui.keeper import Keeper
    from workbench.verdicts import Entry
    from workbench.workspace import Workspace

TWICE = 0.3
# Seconds in which a second digit is taken for a slip: a held or bouncing key must not rate the
# claim that comes next.


class Deciding(Saving, Searching):
    """A place where one key decides on the claim at hand."""

    claim: var["Claim | None"] = var(None)

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self.rated: str | None = None
        """The claim just rated: what `e` means until the next move."""
        self._last_digit = 0.0

    def catch_up(self) -> None:
        """Make the claim under the cursor the one at hand, before anything is decided on it.

        Keys typed ahead are answered before the list's own message of its cursor has come: the
        fourth of `j`, `j`, `j`, `5` would rate the claim where the first was typed.
        """
        raise NotImplementedError

    # what the screen says

    def went_on(self, claim_id: str) -> str:
        """A rating was saved: go to the next open claim; what is to be said where none is left."""
        raise NotImplementedError

    def mine(self, what: str) -> "Claim | None":
        """The claim at hand, if it stands in claims.toml; else it is said that it cannot be."""
        raise NotImplementedError

    def is_stale(self, claim_id: str) -> bool:
        """Whether the verdict on a claim may no longer hold."""
        raise NotImplementedError

    def lacks(self, rating: "Rating") -> tuple[str, ...]:
        """What the rules that ask for a reason miss under this rating of the claim at hand."""
        raise NotImplementedError

    # rating

    def action_rate(self, key: int) -> None:
        self.catch_up()
        claim, now = self.mine("rate"), time.monotonic()
        slip, self._last_digit = now - self._last_digit < TWICE, now
        if claim is None or slip:
            return
        if claim.id in self.saving:
            self.say("still saving the decision before; press the key again")
            return
        if key > len(self.workspace.scale.ratings):
            return
        rating = self.workspace.scale.ratings[key - 1]
        standing = self.standing(claim.id)
        before = standing.verdict if standing else None
        change = line(rating.name)
        from workbench.verdicts import Rated  # here: the first frame does not wait for the ledger

        if before is not None and isinstance(before.decision, Rated):
            old, scale = before.decision, self.workspace.scale
            if (old.scale, old.rating) != (scale.name, rating.id):
                was = verdict_badge(before, self.workspace.scales).word
                change = f"{was} {glyph('→')} {change}"
            elif self.is_stale(claim.id):
                change += " again"
            else:
                self.say(f"already {line(rating.name)}: nothing recorded")
                return
        lacks = self.lacks(rating)
        if before is None and not lacks:
            self.record(claim.id, rating.id)
            return
        missing = (f" without {either(map(line, lacks))}", "bold $warning") if lacks else ""
        question = Content.assemble((f"Why {change}", "bold"), missing, ("?", "bold"))
        kept = "as it was" if before else "open"
        self.app.clear_notifications()  # what was said before would lie over the question
        self.query_one(VerdictBar).ask(
            claim.id,
            rating.id,
            question,
            needed=bool(lacks),
            kept=kept,
            root=self.workspace.root,
        )

    def record(self, claim_id: str, rating_id: str, *, reason: str = "") -> None:
        """Record a verdict and go on once it is saved."""

        claim = self.workspace.claim(claim_id)

        def rate() -> bool:
            """Whether what it rests on is to be looked at all the same."""
            self.workspace.rate(claim_id, rating_id, reason=reason)
            return self.is_stale(claim_id) and bool(self.workspace.stale(claim))

        def told(stale: bool) -> None:
            self.query_one(VerdictBar).recorded()
            self.rated = claim_id
            name = rating_badge(rating_id, self.workspace.scale).word
            left = (
                f"still stale: {self.key('recheck.open')} shows its quotes"
                if stale
                else self.went_on(claim_id)
            )
            then = f"{self.undoes}, {self.key('verdict.justify')} says why"
            done = f"saved: {name} on {short(claim.text, 24)} {glyph('·')} {then}"
            self.say(f"{done}; {left}" if left else done)

        self.save(claim_id, rate, then=told)

    def on_verdict_bar_answered(self, message: VerdictBar.Answered) -> None:
        if message.claim not in self.saving:  # else enter was pressed twice
            self.record(message.claim, message.rating, reason=message.reason)

    def on_verdict_bar_unanswered(self) -> None:
        self.say(f"a few words say why; {self.key('reason.leave')} records nothing")

    def on_verdict_bar_declined(self, message: VerdictBar.Declined) -> None:
        self.query_one(ErrorBar).message = ""
        self.go_to(message.claim)
        self.say("left as it was: nothing recorded")

    # putting off

    def action_postpone(self) -> None:
        self.catch_up()
        claim = self.mine("put off")
        if claim is None:
            return

        def told(entry: "Entry") -> None:
            left = self.went_on(claim.id)
            done = f"saved: postponed {short(claim.text, 36)} {glyph('·')} {self.undoes}"
            self.say(f"{done}; {left}" if left else done)

        self.rated = None
        self.save(claim.id, self.workspace.postpone, claim.id, then=told)

    def action_undo(self) -> None:
        self.rated = None
        super().action_undo()

    def action_redo(self) -> None:
        self.rated = None
        super().action_redo()
