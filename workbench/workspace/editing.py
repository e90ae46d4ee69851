"""claims.toml changed: propose, show `Proposal.diff`, then `apply`."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Unpack

from workbench.claims import Claim, ClaimsFile
from workbench.safe.kept import CLAIMS
from workbench.workspace.deciding import Deciding

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.claims.editing import Proposal
    from workbench.claims.entries import Fields
    from workbench.claims.worth import Suggestion
    from workbench.corpus import Source
    from workbench.corpus.adding import Added
    from workbench.passages import Passage
    from workbench.verdicts.precedents import Similar

FIRST_SHOWN = 0.25
# Seconds until the first suggestions are reported; each further time takes twice as long.


class Editing(Deciding):
    """Claims added, edited, split, suggested."""

    def __init__(
        self, root: Path, file: ClaimsFile, *, by: str | None = None, index: Path | None = None
    ) -> None:
        super().__init__(root, file, by=by, index=index)
        self._worth: dict[str, tuple[int, array[float]]] = {}
        """By source, a hash of its passages' words and how much each is worth checking."""

    def propose_add(
        self,
        *,
        id: str | None = None,  # noqa: A002 - the entry's own name for it
        **fields: Unpack[Fields],
    ) -> Proposal:
        """A new claim at the end of claims.toml; nothing is written yet.

        Without `id` it is made from the text, and is never that of a claim with kept decisions.

        Raises:
            InputError: a field or the id cannot be used, or the file cannot be edited here.
        """
        from workbench.claims.editing import propose_add

        return propose_add(self._text(), fields, id=id, taken=self.desk().standings)

    def propose_edit(self, claim_id: str, **fields: Unpack[Fields]) -> Proposal:
        """Other values for the given fields of a claim; None or "" removes a field.

        Nothing is written yet. A verdict gets stale if the text is changed.

        Raises:
            InputError: there is no such claim, or a field cannot be used.
        """
        from workbench.claims.editing import propose_edit

        return propose_edit(self._text(), claim_id, fields)

    def propose_split(
        self, claim_id: str, parts: Sequence[str] = (), *, keep: bool = True
    ) -> Proposal:
        """The parts of a compound claim appended as claims; nothing is written yet.

        Without `parts` they are those of `parts_of`. The whole claim stays, with the tag `split`,
        or leaves the file if `keep` is false; its verdict is kept in any case.

        Raises:
            InputError: there is no such claim, or there are no two parts.
        """
        from workbench.claims.editing import propose_split

        return propose_split(
            self._text(),
            claim_id,
            parts or self.parts_of(self.claim(claim_id).text),
            keep=keep,
            taken=self.desk().standings,
        )

    def _text(self) -> str:
        """The text of claims.toml, checked as a whole, since what is written is read again."""
        from workbench.claims import parsed
        from workbench.claims.editing import read_text
        from workbench.verdicts.scales import project_scale

        text = read_text(self.root / CLAIMS)
        project_scale(parsed(text, name=CLAIMS))
        return text

    def parts_of(self, text: str) -> tuple[str, ...]:
        """The statements that a compound claim joins, to be edited; one if it joins none."""
        from workbench.claims.splitting import parts_of

        return parts_of(text)

    def apply(self, proposal: Proposal) -> tuple[Claim, ...]:
        """Write a proposal to claims.toml, read it again and return its claims.

        Raises:
            InputError: the file was changed since the proposal, or cannot be written; the file and
              `claims` are as they were.
        """
        from workbench.claims.editing import apply

        with self._lock:
            self._take(apply(self.root / CLAIMS, proposal))
            return self.claims

    def edit_source(self, source_id: str, fields: Mapping[str, str | None]) -> Source:
        """Write fields of a source's card into the catalogue; its card as it is then.

        None or "" takes a field out; what the file itself says counts again.

        Raises:
            InputError: there is no such source, or a field cannot be used; nothing was written.
        """
        from workbench.corpus.cards import edit

        edit(self.corpus, self._index.source(source_id).id, fields)
        self.refresh()
        return self._index.source(source_id)

    def add(
        self, given: str, *, encoding: str | None = None, private: bool = False
    ) -> tuple[Added, ...]:
        """Bring in what a path or an address names, and read it; what became of each file.

        Raises:
            CorpusError, InputError: what is in the corpus cannot be read.
        """
        from workbench.workspace.adding import copied

        done = tuple(copied(self.root, given, encoding=encoding, private=private))
        if any(each.path for each in done):
            self.refresh()
        return done

    def similar(self, text: str, *, besides: str | None = None) -> tuple[Similar, ...]:
        """The claims worded much like `text`, best first, with the verdicts that stand on them.

        Rated claims that left claims.toml are looked at too; `besides` is the id of one to leave
        out. `precedents.precedent_in_words` puts one in words: "you ruled False on ...".
        """
        from workbench.verdicts.precedents import similar_claims

        return similar_claims(text, self.claims, self.desk(), besides=besides)

    def suggest(
        self,
        source_id: str | None = None,
        *,
        limit: int = 20,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
        so_far: Callable[[tuple[Suggestion, ...]], None] | None = None,
    ) -> tuple[Suggestion, ...]:
        """The sentences of a source, or of all, most worth checking, best first, with reasons.

        Sentences that are nearly claims already are left out. A sentence takes about 0.1 ms the
        first time and 3 us later, so use a worker for all sources. `progress` gets the number of
        sources looked through and of all; `so_far` the best so far, at growing intervals.
        `propose_add` makes one a claim, from its `text` and `claimant`.

        Raises:
            InputError: there is no such source.
        """
        from workbench.claims.worth import LEAST, choose

        ids = [source_id] if source_id is not None else [each.id for each in self.sources()]
        good: list[tuple[float, Passage]] = []
        tell_at = monotonic() + FIRST_SHOWN
        wait = FIRST_SHOWN
        for done, each in enumerate(ids, start=1):
            good += [one for one in self._weighed(each, cancelled) if one[0] >= LEAST]
            if cancelled():
                break
            if progress:
                progress(done, len(ids))
            if so_far and good and monotonic() >= tell_at and done < len(ids):
                so_far(choose(good, self.claims, limit=limit))
                wait *= 2
                tell_at = monotonic() + wait
        return choose(good, self.claims, limit=limit)

    def _weighed(
        self, source_id: str, cancelled: Callable[[], bool]
    ) -> Iterator[tuple[float, Passage]]:
        """The passages of a source with how much each is worth checking; computed once."""
        from workbench.claims.worth import weighed

        passages = self.passages(source_id)
        key = hash(tuple(passage.text for passage in passages))
        kept = self._worth.get(source_id)
        if kept is not None and kept[0] == key:
            yield from zip(kept[1], passages, strict=True)
            return
        scores = array("d")
        for score, passage in weighed(passages, cancelled=cancelled):
            scores.append(score)
            yield score, passage
        if len(scores) == len(passages):
            self._worth[source_id] = key, scores
