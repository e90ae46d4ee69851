"""Keys first: what can wait does."""

import asyncio
import time

from keyboard import Desk

from workbench.tui.pace import ANSWERED, give_way


async def test_work_that_can_wait_gives_way_until_a_key_is_answered(desk: Desk) -> None:
    async with desk() as pilot:
        before = time.monotonic()
        await pilot.press("j")
        await asyncio.to_thread(give_way)
        assert time.monotonic() - before >= ANSWERED
