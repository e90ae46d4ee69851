"""A verdict's quotes compared with their sources as they are now.

`staleness` says that a verdict may no longer hold; this says what happened to each quote, so that
a checker can decide again. Nothing is decided here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.corpus import Article
from workbench.errors import InputError
from workbench.passages.quotes import (
    Anchor,
    Change,
    FoundQuote,
    Quote,
    Since,
    difference,
    elsewhere,
    familiar,
    find_again,
    quoted,
    since,
)
from workbench.verdicts.decisions import Mark, Marks
from workbench.verdicts.standing import Standing


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A quote and what happened to it."""

    mark: Mark
    quote: Quote
    found: FoundQuote | None
    """None if the source is no longer in the corpus."""
    changes: tuple[Change, ...] = ()
    """The words then and now, for `altered`; else empty."""
    now: Quote | None = None
    """The quote as it would be made today, to be marked instead; None if it is gone."""

    since: Since = Since.SAME
    """What happened to the source."""
    familiar: bool = True
    """Whether the words around it are those of then; True too if the quote is altered or gone."""
    elsewhere: tuple[tuple[int, int], ...] = ()
    """Other places with the same words, if the quote itself is altered or gone."""

    @property
    def anchor(self) -> Anchor:
        """How the quote was found; also `gone` if the whole source is."""
        return self.found.anchor if self.found else Anchor.GONE

    @property
    def note(self) -> str:
        """What the anchor does not say by itself, in a few words; "" if there is nothing to add."""
        said = []
        if self.elsewhere:
            gone = self.anchor is Anchor.GONE
            place = "the quoted place is gone" if gone else "they are altered in the quoted place"
            said.append(f"the same words stand elsewhere, {place}")
        if not self.familiar:
            said.append("the words around it have changed")
        if self.since is Since.REREAD and self.anchor is not Anchor.EXACT:
            said.append("the file is the same, but another text is read from it now")
        if self.changes and self.now and self.quote.exact.split() == self.now.exact.split():
            said.append("only blanks differ")
        return "; ".join(said)


def recheck(standing: Standing, article: Callable[[str], Article]) -> tuple[Rechecked, ...]:
    """What happened to the quotes that a claim's verdict rests on (`Standing.rests`), in order.

    Those recorded with the verdict are included unless their mark was removed since. `article`
    gives a source as it is now and raises InputError if there is none; it is called once for each.
    """
    return recheck_marks(standing.rests, article)


def recheck_marks(marks: Marks, article: Callable[[str], Article]) -> tuple[Rechecked, ...]:
    """What happened to these quotes, in their order; `article` as in `recheck`."""
    articles: dict[str, Article | None] = {}
    for _, q in marks:
        if q.source not in articles:
            try:
                articles[q.source] = article(q.source)
            except InputError:
                articles[q.source] = None
    return tuple(_one(mark, q, articles[q.source]) for mark, q in marks)


def _one(mark: Mark, then: Quote, article: Article | None) -> Rechecked:
    if article is None:
        return Rechecked(mark, then, None)
    found = find_again(then, article.text)
    anchor, became = found.anchor, since(then, article.source)
    if anchor is not Anchor.EXACT and became is Since.SAME:
        # The quoted text had these words there, so it was another text, though its hash is unknown.
        became = Since.REREAD
    now = quoted(article, found.start, found.end) if anchor is not Anchor.GONE else None
    stands = anchor in (Anchor.EXACT, Anchor.MOVED)
    return Rechecked(
        mark,
        then,
        found,
        difference(then.exact, now.exact) if now and not stands else (),
        now,
        since=became,
        familiar=not stands or familiar(then, article.text, found),
        elsewhere=elsewhere(then, article.text, found),
    )
