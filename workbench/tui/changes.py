"""Differences as they are shown: what is removed and what is added, by sign and by colour."""

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
"""Explains the signs of `reworded` to someone who sees them for the first time."""


def difference(diff: str) -> Content:
    """A unified difference, without its file names and most of the unchanged lines.

    Each line begins with its sign; a line number stands above each group of changes.
    """
    rows: list[Content] = []
    every = diff.removesuffix("\n").split("\n")[2:]
    at, placed = 0, False
    for place, row in enumerate(every):
        found = _WHERE.fullmatch(row)
        if found:
            at, placed = int(found[1]), False
            continue
        near_change = any(near[:1] in "+-" for near in every[max(place - 1, 0) : place + 2])
        placed = placed and near_change
        if near_change and not placed:
            rows.append(Content.assemble((f"line {at}", "$quiet italic")))
            placed = True
        if near_change:
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
