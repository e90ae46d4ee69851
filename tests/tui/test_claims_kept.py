"""What was typed of a claim is never lost, nor what another wrote meanwhile."""

import time
from pathlib import Path

import pytest
from keyboard import Desk, paused, press, screen_of, type_text
from onscreen import shown

from workbench.tui.drafts import read_draft
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.screens import proposing
from workbench.tui.screens.claim import ClaimScreen
from workbench.tui.screens.review import ReviewScreen


async def test_a_file_that_someone_else_changed_is_neither_overwritten_nor_what_was_typed_lost(
    desk: Desk, project: Path
) -> None:
    """It says so, shows the change to the file as it is now, and the same key writes that."""
    file = project / "claims.toml"
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await paused(pilot)
        file.write_text(file.read_text() + '\n[[claims]]\nid = "hers"\ntext = "Rome fell"\n')
        theirs = file.read_text()
        await press(pilot, "ctrl+o")
        told = shown(pilot.app)
        assert "not written" in told
        assert "by someone else" in told
        assert "Lima fell" in told
        assert file.read_text() == theirs
        await press(pilot, "ctrl+o")
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        ids = [row.id for row in review.query_one(ClaimList).rows]
        assert ids[-2:] == ["hers", "lima-fell"]
    assert file.read_text() == theirs + '\n[[claims]]\nid = "lima-fell"\ntext = "Lima fell"\n'


async def test_a_claim_half_written_is_a_draft_until_it_is_written(
    desk: Desk, project: Path
) -> None:
    """Escape keeps it, A opens it again, f5 starts over and back, writing makes an end of it."""
    before = (project / "claims.toml").read_bytes()
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Half a cl")
        await press(pilot, "escape")
        assert "Half a cl" in (read_draft(project, "new/") or "")
        await press(pilot, "A")
        assert "Half a cl" in shown(pilot.app)
        assert "draft found" in shown(pilot.app)
        await press(pilot, "f5")
        await paused(pilot)
        assert "Half a cl" not in shown(pilot.app)
        await press(pilot, "f5")
        await type_text(pilot, "aim")
        await paused(pilot)
        assert (project / "claims.toml").read_bytes() == before
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert read_draft(project, "new/") is None
    assert 'text = "Half a claim"' in (project / "claims.toml").read_text()


async def test_quitting_while_a_claim_is_typed_keeps_it(desk: Desk, project: Path) -> None:
    """No pause is needed for it."""
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "cut off")
        await pilot.press("ctrl+q")
    assert "cut off" in (read_draft(project, "new/") or "")


async def test_writing_before_the_difference_was_seen_shows_it_first(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast the key comes."""
    monkeypatch.setattr(proposing, "PAUSE", 60.0)
    before = (project / "claims.toml").read_bytes()
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ClaimScreen)
        assert '+text = "Lima fell"' in shown(pilot.app)
        assert (project / "claims.toml").read_bytes() == before
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert (project / "claims.toml").read_bytes() != before


async def test_a_file_that_is_gone_meanwhile_is_said_and_what_was_typed_stays(
    desk: Desk, project: Path
) -> None:
    """Once it is back, the same key writes."""
    file = project / "claims.toml"
    text = file.read_text()
    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Lima fell")
        await paused(pilot)
        file.unlink()
        await press(pilot, "ctrl+o")
        told = shown(pilot.app)
        assert "not written" in told
        assert "Lima fell" in told
        assert "there is no such file" in told
        assert not file.exists()
        file.write_text(text)
        await press(pilot, "ctrl+o", "ctrl+o")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert file.read_text() == text + '\n[[claims]]\nid = "lima-fell"\ntext = "Lima fell"\n'


async def test_a_draft_that_cannot_be_kept_is_said_before_it_is_left(
    desk: Desk, project: Path
) -> None:
    """The first escape says so, the second leaves all the same."""
    async with desk() as pilot:
        await press(pilot, "A")
        (project / ".workbench" / "drafts").write_text("no folder")
        await type_text(pilot, "Lima fell")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ClaimScreen)
        assert "the draft could not be kept" in shown(pilot.app)
        assert "Lima fell" in shown(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_keys_typed_ahead_do_not_take_the_place_of_a_draft(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow the disk is that it is read from."""

    def slowly(root: Path, slot: str) -> str | None:
        time.sleep(0.3)
        return read_draft(root, slot)

    async with desk() as pilot:
        await press(pilot, "A")
        await type_text(pilot, "Half a cl")
        await press(pilot, "escape")
        monkeypatch.setattr(proposing, "read_draft", slowly)
        await pilot.press("A", "x")
        await paused(pilot)
        told = shown(pilot.app)
        assert "Half a cl" in told
        assert "Half a cl" in (read_draft(project, "new/") or "")
