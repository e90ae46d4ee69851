"""Sentences worth checking, listed with the reason; one key makes one a claim."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import Desk, app_of, paused, press, screen_of, settle, type_text
from onscreen import shown

from workbench.claims import worth
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.suggestion_list import SuggestionList
from workbench.tui.screens.claim import ClaimScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.source import SourceScreen
from workbench.tui.screens.suggestions import SuggestionsScreen
from workbench.workspace import Workspace, editing


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_sentence_of_the_sources_becomes_a_claim(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """Ranked with source and reason; read in its source; a claim with its claimant; then gone."""
    workspace = Workspace.open(project)
    workspace.refresh()
    suggested = workspace.suggest(limit=100)
    workspace.close()
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "W")
        places = pilot.app.screen
        assert isinstance(places, SuggestionsScreen)
        listed = places.query_one(SuggestionList)
        assert listed.suggestions == suggested
        told = shown(pilot.app)
        assert f"{len(suggested)} sentences" in told
        assert "a figure: more than two-thirds" in told
        assert "South China Morning Post" in told
        await press(pilot, "j", "j", "enter")
        source = pilot.app.screen
        assert isinstance(source, SourceScreen)
        assert source.card is not None
        assert source.card.key[1:] == (suggested[2].passage.start, suggested[2].passage.end)
        await press(pilot, "s", "escape", "A")
        form = pilot.app.screen
        assert isinstance(form, ClaimScreen)
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert pilot.app.screen is places
        assert suggested[2] not in listed.suggestions
        await press(pilot, "escape")
        assert screen_of(pilot, ReviewScreen) is review
        assert review.claim is not None and review.claim.text == suggested[2].text
        assert app_of(pilot).workspace.entries() == (), "reading and s decided nothing"
    workspace = Workspace.open(project)
    assert workspace.claims[-1].text == suggested[2].text
    assert workspace.claims[-1].claimant == suggested[2].claimant
    workspace.close()


async def test_a_source_at_hand_gives_its_own_sentences_and_any_words_become_a_claim(
    desk: Desk, project: Path
) -> None:
    """The claim whose source was read stays the one at hand."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        first = review.claim
        await press(pilot, "enter", "enter", "W")
        screen = pilot.app.screen
        assert isinstance(screen, SuggestionsScreen)
        found = screen.query_one(SuggestionList).suggestions
        assert found
        assert len({each.passage.source for each in found}) == 1
        await press(pilot, "escape", "v", "h", "h", "A")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, SourceScreen)
        words = pilot.app.screen.at_hand.evidence.match.passage.text  # type: ignore[union-attr]
        await press(pilot, "escape", "escape")
        assert review.claim == first
        assert len(review.query_one(ClaimList).rows) == 33
    workspace = Workspace.open(project)
    assert workspace.claims[-1].text in " ".join(words.split())
    workspace.close()


async def test_looking_can_be_stopped_and_what_was_found_so_far_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape stops, the second escape goes back; the title says how far it came."""
    async with desk() as pilot:
        workspace = app_of(pilot).workspace
        gate, real = threading.Event(), workspace.passages
        asked: list[str] = []

        def slow(source_id: str) -> object:
            asked.append(source_id)
            if len(asked) == 3:
                gate.wait(20)
            return real(source_id)

        monkeypatch.setattr(workspace, "passages", slow)
        await pilot.press("W")
        for _ in range(200):
            await pilot.pause(0.02)
            if len(asked) == 3 and "2 of 5 sources" in shown(pilot.app):
                break
        assert "looked through 2 of 5 sources, esc stops" in shown(pilot.app)
        await pilot.press("escape")
        gate.set()
        await settle(pilot)
        for _ in range(100):
            await pilot.pause(0.02)
            if "stopped after" in shown(pilot.app):
                break
        assert "stopped after 2 of 5 sources" in shown(pilot.app)
        assert len(asked) == 3
        assert pilot.app.screen.query_one(SuggestionList).suggestions
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_where_nothing_is_worth_checking_it_says_so(desk: Desk, project: Path) -> None:
    """And that says what was looked for."""
    for each in (project / "corpus").iterdir():
        each.unlink()
    (project / "corpus" / "hello.txt").write_text("Hello\n\nWe hope so.\n")
    async with desk() as pilot:
        await press(pilot, "W")
        assert "No sentence here is worth checking" in shown(pilot.app)
        await press(pilot, "enter", "A")
        assert isinstance(pilot.app.screen, SuggestionsScreen)
        await press(pilot, "escape", "ctrl+p")
        await type_text(pilot, "worth checking")
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SuggestionsScreen)


@pytest.mark.parametrize("moved", [False, True])
async def test_the_first_sentences_are_there_while_the_other_sources_are_looked_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, moved: bool
) -> None:
    """What is read stays where it is when better ones arrive; else the best are on the screen."""
    going_on = threading.Event()
    weigh = Workspace._weighed
    sources: list[str] = []

    def slowly(self: Workspace, source: str, cancelled: Callable[[], bool]) -> list[object]:
        sources.append(source)
        if len(sources) == 3:
            going_on.wait(20)
        return list(weigh(self, source, cancelled))

    monkeypatch.setattr(Workspace, "_weighed", slowly)
    monkeypatch.setattr(editing, "FIRST_SHOWN", 0.0)
    async with desk(size=(120, 40)) as pilot:
        await pilot.press("W")
        for _ in range(200):
            await pilot.pause(0.02)
            listed = pilot.app.screen.query_one(SuggestionList)
            if listed.suggestions:
                break
        assert listed.suggestions, "from two sources of five"
        assert "esc stops" in shown(pilot.app)
        if moved:
            await pilot.press("j")
        reading, row = listed.chosen, listed._row_of_cursor()
        going_on.set()
        await settle(pilot)
        assert listed.suggestions == app_of(pilot).workspace.suggest(limit=100)
        if not moved:
            assert listed.chosen == listed.suggestions[0]
            assert listed.chosen != reading, "better ones came"
            assert listed.scroll_offset.y == 0
            return
        assert listed.chosen == reading
        assert listed._row_of_cursor() == min(row, listed._starts[listed.index or 0])


def test_sentences_are_weighed_once_and_again_where_their_source_changed(project: Path) -> None:
    """The second look takes no time, and says the same."""
    workspace = Workspace.open(project)
    workspace.refresh()
    first = workspace.suggest(limit=30)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(worth, "weighed", lambda *_, **__: pytest.fail("weighed again"))
        assert workspace.suggest(limit=30) == first
    changed = first[0].passage.source
    file = next((project / "corpus").rglob(f"{changed}.*"))
    file.write_text("In 2031 the harbour exported 77,777 barrels, more than ever.\n")
    workspace.refresh()
    found = workspace.suggest(changed, limit=30)
    assert [each.passage.text for each in found] == [
        "In 2031 the harbour exported 77,777 barrels, more than ever."
    ]
    workspace.close()
