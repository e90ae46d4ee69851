"""Looks for what a text quotes in the sources of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.workspace.searching import Searching

if TYPE_CHECKING:
    from workbench.passages.verbatim import Quotation

FEW = 100
"""Up to so many sources, all are looked through; of more, only those that a search finds."""


class Quoting(Searching):
    """Quotations, compared with the sources."""

    def quotations(self, text: str, sources: Sequence[str] | None = None) -> tuple[Quotation, ...]:
        """What `text` quotes, in order, and how it stands in these sources; None for all sources.

        If none of them has the words, the other sources are looked through too.

        Raises:
            InputError: there is no such source.
        """
        from workbench.passages.verbatim import Fidelity, check_quotations

        named = [(each, self.article(each).text) for each in dict.fromkeys(sources or ())]
        found = check_quotations(text, named, self._besides(sources or ()))
        if sources is not None:
            return found
        verbatim = {Fidelity.ELSEWHERE: Fidelity.VERBATIM}
        return tuple(
            replace(each, verdict=verbatim.get(each.verdict, each.verdict)) for each in found
        )

    def quotations_of(self, text: str, cited: Sequence[str]) -> tuple[Quotation, ...]:
        """What a justification quotes, compared with the sources of its marked passages.

        Sources that are gone are left out; if nothing is marked, all sources count.
        """
        known = {source.id for source in self.sources()}
        there = [source for source in cited if source in known]
        return self.quotations(text, there if cited else None)

    def _besides(self, named: Sequence[str]) -> Callable[[str], Iterator[tuple[str, str]]]:
        def others(words: str) -> Iterator[tuple[str, str]]:
            ids = [source.id for source in self.sources()]
            if len(ids) > FEW:
                found = self.find(words, limit=20).evidence
                ids = list(dict.fromkeys(each.match.passage.source for each in found))
            for source in ids:
                if source not in named:
                    with suppress(InputError):  # the source is gone meanwhile
                        yield source, self.article(source).text

        return others
