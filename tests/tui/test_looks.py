"""Every screen at every size, dark, light and without colour: what must hold of its looks.

Not pictures to compare: what the machine suggests changes as it learns, and a picture of it would
be recorded anew without being looked at. What is asserted is what a look at a picture is for.
"""

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyboard import Desk, app_of, press, settle, type_text
from rich._palettes import STANDARD_PALETTE
from rich.color import Color, ColorSystem
from textual.app import App
from textual.pilot import Pilot
from textual.theme import Theme
from tour import hold_still, laid

from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.themes import SIXTEEN

ROOT = Path(__file__).parents[2]
SIZES = [(80, 24), (120, 40), (160, 45)]
SCREENS: dict[str, list[str]] = {
    "claims": [],
    "evidence": ["tab", "j"],
    "marked": ["tab", "s", "d"],
    "relevance": ["o"],
    "filtering": ["slash", "text:fentanyl"],
    "changed rating": ["1", "g", "3"],
    "source": ["tab", "enter"],
    "selecting": ["tab", "enter", "v", "l"],
    "found in source": ["tab", "enter", "slash", "text:china", "enter"],
    "justification": ["tab", "s", "e", "text:He said “not this”", "wait"],
    "report": ["1", "r"],
    "export": ["r", "w"],
    "matrix": ["m", "l"],
    "pairs": ["m", "enter", "l", "l", "l"],
    "progress": ["1", "P"],
    "new claim": ["A", "text:China exported 12 tonnes", "tab", "tab", "text:May", "tab", "wait"],
    "edited claim": ["1", "g", "E", "text: now", "wait"],
    "like claim": ["5", "A", "text:China is the only state to schedule fentanyl", "wait", "ctrl+o"],
    "split claim": ["S", "enter", "text:China grew", "f4", "wait"],
    "suggestions": ["W", "j"],
    "sentence in its source": ["W", "enter", "v", "h"],
    "nothing to check again": ["1", "R"],
    "help": ["question_mark"],
    "jump": ["ctrl+g"],
    "themes": ["f9"],
    "palette": ["ctrl+p"],
}
DECORATION = re.compile("[\\s\u2500-\u259f…·]*")


async def _go(pilot: Pilot[int], keys: list[str]) -> None:
    for key in keys:
        if key == "wait":  # until the draft is kept and says so
            await asyncio.sleep(0.8)
            await settle(pilot)
        elif key.startswith("text:"):
            await type_text(pilot, key[5:])
            await settle(pilot)
        else:
            await press(pilot, key)


def _rows(app: App[int]) -> list[list[tuple[str, object]]]:
    strips = app.screen._compositor.render_strips()
    filters = app._filters
    background = app.screen.background_colors[1]
    for each in filters:
        strips = [strip.apply_filter(each, background) for strip in strips]
    return [[(segment.text, segment.style) for segment in strip] for strip in strips]


def _text(app: App[int]) -> str:
    """What is on screen, times of day left out."""
    rows = ("".join(text for text, _ in row) for row in _rows(app))
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "????-??-?? ??:??", "\n".join(rows))


def _luminance(colour: Color) -> float:
    triplet = colour.get_truecolor()
    parts = [part / 255 for part in triplet]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint(app: App[int]) -> Iterator[str]:
    """Words drawn with less contrast than 4.5 to 1."""
    for row in _rows(app):
        for text, style in row:
            if DECORATION.fullmatch(text) or style is None:
                continue
            ink, ground = style.color, style.bgcolor  # type: ignore[attr-defined]
            if ink is None or ground is None:
                continue
            high, low = sorted((_luminance(ink), _luminance(ground)), reverse=True)
            if (high + 0.05) / (low + 0.05) < 4.45:
                yield f"{text!r} {ink.name} on {ground.name}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_fits_and_can_be_read(desk: Desk, name: str, size: tuple[int, int]) -> None:
    """Nothing is wider than the screen, help is offered, light and dark are both legible."""
    async with desk(size=size) as pilot:
        await _go(pilot, SCREENS[name])
        app = pilot.app
        app.clear_notifications()
        await pilot.pause()
        dark = _text(app)
        lines = dark.split("\n")
        assert len(lines) == size[1]
        if name not in ("help", "jump", "themes", "palette"):
            assert list(_faint(app)) == []
            assert "?" in lines[-1] or app.focused is None or "esc" in lines[-1]
            app.theme = "paper"
            await pilot.pause()
            assert list(_faint(app)) == []
            assert _text(app) == dark
        if app.screen.__class__.__name__ == "ReviewScreen":
            for rating in app.workspace.scale.ratings:  # type: ignore[attr-defined]
                assert rating.name in dark


