"""The queue of verdicts to check again: quotes exact, moved, altered or gone, and "still holds"."""

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import Desk, app_of, press, screen_of, type_text
from onscreen import shown

from workbench.passages.quotes import difference
from workbench.tui.changes import reworded
from workbench.tui.panes.source_side import SourceShown, passage_stretches
from workbench.tui.screens.recheck import RecheckScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.source import SourceScreen
from workbench.workspace import Workspace

SOURCE = "2023-09-07-cooperation-impasse"
SAME = "In this regard, Tsang stressed that China is the first country"
OLD, NEW = "still the only country in the entire world", "now one of three countries in the world"
LOST = '"What this means is any form of derivatives of fentanyl substance is controlled in China."'


@pytest.fixture
def judged(project: Path) -> Callable[[], None]:
    """Two verdicts, on three quotes and on one; the call changes the source and a claim."""
    workspace = Workspace.open(project, by="rita")
    workspace.refresh()
    for claim, marks in (
        ("only-country", ((SAME, "conflicts"), (OLD, "supports"), (LOST, "supports"))),
        ("class-control-2018", ((SAME, "conflicts"),)),
    ):
        for words, mark in marks:
            passage = next(each for each in workspace.passages(SOURCE) if words in each.text)
            workspace.mark(claim, passage, mark)  # type: ignore[arg-type]
        workspace.rate(claim, "true")
    workspace.close()

    def change() -> None:
        file = project / "corpus" / f"{SOURCE}.txt"
        text = file.read_text(encoding="utf-8")
        assert LOST in text
        assert OLD in text
        text = "A note of the editor.\n\n" + text.replace(LOST, "").replace(OLD, NEW)
        file.write_text(text, encoding="utf-8")
        claims = project / "claims.toml"
        claims.write_text(claims.read_text().replace("since May 2018", "since May 2019"))

    return change


async def test_an_empty_queue_says_so(desk: Desk, judged: Callable[[], None]) -> None:
    """Verdicts stand, nothing changed."""
    async with desk() as pilot:
        await press(pilot, "R")
        assert isinstance(pilot.app.screen, RecheckScreen)
        assert "No verdict needs to be checked again" in shown(pilot.app)
        await press(pilot, "h", "enter", "n", "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_verdicts_are_checked_again_and_leave_the_queue(
    desk: Desk, project: Path, judged: Callable[[], None], size: tuple[int, int]
) -> None:
    """Each quote says what became of it; the key gives the verdict again on the words of today."""
    judged()
    async with desk(size=size) as pilot:
        await press(pilot, "R")
        told = shown(pilot.app)
        assert "2 to check" in told
        assert "→ moved" in told
        assert "~ altered" in told
        assert "† gone" in told
        flat = " ".join(told.replace("▌", " ").split())
        assert "[-still the only country-]{+now one of three countries+} in the" in flat
        assert "[-entire-]" in flat
        await press(pilot, "n")
        assert "May [-2018-]{+2019+}" in " ".join(shown(pilot.app).replace("▌", " ").split())

        await press(pilot, "N", "h")
        assert "1 quote is gone" in shown(pilot.app)
        assert len(app_of(pilot).workspace.entries()) == 6, "asked first, nothing recorded"
        await press(pilot, "h")
        told = shown(pilot.app)
        assert "1 to check" in told
        assert "saved: still True" in told
        await press(pilot, "h")
        assert "No verdict needs to be checked again" in shown(pilot.app)
        await press(pilot, "u")
        assert "1 to check" in shown(pilot.app)
        await press(pilot, "ctrl+r", "escape")
        assert "stale" not in shown(pilot.app)
    workspace = Workspace.open(project)
    workspace.refresh()
    assert [workspace.stale(claim) for claim in workspace.claims if workspace.stale(claim)] == []
    assert workspace.check() == ()
    standing = workspace.standing("only-country")
    assert standing.verdict is not None
    assert standing.verdict.rating == "true"
    assert len(standing.earlier) == 1
    assert {mark for mark, _ in standing.marks} == {"supports", "conflicts"}
    text = workspace.article(SOURCE).text
    for _, quote in standing.marks:
        assert text[quote.start : quote.end] == quote.exact
    assert sum(NEW in quote.exact for _, quote in standing.marks) == 1
    assert workspace.standing("class-control-2018").verdict.text.endswith("2019")  # type: ignore[union-attr]
    workspace.close()


