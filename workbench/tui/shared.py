"""What every place is handed: the project, the keeper of decisions, and the ways to other places.

A place knows that there is a way, not what stands at its end: `ways` alone knows every screen.
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
    """Opens a place on top of the one that asks. `then` is called when it is left again."""

    def source(
        self,
        claim: "Claim | None",
        card: "Card",
        cards: "tuple[Card, ...]" = (),
        *,
        searching: bool = False,
        then: Then | None = None,
    ) -> None:
        """The article of a passage; without a claim it is read for what is worth checking.

        `cards` are the passages found, of any source; `searching` asks at once what to look for.
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
        """The form of a claim: of `claim`, or of a new one with `text` and `claimant`.

        `found` says where those were found.
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
        """The verdicts to check again; `changed` is called before `then` where sources changed."""

    def matrix(
        self,
        sources: "Mapping[str, Source]",
        found: "Mapping[str, Findings]",
        claims: tuple[str, ...],
    ) -> None:
        """What each source says of each of these claims; `found` is not searched for again."""

    def pairs(
        self, claim: "Claim", says: "Mapping[str, Says]", sources: "Mapping[str, Source]"
    ) -> None:
        """Who says what of one claim, and who disagrees."""

    def progress(
        self,
        sources: "Mapping[str, Source]",
        stale: Mapping[str, tuple[str, ...]],
        *,
        then: Then,
    ) -> None:
        """How far the claims are."""

    def sources(self, *, changed: Callable[[], None], then: Then) -> None:
        """The sources; `changed` is called before `then` where one came or is another now."""

    def report(self) -> None:
        """The report, seen before it is written."""

    def only(
        self, only: "Only", sources: "Sequence[Source]", *, then: "Callable[[Only | None], None]"
    ) -> None:
        """The choice of sources to search in; `then` gets None where it stays as it was."""

    def jump(
        self, places: dict[str, tuple[str, str]], *, then: Callable[[str | None], None]
    ) -> None:
        """One letter names a place; `then` gets the action that goes there."""

    def bring(self, cancelled: Callable[[], bool]) -> None:
        """Import what a key may open next; called in a thread, a few seconds after the start."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What every place is handed."""

    workspace: "Workspace"
    keeper: "Keeper"
    ways: Ways
