"""Differences as they are shown: what goes and what comes, by sign as well as by colour."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from workbench.visible import line, visible

if TYPE_CHECKING:
    from workbench.quotes import Change

_WHERE = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
GONE, NEW = "strike $conflict", "bold underline $support"
LEGEND = "[-words gone-] {+words new+}"
"""How `reworded` marks words, for whoever reads it the first time."""


def difference(diff: str) -> Content:
    """A unified difference without its two lines of file names; each line begins with its sign."""
    rows = []
    for row in diff.removesuffix("\n").split("\n")[2:]:
        found = _WHERE.fullmatch(row)
        if found:
            rows.append(Content.assemble((f"from line {found[1]}", "$quiet italic")))
            continue
        style = {"+": "$support", "-": "$conflict"}.get(row[:1], "$quiet")
        rows.append(Content.assemble((visible(row), style)))
    return Content("\n").join(rows)


def reworded(changes: "Iterable[Change]") -> Content:
    """Two wordings as one: `[-words gone-]` and `{+words new+}` among those that stayed."""
    signs = {"gone": ("[-", "-]", GONE), "new": ("{+", "+}", NEW), "same": ("", "", "")}
    parts = []
    for change in changes:
        before, after, style = signs[change.kind]
        parts.append((f"{before}{line(change.text)}{after}", style))
    return Content.assemble(*parts)
