"""Keys as a person presses them, and waiting until the app has answered."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from workbench.claims import Claim
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens import proposing
from workbench.tui.screens.review import ReviewScreen

Shown = TypeVar("Shown", bound=Screen[Any])

Desk = Callable[..., AbstractAsyncContextManager[Pilot[int]]]
"""Opens the app: `async with desk() as pilot`."""


async def settle(pilot: Pilot[int]) -> None:
    """Return once nothing is being read, searched or saved any more."""
    for _ in range(400):
        await pilot.pause()
        app = pilot.app
        busy = [worker for worker in app.workers if not worker.is_finished]
        if not busy and not app_of(pilot).keeper.busy:
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never settled: {busy}")


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys as a person would: each is answered before the next."""
    for key in keys:
        if key.isdigit():
            # A digit within 300 ms of another is taken for a slip.
            await asyncio.sleep(0.31)
        await pilot.press(key)
        await settle(pilot)


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type a text."""
    for sign in text:
        await pilot.press(
            {" ": "space", ",": "comma", ".": "full_stop", "/": "slash"}.get(sign, sign)
        )
    await pilot.pause()


async def paused(pilot: Pilot[int], *, seconds: float = proposing.PAUSE) -> None:
    """Wait as long as it takes until a pause in typing counts as one, and for what it starts."""
    await asyncio.sleep(seconds + 0.1)
    await settle(pilot)


def screen_of(pilot: Pilot[int], kind: type[Shown]) -> Shown:
    """The place on top, which must be one of this kind: typed, so that its parts are known."""
    screen = pilot.app.screen
    assert isinstance(screen, kind), f"{screen!r} is on top"
    return screen


def claim_at_hand(pilot: Pilot[int]) -> Claim:
    """The claim that is judged on Review, which must be on top and have one."""
    claim = screen_of(pilot, ReviewScreen).claim
    assert claim is not None
    return claim


def app_of(pilot: Pilot[int]) -> WorkbenchApp:
    """The app that is driven, with its workspace and keeper."""
    assert isinstance(pilot.app, WorkbenchApp)
    return pilot.app
