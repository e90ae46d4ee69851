"""find and explain: which passages speak of a claim, and what each says of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from workbench.claims import Claim
from workbench.cli.frame import as_json, in_project, opened
from workbench.cli.output import progress_line, say, say_json
from workbench.cli.second_reading import read_again, second_reader
from workbench.corpus.prose import flat
from workbench.errors import InputError
from workbench.safe.visible import line as shown
from workbench.workspace import Findings, Workspace, unread

if TYPE_CHECKING:
    from workbench.cli.batch import PairLine
    from workbench.corpus.catalogue import Published
    from workbench.nli import SecondReading
    from workbench.search import Filter
    from workbench.stance import Judgement


class Dated(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """A day, a month or a year."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Published:
        from workbench.corpus.catalogue import parse_published

        published = parse_published(value)
        if published is None:
            self.fail(f"{shown(value)}: a date is YYYY-MM-DD, YYYY-MM or YYYY.", param, ctx)
        return published


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
@click.option("--words", metavar="TEXT", default="", help="Searched as well as the claim's words.")
@click.option(
    "--source", "source_ids", metavar="SOURCE", multiple=True, help="Only this one; repeatable."
)
@click.option(
    "--from", "first", type=Dated(), metavar="DATE", help="Only sources of this date or later."
)
@click.option(
    "--to", "last", type=Dated(), metavar="DATE", help="Only sources of this date or before."
)
@click.option("--language", metavar="CODE", help="Only sources in this language, such as en.")
@click.option("--kind", type=click.Choice(["primary", "secondary"]), help="Only such sources.")
@read_again
@in_project
@as_json
def find(
    text: str | None,
    claim_id: str | None,
    limit: int,
    words: str,
    source_ids: tuple[str, ...],
    first: Published | None,
    last: Published | None,
    language: str | None,
    kind: Literal["primary", "secondary"] | None,
    nli: Path | None,
    no_nli: bool,
    project: Path,
    json: bool,
) -> None:
    """Find the passages that speak of a claim, best first.

    CLAIM is any sentence, and needs no claims.toml. Without it, all claims of the project.
    A source whose date is unknown, or only may lie in the range, is not searched with --from or
    --to.
    """
    if text is not None and claim_id is not None:
        raise click.UsageError("Give a CLAIM or --id, not both.")
    if text is not None and not text.strip():
        raise click.UsageError("The CLAIM is empty.")
    second = second_reader(nli, no_nli=no_nli)
    workspace = opened(project, claims=text is None)
    claims = workspace.claims
    if text is not None:
        claims = (Claim(id="", text=text),)
    elif claim_id is not None:
        claims = (workspace.claim(claim_id),)
    refresh(workspace)
    where = _filter(workspace, source_ids, first, last, language, kind)
    if not json:
        from workbench.cli.batch import read_evidence

        for claim in claims:
            found = workspace.find(claim, limit=limit, words=words.split(), where=where)
            again: Iterator[SecondReading] = iter(())
            if second is not None:
                again = read_evidence(workspace, second, claim, found)
            _print_findings(workspace, claim, found, again, limit=limit)
        return
    from workbench.cli.batch import find_lines

    # On a terminal the answers themselves show the progress.
    with progress_line("finding", on=not sys.stdout.isatty()) as progress:
        asked = words.split()
        lines = find_lines(workspace, claims, limit=limit, words=asked, where=where, second=second)
        for n, line in enumerate(lines, start=1):
            print(line, flush=True)
            progress.show(n, len(claims))


def _filter(
    workspace: Workspace,
    source_ids: tuple[str, ...],
    first: Published | None,
    last: Published | None,
    language: str | None,
    kind: Literal["primary", "secondary"] | None,
) -> Filter | None:
    """The sources that are asked for; None if all are."""
    from workbench.search import Filter

    if not (source_ids or first or last or language or kind):
        return None
    if first and last and last.last < first.first:
        raise click.UsageError("--to lies before --from.")
    for source_id in source_ids:
        workspace.article(source_id)  # raises an error if there is no such source
    where = Filter(
        sources=source_ids or None,
        first=first.first if first else None,
        last=last.last if last else None,
        language=language,
        kind=kind,
    )
    if kind is None:
        return where
    # The checker's own kind for a source counts before that of the catalogue.
    cards = map(workspace.desk().graded, workspace.sources())
    return Filter(sources=[each.id for each in cards if where.admits(each)])


def refresh(workspace: Workspace) -> None:
    """Bring the index up to date, showing the progress."""
    with progress_line("indexing") as progress:
        workspace.refresh(progress=lambda now: progress.show(now.done, now.total))


