"""The report written by key: where to, in which form, and over what."""

from pathlib import Path
from typing import cast

import pytest
from keyboard import Desk, press, type_text
from onscreen import shown
from textual.widgets import Input

from workbench.report import EXPORTERS, Dossier, Exporter
from workbench.tui.screens.report import ReportScreen


def plain(dossier: Dossier) -> str:
    """A second form, such as another exporter will be."""
    return f"PLAIN {dossier.title}\n"


async def test_with_one_form_it_is_told_and_not_asked(desk: Desk, project: Path) -> None:
    """The path is shown in full before anything is written."""
    assert list(EXPORTERS) == ["markdown"]
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "r", "w")
        told = shown(pilot.app)
        assert f"Markdown into {project}:" in told
        assert "report.md" in told
        assert "another form" not in told
        await press(pilot, "f2", "enter")
        assert "written to" in shown(pilot.app)
    assert (project / "report.md").read_text().startswith("# Fentanyl control")


async def test_a_second_form_is_offered_by_itself(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key goes round the forms; preview and the file's ending follow."""
    forms = cast(dict[str, Exporter], EXPORTERS)
    monkeypatch.setitem(forms, "plain", Exporter("Plain", ".txt", plain, "PLAIN"))
    async with desk() as pilot:
        await press(pilot, "r", "w")
        assert "[Markdown]" in shown(pilot.app)
        await press(pilot, "f2")
        told = shown(pilot.app)
        assert "[Plain]" in told
        assert "PLAIN Fentanyl control" in told
        screen = pilot.app.screen
        assert isinstance(screen, ReportScreen)
        assert screen.query_one("#path", Input).value == "report.txt"
        await press(pilot, "enter")
    assert (project / "report.txt").read_text() == "PLAIN Fentanyl control: five articles\n"
    assert not (project / "report.md").exists()


async def test_a_file_is_overwritten_only_after_asking_and_the_projects_own_never(
    desk: Desk, project: Path
) -> None:
    """Also one that is no report of ours; another name in between asks anew."""
    (project / "notes.md").write_text("mine")
    async with desk() as pilot:
        await press(pilot, "r", "w")
        await type_text(pilot, "notes.md")
        await press(pilot, "enter")
        assert "enter again overwrites notes.md, which exists already" in shown(pilot.app)
        assert (project / "notes.md").read_text() == "mine"
        await press(pilot, "escape")
        assert (project / "notes.md").read_text() == "mine"
        await press(pilot, "w")
        await type_text(pilot, "notes.md")
        await press(pilot, "enter", "enter")
        assert (project / "notes.md").read_text().startswith("# Fentanyl control")
        before = (project / "claims.toml").read_bytes()
        await press(pilot, "w")
        await type_text(pilot, "claims.toml")
        await press(pilot, "enter", "enter")
        told = " ".join(shown(pilot.app).split())
        assert "belongs to the project and is never replaced" in told
        assert (project / "claims.toml").read_bytes() == before


async def test_a_name_that_promises_another_form_is_refused_and_stays_to_be_changed(
    desk: Desk, project: Path
) -> None:
    """Whatever the form that is shown."""
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "r", "w")
        await type_text(pilot, "report.html")
        await press(pilot, "enter")
        told = shown(pilot.app)
        assert "not written: report.html: no form of report is written in a .html file" in told
        assert pilot.app.screen.query_one("#path", Input).value == "report.html"
    assert not (project / "report.html").exists()
