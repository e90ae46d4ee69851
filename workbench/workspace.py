"""A project folder opened: the one place that knows every stage, and what both faces call.

It routes and does not judge, rank, store or print. Every stage is imported when first used,
because the first frame of the app must not wait for an index or a database.
All methods may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.claims import Claim, ClaimsFile

if TYPE_CHECKING:
    from workbench.corpus import Article, Skipped, Source
    from workbench.index import Progress, Refreshed
    from workbench.passages import Passage
    from workbench.report import Dossier
    from workbench.scales import Rating, Scale
    from workbench.search import Filter, Found
    from workbench.stance import Evidence
    from workbench.verdicts import Desk, Entry, Mark, Standing


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a claim and what each passage does to it."""

    evidence: tuple[Evidence, ...]
    """Best match first."""
    found: Found
    """How it was searched: words that never occur, counts."""


class Workspace:
    """A project folder: `claims.toml`, `corpus/`, `verdicts.db`, `.workbench/`."""

    root: Path
    file: ClaimsFile
    reviewer: str
    """Who decides: `--by`, else `[project] reviewer`, else the login name."""

    @classmethod
    def open(cls, root: Path, *, by: str | None = None) -> Workspace:
        """Read `claims.toml` and nothing else.

        Raises:
            InputError: the folder or the claims file cannot be used, in one line.
        """
        raise NotImplementedError

    @classmethod
    def without_claims(cls, root: Path, *, by: str | None = None) -> Workspace:
        """A folder used for free searches only: no claims, the default scale."""
        raise NotImplementedError

    @property
    def claims(self) -> tuple[Claim, ...]:
        """In file order."""
        return self.file.claims

    @property
    def scale(self) -> Scale:
        """The scale that ratings are given on."""
        raise NotImplementedError

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id. Raises InputError when there is none."""
        raise NotImplementedError

    def rating(self, name: str) -> Rating:
        """The rating with this id, name (any case) or key 1-9. Raises InputError."""
        raise NotImplementedError

    # sources and evidence

    def refresh(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Refreshed:
        """Bring the index up to date with `corpus/`; slow the first time, then milliseconds."""
        raise NotImplementedError

    def sources(self) -> tuple[Source, ...]:
        """The sources as indexed, sorted by id."""
        raise NotImplementedError

    def skipped(self) -> tuple[Skipped, ...]:
        """The files and documents that could not be read, and why."""
        raise NotImplementedError

    def article(self, source_id: str) -> Article:
        """A source with its text. Raises InputError when there is none."""
        raise NotImplementedError

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order."""
        raise NotImplementedError

    def find(
        self,
        claim: Claim | str,
        *,
        limit: int = 20,
        words: Sequence[str] = (),
        where: Filter | None = None,
    ) -> Findings:
        """The evidence for a claim, best match first, each passage judged."""
        raise NotImplementedError

    # decisions: each returns once it is on disk, or raises LedgerError

    def desk(self) -> Desk:
        """What stands now, other processes' decisions included."""
        raise NotImplementedError

    def standing(self, claim_id: str) -> Standing:
        """What stands for one claim; an empty standing when nothing was decided."""
        raise NotImplementedError

    def rate(self, claim_id: str, rating_id: str, *, reason: str = "") -> Entry:
        """Record a verdict with the passages marked so far."""
        raise NotImplementedError

    def mark(
        self, claim_id: str, passage: Passage, mark: Mark | None, *, suggested: str = ""
    ) -> Entry:
        """Mark a passage as supporting, conflicting or irrelevant; None takes it back."""
        raise NotImplementedError

    def justify(self, claim_id: str, text: str) -> Entry:
        """Record the justification of a claim's verdict."""
        raise NotImplementedError

    def postpone(self, claim_id: str) -> Entry:
        """Put a claim off."""
        raise NotImplementedError

    def undo(self) -> Entry | None:
        """Take back this reviewer's last decision; the entry taken back, None if there is none."""
        raise NotImplementedError

    def redo(self) -> Entry | None:
        """Make the decision undone last stand again; that entry, None if there is none."""
        raise NotImplementedError

    def entries(self) -> tuple[Entry, ...]:
        """Every decision ever made, in order."""
        raise NotImplementedError

    # report

    def dossier(self) -> Dossier:
        """All that a report tells."""
        raise NotImplementedError

    def report(self, *, form: str = "markdown") -> str:
        """The report's text; nothing is written or recorded."""
        raise NotImplementedError

    def write_report(self, path: Path, *, form: str = "markdown") -> Path:
        """Write the report and, if a rating changed since the last one, record that it was."""
        raise NotImplementedError

    def check(self) -> tuple[str, ...]:
        """What does not hold together (ledger, quotes against sources); empty when all does."""
        raise NotImplementedError

    def close(self) -> None:
        """Release the index and the ledger."""
        raise NotImplementedError