@click.command()
@click.argument("claim", required=False)
@click.argument("passage", required=False)
@click.option(
    "--pairs",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help='Lines of {"id", "claim", "passage"}; - reads the standard input.',
)
@click.option(
    "--reasons", is_flag=True, help="How often each kind of reason was right on labelled data."
)
@click.option("--claim-date", metavar="DATE", help="When the claim was made.")
@click.option("--published", metavar="DATE", help="When the passage's source appeared.")
@click.option(
    "--before",
    metavar="SENTENCE",
    multiple=True,
    help="A sentence before the passage, for its pronouns; repeatable, in order.",
)
@click.option("--language", metavar="CODE", help="That of the passage; only English is judged.")
@read_again
@as_json
def explain(
    claim: str | None,
    passage: str | None,
    pairs: Path | None,
    reasons: bool,
    claim_date: str | None,
    published: str | None,
    before: tuple[str, ...],
    language: str | None,
    nli: Path | None,
    no_nli: bool,
    json: bool,
) -> None:
    """Say what a PASSAGE does to a CLAIM, and why. Reads no project.

    A line of --pairs may also have "claim_date", "published", "language" and "before", a list.
    """
    from workbench.cli.batch import PairLine, explain_line, explain_lines, read_pair
    from workbench.stance import judge

    if reasons:
        if claim or pairs:
            raise click.UsageError("--reasons takes no claim and no --pairs.")
        _print_precisions(json=json)
        return
    if pairs and (claim_date or published or before or language):
        raise click.UsageError(
            "With --pairs, dates, languages and sentences before are given in the lines."
        )
    if (pairs is None) == (claim is None or passage is None) or (pairs and claim):
        raise click.UsageError("Give a CLAIM and a PASSAGE, or --pairs FILE.")
    second = second_reader(nli, no_nli=no_nli)
    one = PairLine(str(claim), str(passage), None, claim_date, published, before, language)
    given = _pairs(pairs) if pairs else iter([one])
    if json:
        # Pairs typed or piped in are answered line by line, those of a file in chunks on all cores.
        chunks = pairs is not None and str(pairs) != "-" and second is None
        lines = explain_lines(given) if chunks else (explain_line(each, second) for each in given)
        for line in lines:
            print(line, flush=True)
        return
    for pair in given:
        judgement, second_says = judge(pair.claim, pair.passage, context=pair.context), ""
        if second is not None:
            judgement, said = read_pair(second, pair, judgement)
            second_says = said.text
        say(str(judgement) if pair.id is None else f"{pair.id}: {judgement}")
        _print_reasons(judgement)
        if second_says:
            say(f"    {second_says}")


def _print_precisions(*, json: bool) -> None:
    """The table that the words strong, fair and weak rest on."""
    from workbench.stance import precisions

    for row in precisions():
        if json:
            say_json(row._asdict())
        else:
            right = f"{row.precision:.0%} right"
            say(f"{row.word:<8}{row.kind:<10}{right:>10} of {row.pairs:,} flags, {row.sets} sets")


def _pairs(path: Path) -> Iterator[PairLine]:
    """The pairs of a file, one by one as they are read."""
    import msgspec

    from workbench.cli.batch import PairLine

    decoder = msgspec.json.Decoder(PairLine)
    name = "standard input" if str(path) == "-" else str(path)
    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as lines:
            for number, raw in enumerate(lines, start=1):
                if not raw.strip():
                    continue
                try:
                    pair = decoder.decode(raw)
                    _ = pair.context  # checks its dates while the number of the line is known
                    yield pair
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    raise InputError(
                        f'{name}:{number}: not {{"id", "claim", "passage"}}: {error}'
                    ) from None
                except InputError as error:
                    raise InputError(f"{name}:{number}: {error}") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from None


def _print_findings(
    workspace: Workspace,
    claim: Claim,
    findings: Findings,
    again: Iterator[SecondReading],
    *,
    limit: int,
) -> None:
    say(f"{claim.id}: {claim.text}" if claim.id else claim.text)
    if findings.failed:
        say(f"  {findings.failed}")
        say()
        return
    searched, found = findings.found.searched, len(findings.evidence)
    where = f"{searched.passages} passages of {searched.sources} sources"
    if not found:
        say(f"  nothing found in {where}")
    elif found < limit:
        say(f"  {found} found in {where}")
    else:
        say(f"  the {found} best of {where}; --limit shows more")
    for unknown in findings.found.unknown:
        nearest = f"; searched instead: {', '.join(unknown.nearest)}" if unknown.nearest else ""
        say(f"  the sources never use {unknown.word!r}{nearest}")
    if not_read := unread(findings.found.skipped):
        say(f"  could not be read: {not_read}")
    for evidence in findings.evidence:
        passage, judgement, said = evidence.match.passage, evidence.judgement, next(again, None)
        if said is not None:
            from workbench.nli.doubt import lowered

            judgement = lowered(judgement, said)
        say()
        say(
            f"  {judgement}, score {evidence.match.score:.0f}, "
            f"{passage.source}:{passage.start}-{passage.end}"
            + (f" ({place})" if (place := workspace.place(passage)) else "")
        )
        say("  " + flat(passage.text))
        for copy in evidence.match.copies:
            say(f"    the same words: {copy.source}:{copy.start}-{copy.end}")
        _print_reasons(judgement)
        if said is not None:
            say(f"    {said.text}")
    say()


def _print_reasons(judgement: Judgement) -> None:
    for reason in judgement.reasons:
        relation = reason.relation.value
        say(f"    {relation}: {reason.text.removeprefix(f'{relation}: ')}")
