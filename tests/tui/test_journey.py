"""Journeys by keys alone, through the real app, to what is on disk afterwards."""

from pathlib import Path

import pytest
from keyboard import Desk, app_of, claim_at_hand, press, screen_of, settle, type_text

from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.justification import JustificationScreen
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.review import ReviewScreen, rating
from workbench.tui.screens.source import SourceScreen
from workbench.workspace import Workspace


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_three_claims_are_checked_reported_and_still_there_after_reopening(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """Marks, verdicts, one of them undone, a justification, an export, a second start."""
    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        first = review.claim
        assert first is not None

        await press(pilot, "enter", "s", "j", "c")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SourceScreen)
        await press(pilot, "escape", "1")
        if review.query_one(VerdictBar).asking:
            await type_text(pilot, "they are all there is")
            await press(pilot, "enter")
        second = review.claim
        assert second is not None and second != first

        await press(pilot, "e")
        assert isinstance(pilot.app.screen, JustificationScreen)
        assert pilot.app.screen.claim == first
        await type_text(pilot, "It is on record, twice.")
        await press(pilot, "ctrl+o")
        assert pilot.app.screen is review

        await press(pilot, "5")
        await type_text(pilot, "known to be wrong")
        await press(pilot, "enter", "6")
        assert review.claim not in (first, second)
        await press(pilot, "u")
        third = review.claim
        assert third is not None and third not in (first, second)

        await press(pilot, "r")
        assert isinstance(pilot.app.screen, ReportScreen)
        await press(pilot, "w", "enter")
        assert (project / "report.md").exists()
        await press(pilot, "escape", "q")

    report = (project / "report.md").read_text()
    assert first.text in report
    assert "It is on record, twice." in report.replace("\\", "")

    workspace = Workspace.open(project, by="rita")
    stands = workspace.desk()
    ratings = {
        claim: standing.verdict.rating
        for claim, standing in stands.standings.items()
        if standing.verdict
    }
    assert ratings == {first.id: "true", second.id: "false"}
    assert [mark for mark, _ in stands.of(first.id).marks] == ["supports", "conflicts"]
    assert stands.of(first.id).justification == "It is on record, twice."
    assert workspace.check() == ()
    workspace.close()

    async with desk(size=size) as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        states = {row.id: row.state.word for row in review.query_one(ClaimList).rows}
        assert states[first.id] == "True"
        assert states[second.id] == "False"
        assert states[third.id] == "open"
        await settle(pilot)


@pytest.mark.usefixtures("unasked")
async def test_a_second_digit_within_300_ms_rates_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bouncing key must not rate the claim that comes next."""
    assert rating.TWICE == 0.3
    monkeypatch.setattr(rating, "TWICE", 60.0)  # however slow the machine is
    async with desk() as pilot:
        await pilot.press("1")
        await pilot.press("1")
        await settle(pilot)
        stands = app_of(pilot).workspace.desk()
        assert sum(1 for each in stands.standings.values() if each.verdict) == 1


@pytest.mark.usefixtures("unasked")
async def test_a_changed_rating_is_recorded_with_its_reason_or_not_at_all(desk: Desk) -> None:
    """Old and new are shown; enter records the reason with it, escape keeps the old one."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        first = claim_at_hand(pilot).id
        await press(pilot, "1", "g", "2")
        assert review.query_one(VerdictBar).asking
        await press(pilot, "escape")
        stands = app_of(pilot).workspace.desk()
        given = stands.of(first).verdict
        assert given is not None and given.rating == "true"
        await press(pilot, "2")
        await type_text(pilot, "read it again")
        await press(pilot, "enter")
        verdict = app_of(pilot).workspace.desk().of(first).verdict
        assert verdict is not None
        assert (verdict.rating, verdict.reason) == ("mostly-true", "read it again")


@pytest.mark.usefixtures("unasked")
async def test_e_means_the_claim_just_rated_until_the_next_move(desk: Desk) -> None:
    """After a move it means the claim under the cursor."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        first = review.claim
        await press(pilot, "1", "e")
        assert pilot.app.screen.claim == first  # type: ignore[attr-defined]
        await press(pilot, "escape", "1", "j", "e")
        assert pilot.app.screen.claim == review.claim  # type: ignore[attr-defined]


@pytest.mark.usefixtures("unasked")
async def test_the_filter_takes_words_states_and_tags(desk: Desk) -> None:
    """And escape shows all claims again."""
    async with desk(size=(160, 45)) as pilot:
        review = screen_of(pilot, ReviewScreen)
        claims = review.query_one(ClaimList)
        total = len(claims.rows)
        await press(pilot, "1", "slash")
        await type_text(pilot, "true")
        assert 0 < len([row for row in claims.rows if row.state.word == "True"]) == 1
        assert len(claims.rows) < total
        await press(pilot, "escape")
        assert len(claims.rows) == total


async def test_postponed_claims_are_passed_over_and_come_back_with_undo(desk: Desk) -> None:
    """`p` puts off and goes on; `u` takes it back and returns to the claim."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        first = claim_at_hand(pilot)
        await press(pilot, "p")
        assert review.claim != first
        assert app_of(pilot).workspace.standing(first.id).postponed
        await press(pilot, "u")
        assert review.claim == first
        assert not app_of(pilot).workspace.standing(first.id).postponed
