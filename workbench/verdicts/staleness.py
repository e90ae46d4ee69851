"""Whether a verdict still speaks of what it was given on: the claim's words and its sources.

It compares hashes, it does not search: `quotes.find_again` says where the words of a changed
source stand now.
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
    """Why the verdict that stands may no longer hold, each in one sentence, ours and theirs mixed.

    Nothing where there is no verdict, or where claim and sources are as they were; a source with
    nothing but passages marked as not relevant may change, and so may all of a file but its text.
    A file that is read otherwise by now is no changed source: `recheck` says so of its quotes.
    `source` gives the card of a source as
    it is now and raises InputError when it is gone; `sources`, all there are, is asked only then:
    a file that was given another name is called by it.
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
