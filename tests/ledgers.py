"""Decisions to fill a ledger with."""

from pathlib import Path

from workbench.ledger import open_ledger
from workbench.passages.quotes import Quote
from workbench.verdicts import (
    Entry,
    Graded,
    Justified,
    Marked,
    Postponed,
    Rated,
    Read,
    Redone,
    Reported,
    Reread,
    Searched,
    Undone,
)

QUOTE = Quote(source="s", start=3, end=7, exact="wörd", prefix="a\n", suffix=" b", sha256="f" * 64)

EVERY_KIND = (
    Rated(
        claim="c1", text="t", scale="s", rating="true", reason="r", quotes=(("supports", QUOTE),)
    ),
    Marked(claim="c1", quote=QUOTE, mark="conflicts", suggested="conflicts strong"),
    Marked(claim="c1", quote=QUOTE, mark=None),
    Justified(claim="c1", text="two\nlines, NUL \0, 漢字 and \U0001f600"),
    Postponed(claim="c1"),
    Searched(claim="c1", query="q", found=0, passages=2**70),
    Read(claim="c1", source="s", start=3, end=7),
    Graded(source="s", grade=None, kind="primary"),
    Reported(path="r.md", ratings={"c1": "true"}),
    Reread(source="s", file="f" * 64, before="1", after="2", quotes=((QUOTE.spot, QUOTE),)),
)  # fmt: skip
OLD_KINDS = tuple(each for each in EVERY_KIND if not isinstance(each, Reread))
"""Those that there were before format 4."""


def claim_of(entry: Entry) -> str:
    """The claim that an entry is about; it must be about one."""
    decision = entry.decision
    assert not isinstance(decision, Graded | Reported | Reread | Undone | Redone)
    return decision.claim


def rated(claim: str = "c1", rating: str = "true") -> Rated:
    return Rated(claim=claim, text="t", scale="default", rating=rating)


def fill(path: Path, count: int = 20) -> tuple[Entry, ...]:
    """The entries of a new ledger with so many verdicts, c0, c1 and on."""
    ledger = open_ledger(path)
    made = [ledger.append(rated(f"c{n}"), by="ada") for n in range(count)]
    ledger.close()
    return tuple(made)
