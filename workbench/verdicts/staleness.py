"""Whether the claim's words and its sources are still those that a verdict was given on.

It compares hashes and does not search: `quotes.find_again` says where the words of a changed
source are now.
"""

from collections.abc import Callable, Iterable, Iterator

from workbench.claims import Claim
from workbench.corpus import Source
from workbench.errors import InputError
from workbench.passages.quotes import Quote, Since, since
from workbench.verdicts.standing import Standing


def stale(
    claim: Claim,
    standing: Standing,
    source: Callable[[str], Source],
    *,
    sources: Callable[[], Iterable[Source]] = tuple,
) -> Iterator[str]:
    """Why the verdict that stands may no longer hold, one sentence each; they contain outside text.

    Nothing if there is no verdict, or if claim and sources are unchanged. A source with only
    passages marked as not relevant may change, and so may a file whose text stays the same. A
    file that is only read differently now does not count as changed: `recheck` says so of its
    quotes. `source` gives a source as it is now and raises InputError if it is gone; only then
    `sources` is called, which gives all sources: a file that was renamed is named.
    """
    verdict = standing.verdict
    if verdict is None:
        return
    if verdict.text != claim.text:
        yield f"The claim was reworded after it was rated; it read: {verdict.text}"
    quoted: dict[str, list[Quote]] = {}
    for _, quote in standing.rests:
        quoted.setdefault(quote.source, []).append(quote)
    for source_id, quotes in quoted.items():
        try:
            now = source(source_id)
        except InputError:
            sums = {quote.sha256 for quote in quotes}
            same = next((each.id for each in sources() if each.sha256 in sums), None)
            renamed = f"; {same} has the same text" if same else ""
            yield f"The source {source_id} is no longer in the corpus{renamed}."
            continue
        became = {since(quote, now) for quote in quotes}
        if Since.CHANGED in became:
            yield f"The source {source_id} changed after it was quoted."
