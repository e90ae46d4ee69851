"""A source of another time than the claim: what weakens a conflict without undoing it.

"25 in 2018" and "over 50 in 2024" may both be right. The stance stays, the word is at most fair,
and the dates are told as a "but".
"""

from datetime import timedelta

from workbench.analysis.pair import Pair
from workbench.corpus.catalogue import Published, parse_published
from workbench.signals.found import Found
from workbench.signals.reasons import Reason, Relation
from workbench.stance.judgement import Context

_MONTHS = """January February March April May June July August September October November
    December""".split()  # noqa: SIM905 - a list of words reads best as words


def another_time(pair: Pair, context: Context | None, leading: Found | None) -> Reason | None:
    """The "but" where the source is of another year than the claim, which names no period itself.

    It rests on the words of the leading reason: they are what may have changed since.
    """
    if context is None or context.claim_date is None or context.published is None:
        return None
    said, published = parse_published(context.claim_date), context.published
    if said is None or leading is None or pair.claim.periods:
        return None
    if published.first.year <= said.last.year and said.first.year <= published.last.year:
        return None
    text = f"but: source of {in_words(published)}, claim of {in_words(said)}"
    return Reason("time", Relation.BUT, leading.reason.claim, leading.reason.passage, text)


def in_words(when: Published) -> str:
    """A day, month, year or interval as it is read: "29 Aug 2018", "March 2025", "2018"."""
    first, last = when.first, when.last
    month = _MONTHS[first.month - 1]
    after = last + timedelta(days=1)
    if first == last:
        return f"{first.day} {month[:3]} {first.year}"
    if first.day == after.day == 1:
        if (after.year * 12 + after.month) - (first.year * 12 + first.month) == 1:
            return f"{month} {first.year}"
        if first.month == after.month == 1 and after.year - first.year == 1:
            return f"{first.year}"
    return f"{first.year} to {last.year}" if first.year < last.year else f"{first.year}"
