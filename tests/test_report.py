"""The report: what it tells, that it can be verified, and that nothing in it can be forged."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from verifying import verify

from workbench.claims import Claim, ClaimsFile, Project
from workbench.corpus import Article, Published, Skipped, Source
from workbench.errors import InputError, LedgerError, NotRecorded
from workbench.passages import Passage
from workbench.quotes import Quote
from workbench.reasons import Reason, Relation
from workbench.report import EXPORTERS, Dossier, changed_since_reported, compile_dossier
from workbench.scales import read_scales
from workbench.search import Match
from workbench.stance import Confidence, Evidence, Judgement, Stance
from workbench.verdicts import (
    Decision,
    Entry,
    Graded,
    Justified,
    Mark,
    Marked,
    Postponed,
    Rated,
    Read,
    Reported,
    Searched,
    Undone,
    replay,
)
from workbench.workspace import Workspace

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
    (Reason("number", Relation.CONFLICTS, (0, 8), (18, 27), "number: claim over 500, passage 53"),),
)
MENTION = Judgement(Stance.MENTIONS, None, 0.1, 0.1)
CLAIM = Claim(id="arrests", text="Over 500 people were arrested")
OTHER = Claim(id="charges", text="Some were charged")


def rated(claim: Claim, rating: str, *, reason: str = "", **marks: Quote) -> Rated:
    quotes: list[tuple[Mark, Quote]] = list(marks.items())  # type: ignore[misc]
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
) -> Dossier:
    """A dossier in which the search finds the conflicting passage for every claim."""

    def article(source_id: str) -> Article:
        if not any(source.id == source_id for source in known):
            raise InputError(source_id)
        return Article(SOURCE, text)

    known = tuple(sources)
    return compile_dossier(
        ClaimsFile(Project(title="Arrests", rules=rules or {}), tuple(claims)),
        scales=read_scales(),
        entries=ledger(*decisions),
        sources=known,
        skipped=skipped,
        find=lambda claim: (
            Evidence(Match(Passage("paper", 0, 42, TEXT[:42]), 80.0, copies=copies), CONFLICT),
        ),
        judge=lambda claim, quote: MENTION,
        article=article,
    )


def markdown(*decisions: Decision, **how: object) -> str:
    return EXPORTERS["markdown"].render(dossier(*decisions, **how))  # type: ignore[arg-type]


# what it tells


def test_a_second_reading_stands_beside_the_quote_it_was_seen_with_and_nowhere_else() -> None:
    """Named after its model, never instead of the reasons; a mark made without one has none."""
    said = "model M*1: conflicts .91"
    marked = Marked(claim="arrests", quote=SAID, mark="conflicts", second=said)
    other = Marked(claim="arrests", quote=CHARGED, mark="irrelevant")
    text = markdown(marked, other)
    assert "(strong). Second reading, model M\\*1: conflicts .91.\n\n- *conflicts* number:" in text
    assert text.count("Second reading, ") == 1
    assert "A second reading is what a model of the checker's own said" in text
    again = markdown(marked, Marked(claim="arrests", quote=SAID, mark="supports"))
    assert "econd reading" not in again
    assert "econd reading" not in markdown(other)


def test_words_that_stand_elsewhere_now_keep_their_second_reading() -> None:
    now = SAID.__class__(
        source="paper", start=9, end=51, exact=SAID.exact, prefix="", suffix=" N", sha256=SHA
    )
    moved = Rated(
        claim="arrests",
        text=CLAIM.text,
        scale="default",
        rating="false",
        quotes=(("conflicts", now),),
        instead=(("paper", 0, 42),),
    )
    marked = Marked(claim="arrests", quote=SAID, mark="conflicts", second="model M: conflicts .91")
    text = markdown(marked, moved, text=f"Not yet. {TEXT}")
    assert text.count("Second reading, model M: conflicts .91.") == 1


def test_a_verdict_stands_with_its_justification_its_quotes_and_the_reasons() -> None:
    text = markdown(
        Justified(claim="arrests", text="The ministry gave 53.\n\nNo one else counted."),
        rated(CLAIM, "false", conflicts=SAID, irrelevant=CHARGED),
    )
    assert "1 judged, 1 open. Last decision: 2026-03-01 10:02 UTC, by Maria." in text
    assert "**Verdict: False.**" in text
    assert "The ministry gave 53.\n\nNo one else counted." in text
    assert (
        "> The ministry said 53 people were arrested.\n\n"
        "S1, The Daily, date unknown, characters 0 to 42. Marked by the checker: conflicts. "
        "Suggested by the program: conflicts (strong).\n\n"
        "- *conflicts* number: claim over 500, passage 53" in text
    )
    assert text.index("#### What conflicts") < text.index("#### Set aside")
    assert "Marked by the checker: irrelevant. Suggested by the program: mentions." in text
    assert f"- sha256: `{SHA}`" in text


def test_a_suggestion_that_nobody_marked_is_called_one() -> None:
    text = markdown(rated(CLAIM, "true", supports=CHARGED))
    judged = text[text.index("### 1.") : text.index("### 2.")]
    beside = judged[judged.index("#### Not marked by the checker") :]
    assert "> The ministry said 53" in beside
    assert "Suggestion: conflicts (strong)." in beside


def test_a_suggestion_that_overlaps_a_marked_passage_is_not_repeated() -> None:
    part = Quote(
        source="paper", start=4, end=20, exact=TEXT[4:20], prefix="", suffix="", sha256=SHA
    )
    text = markdown(rated(CLAIM, "false", conflicts=part), claims=(CLAIM,))
    assert "#### Not marked by the checker" not in text


def test_claims_without_a_verdict_are_told_apart_from_postponed_ones() -> None:
    text = markdown(Postponed(claim="charges"))
    assert "2 claims checked against 1 source: 0 judged, 2 open." in text
    still = text[text.index("## Not judged yet") :]
    assert "### 1. Over 500 people were arrested\n\n**Open.**" in still
    assert "### 2. Some were charged\n\n**Postponed.**" in still


def test_a_verdict_on_a_claim_that_left_the_file_is_kept() -> None:
    text = markdown(rated(CLAIM, "false", conflicts=SAID), claims=(OTHER,))
    gone = text[text.index("## Verdicts on claims no longer listed") :]
    assert "### 2. Over 500 people were arrested\n\n**Verdict: False.**" in gone


def test_a_report_without_any_decision_has_no_date_and_says_so() -> None:
    text = markdown()
    assert "Nothing has been decided yet." in text
    assert "## Summary" not in text
    assert "UTC" not in text


def test_its_date_is_that_of_the_last_decision_and_not_of_what_was_read_or_written() -> None:
    text = markdown(
        rated(CLAIM, "false"),
        Read(claim="arrests", source="paper", start=0, end=42),
        Searched(claim="arrests", query="detained", found=0, passages=3),
        Reported(path="report.md", ratings={"arrests": "false"}),
    )
    assert "Last decision: 2026-03-01 10:01 UTC" in text
    assert "“detained”: nothing found in 3 passages" in text
    assert "- Read in context: 1 passage of 1 source\n" in text


def test_the_checkers_grade_stands_on_the_card_of_a_source() -> None:
    text = markdown(
        rated(CLAIM, "false", conflicts=SAID),
        Graded(source="paper", grade="B2", kind="primary"),
    )
    assert "- Kind: primary\n- Grade: B2" in text


def test_copies_of_a_quote_are_named_and_not_counted() -> None:
    text = markdown(
        rated(CLAIM, "false", conflicts=SAID), copies=(Passage("reprint", 5, 47, TEXT[:42]),)
    )
    assert "Nearly the same words in `reprint`: copies, not more evidence." in text


def test_what_the_rules_ask_of_a_verdict_and_it_lacks_is_told() -> None:
    text = markdown(rated(CLAIM, "false", conflicts=SAID))
    assert "The verdict lacks: 2 independent sources (has 1)." in text
    off = markdown(rated(CLAIM, "false", conflicts=SAID), rules={"two_sources": False})
    assert "The verdict lacks" not in off


def test_files_that_were_left_out_are_named() -> None:
    text = markdown(skipped=[Skipped("scan.png", "no reader for .png")])
    assert "- `scan.png`: no reader for .png" in text


# stale verdicts


def test_a_verdict_whose_claim_was_reworded_is_stale() -> None:
    old = Claim(id="arrests", text="Over 400 people were arrested")
    text = markdown(rated(old, "false", conflicts=SAID))
    assert "**1 verdict is stale** (no. 1)" in text
    assert "**Stale.** The claim was reworded after it was rated; it read: Over 400 people" in text
    assert "**False (stale)**" in text


def test_a_verdict_whose_source_changed_is_stale_and_says_where_the_words_went() -> None:
    new = Source(id="paper", path="paper.txt", title="A paper", sha256="f" * 64)
    text = markdown(
        rated(CLAIM, "false", conflicts=SAID), sources=[new], text=TEXT.replace("53", "54")
    )
    assert "**Stale.** The source paper changed after it was quoted." in text
    assert (
        "it now words this differently.** It reads: “The ministry said 54 people were arrested.” "
        f"Quoted from sha256 `{SHA}`." in text
    )


def test_a_verdict_whose_source_is_gone_is_stale() -> None:
    text = markdown(rated(CLAIM, "false", conflicts=SAID), claims=(CLAIM,), sources=[])
    assert "The source paper is no longer in the corpus." in text
    assert "These words are no longer found in the corpus." in text


# corrections


def test_a_rating_changed_after_it_was_reported_is_a_correction() -> None:
    text = markdown(
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        rated(CLAIM, "false", reason="The ministry was misread."),
    )
    assert (
        "- “Over 500 people were arrested” was reported as **True** on 2026-03-01 10:02 UTC. "
        "It is now **False**, 2026-03-01 10:03 UTC by Maria. "
        "Reason for the change: The ministry was misread." in text
    )


def test_a_reason_given_with_a_first_verdict_is_called_what_it_is() -> None:
    """No earlier rating was changed: the line says why a rule was set aside."""
    text = markdown(rated(CLAIM, "true", reason="Both are the ministry."))
    assert "Why a rule was set aside: Both are the ministry." in text
    assert "Reason for the change" not in text


def test_a_rating_changed_before_it_was_reported_is_none() -> None:
    told = dossier(
        rated(CLAIM, "true"),
        rated(CLAIM, "false"),
        Reported(path="report.md", ratings={"arrests": "false"}),
    )
    assert told.corrections == ()
    assert [given.rating.id for given in told.cases[0].earlier] == ["true"]


def test_a_verdict_taken_back_after_it_was_reported_is_a_correction() -> None:
    text = markdown(
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        Undone(seq=1),
    )
    assert "was reported as **True** on 2026-03-01 10:02 UTC. That verdict was withdrawn." in text


def test_a_correction_stays_one_in_every_later_report() -> None:
    decisions: tuple[Decision, ...] = (
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        rated(CLAIM, "false"),
    )
    again = (*decisions, Reported(path="report.md", ratings={"arrests": "false"}))
    assert markdown(*again) == markdown(*decisions)
    more = dossier(*again, rated(CLAIM, "mixed"))
    assert [(each.was, each.now and each.now.rating.id) for each in more.corrections] == [
        ("True", "false"),
        ("False", "mixed"),
    ]


def test_a_report_is_recorded_only_where_a_rating_differs_from_what_was_told() -> None:
    first = (rated(CLAIM, "true"),)
    assert changed_since_reported(replay(ledger())) is None
    assert changed_since_reported(replay(ledger(*first))) == {"arrests": "true"}
    told = (*first, Reported(path="r.md", ratings={"arrests": "true"}))
    assert changed_since_reported(replay(ledger(*told))) is None
    marked = (*told, Marked(claim="arrests", quote=SAID, mark="conflicts"))
    assert changed_since_reported(replay(ledger(*marked))) is None
    assert changed_since_reported(replay(ledger(*told, Undone(seq=1)))) == {}


# every form


@pytest.mark.parametrize("form", EXPORTERS)
def test_a_dossier_gives_the_same_text_every_time(form: str) -> None:
    decisions = (rated(CLAIM, "false", conflicts=SAID), Postponed(claim="charges"))
    exporter = EXPORTERS[form]
    text = exporter.render(dossier(*decisions))
    assert text == exporter.render(dossier(*decisions))
    assert exporter.signature in text
    assert text.endswith("\n")
    assert exporter.suffix.startswith(".")


# a reader without the program


def test_every_quote_can_be_verified_with_the_report_and_the_files_alone(project: Path) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.refresh()
    quotes = 0
    for claim, rating in zip(workspace.claims[:6], workspace.scale.ratings, strict=True):
        found = workspace.find(claim, limit=3).evidence
        said: tuple[Mark, ...] = ("supports", "conflicts", "irrelevant")
        marks = [(mark, each.match.passage) for mark, each in zip(said, found, strict=False)]
        workspace.rate(claim.id, rating.id, marks=marks)
        quotes += len(marks)
    assert verify(workspace.report(), project / "corpus") >= quotes > 12
    workspace.close()


def test_a_quote_over_several_lines_and_hidden_characters_can_be_verified(tmp_path: Path) -> None:
    words = (
        "First [line](http://a.b).\r\n\n   # Second \u202eline* \\\n"
        "1. <b>Third</b>\u200b &amp; end  "
    )
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "odd.txt").write_bytes(f"\ufeffA title\n\n{words}\n\nAfter.".encode())
    (tmp_path / "claims.toml").write_text("[[claims]]\nid = 'c'\ntext = 'First line'\n")
    workspace = Workspace.open(tmp_path, by="Maria")
    workspace.refresh()
    start = len("A title\n\n")
    passage = workspace.passage(f"odd:{start}-{start + len(words)}")
    assert passage.text == words
    workspace.rate("c", "true", marks=[("supports", passage)])
    report = workspace.report()
    assert verify(report, tmp_path / "corpus") >= 1
    original = hashlib.sha256(words.encode()).hexdigest()
    assert "*The quote contains hidden characters, spelt out here" in report
    assert f"the sha256 of the original, in UTF-8, is `{original}`.*" in report
    assert "\\u{202E}" in report
    assert not set(report) & set("\u202e\u200b\r")
    workspace.close()


def test_a_report_is_the_same_before_and_after_it_was_written(project: Path) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.rate("only-country", "true")
    shown = workspace.report()
    count = len(workspace.entries())
    written = workspace.write_report(project / "report.md")
    assert written.read_text(encoding="utf-8") == shown == workspace.report()
    assert len(workspace.entries()) == count + 1
    workspace.write_report(project / "report.md")
    assert len(workspace.entries()) == count + 1
    workspace.close()


def test_a_report_of_a_read_only_project_is_written_and_only_not_recorded(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.rate("only-country", "true")
    count = len(workspace.entries())
    workspace.close()
    monkeypatch.setattr("workbench.ledger.opening.writable", lambda path: False)
    archive = Workspace.open(project, by="Maria")
    assert archive.write_report(tmp_path / "r.md").read_text(encoding="utf-8") == archive.report()
    assert len(archive.entries()) == count
    archive.close()


def test_a_report_that_was_written_and_could_not_be_recorded_says_both(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(project, by="Maria")
    workspace.rate("only-country", "true")

    def full(decision: object, *, by: str) -> None:
        raise LedgerError("not saved: the disk is full; make room, then try again")

    monkeypatch.setattr(workspace._ledger, "append", full)
    with pytest.raises(NotRecorded, match="written; that it was is not recorded: the disk is full"):
        workspace.write_report(project / "report.md")
    assert (project / "report.md").read_text(encoding="utf-8") == workspace.report()
    workspace.close()


def test_a_published_interval_is_shown_as_one() -> None:
    from datetime import date

    between = Published(date(2023, 11, 16), date(2023, 12, 31))
    source = Source(id="paper", path="paper.txt", title="A paper", sha256=SHA, published=between)
    assert "- Published: 2023-11-16 to 2023-12-31" in markdown(
        rated(CLAIM, "false", conflicts=SAID), sources=[source]
    )


def test_the_report_is_the_one_that_was_read_and_approved(shipped: Path) -> None:
    """Byte for byte. After a change that is meant, delete the file, run this, read the new."""
    approved = shipped / "tests" / "data" / "report.md"
    other = Claim(
        id="charges",
        text="Some of them were charged, the ministry *says* [sic]",
        claimant="A. Minister",
        date="2026-02-11",
        appearance="https://example.org/interview",
        context="Asked about the arrests of January.",
    )
    text = markdown(
        rated(CLAIM, "true", supports=CHARGED),
        Reported(path="report.md", ratings={"arrests": "true"}),
        Marked(claim="arrests", quote=CHARGED, mark="irrelevant"),
        Justified(claim="arrests", text="The ministry gave 53.\n\nNo one else counted."),
        rated(CLAIM, "false", reason="The number was misread.", conflicts=SAID),
        rated(other, "unproven"),
        Searched(claim="charges", query="court indictment", found=0, passages=3),
        Postponed(claim="later"),
        rated(Claim(id="left", text="Nine people left"), "mostly-true"),
        claims=(CLAIM, other, Claim(id="later", text="More arrests followed")),
        skipped=[Skipped("scan.png", "no reader for .png")],
    )
    if not approved.exists():
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(text, encoding="utf-8")
        pytest.fail("tests/data/report.md was missing and is written anew: read it, then keep it")
    assert text == approved.read_text(encoding="utf-8")
