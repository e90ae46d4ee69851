"""The evidence as it is listed: nothing found, dated after the claim, more of it, copies."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from keyboard import Desk, press, screen_of, type_text
from onscreen import desk_of

from workbench.corpus import Source
from workbench.corpus.catalogue import is_later, parse_published
from workbench.report.crossing import by_source
from workbench.tui.cards import Heading
from workbench.tui.lanes import MOST, cards_of, nothing_found
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.source import SourceScreen
from workbench.workspace import Workspace


def test_an_empty_list_says_which_words_never_occur_and_what_was_searched(project: Path) -> None:
    """With the nearest word that does occur, so that a slip of spelling is seen."""
    workspace = Workspace.open(project)
    workspace.refresh()
    findings = workspace.find("xyzzy frobnicates")
    assert findings.evidence == ()
    (heading,) = nothing_found(findings, key=str)
    assert "never occur in the sources: xyzzy, frobnicates." in heading.note
    searched = findings.found.searched
    assert f"{searched.passages} passages of {searched.sources} sources" in heading.note
    (free,) = nothing_found(workspace.find("xyzzy", query="fentanil"), "fentanil", key=str)
    assert "fentanil" in free.text
    assert "fentanyl" in free.note
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
    assert is_later(source.published, said) is later


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_passage_dated_after_the_claim_says_so_on_its_card(
    desk: Desk, size: tuple[int, int]
) -> None:
    """In words: the first claim is of 2023-09-06, its best passage of the day after."""
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen) and review.claim is not None
        assert review.claim.date == "2023-09-06"
        await press(pilot, "enter")
        for card in review.evidence.cards():
            year = card.source and card.source.published and card.source.published.first.year
            assert card.later == (year != 2018)
        shown = "\n".join(
            each.plain
            for place in range(len(review.query_one(EvidenceList).items))
            for each in review.query_one(EvidenceList).draw(place, size[0] - 4)
        )
        assert "after the claim" in shown


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_full_list_says_so_and_plus_shows_more(desk: Desk, size: tuple[int, int]) -> None:
    """The cursor stays; nobody is told that 20 were found where 20 were shown."""
    async with desk(size=size) as pilot:
        review, evidence, _ = desk_of(pilot)
        await press(pilot, "enter", "j", "j")
        at, first = evidence.chosen, evidence.cards
        last = evidence.items[-1]
        assert len(first) == 20 and isinstance(last, Heading)
        assert last.note == "These are the 20 best. + shows more."
        await press(pilot, "G")
        bottom = evidence.scroll_offset.y + evidence.scrollable_content_region.height
        assert bottom == evidence.virtual_size.height, "the last card shows what stands below it"
        await press(pilot, "g", "j", "j")
        await press(pilot, "plus")
        assert len(evidence.cards) == 40 and evidence.chosen == at
        assert {card.key for card in first} <= {card.key for card in evidence.cards}
        await press(pilot, *["plus"] * 5)
        assert len(evidence.cards) <= MOST
        await press(pilot, "escape", "j")
        assert review.evidence.limit == 20 and len(evidence.cards) <= 20


async def test_a_list_that_is_not_full_does_not_speak_of_more(desk: Desk) -> None:
    async with desk(size=(160, 45)) as pilot:
        _, evidence, _ = desk_of(pilot)
        await press(pilot, "f")
        await type_text(pilot, "Xingtai")
        await press(pilot, "enter")
        found, before = len(evidence.cards), evidence.items
        assert 0 < found < 20
        heading = before[0]
        assert isinstance(heading, Heading) and heading.text.endswith(f"{found} found")
        await press(pilot, "plus")
        assert evidence.items == before


async def test_each_copy_of_a_passage_can_be_reached_and_marked(desk: Desk, project: Path) -> None:
    """Reprints stand folded as one witness; C shows them, enter opens each in its own source."""
    (article,) = (project / "corpus").glob("2023-09-07*.txt")
    for name in ("reprint-one", "reprint-two"):
        shutil.copy(article, project / "corpus" / f"{name}.txt")
    names = {article.stem, "reprint-one", "reprint-two"}
    async with desk(size=(160, 45)) as pilot:
        review, evidence, workspace = desk_of(pilot)
        await press(pilot, "enter", "o")
        while not (evidence.chosen and len(evidence.chosen.copies) == 2):
            at = evidence.index
            await press(pilot, "j")
            assert evidence.index != at, "no passage has copies"
        first, folded = evidence.chosen, evidence.cards
        shown = " ".join(each.plain for each in evidence.draw(evidence.index or 0, 90))
        assert "1 independent source, 2 copies" in shown
        await press(pilot, "C")
        assert evidence.chosen == first and len(evidence.cards) == len(folded) + 2
        here = evidence.cards.index(first)
        copies = evidence.cards[here + 1 : here + 3]
        assert {card.key[0] for card in (first, *copies)} == names
        for card in copies:
            await press(pilot, "j")
            assert evidence.chosen == card and card.copy
            assert card.evidence.judgement.stance == first.evidence.judgement.stance
        await press(pilot, "enter")
        source = pilot.app.screen
        assert isinstance(source, SourceScreen) and source.source_id == copies[1].key[0]
        await press(pilot, "escape", "x")
        assert review.claim is not None
        ((_, quote),) = workspace.standing(review.claim.id).marks
        assert quote.source == copies[1].key[0]
        await press(pilot, "u", "C")
        assert {c.key for c in evidence.cards} == {c.key for c in folded}
        assert evidence.chosen is not None and evidence.chosen.key == first.key


def test_words_that_took_the_place_of_marked_ones_are_not_shown_as_marked(project: Path) -> None:
    """A source that changed by a digit: the checker said nothing of what stands there now."""
    words = "Today, China is still the only country"
    (file,) = (each for each in (project / "corpus").glob("*.txt") if words in each.read_text())
    with closing(Workspace.open(project, by="rita")) as workspace:
        workspace.refresh()
        claim = workspace.claim("only-country")
        marked = next(
            each.match.passage
            for each in workspace.find(claim).evidence
            if each.match.passage.text.startswith(words)
        )
        workspace.mark(claim.id, marked, "supports")
    file.write_text(file.read_text().replace("Today, China", "Never, China"))
    with closing(Workspace.open(project, by="rita")) as workspace:
        workspace.refresh()
        cards = cards_of(workspace.find(claim), workspace.standing(claim.id), {})
        (card,) = (each for each in cards if each.key[1:] == (marked.start, marked.end))
        assert card.evidence.match.passage.text.startswith("Never, China")
        assert card.mark is None
        says = by_source((card.evidence,), workspace.standing(claim.id))
        assert says[marked.source].mark is None
