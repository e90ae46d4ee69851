"""What fails around a save: it is said as it is, and nothing typed is lost."""

import asyncio
import threading
from pathlib import Path

import pytest
from keyboard import Desk, press, settle, type_text
from onscreen import desk_of, shown
from textual.widgets import Input, TextArea

from workbench.errors import InputError, LedgerError
from workbench.tui.app import WorkbenchApp
from workbench.tui.drafts import read_draft
from workbench.tui.panes.strips import ErrorBar
from workbench.tui.screens import justification
from workbench.tui.screens.report import ReportScreen
from workbench.verdicts import Entry
from workbench.workspace import Workspace


async def test_what_is_typed_behind_a_save_that_failed_goes_on_being_drafted(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, and then the power: without a draft all since the failure would be gone."""

    def full(*_: object) -> Entry:
        raise LedgerError("not saved: the disk is full; make room, then try again")

    async with desk() as pilot:
        review, _, _ = desk_of(pilot)
        assert review.claim is not None
        await press(pilot, "e")
        monkeypatch.setattr(Workspace, "justify", full)
        await type_text(pilot, "It was")
        await press(pilot, "ctrl+o")
        assert "not saved: the disk is full" in shown(pilot.app)
        await type_text(pilot, " so")
        await asyncio.sleep(justification.PAUSE + 0.1)
        await settle(pilot)
        assert read_draft(project, review.claim.id) == "It was so"


@pytest.mark.usefixtures("unasked")
async def test_what_was_saved_is_said_to_be_saved_although_what_stands_cannot_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told "not saved", the checker would press the key again and decide twice."""

    def unreadable(self: Workspace) -> None:
        raise LedgerError("the disk went away")

    async with desk() as pilot:
        _, _, workspace = desk_of(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(Workspace, "desk", unreadable)
            await press(pilot, "p")
            told = pilot.app.screen.query_one(ErrorBar).message
        assert told == "saved, but verdicts cannot be read: the disk went away"
        assert len(workspace.entries()) == 1


async def test_an_editor_that_cannot_be_read_as_a_command_is_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "nano 'half")
    async with desk() as pilot:
        await press(pilot, "e")
        await type_text(pilot, "kept")
        await press(pilot, "f4")
        assert "set VISUAL or EDITOR" in shown(pilot.app)
        assert pilot.app.screen.query_one(TextArea).text == "kept"


async def test_a_report_into_the_home_of_nobody_goes_into_a_folder_of_that_name(
    desk: Desk, project: Path
) -> None:
    (project / "~nobody-by-this-name").mkdir()
    async with desk() as pilot:
        await press(pilot, "r", "w")
        await pilot.press("ctrl+u")
        screen = pilot.app.screen
        assert isinstance(screen, ReportScreen)
        screen.query_one("#path", Input).value = "~nobody-by-this-name/report.md"
        await press(pilot, "enter")
        assert "written to" in shown(pilot.app)
    assert (project / "~nobody-by-this-name" / "report.md").exists()


async def test_a_save_that_fails_when_nobody_waits_is_told_in_its_own_words(
    desk: Desk,
) -> None:
    """The desk was told to end meanwhile: it says what was not saved, and calls it no bug."""
    going_on = threading.Event()

    def taken() -> None:
        going_on.wait(20)
        raise InputError("claims.toml: was changed since by someone else")

    async with desk() as pilot:
        app = pilot.app
        assert isinstance(app, WorkbenchApp)
        waits = asyncio.ensure_future(app.keeper.keep(taken))
        await asyncio.sleep(0)
        waits.cancel()
        await asyncio.gather(waits, return_exceptions=True)
        going_on.set()
        del waits
        for _ in range(400):
            await pilot.pause(0.02)
            if app.unheard:
                break
        assert app.unheard == ["claims.toml: was changed since by someone else"]
        assert app.is_running


async def test_what_was_recorded_with_hidden_characters_and_only_looked_at_is_no_draft(
    desk: Desk, project: Path
) -> None:
    """They are shown as signs; nobody typed those."""
    async with desk() as pilot:
        review, _, workspace = desk_of(pilot)
        assert review.claim is not None
        workspace.justify(review.claim.id, "No\u200bbody")
        await press(pilot, "e")
        assert pilot.app.screen.query_one(TextArea).text != ""
        await asyncio.sleep(justification.PAUSE + 0.1)
        await press(pilot, "escape")
        assert read_draft(project, review.claim.id) is None
        assert "kept as a draft" not in shown(pilot.app)
