"""`u` takes back one press of a key, be it a decision or a change of claims.toml."""

from pathlib import Path

import pytest
from keyboard import Desk, app_of, paused, press, screen_of, type_text
from onscreen import shown

from workbench.tui.cards import Card
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.screens.review import ReviewScreen


def flat(told: str) -> str:
    """A screen as one line."""
    return " ".join(told.replace("▌", " ").split())


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_claims_written_and_verdicts_given_are_undone_in_order(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """A new claim, a verdict, an edit: three presses, and three to have them again."""
    before = (project / "claims.toml").read_text()
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        await press(pilot, "A")
        await type_text(pilot, "Ottawa fell")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert "u undoes" in flat(shown(pilot.app))
        added = (project / "claims.toml").read_text()
        await press(pilot, "1", "g", "E")
        await type_text(pilot, " today")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        edited = (project / "claims.toml").read_text()
        assert before != added != edited

        await press(pilot, "u")
        assert "undone and saved: the edit of" in flat(shown(pilot.app))
        assert (project / "claims.toml").read_text() == added
        assert review.claim is not None
        assert review.claim.text == "China is the only country to schedule fentanyl as a class"
        await press(pilot, "u")
        assert "undone and saved: rated True on" in flat(shown(pilot.app))
        assert (project / "claims.toml").read_text() == added
        await press(pilot, "u")
        assert "undone and saved: the new claim “Ottawa fell”" in flat(shown(pilot.app))
        assert (project / "claims.toml").read_text() == before
        assert "of 32 judged" in shown(pilot.app)
        assert review.claim == app_of(pilot).workspace.claims[-1]
        await press(pilot, "u")
        assert "nothing of yours is left to undo" in flat(shown(pilot.app))

        await press(pilot, "ctrl+r")
        assert "redone and saved: the new claim" in flat(shown(pilot.app))
        assert review.claim.text == "Ottawa fell"
        await press(pilot, "ctrl+r", "ctrl+r")
        assert (project / "claims.toml").read_text() == edited
        assert "1 of 33 judged" in shown(pilot.app)


async def test_a_split_is_one_press(desk: Desk, project: Path) -> None:
    before = (project / "claims.toml").read_text()
    async with desk() as pilot:
        await press(pilot, "S", "enter")
        await type_text(pilot, "It was scheduled by class")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        assert (project / "claims.toml").read_text() != before
        await press(pilot, "u")
        assert "undone and saved: the split of “China is the only" in flat(shown(pilot.app))
        assert (project / "claims.toml").read_text() == before
        assert "0 of 32 judged" in shown(pilot.app)


async def test_a_file_changed_by_someone_else_is_named_and_left_alone(
    desk: Desk, project: Path
) -> None:
    """The next press goes on with what was done before."""
    async with desk() as pilot:
        await press(pilot, "6", "A")
        await type_text(pilot, "Ottawa fell")
        await paused(pilot)
        await press(pilot, "ctrl+o")
        file = project / "claims.toml"
        theirs = file.read_text().replace("Ottawa fell", "Ottawa rose")
        file.write_text(theirs)
        await press(pilot, "u")
        told = flat(shown(pilot.app))
        assert "not undone: claims.toml was changed since by someone else" in told
        assert file.read_text() == theirs
        await press(pilot, "u")
        assert "undone and saved: rated Unproven on" in flat(shown(pilot.app))


async def test_a_passage_whose_mark_is_taken_back_stands_in_its_lane_again(desk: Desk) -> None:
    """Marked, left and come back to, it stands where the mark put it; taken back, where it was."""

    def stands(evidence: EvidenceList) -> list[object]:
        return [item.key if isinstance(item, Card) else item.text for item in evidence.items]

    async with desk(size=(160, 45)) as pilot:
        evidence = pilot.app.screen.query_one(EvidenceList)
        before = stands(evidence)
        await press(pilot, "tab", "g")
        first = evidence.chosen
        assert first is not None
        await press(pilot, "c" if first.stance == "supports" else "s", "shift+tab", "j", "k")
        assert stands(evidence) != before
        await press(pilot, "u")
        assert stands(evidence) == before
