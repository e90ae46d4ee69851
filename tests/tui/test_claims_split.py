"""Claims split by key: the parts on screen, and what is in claims.toml then."""

from pathlib import Path

from keyboard import Desk, app_of, paused, press, screen_of, type_text
from onscreen import shown

from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.split import SplitScreen
from workbench.workspace import Workspace

COMPOUND = "China signed the treaty in 2019 and ratified it in 2020"


async def test_a_compound_claim_is_split_into_parts_that_can_be_edited(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """The parts are appended with the claimant of the whole, which keeps the tag `split`."""
    with (project / "claims.toml").open("a") as file:
        file.write(f'\n[[claims]]\nid = "treaty"\ntext = "{COMPOUND}"\nclaimant = "Ann"\n')
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "G", "S")
        assert isinstance(pilot.app.screen, SplitScreen)
        await paused(pilot)
        told = shown(pilot.app)
        assert "China signed the treaty in 2019" in told
        assert "2 claims" in told
        await type_text(pilot, " or 2021")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert review.claim is not None and review.claim.id == "treaty-1"
    workspace = Workspace.open(project)
    whole, one, two = (workspace.claim(each) for each in ("treaty", "treaty-1", "treaty-2"))
    assert whole.tags == ("split",)
    assert one.text == "China signed the treaty in 2019"
    assert two.text == "China ratified it in 2020 or 2021"
    assert one.claimant == two.claimant == "Ann"
    workspace.close()


async def test_the_whole_can_leave_the_file_and_one_statement_is_no_split(
    desk: Desk, project: Path
) -> None:
    """f4 says so on the screen before anything is written."""
    with (project / "claims.toml").open("a") as file:
        file.write(f'\n[[claims]]\nid = "treaty"\ntext = "{COMPOUND}"\n')
    async with desk() as pilot:
        await press(pilot, "G", "S", "f4")
        await paused(pilot)
        told = shown(pilot.app)
        assert "leaves claims.toml" in told
        assert '-id = "treaty"' in told
        await press(pilot, "ctrl+o")
        ids = [each.id for each in app_of(pilot).workspace.claims]
        assert ids[-2:] == ["treaty-1", "treaty-2"]
        assert "treaty" not in ids
        before = (project / "claims.toml").read_bytes()
        await press(pilot, "S")
        await paused(pilot)
        assert "a split needs two or more" in shown(pilot.app)
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, SplitScreen)
    assert (project / "claims.toml").read_bytes() == before
