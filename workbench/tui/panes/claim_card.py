"""The claim that is being judged, always in view: its wording, who said it, when and where."""

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from workbench.claims import Claim
from workbench.tui.marks import OPEN, Badge, Spot, glyph, marked
from workbench.visible import line


class ClaimCard(Widget):
    """The wording with the words that the chosen passage's reasons rest on marked."""

    DEFAULT_CSS = "ClaimCard { height: auto; }"

    claim: var[Claim | None] = var(None)
    spots: var[tuple[Spot, ...]] = var(())
    state: var[Badge] = var(OPEN)
    nothing: var[str] = var("")
    """Shown while there is no claim."""

    def watch_claim(self) -> None:
        self.refresh(layout=True)

    def watch_spots(self) -> None:
        # Glyphs stand before marked words, so the number of lines may change.
        self.refresh(layout=True)

    def watch_state(self) -> None:
        self.refresh(layout=True)

    def watch_nothing(self) -> None:
        self.refresh(layout=True)

    def render(self) -> Content:
        claim = self.claim
        if claim is None:
            return Content(self.nothing)
        told = [line(claim.claimant)] if claim.claimant else ["claimant not named"]
        told += [line(claim.date)] if claim.date else ["no date"]
        told += [line(claim.appearance)] if claim.appearance else []
        told += [" ".join(f"#{line(tag)}" for tag in claim.tags)] if claim.tags else []
        below = Content.assemble(
            (str(self.state), self.state.style or "bold"),
            "   ",
            (f" {glyph('·')} ".join(told), "$quiet"),
        )
        lines = [marked(line(claim.text), self.spots).stylize_before("bold"), below]
        if claim.context:
            lines.append(Content.assemble((line(claim.context), "$quiet italic")))
        return Content("\n").join(lines)
