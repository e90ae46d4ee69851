"""What a digit means for the claim at hand: a verdict, a question why first, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from workbench.safe.visible import line
from workbench.tui.marks import differing, glyph, rating_badge, verdict_badge
from workbench.tui.said import either, short

if TYPE_CHECKING:
    from workbench.tui.panes.verdict_bar import VerdictBar
    from workbench.tui.screens.review.claim_state import ClaimState
    from workbench.tui.screens.review.evidence_state import EvidenceState
    from workbench.tui.screens.review.host import Host
    from workbench.tui.screens.review.view import View
    from workbench.verdicts import Standing
    from workbench.verdicts.scales import Rating, Scale

TWICE = 0.3
# Seconds in which a second digit counts as a slip: a key that is held or bounces must not rate
# the next claim.


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a digit means. Without `question` and `refusal` the rating is recorded."""

    question: Content | None = None
    """What is asked before it is recorded."""
    needed: bool = False
    """Whether nothing is recorded without an answer."""
    kept: str = "open"
    """How the claim stays if no answer is given."""
    refusal: str = ""
    """Why nothing is recorded."""


def meaning(
    rating: "Rating",
    standing: "Standing | None",
    *,
    scale: "Scale",
    scales: "Mapping[str, Scale]",
    stale: bool,
    lacks: Sequence[str],
) -> Meaning:
    """What this rating of the project's `scale` means for a claim with this standing.

    A first verdict is recorded without a question. The reason is asked for if the verdict changes,
    if it decides where reviewers differ, if it repeats a stale one, or if it leaves rules unmet:
    `lacks` says in words what is missing.
    """
    before = standing.verdict if standing else None
    change = line(rating.name)
    if before is not None:
        if (before.scale, before.rating) != (scale.name, rating.id):
            change = f"{verdict_badge(before, scales).word} {glyph('→')} {change}"
        elif stale:
            change += " again"
        else:
            return Meaning(refusal=f"already {change}: nothing recorded")
    elif standing is not None and standing.conflict:
        change += f" ({differing(standing.conflict, scales)})"
    elif not lacks:
        return Meaning()
    missing = (f" without {either(map(line, lacks))}", "bold $warning") if lacks else ""
    return Meaning(
        question=Content.assemble((f"Why {change}", "bold"), missing, ("?", "bold")),
        needed=bool(lacks),
        kept="as it was" if before else "in conflict" if standing and standing.conflict else "open",
    )


class Digits:
    """Recognises digits that a held or bouncing key sent."""

    def __init__(self) -> None:
        self._last = 0.0

    def slipped(self, now: float) -> bool:
        """Whether a digit at `now`, in seconds of a steady clock, is a slip of the last one."""
        slip, self._last = now - self._last < TWICE, now
        return slip


class Rater:
    """Records verdicts on the claim at hand, asks for a reason if needed, and goes on."""

    def __init__(
        self, host: "Host", claims: "ClaimState", evidence: "EvidenceState", view: "View"
    ) -> None:
        self._host = host
        self._claims = claims
        self._evidence = evidence
        self._view = view
        self._digits = Digits()

    def rate(self, key: int, now: float, bar: "VerdictBar") -> None:
        """A digit was pressed at `now` (seconds of a steady clock); `bar` asks for a reason."""
        claim, slip = self._host.mine("rate"), self._digits.slipped(now)
        if claim is None or slip:
            return
        if self._claims.is_saving(claim.id):
            self._host.say("still saving the decision before; press the key again")
            return
        workspace = self._host.workspace
        if key > len(workspace.scale.ratings):
            return
        rating = workspace.scale.ratings[key - 1]
        unmet = self._claims.unmet(self._evidence.usual, self._evidence.sources, rating)
        means = meaning(
            rating,
            self._claims.standing(claim.id),
            scale=workspace.scale,
            scales=workspace.scales,
            stale=claim.id in self._claims.stale,
            lacks=[rule.lacking for rule in unmet if rule.asks],
        )
        if means.refusal:
            self._host.say(means.refusal)
        elif means.question is None:
            self.record(bar, claim.id, rating.id)
        else:
            bar.app.clear_notifications()  # an earlier message would cover the question
            bar.ask(
                claim.id,
                rating.id,
                means.question,
                needed=means.needed,
                kept=means.kept,
                root=workspace.root,
            )

    def take(self, bar: "VerdictBar", reply: "VerdictBar.Reply") -> None:
        """Handle the answer to the question why."""
        match reply:
            case bar.Answered():
                self.record(bar, reply.claim, reply.rating, reason=reply.reason)
            case bar.Unanswered():
                leave = self._host.key("reason.leave")
                self._host.say(f"a few words say why; {leave} records nothing")
            case bar.Declined():
                self._host.show_trouble("")
                self._host.go_to(reply.claim)
                self._host.say("left as it was: nothing recorded")

    def record(self, bar: "VerdictBar", claim_id: str, rating_id: str, *, reason: str = "") -> None:
        """Record a verdict and go on once it is saved; nothing while another is being saved."""
        if self._claims.is_saving(claim_id):
            return  # enter was pressed twice
        workspace = self._host.workspace
        claim = workspace.claim(claim_id)

        def rate() -> bool:
            """Rate the claim; True if its quotes must be looked at all the same."""
            workspace.rate(claim_id, rating_id, reason=reason)
            return claim_id in self._claims.stale and bool(workspace.stale(claim))

        def recorded(stale: bool) -> None:
            bar.recorded()
            self._claims.rated = claim_id
            name = rating_badge(rating_id, workspace.scale).word
            again = f"still stale: {self._host.key('recheck.open')} shows its quotes"
            left = again if stale else self.go_on(claim_id)
            then = f"{self._host.undoes}, {self._host.key('verdict.justify')} says why"
            done = f"saved: {name} on {short(claim.text, 24)} {glyph('·')} {then}"
            self._host.say(f"{done}; {left}" if left else done)

        self._host.save(claim_id, rate, then=recorded)

    def postpone(self) -> None:
        """Put the claim at hand off, and go on once that is saved."""
        claim = self._host.mine("put off")
        if claim is None:
            return

        def recorded(entry: object) -> None:
            left = self.go_on(claim.id)
            done = f"saved: postponed {short(claim.text, 36)} {glyph('·')} {self._host.undoes}"
            self._host.say(f"{done}; {left}" if left else done)

        self._claims.rated = None
        self._host.save(claim.id, self._host.workspace.postpone, claim.id, then=recorded)

    def go_on(self, claim_id: str) -> str:
        """Go to the next open claim after this one; returns a message if none is left."""
        if self._claims.at_hand is None or self._claims.at_hand.id != claim_id:
            return ""
        found = self._claims.next_open(1)
        if found is None:
            return self._claims.none_open()
        self._claims.go_to(found)
        self._view.claims()  # the cursor goes there at once: keys typed ahead are meant for it
        return ""
