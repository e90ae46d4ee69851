"""Every source and every unread file in one place; cards edited, files read again and added."""

from pathlib import Path

import pytest
from keyboard import Desk, press, settle, type_text
from onscreen import shown

from workbench.corpus.catalogue import read_catalogue
from workbench.tui.screens.source import SourceScreen
from workbench.tui.screens.sources import SourcesScreen

PAGE = (
    "<html><head><title>The mill</title></head><body>"
    "<p>The mill stands by the river. It is old.</p></body></html>"
)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_sources_are_listed_edited_added_and_opened(
    desk: Desk, project: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    (project / "corpus" / "old.doc").write_bytes(b"x")
    more = tmp_path / "mill.html"
    more.write_text(PAGE)
    async with desk(size=size) as pilot:
        review = pilot.app.screen
        await press(pilot, "L")
        await settle(pilot)
        places = pilot.app.screen
        assert isinstance(places, SourcesScreen)
        told = shown(pilot.app)
        assert "5 sources, 1 file not read" in told
        assert "China-US jointly fight drugs" in told
        assert "Global Times" in told
        assert "2018-08-29 (catalogue)" in told
        await press(pilot, "e")
        await type_text(pilot, "grade=B2")
        await press(pilot, "enter")
        await settle(pilot)
        first = read_catalogue(project / "corpus")["2018-08-29-joint-operation"]
        assert (first.grade, first.typed) == ("B2", ("grade",))
        assert "grade B2" in shown(pilot.app)
        await press(pilot, "e")
        await type_text(pilot, "grade=Z9")
        await press(pilot, "enter")
        await settle(pilot)
        assert "grade must be A-F and 1-6" in " ".join(shown(pilot.app).split())
        await press(pilot, "escape", "A")
        await type_text(pilot, str(more))
        await press(pilot, "enter")
        await settle(pilot)
        assert (project / "corpus" / "mill.html").read_text() == PAGE
        assert "6 sources" in shown(pilot.app)
        await press(pilot, "G")
        assert "save it as .docx" in shown(pilot.app)
        await press(pilot, "k")
        await press(pilot, "R")
        await settle(pilot)
        assert "same: The mill" in shown(pilot.app)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SourceScreen)
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is review
