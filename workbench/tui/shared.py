"""What every place is given: the project, the keeper of decisions, and the ways to other places.

A place knows that there is a way, not which screen it opens: only `ways` knows every screen.
No Textual here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.report.crossing import Says
    from workbench.tui.cards import Card
    from workbench.tui.keeper import Keeper
    from workbench.tui.only import Only
    from workbench.workspace import Findings, Workspace

Then = Callable[[tuple[str, ...] | None], None]
"""Called once a place is left, with the ids of claims to go to, or None."""


class Ways(Protocol):
    """Opens a place on top of the one that asks. `then` is called when that place is left."""

    def source(
        self,
        claim: "Claim | None",
        card: "Card",
        cards: "tuple[Card, ...]" = (),
        *,
        searching: bool = False,
        then: Then | None = None,
    ) -> None:
        """The article of a passage; without a claim, it is read for sentences worth checking.

        `cards` are the passages found, in any source; `searching` opens the search line at once.
        """

    def claim(
        self,
        claim: "Claim | None" = None,
        *,
        text: str = "",
        claimant: str = "",
        found: str = "",
        then: Then,
    ) -> None:
        """The form for a claim: an existing `claim`, or a new one with `text` and `claimant`.

        `found` says where those words were found.
        """

    def split(self, claim: "Claim", *, then: Then) -> None:
        """The parts of a claim that says two things."""

    def justification(self, claim: "Claim", sources: "Mapping[str, Source]") -> None:
        """The editor of a claim's justification."""

    def suggestions(
        self, sources: "Mapping[str, Source]", source_id: str | None = None, *, then: Then
    ) -> None:
        """The sentences worth checking, of one source or of all."""

    def recheck(
        self,
        sources: "Mapping[str, Source]",
        *,
        then: Then,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """The verdicts to check again; `changed` is called before `then` if sources changed."""

    def matrix(
        self,
        sources: "Mapping[str, Source]",
        found: "Mapping[str, Findings]",
        claims: tuple[str, ...],
    ) -> None:
        """What each source says of each of these claims; those in `found` are searched already."""

    def pairs(
        self, claim: "Claim", says: "Mapping[str, Says]", sources: "Mapping[str, Source]"
    ) -> None:
        """Who says what of one claim, and which sources disagree."""

    def progress(
        self,
        sources: "Mapping[str, Source]",
        stale: Mapping[str, tuple[str, ...]],
        *,
        then: Then,
    ) -> None:
        """How many claims are done, by state, rating and source."""

    def sources(self, *, changed: Callable[[], None], then: Then) -> None:
        """The sources; `changed` is called before `then` where one came or is another now."""

    def report(self) -> None:
        """The report, shown before it is written."""

    def only(
        self, only: "Only", sources: "Sequence[Source]", *, then: "Callable[[Only | None], None]"
    ) -> None:
        """The choice of sources to search in; `then` gets None if it stays as it was."""

    def jump(
        self, places: dict[str, tuple[str, str]], *, then: Callable[[str | None], None]
    ) -> None:
        """Choose a place by one letter; `then` gets the action that goes there."""

    def bring(self, cancelled: Callable[[], bool]) -> None:
        """Import what a key may open next; called in a thread, a few seconds after the start."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What every place is given."""

    workspace: "Workspace"
    keeper: "Keeper"
    ways: Ways
