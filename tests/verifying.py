"""Check a report as a reader would who has it, the files of the sources, and nothing of ours."""

import hashlib
import re
from pathlib import Path

from markdown_it import MarkdownIt

from workbench.report.commonmark import conceal


def verify(report: str, corpus: Path) -> int:
    """Check every quote of a Markdown report against files, as its own advice says; how many."""
    files = dict(re.findall(r"^### (S\d+)\..*?^- File: `(.*?)`", report, re.M | re.S))
    sums = dict(re.findall(r"^### (S\d+)\..*?^- sha256: `(.*?)`", report, re.M | re.S))
    for label, path in files.items():
        assert hashlib.sha256((corpus / path).read_bytes()).hexdigest() == sums[label]
    tokens = MarkdownIt("commonmark").parse(report)
    checked = 0
    for n, token in enumerate(tokens):
        if token.type == "blockquote_open":
            inline, said = tokens[n + 2].children or [], tokens[n + 6].content
            quote = "".join(
                "\n" if each.type.endswith("break") else each.content for each in inline
            )
            label, first, last = re.findall(r"^(S\d+), .*characters (\d+) to (\d+)\.", said)[0]
            text = (corpus / files[label]).read_bytes().decode("utf-8-sig")
            assert conceal(quote) == text[int(first) : int(last)]
            checked += 1
    return checked
