"""A small dossier: two claims about arrests, one source, quotes of it; and the report of it."""

import hashlib
from collections.abc import Callable, Iterable
from typing import cast

from workbench.claims import Claim, ClaimsFile, Project
from workbench.corpus import Article, Skipped, Source
from workbench.errors import InputError
from workbench.passages import Passage
from workbench.passages.quotes import Quote
from workbench.passages.verbatim import Quotation
from workbench.report import EXPORTERS, Dossier, compile_dossier
from workbench.search import Match
from workbench.signals.reasons import Reason, Relation
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.verdicts import (
    Decision,
    Entry,
    Mark,
    Rated,
)
from workbench.verdicts.scales import read_scales

TEXT = "The ministry said 53 people were arrested. Nobody was charged. Nine left."

SHA = hashlib.sha256(TEXT.encode()).hexdigest()

SOURCE = Source(id="paper", path="paper.txt", title="A paper", sha256=SHA, publisher="The Daily")

SAID = Quote(source="paper", start=0, end=42, exact=TEXT[:42], prefix="", suffix=" N", sha256=SHA)

CHARGED = Quote(
    source="paper", start=43, end=62, exact=TEXT[43:62], prefix="d. ", suffix=" N", sha256=SHA
)

CONFLICT = Judgement(
    Stance.CONFLICTS,
    Confidence.STRONG,
    0.05,
    0.9,
    (Reason("number", Relation.CONFLICTS, (0, 8), (18, 27), "says 53, the claim says over 500"),),
)

MENTION = Judgement(Stance.MENTIONS, None, 0.1, 0.1)

CLAIM = Claim(id="arrests", text="Over 500 people were arrested")

OTHER = Claim(id="charges", text="Some were charged")


def rated(claim: Claim, rating: str, *, reason: str = "", **marks: Quote) -> Rated:
    quotes = [(cast(Mark, mark), quote) for mark, quote in marks.items()]
    return Rated(
        claim=claim.id,
        text=claim.text,
        scale="default",
        rating=rating,
        reason=reason,
        quotes=tuple(quotes),
    )


def ledger(*decisions: Decision, by: str = "Maria") -> tuple[Entry, ...]:
    """Entries of these decisions, a minute apart."""
    return tuple(
        Entry(seq=n, at=f"2026-03-01T10:{n:02}:00Z", by=by, decision=decision)
        for n, decision in enumerate(decisions, start=1)
    )


def dossier(
    *decisions: Decision,
    claims: Iterable[Claim] = (CLAIM, OTHER),
    sources: Iterable[Source] = (SOURCE,),
    text: str = TEXT,
    copies: tuple[Passage, ...] = (),
    rules: dict[str, bool] | None = None,
    skipped: Iterable[Skipped] = (),
    found: Iterable[Passage] = (Passage("paper", 0, 42, TEXT[:42]),),
    quoting: Callable[[str, tuple[str, ...]], tuple[Quotation, ...]] = lambda text, cited: (),
) -> Dossier:
    """A dossier in which the search finds the conflicting passage for every claim."""

    def article(source_id: str) -> Article:
        if not any(source.id == source_id for source in known):
            raise InputError(source_id)
        return Article(SOURCE, text)

    known, passages = tuple(sources), tuple(found)
    return compile_dossier(
        ClaimsFile(Project(title="Arrests", rules=rules or {}), tuple(claims)),
        scales=read_scales(),
        entries=ledger(*decisions),
        sources=known,
        skipped=skipped,
        find=lambda claim: tuple(
            Evidence(Match(passage, 80.0, copies=copies), CONFLICT) for passage in passages
        ),
        judge=lambda claim, quote: MENTION,
        article=article,
        quoting=quoting,
    )


def markdown(*decisions: Decision, **how: object) -> str:
    return EXPORTERS["markdown"].render(dossier(*decisions, **how))  # type: ignore[arg-type]
