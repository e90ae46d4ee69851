"""A verdict's quotes held against their sources as they are now.

`staleness` says that a verdict may no longer hold; this says what became of each quote, so that
a checker can decide again. Nothing is decided here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.corpus import Article
from workbench.errors import InputError
from workbench.passages.quotes import Anchor, Change, Found, Quote, difference, find_again, quoted
from workbench.verdicts.decisions import Mark, Marks, Standing


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A quote and what became of it."""

    mark: Mark
    quote: Quote
    found: Found | None
    """None where the source is no longer in the corpus."""
    changes: tuple[Change, ...] = ()
    """The words then and now, for `altered`; else empty."""
    now: Quote | None = None
    """The quote as it would be made today, to be marked in its stead; None where it is gone."""

    @property
    def anchor(self) -> Anchor:
        """`gone` also where the whole source is."""
        return self.found.anchor if self.found else Anchor.GONE


def recheck(standing: Standing, article: Callable[[str], Article]) -> tuple[Rechecked, ...]:
    """What became of the quotes that a claim's verdict rests on (`Standing.rests`), in order.

    Those given with it are among them, unless their mark was taken away since. `article` gives
    a source as it is now and raises InputError where there is none; it is asked once for each.
    """
    return recheck_marks(standing.rests, article)


def recheck_marks(marks: Marks, article: Callable[[str], Article]) -> tuple[Rechecked, ...]:
    """What became of these quotes, in their order; `article` as in `recheck`."""
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
    if found.anchor is Anchor.GONE:
        return Rechecked(mark, then, found)
    now = quoted(article, found.start, found.end)
    altered = found.anchor is Anchor.ALTERED
    return Rechecked(mark, then, found, difference(then.exact, now.exact) if altered else (), now)
