"""The report as a web page: one file, no script, nothing loaded from anywhere.

Each quote leads to its place in the source at the end, where what stands around it can be read.
What hides is spelt out as in the Markdown, so that the words of a quote can be read back.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from workbench.report.commonmark import reveal
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
)
from workbench.report.seal import sealed_page

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
AROUND = "The quotes in their sources"


def write(document: Document) -> str:
    """The document as HTML 5, its seal at the end."""
    body = "\n".join((*map(_block, document.blocks), *_around(document)))
    page = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="workbench">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{_text(' '.join(document.title.split()))}</title>\n"
        f"<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n{body}"
    )
    return sealed_page(page)


@cache
def _style() -> str:
    return Path(__file__).with_name("report.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    # A bare carriage return would be read as a line feed.
    return escape(reveal(text)).replace("\r", "&#13;")


def _block(block: Block) -> str:
    match block:
        case Heading():
            name = f' id="{escape(block.name)}"' if block.name else ""
            return f"<h{block.level}{name}>{_runs(block.runs)}</h{block.level}>"
        case Paragraph():
            return f"<p>{_runs(block.runs)}</p>"
        case Cited():
            link = f'<p class="back"><a href="#place-{block.number}">In its source</a></p>\n'
            return (
                f'<figure id="quote-{block.number}">\n'
                f"<blockquote{_lang(block)}>{_text(block.words)}</blockquote>\n"
                f"<figcaption>{_runs(block.said)}</figcaption>\n"
                f"{link if _shown(block) else ''}</figure>"
            )
        case Items():
            rows = "\n".join(f"<li>{_runs(row)}</li>" for row in block.rows)
            return f"<ul>\n{rows}\n</ul>"
        case Table():
            head = "".join(f'<th scope="col">{_text(each)}</th>' for each in block.head)
            rows = "\n".join(f"<tr>{_cells(row)}</tr>" for row in block.rows)
            return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
        case Command():
            return f"<pre><code>{_text(block.text)}</code></pre>"


def _cells(row: Iterable[tuple[Run, ...]]) -> str:
    return "".join(f"<td>{_runs(cell)}</td>" for cell in row)


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    match run:
        case str():
            return _text(run)
        case Strong():
            return f"<strong>{_text(run.text)}</strong>"
        case Code():
            return f"<code>{_text(run.text)}</code>"
        case Link():
            return f'<a href="{escape(run.address)}">{_text(run.text)}</a>'


def _lang(block: Cited) -> str:
    return f' lang="{block.language}"' if _LANGUAGE.fullmatch(block.language) else ""


def _shown(block: Cited) -> bool:
    return bool(block.before or block.after)


def _around(document: Document) -> Iterator[str]:
    """Each quote where it stands, marked, with what is around it."""
    shown = [block for block in document.quotes if _shown(block)]
    if not shown:
        return
    yield f"<h2>{AROUND}</h2>"
    for block in shown:
        yield f'<h3 id="place-{block.number}">Quote {block.number}, {escape(block.label)}</h3>'
        yield (
            f'<p class="around"{_lang(block)}>{_text(block.before)}<mark>{_text(block.words)}'
            f"</mark>{_text(block.after)}</p>"
        )
        back = f'<a href="#quote-{block.number}">Back to quote {block.number}</a>'
        yield f'<p class="back">{back}</p>'
