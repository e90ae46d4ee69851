"""A key that comes late closes nothing but what it was meant for."""

import threading
from pathlib import Path

from keyboard import Desk, press, settle, type_text
from textual import events


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
        workspace = pilot.app.workspace  # type: ignore[attr-defined]
        gate, real = threading.Event(), workspace.grade

        def slow(*given: object, **more: object) -> object:
            gate.wait(20)
            return real(*given, **more)

        workspace.grade = slow
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