@pytest.mark.parametrize("name", SCREENS)
async def test_nothing_is_said_by_colour_alone(
    desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR every state is still told in glyph and word, in greys."""
    shown = {}
    for colour in ("colour", "none"):
        if colour == "none":
            monkeypatch.setenv("NO_COLOR", "1")
        async with desk(size=(120, 40)) as pilot:
            await _go(pilot, SCREENS[name])
            await hold_still(pilot)
            shown[colour] = _text(pilot.app)
            if colour == "none":
                for row in _rows(pilot.app):
                    for _, style in row:
                        for ink in (style.color, style.bgcolor) if style else ():  # type: ignore[attr-defined]
                            if ink is not None:
                                assert len(set(ink.get_truecolor())) == 1, ink
        if colour == "colour":
            ledger = app_of(pilot).workspace.root
            for file in [*ledger.glob("verdicts*"), *ledger.glob(".workbench/session.json")]:
                file.unlink()
            for draft in ledger.glob(".workbench/drafts/*"):
                draft.unlink()
            shutil.rmtree(ledger / "backups", ignore_errors=True)  # else they are to be recovered
            shutil.copy(ROOT / "claims.toml", ledger)
    if name not in ("themes", "palette"):
        assert shown["none"] == shown["colour"]


async def test_a_card_keeps_its_height_whatever_is_said_of_it(desk: Desk, tmp_path: Path) -> None:
    """Read or marked, with the name of its source in one line: nothing below it jumps."""
    laid(tmp_path / "ferry")
    async with desk(size=(80, 24), root=tmp_path / "ferry") as pilot:
        await press(pilot, "g", "tab", "g")
        listed = pilot.app.screen.query_one(EvidenceList)
        before = [listed.height_of(place) for place in range(len(listed.items))]
        for key in ("s", "j", "c", "j", "x"):
            await press(pilot, key)
        assert [listed.height_of(place) for place in range(len(listed.items))] == before
        assert "you: ✓ supports" in "\n".join(str(each) for each in listed._lines(1))


@pytest.mark.parametrize("theme", SIXTEEN, ids=lambda theme: theme.name)
def test_on_sixteen_colours_the_sides_differ_and_every_word_can_be_read(theme: Theme) -> None:
    """No colour is replaced by a neighbour: each is one that such a terminal has."""
    inks = {name: theme.variables[name] for name in ("conflict", "support", "quiet", "focus")}
    inks |= {"text": str(theme.foreground), "warning": str(theme.warning)}
    grounds = [str(theme.background), theme.variables["chosen"], theme.variables["found"]]
    for ink in (*inks.values(), *grounds):
        colour = Color.parse(ink)
        number = colour.downgrade(ColorSystem.STANDARD).number
        assert number is not None and STANDARD_PALETTE[number] == colour.triplet, ink
    assert len({inks["conflict"], inks["support"], inks["quiet"], inks["focus"]}) == 4
    for name, ink in inks.items():
        for ground in grounds:
            bright = [_luminance(Color.parse(each)) + 0.05 for each in (ink, ground)]
            assert max(bright) / min(bright) > 4.45, (name, ground)
