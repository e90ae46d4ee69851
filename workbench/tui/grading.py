"""Reads the checker's grade of a source as she types it. No Textual here."""

import re
from typing import Literal

_GRADE = re.compile(r"(?P<grade>[A-Fa-f][1-6])?\s*(?P<kind>p|s|primary|secondary)?", re.ASCII)
HOW = "A-F how reliable, 1-6 how credible, p primary or s secondary: B2 p"
# Together with the question before it, at most 80 columns wide.


def parse_grade(
    text: str,
) -> tuple[str | None, Literal["primary", "secondary"] | None] | None:
    """The grade and kind that `text` gives, either may be missing; None if it cannot be read.

    Grades are those of the Admiralty code: A-F for the source, 1-6 for the item.
    """
    match = _GRADE.fullmatch(text.strip())
    if match is None:
        return None
    kind = match["kind"]
    grade = match["grade"].upper() if match["grade"] else None
    if not kind:
        return grade, None
    return grade, "primary" if kind.startswith("p") else "secondary"
