"""The list of claims: as much of each wording as there is room for, and nothing jumps by it."""

from pathlib import Path
from typing import Any

from keyboard import Desk, claim_at_hand, press, settle, type_text
from textual.pilot import Pilot

from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.evidence_list import EvidenceList


def listed(pilot: Pilot[int]) -> list[str]:
    """What the rows of the list say, those without a claim left out."""
    claims = pilot.app.screen.query_one(ClaimList)
    rows = (claims.render_line(y).text.rstrip() for y in range(claims.size.height))
    return [row for row in rows if row]


def top_of_cursor(pilot: Pilot[int]) -> int:
    claims: Any = pilot.app.screen.query_one(ClaimList)
    return int(claims._starts[claims.index] - claims.scroll_offset.y)


async def test_where_all_fit_no_wording_is_cut(desk: Desk) -> None:
    """Few claims left by a filter: each on as many lines as it needs."""
    async with desk() as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "arrest")
        await settle(pilot)
        rows = listed(pilot)
        assert len(rows) > len(pilot.app.screen.query_one(ClaimList).rows) > 1
        assert not [row for row in rows if "…" in row]


async def test_the_claim_at_the_cursor_shows_whole_where_rows_are_left(desk: Desk) -> None:
    """The others keep a line each, and every step moves the cursor by one row."""
    async with desk(size=(120, 45)) as pilot:
        claims = pilot.app.screen.query_one(ClaimList)
        assert len(claims.rows) < claims.size.height
        opened = 0
        for step in range(len(claims.rows)):
            assert top_of_cursor(pilot) == step
            assert claims.scroll_offset.y == 0
            rows = listed(pilot)
            here = " ".join(row[claims.GUTTER + claims.column :].strip() for row in rows[step:])
            assert here.startswith(claims.rows[step].text), "whole, whatever stands below"
            opened += len(rows) - len(claims.rows)
            await press(pilot, "j")
        assert opened, "else nothing was cut in the first place"


async def test_where_not_all_are_in_view_each_has_one_line(desk: Desk) -> None:
    """So that nothing moves while the list scrolls."""
    async with desk() as pilot:
        claims: Any = pilot.app.screen.query_one(ClaimList)
        assert len(claims.rows) > claims.size.height
        await press(pilot, *"jjjj")
        assert claims._starts == list(range(len(claims.rows) + 1))


async def test_a_terminal_made_higher_gives_its_rows_to_the_wordings(desk: Desk) -> None:
    async with desk(size=(80, 24)) as pilot:
        await pilot.resize_terminal(80, 90)
        await settle(pilot)
        assert not [row for row in listed(pilot) if "…" in row]
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert [row for row in listed(pilot) if "…" in row]


async def test_a_click_goes_to_the_claim_whose_second_line_is_clicked_on(desk: Desk) -> None:
    async with desk(size=(80, 90)) as pilot:
        claims: Any = pilot.app.screen.query_one(ClaimList)
        at = next(n for n in range(3, 30) if claims._starts[n + 1] - claims._starts[n] > 1)
        await pilot.click(ClaimList, offset=(20, claims._starts[at] + 1))
        await settle(pilot)
        assert claim_at_hand(pilot).id == claims.rows[at].id


async def test_evidence_found_anew_leaves_a_moved_cursor_on_its_passage(
    desk: Desk, project: Path
) -> None:
    """A source came: what it says stands first, the passage that is being read stays at hand."""
    async with desk() as pilot:
        review: Any = pilot.app.screen
        await press(pilot, "enter", "j", "j")
        evidence = review.query_one(EvidenceList)
        here = evidence.chosen.key
        (project / "corpus" / "new.txt").write_text(f"A reader writes\n\n{review.claim.text}.\n")
        review.finder.index()
        await settle(pilot)
        assert "new" in [card.key[0] for card in evidence.cards]
        assert evidence.chosen.key == here


async def test_evidence_found_anew_leaves_a_cursor_that_nobody_moved_on_the_best(
    desk: Desk, project: Path
) -> None:
    async with desk() as pilot:
        review: Any = pilot.app.screen
        await press(pilot, "enter")
        evidence = review.query_one(EvidenceList)
        assert evidence.chosen == evidence.cards[0]
        denied = review.claim.text.replace(" is the only", " is not the only")
        (project / "corpus" / "new.txt").write_text(f"A reader writes\n\n{denied}.\n")
        review.finder.index()
        await settle(pilot)
        assert evidence.cards[0].key[0] == "new"
        assert evidence.chosen == evidence.cards[0]
