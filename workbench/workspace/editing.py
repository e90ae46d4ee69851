"""claims.toml changed: propose, show `Proposal.diff`, then `apply`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Unpack

from workbench.claims import Claim
from workbench.workspace.deciding import Deciding
from workbench.workspace.opened import CLAIMS

if TYPE_CHECKING:
    from workbench.editing import Proposal
    from workbench.entries import Fields
    from workbench.passages import Passage
    from workbench.similar import Similar
    from workbench.suggest import Suggestion


class Editing(Deciding):
    """Claims added, edited, split, suggested."""

    def propose_add(
        self,
        *,
        id: str | None = None,  # noqa: A002 - the entry's own name for it
        **fields: Unpack[Fields],
    ) -> Proposal:
        """A new claim at the end of claims.toml; nothing is written yet.

        Without `id` it gets one made from its text, never that of a claim with kept decisions.

        Raises:
            InputError: a field or the id cannot be used, or the file cannot be edited here.
        """
        from workbench.editing import propose_add, read_text

        return propose_add(
            read_text(self.root / CLAIMS), fields, id=id, taken=self.desk().standings
        )

    def propose_edit(self, claim_id: str, **fields: Unpack[Fields]) -> Proposal:
        """Other words in the given fields of a claim; None or "" takes a field out.

        Nothing is written yet. A verdict goes stale where the text is changed.

        Raises:
            InputError: there is no such claim, or a field cannot be used.
        """
        from workbench.editing import propose_edit, read_text

        return propose_edit(read_text(self.root / CLAIMS), claim_id, fields)

    def propose_split(
        self, claim_id: str, parts: Sequence[str] = (), *, keep: bool = True
    ) -> Proposal:
        """The parts of a compound claim appended as claims; nothing is written yet.

        Without `parts` they are those of `parts_of`. The whole stays with the tag `split`, or
        leaves the file where `keep` is false; its verdict is kept in any case.

        Raises:
            InputError: there is no such claim, or there are no two parts.
        """
        from workbench.editing import propose_split, read_text

        return propose_split(
            read_text(self.root / CLAIMS),
            claim_id,
            parts or self.parts_of(self.claim(claim_id).text),
            keep=keep,
            taken=self.desk().standings,
        )

    def parts_of(self, text: str) -> tuple[str, ...]:
        """The statements that a compound claim joins, to be edited; one where it joins none."""
        from workbench.splitting import parts_of

        return parts_of(text)

    def apply(self, proposal: Proposal) -> tuple[Claim, ...]:
        """Write a proposal to claims.toml, read it again and return its claims.

        Raises:
            InputError: the file was changed since the proposal, or cannot be written; it and
                `claims` are as they were.
        """
        from workbench.editing import apply

        with self._lock:
            self.file = apply(self.root / CLAIMS, proposal)
            for read in ("scales", "scale"):
                self.__dict__.pop(read, None)
            return self.claims

    def similar(self, text: str, *, besides: str | None = None) -> tuple[Similar, ...]:
        """The claims worded much like `text`, best first, with the verdicts that stand on them.

        Claims that left claims.toml with a verdict are looked at too; `besides` is the id of one
        to leave out. `similar.tell` puts one in words: "you ruled False on ...".
        """
        from workbench.similar import similar_claims

        return similar_claims(text, self.claims, self.desk(), besides=besides)

    def suggest(
        self,
        source_id: str | None = None,
        *,
        limit: int = 20,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Suggestion, ...]:
        """The sentences of a source, or of all, most worth checking, best first, with reasons.

        None that is nearly a claim already. About 0.5 ms a sentence the first time: run it in a
        worker over all sources. `progress` is told how many of the sources were looked through.
        `propose_add` makes one a claim, from its `text` and `claimant`.

        Raises:
            InputError: there is no such source.
        """
        from workbench.suggest import suggest

        ids = [source_id] if source_id is not None else [each.id for each in self.sources()]

        def passages() -> Iterator[Passage]:
            for done, each in enumerate(ids, start=1):
                yield from self.passages(each)
                if progress:
                    progress(done, len(ids))

        return suggest(passages(), self.claims, limit=limit, cancelled=cancelled)
