"""Whether a verdict still speaks of what it was given on: the claim's words and its sources.

It compares, it does not search: `quotes.find_again` says where the words of a changed source
stand now.
"""

from collections.abc import Callable, Iterable, Iterator

from workbench.claims import Claim
from workbench.corpus import Source
from workbench.errors import InputError
from workbench.verdicts.decisions import Standing


def stale(
    claim: Claim,
    standing: Standing,
    source: Callable[[str], Source],
    *,
    sources: Callable[[], Iterable[Source]] = tuple,
) -> Iterator[str]:
    """Why the verdict that stands may no longer hold, each in one sentence, ours and theirs mixed.

    Nothing where there is no verdict, or where claim and sources are as they were; a source with
    nothing but passages marked as not relevant may change. `source` gives the card of a source as
    it is now and raises InputError when it is gone; `sources`, all there are, is asked only then:
    a file that was given another name is called by it.
    """
    verdict = standing.verdict
    if verdict is None:
        return
    if verdict.text != claim.text:
        yield f"The claim was reworded after it was rated; it read: {verdict.text}"
    quoted: dict[str, set[str]] = {}
    for _, quote in standing.rests:
        quoted.setdefault(quote.source, set()).add(quote.sha256)
    for source_id, sums in quoted.items():
        try:
            now = source(source_id).sha256
        except InputError:
            same = next((each.id for each in sources() if each.sha256 in sums), None)
            renamed = f"; {same} has the same text" if same else ""
            yield f"The source {source_id} is no longer in the corpus{renamed}."
            continue
        if sums != {now}:
            yield f"The source {source_id} changed after it was quoted."
