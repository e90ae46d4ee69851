"""Many claims found, or many pairs explained, on all cores: each answer a line of JSON.

Judging is Python and holds the interpreter's lock, so the work goes to child processes in
chunks; the lines come back in order and are the same however many processes made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from workbench.claims import Claim
from workbench.cli.output import as_line
from workbench.cli.second import as_fields
from workbench.errors import InputError
from workbench.safe.children import Work, spare_cores, spread
from workbench.safe.visible import line as shown
from workbench.search import Filter
from workbench.workspace import Findings, Workspace

if TYPE_CHECKING:
    from workbench.nli import SecondReader, SecondReading
    from workbench.stance import Context, Judgement

CHUNK = 16
# Claims sent at a time: about 0.3 s of work over 85,000 passages.
PAIRS = 200
# Pairs sent at a time: about 0.1 s of work.
FEW = 64
# Claims for which a child costs more than it saves; in pairs, ten times as many.


class Pair(msgspec.Struct):
    """A claim and a passage to be explained, with a name to tell the answer by."""

    claim: str
    passage: str
    id: str | int | None = None
    claim_date: str | None = None
    published: str | None = None
    """When the passage's source appeared; as the claim's date a day, a month or a year."""
    before: tuple[str, ...] = ()
    """The sentences before the passage, in order."""
    language: str | None = None
    """That of the passage's source, a code or a name: only English is judged. Without it the
    words tell."""

    @property
    def context(self) -> Context | None:
        """What surrounds the passage. Raises InputError where a date is none."""
        if not (self.claim_date or self.published or self.before or self.language):
            return None
        from workbench.analysis.language import named
        from workbench.corpus.catalogue import parse_published
        from workbench.stance import Context

        dates = {"claim_date": self.claim_date, "published": self.published}
        for name, given in dates.items():
            if given is not None and parse_published(given) is None:
                raise InputError(f"{name} {shown(given)}: a date is YYYY-MM-DD, YYYY-MM or YYYY")
        published = parse_published(self.published) if self.published else None
        return Context(
            published=published,
            before=self.before,
            claim_date=self.claim_date,
            language=named(self.language) if self.language else None,
        )


class Asked(msgspec.Struct, frozen=True):
    """What a child that finds is told once."""

    root: str
    index: str
    limit: int
    words: tuple[str, ...]
    where: Filter | None


def find_lines(
    workspace: Workspace,
    claims: Iterable[Claim],
    *,
    limit: int,
    words: Sequence[str] = (),
    where: Filter | None = None,
    second: SecondReader | None = None,
) -> Iterator[str]:
    """The answer of `find --json` to each claim, in order; the index is read as it is.

    With a model all is done here: it has threads of its own, and would be loaded in each child.
    """
    if second is not None:
        for claim in claims:
            yield find_line(workspace, claim, limit=limit, words=words, where=where, second=second)
        return
    places = str(workspace.root), str(workspace.index_folder)
    argument = msgspec.json.encode(Asked(*places, limit, tuple(words), where)).decode()
    yield from _lines(f"{__name__}:finder", argument, claims, chunk=CHUNK, few=FEW)


def explain_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """The answer of `explain --json` to each pair, in order."""
    return _lines(f"{__name__}:explainer", "", pairs, chunk=PAIRS, few=10 * FEW)


def _lines(
    task: str, argument: str, items: Iterable[Any], *, chunk: int, few: int
) -> Iterator[str]:
    coming = iter(items)
    first = list(islice(coming, few))
    processes = spare_cores() + 1 if len(first) == few else 1
    rest = chain(first, coming)
    frames = (msgspec.msgpack.encode(each) for each in iter(lambda: list(islice(rest, chunk)), []))
    for answer in spread(task, argument, frames, processes):
        yield from answer.decode("ascii").splitlines()


def finder(argument: str) -> Work:
    """The work of a child that finds: claims to lines."""
    asked = msgspec.json.decode(argument, type=Asked)
    workspace = Workspace.without_claims(Path(asked.root), index=Path(asked.index))

    def work(frame: bytes) -> bytes:
        claims = msgspec.msgpack.decode(frame, type=list[Claim])
        lines = (
            find_line(workspace, claim, limit=asked.limit, words=asked.words, where=asked.where)
            for claim in claims
        )
        return "\n".join(lines).encode()

    return work


def explainer(_argument: str) -> Work:
    """The work of a child that explains: pairs to lines."""

    def work(frame: bytes) -> bytes:
        pairs = msgspec.msgpack.decode(frame, type=list[Pair])
        return "\n".join(map(explain_line, pairs)).encode()

    return work


def find_line(
    workspace: Workspace,
    claim: Claim,
    *,
    limit: int,
    words: Sequence[str] = (),
    where: Filter | None = None,
    second: SecondReader | None = None,
) -> str:
    """One object of `find --json`."""
    found = workspace.find(claim, limit=limit, words=words, where=where)
    evidence: list[dict[str, Any]] = [
        {
            "source": each.match.passage.source,
            "start": each.match.passage.start,
            "end": each.match.passage.end,
            "quote": each.match.passage.text,
            "score": round(each.match.score, 2),
            **_said(each.judgement),
            "reasons": _reasons(each.judgement),
            "copies": [
                {"source": copy.source, "start": copy.start, "end": copy.end}
                for copy in each.match.copies
            ],
            **({"place": place} if (place := workspace.place(each.match.passage)) else {}),
        }
        for each in found.evidence
    ]
    if second is not None:
        for each, said in zip(evidence, read_evidence(second, claim, found), strict=False):
            each["second"] = as_fields(said)
    searched = found.found.searched
    failed = {"failed": found.failed} if found.failed else {}
    return as_line(
        {
            "claim": {"id": claim.id or None, "text": claim.text},
            "evidence": evidence,
            "unknown": [
                {"word": each.word, "nearest": list(each.nearest)} for each in found.found.unknown
            ],
            "searched": {"passages": searched.passages, "sources": searched.sources},
            "skipped": [{"path": each.path, "reason": each.reason} for each in found.found.skipped],
            **failed,
        }
    )


def read_evidence(second: SecondReader, claim: Claim, found: Findings) -> Iterator[SecondReading]:
    """What a model says of the best passages, in their order."""
    from workbench.nli.reader import READ

    return second.read(claim.text, [each.match.passage.text for each in found.evidence[:READ]])


def explain_line(pair: Pair, second: SecondReader | None = None) -> str:
    """One object of `explain --json`."""
    from workbench.stance import judge

    judgement = judge(pair.claim, pair.passage, context=pair.context)
    answer: dict[str, Any] = {
        "id": pair.id,
        **_said(judgement),
        # Rounded down, so that the sum stays at most 1.
        "supports": int(judgement.supports * 1e6) / 1e6,
        "conflicts": int(judgement.conflicts * 1e6) / 1e6,
        "reasons": _reasons(judgement),
    }
    if second is not None:
        (said,) = second.read(pair.claim, [pair.passage])
        answer["second"] = as_fields(said)
    return as_line(answer)


def _said(judgement: Judgement) -> dict[str, Any]:
    """The machine's word; `judged` is false where it has none, and `unjudged` says why."""
    said: dict[str, Any] = {
        "stance": judgement.stance.value,
        "confidence": judgement.confidence and judgement.confidence.value,
        "judged": judgement.judged,
    }
    return said if judgement.judged else said | {"unjudged": judgement.unjudged}


def _reasons(judgement: Judgement) -> list[dict[str, Any]]:
    return [
        {
            "kind": reason.kind,
            "relation": reason.relation.value,
            "claim": list(reason.claim),
            "passage": list(reason.passage) if reason.passage else None,
            "text": reason.text,
        }
        for reason in judgement.reasons
    ]
