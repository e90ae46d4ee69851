"""Everything that a report says: each claim with its verdict, its evidence and later changes.

Plain data: `compiling` makes it and an exporter writes it.
"""

from dataclasses import dataclass

from workbench.claims import Claim
from workbench.corpus import Skipped, Source
from workbench.passages import Spot
from workbench.passages.quotes import Anchor, Quote, Since
from workbench.passages.verbatim import Quotation
from workbench.stance import Judgement
from workbench.verdicts import Entry, Mark, Verdict
from workbench.verdicts.scales import Rating, Scale


@dataclass(frozen=True, slots=True)
class Given:
    """A rating as it was given once."""

    rating: Rating
    given: Verdict


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A quote for or against a claim."""

    quote: Quote
    mark: Mark | None
    """What the checker said it does; None for a suggestion that nobody marked."""
    judgement: Judgement
    """What the machine suggests it does."""
    anchor: Anchor = Anchor.EXACT
    """How it was found in its source as it is now."""
    now: Quote | None = None
    """The quote with its present words and place if it is `moved` or `altered`; else None."""
    since: Since = Since.SAME
    """What happened to its source since it was quoted."""
    note: str = ""
    """What the anchor does not say by itself, in a few words: see `Rechecked.note`."""
    copies: tuple[str, ...] = ()
    """Ids of other sources with nearly the same words: copies, not more evidence."""
    second: str = ""
    """What the checker's own model said of it when it was marked, see `Marked.second`."""
    place: str | None = None
    """Where a reader of the source finds it, such as `p. 12`."""

    @property
    def gone(self) -> bool:
        """Whether its words are no longer in the corpus."""
        return self.anchor is Anchor.GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One claim with all that was found and decided."""

    claim: Claim
    listed: bool = True
    """Whether it is still in claims.toml."""
    verdict: Given | None = None
    conflict: tuple[Given, ...] = ()
    """Ratings that differ, by people who did not know of each other; then there is no verdict."""
    agreeing: tuple[Given, ...] = ()
    """The same rating, given by others who did not know of the verdict."""
    earlier: tuple[Given, ...] = ()
    """The ratings that the verdict replaced, oldest first."""
    justification: str = ""
    quotations: tuple[Quotation, ...] = ()
    """What the justification quotes, and how it is found in the sources."""
    postponed: bool = False
    marked: tuple[Exhibit, ...] = ()
    """What the checker marked, in the order of marking."""
    suggested: tuple[Exhibit, ...] = ()
    """What the machine suggests in addition (strong and fair only), best match first."""
    failed: str | None = None
    """Why the claim could not be searched for; None if it was searched."""
    searches: tuple[Entry, ...] = ()
    """What was searched for besides the claim itself (`Searched`), oldest first."""
    read: frozenset[Spot] = frozenset()
    """The passages that were read in their sources for this claim."""
    unmet: tuple[str, ...] = ()
    """The rules of the project that the verdict does not meet, each in a few words."""
    stale: tuple[str, ...] = ()
    """Why the verdict may no longer hold, each in one sentence; empty when it is current."""

    @property
    def verdicts(self) -> tuple[Given, ...]:
        """The verdict, if there is one."""
        return (self.verdict,) if self.verdict else ()

    def exhibits(self, mark: Mark) -> tuple[Exhibit, ...]:
        """The passages with this mark of the checker."""
        return tuple(exhibit for exhibit in self.marked if exhibit.mark == mark)


@dataclass(frozen=True, slots=True)
class Correction:
    """A rating that was in a report and was changed later."""

    claim: str
    was: str
    """The rating's name as reported."""
    reported: str
    """When: UTC, ISO 8601."""
    now: Given | None
    """What replaced it; None if the verdict was withdrawn, or reviewers differ now."""
    conflict: bool = False
    """Whether reviewers differ now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that a report says."""

    title: str
    scales: tuple[Scale, ...]
    """The project's scale first, then others that a verdict was given on."""
    cases: tuple[Case, ...]
    """In the order of claims.toml, then those that left it, by id."""
    sources: tuple[Source, ...]
    """Sorted by id: the whole corpus."""
    skipped: tuple[Skipped, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Oldest first."""
    last: Entry | None = None
    """The last decision: a report's date is its date."""

    @property
    def judged(self) -> tuple[Case, ...]:
        """The claims of claims.toml that have a verdict."""
        return tuple(case for case in self.cases if case.listed and case.verdict)

    @property
    def disputed(self) -> tuple[Case, ...]:
        """The claims of claims.toml on which reviewers differ."""
        return tuple(case for case in self.cases if case.listed and case.conflict)

    @property
    def open(self) -> tuple[Case, ...]:
        """The claims of claims.toml that nobody rated, postponed ones included."""
        return tuple(
            case for case in self.cases if case.listed and not (case.verdict or case.conflict)
        )

    @property
    def verbatim(self) -> bool:
        """Whether every quote is in its source now, also those in the justifications."""
        return all(
            all(each.anchor in (Anchor.EXACT, Anchor.MOVED) for each in case.marked)
            and not any(each.wrong for each in case.quotations)
            for case in self.cases
        )

    @property
    def gone(self) -> tuple[Case, ...]:
        """The claims that were rated and are no longer in claims.toml."""
        return tuple(case for case in self.cases if not case.listed)
