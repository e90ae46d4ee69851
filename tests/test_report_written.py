"""The report as it is written: the same each time, verifiable by anyone, recorded."""

import hashlib
from pathlib import Path

import pytest
from arrests import (
    CHARGED,
    CLAIM,
    SAID,
    dossier,
    markdown,
    rated,
)
from verifying import verify

from workbench.claims import Claim
from workbench.corpus import Skipped
from workbench.errors import LedgerError, NotRecorded
from workbench.report import EXPORTERS
from workbench.verdicts import (
    Justified,
    Mark,
    Marked,
    Postponed,
    Reported,
    Searched,
)
from workbench.workspace import Workspace

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
    assert verify(workspace.report(audit=True), project / "corpus") >= quotes > 12
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
    report = workspace.report(audit=True)
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
