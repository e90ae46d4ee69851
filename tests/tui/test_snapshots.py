"""Every screen as it was when somebody last looked at it: each letter and each ink.

The stops and the made-up project are those of `tour.py`, which also draws them to be looked at.
Kept as text, so that a difference can be read: the letters, a sign for each ink, and what the
inks are in the dark theme, in the light one and without colour. After a change that is meant:
look at the pictures, then `python -m pytest tests/tui/test_snapshots.py --keep-screens`.
"""

import asyncio
import re
import time
from pathlib import Path

import pytest
from inks import NO_COLOUR, Row, rows, shot, words
from textual.app import App
from textual.pilot import Pilot
from tour import SIZES, laid, stops, walk

KEPT = Path(__file__).parent / "shots"
SECONDS = 5.0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_looks_as_it_did(
    size: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """In the dark theme, the light one and without colour, the words the same in each."""
    monkeypatch.chdir(tmp_path)
    laid(Path("project"))
    keep = request.config.getoption("--keep-screens")
    changed = []

    async def looks(app: App[int], pilot: Pilot[int]) -> tuple[list[Row], ...]:
        seen = []
        for theme in ("paper", "lamp"):
            app.theme = theme
            await pilot.pause()
            seen.append(rows(app))
        light, dark = seen
        # That NO_COLOR itself gives the same words in greys is tested in test_looks.py.
        return dark, light, rows(app, NO_COLOUR)

    async def look(name: str, app: App[int], pilot: Pilot[int]) -> None:
        file = KEPT / f"{name}-{size[0]}x{size[1]}.txt"
        until = time.monotonic() + SECONDS
        while (now := shot(seen := await looks(app, pilot))) and not keep:
            if now == file.read_text(encoding="utf-8"):
                return
            if time.monotonic() > until:
                changed.append(file.name)
                break
            await asyncio.sleep(0.1)  # what a worker has found comes when it comes
        assert words(seen[0]) == words(seen[1]), name
        if keep:
            file.write_text(now, encoding="utf-8")

    await walk(Path("project"), size, look)
    assert changed == []


def test_nothing_is_kept_of_screens_that_are_no_more() -> None:
    """And no kept screen names a path of a machine or an address."""
    names = {
        f"{name}-{columns}x{rows}.txt"
        for columns, rows in SIZES
        for name, *_ in stops((columns, rows))
    }
    assert {file.name for file in KEPT.iterdir()} == names
    for file in KEPT.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://|/tmp|/home/|/root|/Users/", text), file.name
