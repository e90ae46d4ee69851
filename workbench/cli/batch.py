"""Find many claims, or explain many pairs, on all cores: each answer is a line of JSON.

Judging is Python and holds the interpreter's lock, so child processes do the work in chunks. The
lines come back in order and are the same however many processes made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from workbench.claims import Claim
from workbench.cli.output import as_line
from workbench.cli.second_reading import as_fields
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
# With fewer claims a child costs more than it saves; for pairs, ten times as many.


class PairLine(msgspec.Struct):
    """A claim and a passage to be explained, with an id that is repeated in the answer."""

    claim: str
    passage: str
    id: str | int | None = None
    claim_date: str | None = None
    published: str | None = None
    """When the passage's source appeared: a day, a month or a year, like the claim's date."""
    before: tuple[str, ...] = ()
    """The sentences before the passage, in order."""
    language: str | None = None
    """The language of the passage's source, a code or a name: only English is judged. Without it,
    the language is found from the words."""

    @property
    def context(self) -> Context | None:
        """What surrounds the passage, None if nothing. Raises InputError for a bad date."""
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
    """What a child process that finds is given once, at its start."""

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
    """The answer of `find --json` to each claim, in order; the index is not brought up to date.

    With a model, everything is done in this process: the model has its own threads, and every
    child would have to load it.
    """
    if second is not None:
        for claim in claims:
            yield find_line(workspace, claim, limit=limit, words=words, where=where, second=second)
        return
    places = str(workspace.root), str(workspace.index_folder)
    argument = msgspec.json.encode(Asked(*places, limit, tuple(words), where)).decode()
    yield from _lines(f"{__name__}:finder", argument, claims, chunk=CHUNK, few=FEW)


def explain_lines(pairs: Iterable[PairLine]) -> Iterator[str]:
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
    """What a child does that finds: turns claims into lines."""
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
    """What a child does that explains: turns pairs into lines."""

    def work(frame: bytes) -> bytes:
        pairs = msgspec.msgpack.decode(frame, type=list[PairLine])
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
    said = tuple(read_evidence(workspace, second, claim, found)) if second is not None else ()
    if said:
        found = doubted(found, said)
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
    for fields, reading in zip(evidence, said, strict=False):
        fields["second"] = as_fields(reading)
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


def read_evidence(
    workspace: Workspace, second: SecondReader, claim: Claim, found: Findings
) -> Iterator[SecondReading]:
    """What a model says of each of the best passages, in their order."""
    from workbench.nli.doubt import premise
    from workbench.nli.reader import READ

    titles = {source.id: source.title for source in workspace.sources()}
    best = [each.match for each in found.evidence[:READ]]
    texts = [
        premise(each.passage.text, title=titles.get(each.passage.source), before=each.before)
        for each in best
    ]
    return second.read(claim.text, texts)


def doubted(found: Findings, said: Sequence[SecondReading]) -> Findings:
    """The findings, with each flag one word weaker if its second reading nearly rules it out."""
    from workbench.nli.doubt import lowered

    read = [
        replace(each, judgement=lowered(each.judgement, second))
        for each, second in zip(found.evidence, said, strict=False)
    ]
    return replace(found, evidence=(*read, *found.evidence[len(read) :]))


def explain_line(pair: PairLine, second: SecondReader | None = None) -> str:
    """One object of `explain --json`."""
    from workbench.stance import judge

    judgement = judge(pair.claim, pair.passage, context=pair.context)
    said = None
    if second is not None:
        judgement, said = read_pair(second, pair, judgement)
    answer: dict[str, Any] = {
        "id": pair.id,
        **_said(judgement),
        # Rounded down, so that the sum stays at most 1.
        "supports": int(judgement.supports * 1e6) / 1e6,
        "conflicts": int(judgement.conflicts * 1e6) / 1e6,
        "by_claimant": judgement.by_claimant,
        "reasons": _reasons(judgement),
    }
    if said is not None:
        answer["second"] = as_fields(said)
    return as_line(answer)


def read_pair(
    second: SecondReader, pair: PairLine, judgement: Judgement
) -> tuple[Judgement, SecondReading]:
    """A judgement after the second reading, and what the model says."""
    from workbench.nli.doubt import lowered, premise

    text = premise(pair.passage, title=None, before=pair.before)
    (said,) = second.read(pair.claim, [text])
    return lowered(judgement, said), said


def _said(judgement: Judgement) -> dict[str, Any]:
    """The suggested stance; if `judged` is false there is none, and `unjudged` says why."""
    said: dict[str, Any] = {
        "stance": judgement.stance.value,
        "confidence": judgement.confidence and judgement.confidence.value,
        "judged": judgement.judged,
        "by_claimant": judgement.by_claimant,
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
