"""A second reading of the evidence by a model of the user's own, where the settings name one.

It comes after the typed reasons are on screen, passage by passage, and is dropped when the claim
is left. It adds a line to a card, and lowers the word of a flag that it all but rules out.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.panes.evidence_list import Card, EvidenceList
from workbench.tui.screens.reading import Reading
from workbench.tui.screens.searching import KEPT

if TYPE_CHECKING:
    from workbench.claims import Claim
    from workbench.nli import SecondReader, SecondReading
    from workbench.passages import Passage
    from workbench.tui.keeper import Keeper
    from workbench.workspace import Findings, Workspace

Key = tuple[str, int, int]
"""Source id and offsets of a passage."""


class ReadingAgain(Reading):
    """Evidence with what a model says of it."""

    @dataclass
    class SecondRead(Message):
        """What the model says of a passage, or why it says nothing."""

        claim: str
        generation: int
        key: Key
        said: "SecondReading | None"
        error: str = ""

    def __init__(self, workspace: "Workspace", keeper: "Keeper") -> None:
        super().__init__(workspace, keeper)
        self.reader: SecondReader | None = None
        """The model, None where there is none."""
        self._said: dict[str, dict[Key, SecondReading]] = {}
        """What it said, by claim, since the index changed."""

    def watch_claim(self) -> None:
        self.workers.cancel_group(self, "second")
        super().watch_claim()

    def forget_found(self) -> None:
        super().forget_found()
        self.workers.cancel_group(self, "second")
        self._said.clear()

    def cards(self) -> tuple[Card, ...]:
        cards, said = super().cards(), self._said.get(self.claim.id if self.claim else "", {})
        if not said:
            return cards
        from workbench.nli.doubt import lowered

        def read(card: Card) -> Card:
            evidence, second = card.evidence, said[card.key]
            doubted = replace(evidence, judgement=lowered(evidence.judgement, second))
            return replace(card, evidence=doubted, second=second.text)

        return tuple(read(card) if card.key in said else card for card in cards)

    def show_evidence(self) -> None:
        super().show_evidence()
        if self.reader is not None:
            # Behind the frame with the reasons on it: the first reading loads the model.
            self.call_after_refresh(self._ask)

    def _ask(self) -> None:
        """Have the best passages read that were not read yet."""
        claim, findings = self.claim, self.findings
        if claim is None or findings is None or self.reader is None:
            return
        passages = self._unread(claim, findings)
        if passages:
            self._read_again(self.reader, claim, passages, self.generation)

    def _unread(self, claim: "Claim", findings: "Findings") -> "tuple[tuple[Passage, str], ...]":
        """The passages not read yet, each with its text as the model reads it, in its place."""
        from workbench.nli.doubt import premise
        from workbench.nli.reader import READ

        said = self._said.get(claim.id, {})
        titles = {source.id: source.title for source in self.workspace.sources()}
        found = []
        for each in findings.evidence[:READ]:
            passage = each.match.passage
            if (passage.source, passage.start, passage.end) not in said:
                title = titles.get(passage.source)
                text = premise(passage.text, title=title, before=each.match.before)
                found.append((passage, text))
        return tuple(found)

    @work(thread=True, exclusive=True, group="second")
    def _read_again(
        self,
        reader: "SecondReader",
        claim: "Claim",
        passages: "tuple[tuple[Passage, str], ...]",
        generation: int,
    ) -> None:
        worker = get_current_worker()
        said = reader.read(claim.text, [text for _, text in passages])
        for each, _ in passages:
            key = (each.source, each.start, each.end)
            try:
                answer = self.SecondRead(claim.id, generation, key, next(said))
            except WorkbenchError as failure:
                answer = self.SecondRead(claim.id, generation, key, None, str(failure))
            if worker.is_cancelled:
                return
            self.post_message(answer)
            if answer.error:
                return

    @on(SecondRead)
    def _second_read(self, message: SecondRead) -> None:
        if message.said is None:
            self.reader = None
            self.say(f"no second reading: {message.error}", severity="warning", seconds=8)
            return
        if message.generation != self.generation:
            return
        while len(self._said) >= KEPT:
            self._said.pop(next(iter(self._said)))
        self._said.setdefault(message.claim, {})[message.key] = message.said
        for card in self.cards() if self.claim and self.claim.id == message.claim else ():
            if card.key == message.key:
                self.query_one(EvidenceList).change(card)
