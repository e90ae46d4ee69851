"""The verdicts as CSV, a claim a row, for a spreadsheet.

No cell is a formula: one that a spreadsheet would read as one begins with an apostrophe. What
hides is spelt out as in the Markdown; `read` gives back what was written.
"""

import csv
import io
import re

from workbench.report.commonmark import conceal, reveal
from workbench.report.record import Item, Record

COLUMNS = (
    "number", "id", "claim", "claimant", "date", "appearance", "state", "rating", "scale", "by",
    "at", "justification", "supporting", "conflicting", "sources", "to check again",
)  # fmt: skip
_ACTS = re.compile(r"['\s]*[=+\-@＝＋－＠|%]|['\t\r]")
"""What a cell begins with that must not be read as more than text."""


def write(record: Record) -> str:
    """The claims in RFC 4180, with a head."""
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    rows.writerows([_cell(each) for each in row(claim)] for claim in record.claims)
    return out.getvalue()


def row(claim: Item) -> tuple[str, ...]:
    """The cells of a claim, in the order of `COLUMNS`."""
    given = claim.verdict
    quoted = [each for each in claim.marked if each.mark != "irrelevant"]
    return (
        claim.number,
        claim.id,
        claim.text,
        claim.claimant or "",
        claim.date or "",
        claim.appearance or "",
        claim.state,
        given.name if given else "",
        given.scale if given else "",
        given.by if given else "",
        given.at if given else "",
        claim.justification,
        str(sum(each.mark == "supports" for each in quoted)),
        str(sum(each.mark == "conflicts" for each in quoted)),
        " ".join(dict.fromkeys(each.source for each in quoted)),
        "; ".join(claim.stale),
    )


def read(text: str) -> list[tuple[str, ...]]:
    """The rows below the head, as `row` gave them."""
    rows = csv.reader(io.StringIO(text, newline=""))
    return [tuple(conceal(_plain(cell)) for cell in row) for row in rows][1:]


def _cell(text: str) -> str:
    text = reveal(text)
    return f"'{text}" if _ACTS.match(text) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
