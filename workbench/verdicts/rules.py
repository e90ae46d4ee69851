"""What a verdict should have before it is recorded: rules as data, each switched in claims.toml.

An unmet rule never forbids a rating. It is shown next to the scale; those that `ask` also open a
line for the reason it is set aside, which the report prints. A rating that decides nothing rests
on what was not found, so it needs no passages. Nothing is judged here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.corpus.catalogue import is_later

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.corpus import Source
    from workbench.passages.quotes import Quote
    from workbench.stance import Evidence
    from workbench.verdicts.scales import Rating
    from workbench.verdicts.standing import Standing


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that the rules look at."""

    claim: "Claim"
    standing: "Standing"
    evidence: tuple["Evidence", ...]
    """What was found for the claim; empty until it is known."""
    sources: Mapping[str, "Source"]

    def quotes(self, *marks: str) -> tuple["Quote", ...]:
        """The passages with one of these marks; without `marks`, all that support or conflict.

        Passages that only repeat the claimant do not count: he is no witness for himself.
        """
        wanted = marks or ("supports", "conflicts")
        own = {each.match.passage.spot for each in self.evidence if each.judgement.by_claimant}
        return tuple(
            quote for mark, quote in self.standing.marks if mark in wanted and quote.spot not in own
        )

    def strong(self, stance: str) -> tuple["Evidence", ...]:
        """Strong suggestions of this stance that the checker has not marked in any way."""
        marked = {quote.spot for _, quote in self.standing.marks}
        return tuple(
            each
            for each in self.evidence
            if each.judgement.stance == stance
            and each.judgement.confidence == "strong"
            and not each.judgement.by_claimant
            and each.match.passage.spot not in marked
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that a verdict should have."""

    name: str
    """As written in `[project.rules]`."""
    asks: bool
    """Whether it asks for a reason if it is unmet; the project may say otherwise."""
    spares: bool
    """Whether ratings that decide nothing, such as `unproven`, need not meet it."""
    unmet: Callable[[Ground], str]
    """Says what is missing, in words; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that a verdict would leave unmet."""

    name: str
    lacking: str
    """What is missing, in words."""
    asks: bool


def unmet(
    ground: Ground, switched: Mapping[str, bool], *, rating: "Rating | None" = None
) -> tuple[Unmet, ...]:
    """The rules that this rating would leave unmet, those that ask first.

    `switched` is `[project.rules]`: true makes a rule ask, false switches it off. Without
    `rating`, the rules that a rating which decides would leave unmet.
    """
    spared = rating is not None and rating.undecided
    found = [
        Unmet(rule.name, lacking, switched.get(rule.name, rule.asks))
        for rule in RULES
        if switched.get(rule.name, True)
        and not (spared and rule.spares)
        and (lacking := rule.unmet(ground))
    ]
    return tuple(sorted(found, key=lambda each: not each.asks))


def _no_quote(ground: Ground) -> str:
    if ground.quotes():
        return ""
    marked = any(mark in ("supports", "conflicts") for mark, _ in ground.standing.marks)
    return "a marked passage that is not the claimant's own" if marked else "a marked passage"


def _one_sided(ground: Ground) -> str:
    for mine, other in (("supports", "conflicts"), ("conflicts", "supports")):
        against = ground.strong(other)
        if ground.quotes(mine) and not ground.quotes(other) and against:
            what = "conflict" if other == "conflicts" else "support"
            many = f"{len(against)} strong {what}s" if len(against) > 1 else f"a strong {what}"
            return f"a mark on {many}"
    return ""


def _unread(ground: Ground) -> str:
    left = [
        each
        for each in ground.strong("conflicts")
        if each.match.passage.spot not in ground.standing.read
    ]
    if not left:
        return ""
    many = f"{len(left)} strong conflicts" if len(left) > 1 else "a strong conflict"
    return f"reading {many}"


def _two_sources(ground: Ground) -> str:
    quotes = ground.quotes()
    if not quotes:
        return ""
    # A copy of words found elsewhere is not a second source: four reprints count as one.
    first = {
        copy.source: each.match.passage.source
        for each in ground.evidence
        for copy in each.match.copies
    }
    names = {_owner(first.get(each.source, each.source), ground.sources) for each in quotes}
    return f"2 independent sources (has {len(names)})" if len(names) < 2 else ""


def _owner(source_id: str, sources: Mapping[str, "Source"]) -> str:
    """Who answers for a source; all whose publisher is not known may be the same one."""
    source = sources.get(source_id)
    if source is None:
        return source_id
    return " ".join((source.publisher or "").split()).casefold()


def _later(ground: Ground) -> str:
    said = ground.claim.date
    sources = [ground.sources.get(quote.source) for quote in ground.quotes()]
    if said is None or not sources:
        return ""
    # An unknown date may be early enough; a guessed one must not seem to be.
    dates = [source.published if source else None for source in sources]
    if not all(is_later(date, said) or (date is not None and date.guessed) for date in dates):
        return ""
    guessed = "; a guessed date does not count" if any(d and d.guessed for d in dates) else ""
    return f"evidence as old as the claim ({said}{guessed})"


RULES = (
    Rule("other_side", False, spares=False, unmet=_one_sided),
    Rule("read_conflicts", False, spares=False, unmet=_unread),
    Rule("quotes", True, spares=True, unmet=_no_quote),
    Rule("two_sources", False, spares=True, unmet=_two_sources),
    Rule("not_later", False, spares=True, unmet=_later),
)
"""In the order they are told. Only a rating that no quote bears out asks why, unless the project
says more: what is asked each time is answered with a word, and then says nothing."""
