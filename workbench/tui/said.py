"""Decisions and places in the words of a fact-checker, on one line, safe to show."""

from typing import TYPE_CHECKING

from workbench.corpus.prose import flat
from workbench.safe.visible import line
from workbench.tui.marks import QUOTATION, glyph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.claims.editing import Proposal
    from workbench.corpus import Source
    from workbench.stance import Evidence
    from workbench.verdicts import Entry
    from workbench.workspace import Workspace


def short(text: str, room: int = 44) -> str:
    """`text` on one line between quotation marks, cut to about `room` characters."""
    shown = line(text)
    if len(shown) > 1 and shown[0] in QUOTATION:  # otherwise two quotation marks stand in a row
        shown = shown.strip("".join(QUOTATION))
    if len(shown) > room:
        shown = shown[: room - 1].rstrip() + glyph("…")
    return glyph("“") + shown + glyph("”")


def either(things: "Iterable[str]") -> str:
    """A list in words, with "or" before the last: `a quote, a date or a name`. At least one."""
    *first, last = things
    return f"{', '.join(first)} or {last}" if first else last


def decided(entry: "Entry", workspace: "Workspace") -> str:
    """What an entry decided, and about what: `rated True on “none were exported …”`."""
    from workbench.verdicts.in_words import describe

    return describe(
        entry,
        scales=workspace.scales,
        claim=lambda claim_id: _about(claim_id, workspace),
        quote=lambda quote: short(quote.exact, 32),
    )


def changed(proposal: "Proposal") -> str:
    """What a change of claims.toml did: `the new claim “none were exported …”`."""
    from workbench.claims import parse_claims

    old, new = (
        {claim.id: claim.text for claim in parse_claims(text).claims}
        for text in (proposal.before, proposal.after)
    )
    first = proposal.ids[0]
    if len(proposal.ids) > 1:
        gone = next((text for id_, text in old.items() if id_ not in new), "")
        return f"the split of {short(gone or old[first])} in claims.toml"
    what = "the edit of" if first in old else "the new claim"
    return f"{what} {short(new[first])} in claims.toml"


def _about(claim_id: str, workspace: "Workspace") -> str:
    for claim in workspace.claims:
        if claim.id == claim_id:
            return short(claim.text)
    return short(claim_id)


def cited(source: "Source | None", source_id: str) -> str:
    """Publisher (or title) and date of a source, as they stand after a quote in a text."""
    if source is None:
        return line(source_id)
    date = str(source.published) if source.published else "date unknown"
    return f"{line(source.publisher or source.title)}, {date}"


def quoted(evidence: "Evidence", source: "Source | None") -> str:
    """A passage with its citation, for the clipboard: safe text on one line."""
    passage = evidence.match.passage
    words = line(flat(passage.text)).strip()
    if source is None:
        return f"“{words}” [{line(passage.source)}:{passage.start}-{passage.end}]"
    card = [line(part) for part in (source.author, source.publisher, source.title) if part]
    card.append(str(source.published) if source.published else "date unknown")
    return f"“{words}” {', '.join(card)} [{line(source.id)}:{passage.start}-{passage.end}]"
