"""Searches of the checker's own: what an empty list says, words, free searches, the filter."""

from pathlib import Path

import pytest
from keyboard import Desk, press

from workbench.catalogue import parse_published
from workbench.corpus import Source
from workbench.tui.lanes import is_later, nothing_found
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.screens.review import ReviewScreen
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


@pytest.mark.parametrize(
    ("said", "published", "later"),
    [
        ("2023-09-06", "2023-09-07", True),
        ("2023-09-07", "2023-09-07", False),
        ("2023-09", "2023-09-30", False),
        ("2023", "2024-01-01/2024-06-30", True),
        ("2024", "2024-11-06/2025-01-19", False),
        (None, "2024", False),
        ("2023", None, False),
    ],
)
def test_only_what_is_certainly_later_than_the_claim_is_called_so(
    said: str | None, published: str | None, later: bool
) -> None:
    """An interval that may begin before the claim's last day tells nothing."""
    source = Source(
        id="paper",
        path="paper.txt",
        title="",
        sha256="",
        published=parse_published(published) if published else None,
    )
    assert is_later(source, said) is later


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_passage_dated_after_the_claim_says_so_on_its_card(
    desk: Desk, size: tuple[int, int]
) -> None:
    """In words: the first claim is of 2023-09-06, its best passage of the day after."""
    async with desk(size=size) as pilot:
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen) and review.claim is not None
        assert review.claim.date == "2023-09-06"
        await press(pilot, "enter")
        for card in review.cards():
            year = card.source and card.source.published and card.source.published.first.year
            assert card.later == (year != 2018)
        shown = "\n".join(
            each.plain
            for place in range(len(review.query_one(EvidenceList).items))
            for each in review.query_one(EvidenceList).draw(place, size[0] - 4)
        )
        assert "after the claim" in shown
