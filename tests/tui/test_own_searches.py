"""Searches of the checker's own: words beside the claim's, free searches, what is recorded."""

from pathlib import Path

import pytest
from keyboard import Desk, press, type_text
from onscreen import desk_of, searches, told_above
from textual.widgets import Input

from workbench.tui.cards import Card, Heading
from workbench.tui.own_words import keep_words, read_words
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.source import SourceScreen
from workbench.verdicts import Searched
from workbench.workspace import Workspace


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
    told = f"“United Nations list”: {len(findings.evidence)} passages shown, best first, of "
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


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_w_searches_with_words_of_ones_own_and_keeps_them_for_the_claim(
    desk: Desk, size: tuple[int, int]
) -> None:
    """They stand over the evidence, are recorded once, and go when taken away."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        assert review.claim is not None
        first = review.claim
        alone = {card.key for card in evidence.cards}
        await press(pilot, "w")
        place = review.query_one("#asked", Input).region
        await type_text(pilot, "Xingtai court")
        await press(pilot, "enter")
        assert review.focused is evidence
        head = review.query_one("#tabs" if size[0] < 100 else "#evidence-head", PaneHead)
        assert place.y == head.region.y, "the line stands where the head stood"
        assert "your words: “Xingtai court”" in told_above(review)
        wanted = workspace.find(first, words=("Xingtai", "court")).evidence
        assert {card.key for card in evidence.cards} == {
            (p.source, p.start, p.end) for p in (each.match.passage for each in wanted)
        }
        assert {card.key for card in evidence.cards} != alone
        (search,) = searches(workspace)
        assert (search.claim, search.query) == (first.id, "Xingtai court")

        await press(pilot, "escape", "j")
        assert review.claim != first
        assert "your words" not in told_above(review)
        await press(pilot, "k", "enter")
        assert "your words: “Xingtai court”" in told_above(review)
        await press(pilot, "w", "x", "escape")
        assert review.finder.words[first.id] == "Xingtai court", "esc leaves them as they were"
        await press(pilot, "w", "ctrl+u", "enter")
        assert {card.key for card in evidence.cards} == alone
        assert len(searches(workspace)) == 1


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_f_searches_freely_and_its_passages_are_marked_for_the_claim_at_hand(
    desk: Desk, size: tuple[int, int]
) -> None:
    """Marks, source and copy work there; esc brings the claim's evidence back, pin included."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        claim = review.claim
        assert claim is not None
        await press(pilot, "enter", "j")
        before, cursor = evidence.items, evidence.index
        await press(pilot, "f")
        await type_text(pilot, "Xingtai court sentenced")
        await press(pilot, "enter")
        heading = evidence.items[0]
        assert isinstance(heading, Heading)
        assert heading.text.startswith("free search: “Xingtai court sentenced”")
        assert review.claim == claim
        (search,) = searches(workspace)
        assert (search.claim, search.query, search.found) == (
            claim.id, "Xingtai court sentenced", len(evidence.cards),
        )  # fmt: skip
        card = evidence.chosen
        assert card is not None and card.key not in {
            each.key for each in before if isinstance(each, Card)
        }
        await press(pilot, "y")
        assert card.evidence.match.passage.text[:20] in pilot.app.clipboard
        await press(pilot, "s")
        assert evidence.chosen is not None and evidence.chosen.mark == "supports"
        ((mark, quote),) = workspace.standing(claim.id).marks
        assert (mark, quote.source, quote.start) == ("supports", *card.key[:2])
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SourceScreen)
        await press(pilot, "escape", "u", "escape")
        assert evidence.items == before
        assert evidence.index == cursor
        assert len(searches(workspace)) == 1


def _card(item: object) -> bool:
    return not isinstance(item, Heading)


async def test_a_passage_marked_in_a_free_search_stays_pinned_to_the_claim(desk: Desk) -> None:
    """Back at the claim's evidence it stands above what was found."""
    async with desk(size=(160, 45)) as pilot:
        _, evidence, _ = desk_of(pilot)
        await press(pilot, "f")
        await type_text(pilot, "Xingtai court sentenced")
        await press(pilot, "enter", "c")
        key = evidence.chosen.key if evidence.chosen else None
        await press(pilot, "escape")
        assert evidence.cards[0].key == key and evidence.cards[0].pinned


async def test_a_free_search_ends_with_its_claim_and_may_find_nothing(desk: Desk) -> None:
    """The next claim has its own evidence; nothing found says what was searched."""
    async with desk(size=(160, 45)) as pilot:
        review, evidence, workspace = desk_of(pilot)
        await press(pilot, "f")
        await type_text(pilot, "xyzzy")
        await press(pilot, "enter")
        (nothing,) = evidence.items
        assert isinstance(nothing, Heading) and "xyzzy" in nothing.text
        assert "of 5 sources" in nothing.note
        assert [each.found for each in searches(workspace)] == [0]
        await press(pilot, "shift+tab", "j")
        assert review.evidence.free == "" and evidence.cards


async def test_own_words_stay_with_their_claim_over_a_restart(desk: Desk, project: Path) -> None:
    """They are shown, searched, recorded once, and gone for good when taken away."""
    async with desk(size=(160, 45)) as pilot:
        review, evidence, _ = desk_of(pilot)
        assert review.claim is not None
        claim = review.claim.id
        alone = {card.key for card in evidence.cards}
        await press(pilot, "w")
        await type_text(pilot, "Xingtai court")
        await press(pilot, "enter")
        found = {card.key for card in evidence.cards}
        assert found != alone
    async with desk(size=(160, 45), root=project) as pilot:
        review, evidence, workspace = desk_of(pilot)
        assert "your words: “Xingtai court”" in told_above(review)
        assert {card.key for card in evidence.cards} == found
        assert len(searches(workspace)) == 1
        await press(pilot, "w", "ctrl+u", "enter")
        assert read_words(project) == {}
    async with desk(size=(160, 45), root=project) as pilot:
        review, evidence, _ = desk_of(pilot)
        assert review.claim is not None and review.claim.id == claim
        assert {card.key for card in evidence.cards} == alone


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"a": 1}', b"\xff", b"{" * 5000])
def test_a_file_of_words_that_cannot_be_read_is_no_words(project: Path, damage: bytes) -> None:
    (project / ".workbench").mkdir()
    (project / ".workbench" / "words.json").write_bytes(damage)
    assert read_words(project) == {}
    keep_words(project, "one", "wheat")
    keep_words(project, "two", "rye")
    keep_words(project, "one", "")
    assert read_words(project) == {"two": "rye"}
