"""Differences as they are shown: what goes and what comes, by sign as well as by colour."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from workbench.corpus.prose import flat
from workbench.safe.visible import line, visible

if TYPE_CHECKING:
    from workbench.passages.quotes import Change

_WHERE = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
GONE, NEW = "strike $conflict", "bold underline $support"
LEGEND = "[-words gone-] {+words new+}"
"""How `reworded` marks words, for whoever reads it the first time."""


def difference(diff: str) -> Content:
    """A unified difference, its file names and most of what stays left out.

    Each line begins with its sign; the first of a place says where in the file it is.
    """
    rows: list[Content] = []
    every = diff.removesuffix("\n").split("\n")[2:]
    at, told = 0, False
    for place, row in enumerate(every):
        found = _WHERE.fullmatch(row)
        if found:
            at, told = int(found[1]), False
            continue
        beside = any(near[:1] in "+-" for near in every[max(place - 1, 0) : place + 2])
        told = told and beside
        if beside and not told:
            rows.append(Content.assemble((f"line {at}", "$quiet italic")))
            told = True
        if beside:
            style = {"+": "$support", "-": "$conflict"}.get(row[:1], "$quiet")
            rows.append(Content.assemble((visible(row), style)))
        at += row[:1] != "-"
    return Content("\n").join(rows)


def reworded(changes: "Iterable[Change]") -> Content:
    """Two wordings as one: `[-words gone-]` and `{+words new+}` among those that stayed."""
    from workbench.passages.quotes import runs

    signs = {"gone": ("[-", "-]", GONE), "new": ("{+", "+}", NEW), "same": ("", "", "")}
    parts = []
    for change in runs(changes):
        before, after, style = signs[change.kind]
        parts.append((f"{before}{line(flat(change.text))}{after}", style))
    return Content.assemble(*parts)
