"""Searches of the checker's own: what an empty list says, words, free searches, the filter."""

from pathlib import Path

from workbench.tui.lanes import nothing_found
from workbench.verdicts import Searched
from workbench.workspace import Workspace


def test_an_empty_list_says_which_words_never_occur_and_what_was_searched(project: Path) -> None:
    """With the nearest word that does occur, so that a slip of spelling is seen."""
    workspace = Workspace.open(project)
    workspace.refresh()
    findings = workspace.find("xyzzy frobnicates")
    assert findings.evidence == ()
    (heading,) = nothing_found(findings)
    assert "never occur in the sources: xyzzy, frobnicates." in heading.note
    searched = findings.found.searched
    assert f"{searched.passages} passages of {searched.sources} sources" in heading.note
    (free,) = nothing_found(workspace.find("xyzzy", query="fentanil"), "fentanil")
    assert "fentanil" in free.text
    assert "fentanyl" in free.note
    workspace.close()


def test_a_search_of_ones_own_is_recorded_and_told_in_the_report(project: Path) -> None:
    """So that "unproven" is seen to rest on work; what the program searched is not recorded."""
    workspace = Workspace.open(project, by="rita")
    workspace.refresh()
    claim = workspace.claim("only-country")
    workspace.find(claim)
    assert workspace.entries() == ()
    findings = workspace.find(claim, query="United Nations list")
    workspace.searched(claim.id, "United Nations list", findings)
    (entry,) = workspace.entries()
    assert entry.decision == Searched(
        claim=claim.id,
        query="United Nations list",
        found=len(findings.evidence),
        passages=findings.found.searched.passages,
    )
    told = f"“United Nations list”: {len(findings.evidence)} passages found among"
    assert told in workspace.report()
    assert workspace.undo() is None, "a search has happened for good"
    workspace.close()


def test_a_free_search_is_judged_against_the_claim(project: Path) -> None:
    """The words only find; what a passage does is said of the claim."""
    workspace = Workspace.open(project)
    workspace.refresh()
    claim = workspace.claim("only-country")
    evidence = workspace.find(claim, query="entire world scheduled").evidence
    for each in evidence[:5]:
        assert each.judgement == workspace.judge(claim, each.match.passage)
    workspace.close()
