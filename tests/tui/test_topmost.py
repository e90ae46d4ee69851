"""A key that comes late closes nothing but what it was meant for."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keyboard import Desk, app_of, claim_at_hand, press, settle, type_text
from textual import events
from textual.widget import Widget

from workbench.tui.panes.strips import TitleBar
from workbench.workspace import Workspace


async def test_a_place_left_twice_takes_no_other_with_it(desk: Desk) -> None:
    """A save that returns after escape, a second escape under way: the desk stays."""
    async with desk() as pilot:
        await press(pilot, "e")
        place = pilot.app.screen
        place.dismiss()
        place.dismiss()
        await settle(pilot)
        place.dismiss()
        await settle(pilot)
        assert [type(each).__name__ for each in pilot.app.screen_stack] == ["ReviewScreen"]
        assert pilot.app.is_running


async def test_what_is_told_to_leave_under_another_leaves_once_it_is_on_top(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "e")
        place = pilot.app.screen
        await press(pilot, "f9")
        place.dismiss()
        place.dismiss()
        names = [type(each).__name__ for each in pilot.app.screen_stack]
        assert names == ["ReviewScreen", "JustificationScreen", "ThemeScreen"]
        await press(pilot, "escape")
        await settle(pilot)
        assert [type(each).__name__ for each in pilot.app.screen_stack] == ["ReviewScreen"]


async def test_letters_that_overtake_each_other_in_a_question_are_no_crash(desk: Desk) -> None:
    """ctrl+g, then f9 and letters before the first is answered."""
    async with desk() as pilot:
        await press(pilot, "ctrl+g")
        asked = pilot.app.screen
        await press(pilot, "f9")
        for key in "zz":
            asked.post_message(events.Key(key, key))
        await settle(pilot)
        assert type(pilot.app.screen).__name__ == "ThemeScreen"
        await press(pilot, "escape")
        await settle(pilot)
        assert type(pilot.app.screen).__name__ == "ReviewScreen"
        assert pilot.app.is_running


async def test_a_save_that_fails_after_its_place_was_left_is_told_where_the_checker_is(
    desk: Desk, project: Path
) -> None:
    """A grade, and at once back to the claims; the ledger is no ledger any more."""
    async with desk() as pilot:
        await press(pilot, "tab", "enter", "a")
        await type_text(pilot, "B2")
        workspace = app_of(pilot).workspace
        gate, real = threading.Event(), workspace.grade

        def slow(*given: Any, **more: Any) -> object:
            gate.wait(20)
            return real(*given, **more)

        setattr(workspace, "grade", slow)  # noqa: B010
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape", "escape")
        assert type(pilot.app.screen).__name__ == "ReviewScreen"
        workspace.close()
        (project / "verdicts.db").write_bytes(b"this is not a ledger" * 100)
        gate.set()
        await settle(pilot)
        told = [str(each.message) for each in pilot.app._notifications]
        assert any(each.startswith("not saved: verdicts.db") for each in told), told
        assert pilot.app.is_running


LOOKS: dict[str, Callable[[Widget], object]] = {
    "a part": lambda part: part.query_one("#taken-down"),
    "its screen": lambda part: part.screen,
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
async def test_what_a_place_still_looks_for_when_it_is_left_ends_nothing(
    desk: Desk, look: Callable[[Widget], object]
) -> None:
    """Textual takes the parts of a screen down before it stops what the screen has under way."""
    async with desk() as pilot:
        await press(pilot, "P")
        part = pilot.app.screen.query_one(TitleBar)
        looked: list[str] = []

        async def late() -> None:
            while part.is_attached:
                await asyncio.sleep(0.01)
            looked.append("late")
            look(part)

        # Of the app, or it would be stopped in time.
        pilot.app.run_worker(late())
        await pilot.press("escape")
        await settle(pilot)
        assert looked == ["late"]
        assert pilot.app.is_running
        await press(pilot, "j")


async def test_what_another_desk_decides_shows_without_a_key(desk: Desk, project: Path) -> None:
    async with desk() as pilot:
        claim = claim_at_hand(pilot).id
        other = Workspace.open(project, by="bob")
        other.rate(claim, "false", reason="seen")
        other.close()
        for _ in range(400):
            await pilot.pause(0.02)
            standing = pilot.app.screen.standing(claim)  # type: ignore[attr-defined]
            if standing and standing.verdict:
                break
        assert standing.verdict.by == "bob"
        await settle(pilot)
        rows = pilot.app.screen._compositor.render_strips()
        assert "1 of 32 judged" in rows[0].text
