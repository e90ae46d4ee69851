"""The claim that is being judged, always in view: its wording, who said it, when and where."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import var
from textual.widget import Widget

from workbench.claims import Claim
from workbench.safe.visible import line
from workbench.tui.marks import OPEN, Badge, Emphasis, glyph, marked


class ClaimCard(Widget):
    """The wording, with the words marked that the reasons of the chosen passage rest on."""

    DEFAULT_CSS = "ClaimCard { height: auto; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._folded(width))

    claim: var[Claim | None] = var(None)
    spots: var[tuple[Emphasis, ...]] = var(())
    state: var[Badge] = var(OPEN)
    nothing: var[str] = var("")
    """Shown while there is no claim."""

    def show(
        self,
        claim: Claim | None,
        *,
        state: Badge = OPEN,
        spots: tuple[Emphasis, ...] = (),
        nothing: str = "",
    ) -> None:
        """Show a claim, its state and the words marked in it; `nothing` if there is no claim.

        It is drawn once, and not at all if it shows this already.
        """
        shown = (claim, state, spots, nothing)
        if shown == (self.claim, self.state, self.spots, self.nothing):
            return
        self.set_reactive(ClaimCard.claim, claim)
        self.set_reactive(ClaimCard.state, state)
        self.set_reactive(ClaimCard.spots, spots)
        self.set_reactive(ClaimCard.nothing, nothing)
        self._changed()

    def watch_claim(self) -> None:
        self._changed()

    def watch_spots(self) -> None:
        self._changed()

    def watch_state(self) -> None:
        self._changed()

    def watch_nothing(self) -> None:
        self._changed()

    def _changed(self) -> None:
        """Draw again; lay the screen out again only if the number of lines changed."""
        width = self.content_size.width
        self.refresh(layout=len(self._folded(width)) != self.content_size.height)

    def render(self) -> Content:
        return Content("\n").join(self._folded(self.content_size.width))

    def _folded(self, width: int) -> list[Content]:
        claim, width = self.claim, max(width, 10)
        if claim is None:
            return Content(self.nothing).wrap(width)
        about = [line(claim.date)] if claim.date else ["no date"]
        about += [line(claim.claimant)] if claim.claimant else ["claimant not named"]
        about += [line(claim.appearance)] if claim.appearance else []
        about += [" ".join(f"#{line(tag)}" for tag in claim.tags)] if claim.tags else []
        below = Content.assemble(
            (str(self.state), self.state.style or "bold"),
            "   ",
            (f" {glyph('·')} ".join(about), "$quiet"),
        )
        lines = marked(line(claim.text), self.spots).stylize_before("bold").wrap(width)
        lines += _at_most(below, width, 2)
        if claim.context:
            lines += _at_most(Content.assemble((line(claim.context), "$quiet italic")), width, 2)
        return lines


def _at_most(content: Content, width: int, lines: int) -> list[Content]:
    """The first lines of `content`, folded; an ellipsis where there is more."""
    folded = content.wrap(width)
    if len(folded) <= lines:
        return folded
    last = folded[lines - 1].truncate(width - 1) + Content(glyph("…"))
    return [*folded[: lines - 1], last]
