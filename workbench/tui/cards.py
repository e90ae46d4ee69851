"""The values that panes draw: a claim, what stands for it, a passage, a source in a few words.

These are values, not widgets.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from workbench.safe.visible import line
from workbench.tui.marks import Badge, glyph

if TYPE_CHECKING:
    from workbench.corpus import Source
    from workbench.stance import Evidence
    from workbench.verdicts import Mark
    from workbench.verdicts.rules import Unmet
    from workbench.verdicts.scales import Scale

NAME = 40
# Characters of a publisher's or a source's name in a citation.


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as the list shows it."""

    id: str
    text: str
    """Made safe to show already, on one line."""
    state: Badge
    busy: bool = False
    """A decision on it is being saved."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What the verdict line shows of a claim."""

    scale: "Scale"
    rating: str | None = None
    """Id of the rating that stands, if it is one of this scale."""
    saving: bool = False
    """Whether a decision on it is not on disk yet."""
    verdict: tuple[str, str] | None = None
    """The verdict that stands, in a word, and who gave it and when."""
    conflict: str = ""
    """Who rated how, where reviewers differ; usually empty."""
    stale: str = ""
    """Why it may no longer hold; usually empty."""
    postponed: bool = False
    needs: "tuple[Unmet, ...]" = ()
    """The rules that a verdict leaves unmet."""
    marks: "tuple[Mark, ...]" = ()
    """What the checker said of each passage marked for it."""
    justified: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as the list shows it."""

    evidence: "Evidence"
    source: "Source | None"
    mark: "Mark | None" = None
    """What the checker said of it."""
    read: bool = False
    copies: tuple[str, ...] = ()
    """Other sources that carry the same words."""
    copy: bool = False
    """Has the same words as the card above: another source, but no more evidence."""
    pinned: bool = False
    """Chosen by the checker, not found by the search."""
    later: bool = False
    """The source certainly appeared after the claim was made."""
    second: str = ""
    """What the user's own model says, with its name in front; usually empty."""

    @property
    def key(self) -> tuple[str, int, int]:
        """Identifies the passage: source id and offsets."""
        return self.evidence.match.passage.spot

    @property
    def stance(self) -> str:
        """The suggested stance: a `Stance` value."""
        return str(self.evidence.judgement.stance)

    @property
    def side(self) -> str:
        """Where the passage belongs: what the checker said, else the suggestion."""
        if self.mark is None:
            return self.stance
        return "mentions" if self.mark == "irrelevant" else str(self.mark)


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a lane, or a line that says why nothing is below."""

    text: str
    note: str = ""
    style: str = "bold"


def dated(source: "Source | None") -> str:
    """Publisher, date and grade of a source where they are known, on one line."""
    if source is None:
        return ""
    return _named(source.publisher or "", source, NAME)


def citation(source: "Source | None", source_id: str, *, room: int = 0) -> str:
    """Publisher (or title), date and grade of a source, on one line of `room` cells.

    The name is shortened where there is no room for all; `room` 0 allows a name of 40 characters.
    """
    if source is None:
        return line(source_id)
    name = source.publisher or source.title
    whole = _named(name, source, NAME)
    if room and cell_len(whole) > room:
        return _named(name, source, max(min(len(name), NAME) - cell_len(whole) + room, 8))
    return whole


def _named(name: str, source: "Source", most: int) -> str:
    if len(name) > most:
        name = name[: most - 1].rstrip() + glyph("…")
    date = str(source.published) if source.published else "date unknown"
    return "  ".join(line(part) for part in (name, date, source.grade) if part)
