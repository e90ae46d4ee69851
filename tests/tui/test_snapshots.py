"""Every screen as it was when somebody last looked at it: each letter and each ink.

The stops and the made-up project are those of `tour.py`, which also draws them to be looked at.
Kept as text, so that a difference can be read: the letters, a sign for each ink, and what the
inks are in the dark theme, in the light one and without colour. After a change that is meant:
look at the pictures, then `python -m pytest tests/tui/test_snapshots.py --snapshot-update`.
"""

import re
from pathlib import Path

import pytest
from inks import NO_COLOUR, Row, rows, shot, words
from textual.app import App
from textual.pilot import Pilot
from tour import SIZES, laid, stops, walk

KEPT = Path(__file__).parent / "shots"


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
    seen: dict[str, tuple[list[Row], ...]] = {}

    async def look(name: str, app: App[int], pilot: Pilot[int]) -> None:
        looks = []
        for theme in ("paper", "lamp"):
            app.theme = theme
            await pilot.pause()
            looks.append(rows(app))
        light, dark = looks
        assert words(light) == words(dark), name
        # That NO_COLOR itself gives the same words in greys is tested in test_looks.py.
        seen[name] = (dark, light, rows(app, NO_COLOUR))

    await walk(Path("project"), size, look)
    assert list(seen) == [name for name, *_ in stops(size)]
    shots = {f"{name}-{size[0]}x{size[1]}.txt": shot(looks) for name, looks in seen.items()}
    if request.config.getoption("--snapshot-update"):
        for file, text in shots.items():
            (KEPT / file).write_text(text, encoding="utf-8")
    changed = [
        file for file, text in shots.items() if (KEPT / file).read_text(encoding="utf-8") != text
    ]
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
