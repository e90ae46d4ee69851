"""What a place that was left keeps in memory: nothing."""

import asyncio
import gc
from collections import Counter

from keyboard import Desk, press, settle
from textual._styles_cache import StylesCache
from textual.pilot import Pilot
from textual.widget import Widget

PLACES = (
    ("m", "j", "l", "escape"),
    ("P", "escape"),
    ("e", "a", "escape"),
    ("A", "a", "escape"),
    ("r", "j", "escape"),
    ("enter", "enter", "escape", "escape"),
    ("f9", "escape"),
    ("question_mark", "escape"),
    ("ctrl+p", "escape"),
)


async def _alive(pilot: Pilot[int]) -> Counter[str]:
    """Widgets, and what they showed, that are in memory once the places left have closed."""
    await settle(pilot)
    await asyncio.sleep(1)
    gc.collect()
    kinds = (Widget, StylesCache)
    return Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, kinds))


async def test_places_opened_and_left_again_and_again_leave_nothing_behind(desk: Desk) -> None:
    """Kept, they would be hundreds of megabytes on a large screen.

    One that was just left may wait for a timer of its own; each further round adds nothing.
    """
    async with desk(size=(120, 40)) as pilot:
        rounds = []
        for _ in range(4):
            for keys in PLACES:
                await press(pilot, *keys)
            rounds.append(await _alive(pilot))
        more = rounds[-1] - rounds[0]
        assert more["StylesCache"] < 150, more
        assert all(more[kind] < 3 for kind in more if kind.endswith(("Screen", "Area"))), more


async def test_only_one_palette_and_one_list_of_themes_open_whatever_lies_above(
    desk: Desk,
) -> None:
    """Their keys work everywhere; a second palette with its name would end the app."""
    async with desk(size=(120, 40)) as pilot:
        await press(pilot, "f9", "ctrl+p", "f9", "ctrl+p")
        assert [type(each).__name__ for each in pilot.app.screen_stack] == [
            "ReviewScreen",
            "ThemeScreen",
            "Palette",
        ]
        await press(pilot, "escape", "escape", "f9", "f9", "escape")
        assert len(pilot.app.screen_stack) == 1
