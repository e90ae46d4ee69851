"""Texts that try to forge the structure of an export, and a dossier that holds them."""

import random
from datetime import date

from workbench.claims import Claim, ClaimsFile, Project
from workbench.corpus import Article, Published, Skipped, Source
from workbench.passages import Passage
from workbench.passages.quotes import Quote
from workbench.report import compile_dossier
from workbench.search import Match
from workbench.signals.reasons import Reason, Relation
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.verdicts import Decision, Entry, Justified, Marked, Rated, Reported, Searched
from workbench.verdicts.scales import Rating, Scale

PAYLOADS = (
    # Markdown: structure of its own
    "# heading", "heading\n===", "heading\n---", "> quote", "- item", "1. item", "* * *", "___",
    "```\nfence", "~~~\nfence", "    indented", "\tindented", "<!-- comment -->",
    "| a | b |\n|---|---|",
    "a | b\n---|---\n1 | 2", "- [ ] task", "[^1]: note", "[!WARNING]", "\\", "ends with \\",
    # Markdown: links, images, emphasis, code
    "[x](javascript:alert(1))", "![x](http://evil/x.png)", "<javascript:alert(1)>",
    "<http://evil>",
    "[x]: http://evil\n[x]", "[x][y]", "[x]", "]( http://evil )", "](http://evil)",
    "**bold**", "__b__",
    "*a* _b_ ~~c~~", "`code`", "``", "a`b", "https://evil.example/a_b_c", "www.evil.example",
    "mailto:a@b.c", "&lt;b&gt;", "&#42;a&#42;", "&nbsp;", "2 * 3 * 4", "snake_case_name",
    "_", "*", "`",
    # HTML, JSON, CSV, terminals
    "<script>alert(1)</script>", "</script><b>", "<img src=x onerror=alert(1)>", "]]>", "-->",
    "<!--",
    "<style>*{}</style>", "\"'><svg/onload=alert(1)>", "{\"a\": 1}", "=1+1", "+1", "-1", "@SUM(A1)",
    "\t=1", "＝1+1", "|calc", "'; DROP TABLE x; --", "a,b;c\td", "\x1b]52;c;aGk=\x07", "\x1b[2J",
    "\x9b31m", "\x00", "\x7f", "\u202egpj.exe", "\u2066a\u2069", "a\u200bb", "\ufeff", "\U000e0041",
    "e" + "\u0301" * 40, "line\u2028separator", "a\rb", "a\r\nb", "\\u{202E}", "\\u{5C}u{1}",
    # names of ours
    "## Verdicts", "**Verdict: True.**", "S1, characters 0 to 9.", "(stale)", "  edge  ",
)  # fmt: skip


def hostile(chance: random.Random, number: int) -> list[str]:
    """The payloads, then mixtures of them, some joined by line breaks."""
    joints = ("", " ", "\n", "\n\n", "\n> ", "|", "\\")
    mixtures = (
        chance.choice(joints).join(chance.choice(PAYLOADS) for _ in range(chance.randint(2, 5)))
        for _ in range(number)
    )
    return [text for text in (*PAYLOADS, *mixtures) if text.strip()][:number]


FIELDS = (
    "project", "claim", "claim_id", "claimant", "date", "appearance", "context", "justification",
    "change", "reviewer", "old_wording", "quote", "reason", "query", "title", "publisher",
    "author", "origin", "language", "grade", "url", "archive_url", "source_id", "path",
    "skipped_path", "skipped_reason", "scale", "rating", "meaning",
)  # fmt: skip

ADDRESSES = ("appearance", "url", "archive_url")
"""Fields that may become a link to the web address that they hold."""

BENIGN = "plain words"


def dossier(**given: str):  # type: ignore[no-untyped-def]
    """A dossier with every part of a report, in which some fields hold the given text."""

    def of(name: str) -> str:
        return given.get(name, f"{BENIGN} {name}")

    scale = Scale(
        "own",
        of("scale"),
        (Rating("yes", of("rating"), "1", of("meaning")), Rating("no", "No", "2")),
    )
    source = Source(
        id=of("source_id"),
        path=of("path"),
        title=of("title"),
        sha256="a" * 64,
        publisher=of("publisher"),
        author=of("author"),
        published=Published(date(2024, 1, 1), date(2024, 1, 1)),
        origin=of("origin"),
        language=of("language"),
        grade=of("grade"),
        url=of("url"),
        archive_url=of("archive_url"),
    )
    unquoted = Source(id="zz", path=of("path"), title=of("title"), sha256="b" * 64)
    text = of("quote") + " changed"
    claim = Claim(
        id=of("claim_id"),
        text=of("claim"),
        claimant=of("claimant"),
        date=of("date"),
        appearance=of("appearance"),
        context=of("context"),
    )
    still = Claim(id="open", text=of("claim"))

    def quote(start: int, exact: str) -> Quote:
        return Quote(
            source=source.id, start=start, end=start + len(exact), exact=exact,
            prefix="", suffix="", sha256="c" * 64,
        )  # fmt: skip

    def rated(rating: str) -> Rated:
        return Rated(
            claim=claim.id,
            text=of("old_wording"),
            scale="own",
            rating=rating,
            reason=of("change"),
            quotes=(("supports", quote(0, of("quote"))), ("conflicts", quote(900, "gone"))),
        )

    decisions: tuple[Decision, ...] = (
        rated("no"),
        Reported(path="report.md", ratings={claim.id: "no"}),
        Justified(claim=claim.id, text=of("justification")),
        Searched(claim=claim.id, query=of("query"), found=1, passages=2),
        Marked(claim=claim.id, quote=quote(500, of("quote")), mark="irrelevant"),
        rated("yes"),
    )
    reasons = (Reason("number", Relation.CONFLICTS, (0, 1), None, of("reason")),)
    word = Judgement(Stance.CONFLICTS, Confidence.STRONG, 0.0, 0.9, reasons)
    return compile_dossier(
        ClaimsFile(Project(title=of("project"), scale="own"), (claim, still)),
        scales={"own": scale},
        entries=(
            Entry(seq=n, at=f"2026-01-01T00:00:{n:02}Z", by=of("reviewer"), decision=decision)
            for n, decision in enumerate(decisions, start=1)
        ),
        sources=(source, unquoted),
        skipped=(Skipped(of("skipped_path"), of("skipped_reason")),),
        find=lambda claim: (
            (Evidence(Match(Passage(source.id, 0, len(of("quote")), of("quote")), 80.0), word),)
            if claim is still
            else ()
        ),
        judge=lambda claim, quote: word,
        article=lambda source_id: Article(source, text),
    )
