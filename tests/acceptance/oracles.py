"""What a reader of each form of the report sees, and the structure around it."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

from workbench.report.commonmark import conceal


@dataclass(frozen=True)
class Reading:
    """An export as its format's own reader reads it."""

    structure: Counter[str]
    """What the format was told beside text."""
    links: frozenset[str]
    text: str
    """What stands there, escapes of the format undone."""


def read_markdown(text: str) -> Reading:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    leaves = [leaf for token in tokens for leaf in (token.children or [token])]
    plain = {"text", "text_special", "softbreak", "hardbreak", "inline"}
    # A justification may have any number of paragraphs, a quote any number of lines.
    kinds = Counter(
        f"{leaf.type} {leaf.tag}"
        for leaf in leaves
        if leaf.type not in plain
        and not leaf.type.startswith(("paragraph", "link"))
        # A mail address is written as code, or GitHub would link it.
        and not (leaf.type == "code_inline" and re.fullmatch(r"[\w.+-]+@[\w.-]+", leaf.content))
    )
    links = frozenset(str(leaf.attrGet("href")) for leaf in leaves if leaf.type == "link_open")
    shown = "\n".join(
        "".join(
            "\n" if leaf.type.endswith("break") else leaf.content for leaf in token.children or []
        )
        for token in tokens
        if token.type == "inline"
    )
    return Reading(kinds, links, conceal(shown))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.links: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.add(str(dict(attrs).get("href")))
        elif tag != "p":
            self.tags[f"{tag} {sorted(attrs)}"] += 1

    def handle_comment(self, data: str) -> None:
        self.tags["comment"] += 1

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_html(text: str) -> Reading:
    page = _Tags()
    page.feed(text)
    page.close()
    outward = frozenset(link for link in page.links if not link.startswith("#"))
    return Reading(page.tags, outward, conceal("".join(page.text)))


def read_json(text: str) -> Reading:
    values = [json.loads(row) for row in text.split("\n") if row] if text.startswith('{"') else [
        json.loads(text)
    ]  # fmt: skip
    structure: Counter[str] = Counter()
    words: list[str] = []

    def walk(value: Any, path: str) -> None:
        structure[f"{path} {type(value).__name__}"] += 1
        if isinstance(value, dict):
            for key, each in value.items():
                # Where a claim was made is an address or words, by what it is.
                walk(each, f"{path}.{'name' if path.endswith('appearance') else key}")
        elif isinstance(value, list):
            for each in value:
                walk(each, f"{path}[]")
        elif isinstance(value, str):
            words.append(value)

    walk(values, "")
    return Reading(structure, frozenset(), "\n".join(words))


def read_csv(text: str) -> Reading:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell
    shape = Counter(f"{n} {len(row)}" for n, row in enumerate(rows))
    return Reading(shape, frozenset(), conceal("\n".join(cell for row in rows for cell in row)))


ORACLES: Mapping[str, Callable[[str], Reading]] = {
    "dossier": read_markdown,
    "markdown": read_markdown,
    "html": read_html,
    "json": read_json,
    "csv": read_csv,
    "claimreview": read_json,
    "averitec": read_json,
    "fever": read_json,
    "annotations": read_json,
}
_REPORT = {"claim_id", "query", "origin", "language"}
_CLAIMS = {
    *_REPORT, "context", "change", "quote", "reason", "title", "publisher", "author", "source_id",
    "path", "skipped_path", "skipped_reason", "scale", "meaning",
}  # fmt: skip
LEFT_OUT: Mapping[str, set[str]] = {
    "dossier": set(),
    "markdown": _REPORT,
    "html": _REPORT,
    "json": set(),
    "csv": _CLAIMS - {"claim_id", "source_id"} | {"project", "scale"},
    "claimreview": _CLAIMS | {"project", "reviewer"},
    "averitec": _CLAIMS - {"quote"} | {"project", "reviewer"},
    "fever": _CLAIMS - {"claim_id", "source_id"}
    | {"project", "reviewer", "claimant", "date", "justification"},
    "annotations": _CLAIMS - {"quote"}
    | {"project", "reviewer", "claimant", "date", "justification", "rating"},
}
"""The fields that a form has no place for."""
