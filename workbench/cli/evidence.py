"""find and explain: which passages speak of a claim, and what each does to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.claims import Claim
from workbench.cli.frame import as_json, in_project, opened
from workbench.cli.output import as_line, say, say_json, told_progress
from workbench.cli.sharing import processes, share
from workbench.errors import InputError
from workbench.workspace import Findings, Workspace

if TYPE_CHECKING:
    from workbench.reasons import Reason
    from workbench.stance import Evidence, Judgement


def _part(_context: click.Context, _option: click.Parameter, value: str | None) -> slice:
    """Which claims: `1/2` is every second one, from the second on."""
    if value is None:
        return slice(None)
    first, _, step = value.partition("/")
    return slice(int(first), None, int(step))


@click.command()
@click.argument("text", metavar="[CLAIM]", required=False)
@click.option("--id", "claim_id", metavar="ID", help="One claim of claims.toml.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Most passages for a claim.",
)
@click.option("--part", hidden=True, callback=_part)
@in_project
@as_json
def find(
    text: str | None,
    claim_id: str | None,
    limit: int,
    part: slice,
    project: Path,
    json: bool,
) -> None:
    """Find the passages that speak of a claim, best first.

    CLAIM is any sentence, and needs no claims.toml. Without it, all claims of the project.
    """
    if text is not None and claim_id is not None:
        raise click.UsageError("Give a CLAIM or --id, not both.")
    if text is not None and not text.strip():
        raise click.UsageError("The CLAIM is empty.")
    workspace = opened(project, claims=text is None)
    claims = workspace.claims[part]
    if text is not None:
        claims = (Claim(id="", text=text),)
    elif claim_id is not None:
        claims = (workspace.claim(claim_id),)
    refresh(workspace)
    if not json:
        for claim in claims:
            _print_findings(claim, workspace.find(claim, limit=limit))
        return

    def answer(claim: Claim) -> str:
        found = [_evidence(each) for each in workspace.find(claim, limit=limit).evidence]
        return as_line({"claim": {"id": claim.id or None, "text": claim.text}, "evidence": found})

    among = processes(len(claims)) if part == slice(None) else 1
    # On a terminal the answers themselves show how far it is.
    with told_progress("finding", on=not sys.stdout.isatty()) as progress:
        for n, line in enumerate(
            share(claims, answer, among=among, limit=limit, project=project), start=1
        ):
            print(line, flush=True)
            progress.tell(n, len(claims))


def refresh(workspace: Workspace) -> None:
    """Bring the index up to date, telling how far it is."""
    with told_progress("indexing") as progress:
        workspace.refresh(progress=lambda now: progress.tell(now.done, now.total))


@click.command()
@click.argument("claim", required=False)
@click.argument("passage", required=False)
@click.option(
    "--pairs",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help='Lines of {"id", "claim", "passage"}; - reads the standard input.',
)
@as_json
def explain(claim: str | None, passage: str | None, pairs: Path | None, json: bool) -> None:
    """Say what a PASSAGE does to a CLAIM, and why. Reads no project."""
    from workbench.stance import judge

    if (pairs is None) == (claim is None or passage is None) or (pairs and claim):
        raise click.UsageError("Give a CLAIM and a PASSAGE, or --pairs FILE.")
    given = _pairs(pairs) if pairs else iter([(None, str(claim), str(passage))])
    for pair_id, said, words in given:
        judgement = judge(said, words)
        if json:
            say_json(
                {
                    "id": pair_id,
                    "stance": judgement.stance.value,
                    "confidence": _confidence(judgement),
                    # Rounded down, so that the sum stays at most 1.
                    "supports": int(judgement.supports * 1e6) / 1e6,
                    "conflicts": int(judgement.conflicts * 1e6) / 1e6,
                    "reasons": [_reason(reason) for reason in judgement.reasons],
                }
            )
        else:
            say(_headline(judgement) if pair_id is None else f"{pair_id}: {_headline(judgement)}")
            _print_reasons(judgement, said, words)


def _pairs(path: Path) -> Iterator[tuple[Any, str, str]]:
    """The pairs of a file as they are read: its id, the claim, the passage."""
    import msgspec

    class Pair(msgspec.Struct):
        claim: str
        passage: str
        id: str | int | None = None

    decoder = msgspec.json.Decoder(Pair)
    name = "standard input" if str(path) == "-" else str(path)
    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as lines:
            for number, raw in enumerate(lines, start=1):
                if not raw.strip():
                    continue
                try:
                    pair = decoder.decode(raw)
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    raise InputError(
                        f'{name}:{number}: not {{"id", "claim", "passage"}}: {error}'
                    ) from None
                yield pair.id, pair.claim, pair.passage
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from None


def _evidence(evidence: Evidence) -> dict[str, Any]:
    passage, judgement = evidence.match.passage, evidence.judgement
    return {
        "source": passage.source,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.text,
        "score": round(evidence.match.score, 2),
        "stance": judgement.stance.value,
        "confidence": _confidence(judgement),
        "reasons": [_reason(reason) for reason in judgement.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "relation": reason.relation.value,
        "claim": list(reason.claim),
        "passage": list(reason.passage) if reason.passage else None,
        "text": reason.text,
    }


def _confidence(judgement: Judgement) -> str | None:
    return judgement.confidence.value if judgement.confidence else None


def _headline(judgement: Judgement) -> str:
    confidence = _confidence(judgement)
    return f"{judgement.stance.value} ({confidence})" if confidence else judgement.stance.value


def _print_findings(claim: Claim, findings: Findings) -> None:
    say(f"{claim.id}: {claim.text}" if claim.id else claim.text)
    if not findings.evidence:
        searched = findings.found.searched
        say(f"  nothing found in {searched.passages} passages of {searched.sources} sources")
    for unknown in findings.found.unknown:
        nearest = f"; searched instead: {', '.join(unknown.nearest)}" if unknown.nearest else ""
        say(f"  the sources never use {unknown.word!r}{nearest}")
    for evidence in findings.evidence:
        passage = evidence.match.passage
        say()
        say(
            f"  {_headline(evidence.judgement)}, score {evidence.match.score:.0f}, "
            f"{passage.source}:{passage.start}-{passage.end}"
        )
        say(f"  {passage.text}")
        _print_reasons(evidence.judgement, claim.text, passage.text)
    say()


def _print_reasons(judgement: Judgement, claim: str, passage: str) -> None:
    for reason in judgement.reasons:
        say(f"    {reason.relation.value}: {reason.text}")
