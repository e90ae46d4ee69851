"""The report as Markdown: good to read rendered, and plain to read as it is.

All text goes through `commonmark`.
"""

from collections.abc import Iterator
from itertools import groupby

from workbench.report import commonmark
from workbench.report.document import (
    Block,
    Cited,
    Code,
    Command,
    Document,
    Heading,
    Items,
    Link,
    Paragraph,
    Run,
    Strong,
    Table,
    plain,
)
from workbench.report.seal import sealed


def write(document: Document) -> str:
    """The document in CommonMark with tables, its seal at the end."""
    return sealed("\n\n".join(part for block in document.blocks for part in _written(block)))


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield commonmark.heading(block.level, plain(block.runs))
        case Paragraph():
            yield commonmark.paragraph(_runs(block.runs))
        case Cited():
            yield commonmark.block(block.words, prefix="> ")
            yield commonmark.paragraph(_runs(block.said))
        case Items():
            yield "\n".join(f"- {commonmark.paragraph(_runs(row))}" for row in block.rows)
        case Table():
            rows = ([_cell(cell) for cell in row] for row in block.rows)
            table = ([*block.head], ["---"] * len(block.head), *rows)
            yield "\n".join(f"| {' | '.join(row)} |" for row in table)
        case Command():
            yield f"    {block.text}"


def _runs(runs: tuple[Run, ...]) -> str:
    # Plain words are escaped together: what acts depends on what stands next to it.
    grouped = groupby(runs, key=lambda run: isinstance(run, str))
    return "".join(
        commonmark.run("".join(map(str, each))) if words else "".join(map(_run, each))
        for words, each in grouped
    )


def _run(run: Run) -> str:
    match run:
        case str():
            return commonmark.run(run)
        case Strong():
            return f"**{commonmark.line(run.text)}**"
        case Code():
            return commonmark.code(run.text)
        case Link():
            if run.address.startswith("#"):  # names of headings differ from program to program
                return commonmark.run(run.text)
            if run.address == run.text:
                return f"<{run.address}>"
            return commonmark.linked(run.text, run.address)


def _cell(runs: tuple[Run, ...]) -> str:
    if len(runs) == 1 and isinstance(runs[0], str | Link):
        return commonmark.cell(plain(runs))
    return _runs(runs).replace("|", "\\|")