async def test_enter_opens_a_quote_where_it_stands_now_and_a_claim_in_the_list(
    desk: Desk, judged: Callable[[], None]
) -> None:
    """A quote that is gone opens the source where it stood."""
    judged()
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "j", "j", "R", "j", "j", "enter")
        source = screen_of(pilot, SourceScreen)
        assert source.card is not None
        assert NEW in source.card.evidence.match.passage.text
        await press(pilot, "escape", "j", "enter")
        screen_of(pilot, SourceScreen)
        await press(pilot, "escape", "n", "enter")
        assert screen_of(pilot, ReviewScreen) is review
        assert review.claim is not None and review.claim.id == "class-control-2018"


async def test_the_progress_page_leads_to_the_queue(desk: Desk, judged: Callable[[], None]) -> None:
    """And counts anew on return."""
    judged()
    async with desk(size=(120, 45)) as pilot:
        await press(pilot, "P")
        assert "R checks again" in shown(pilot.app)
        assert "May no longer hold" in shown(pilot.app)
        await press(pilot, "R", "h", "h", "h", "escape")
        assert "May no longer hold" not in shown(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_the_palette_reaches_the_queue(desk: Desk) -> None:
    """By what it is called."""
    async with desk() as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "check again")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecheckScreen)


async def test_a_source_that_left_takes_its_quotes_along(
    desk: Desk, project: Path, judged: Callable[[], None]
) -> None:
    """It says where they were from, and that none is left under the verdict."""
    (project / "corpus" / f"{SOURCE}.txt").unlink()
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "R", "j")
        assert "no longer in the corpus" in shown(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecheckScreen)
        await press(pilot, "h")
        assert "none is left under the verdict" in shown(pilot.app)


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("It has 25 on it.", "It has over 50 on it.", "It has [-25-]{+over 50+} on it."),
        ("in the entire world", "in the world", "in the [-entire-] world"),
        ("one two", "one two three", "one two {+three+}"),
        ("the only country", "one of three", "[-the only country-]{+one of three+}"),
        ("same", "same", "same"),
    ],
)
def test_changed_words_stand_between_signs(then: str, now: str, told: str) -> None:
    """A run of changed words is one change, not one for each word."""
    assert reworded(difference(then, now)).plain == told


async def test_the_queue_is_of_the_sources_as_they_are_on_disk(
    desk: Desk, judged: Callable[[], None]
) -> None:
    """Changed while the desk is open: "nothing is to be checked" would lie. Review follows."""
    async with desk(size=(160, 45)) as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        judged()
        await press(pilot, "R")
        told = " ".join(shown(pilot.app).replace("▌", " ").split())
        assert "2 to check" in told
        assert "reworded: China has controlled fentanyl by class since May [-2018-]{+2019+}" in told
        await press(pilot, "escape")
        assert set(review.claims.stale) == {"only-country", "class-control-2018"}
        claim = review.claims.find("class-control-2018")
        assert claim is not None
        assert "since May 2019" in claim.text
        texts = {
            card.evidence.match.passage.text for card in review.evidence.cards() if not card.pinned
        }
        assert any(NEW in text for text in texts)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_words_that_took_the_place_of_marked_ones_wear_no_mark_in_the_source(
    desk: Desk, judged: Callable[[], None], project: Path, size: tuple[int, int]
) -> None:
    """Neither beside the evidence nor in the source opened; nor do they count as read."""
    judged()
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        review.go_to("only-country")
        await press(pilot, "tab")
        card = review.at_hand
        assert card is not None
        assert card.pinned
        assert (
            passage_stretches(SourceShown(card, review.evidence.cards(), review.view.article)) == ()
        )
        assert review.view.article[1].startswith("A note of the editor."), (
            "read anew with its index"
        )
        before = review.workspace.entries()
        await press(pilot, "enter")
        source = pilot.app.screen
        assert isinstance(source, SourceScreen)
        assert [each for each in source.stretches() if each.glyph not in ("", "·")] == []
        assert review.workspace.entries() == before
