"""Less shown, fewer sources searched: the filter, some sources only, the search in a source."""

from pathlib import Path

import pytest
from keyboard import Desk, press, settle, type_text
from onscreen import desk_of, searches, told_above
from textual.widgets import Input

from workbench.corpus import Source
from workbench.corpus.catalogue import parse_published
from workbench.tui.cards import Heading
from workbench.tui.only import Only
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.only import OnlyScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.source import SourceScreen


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_slash_filters_the_evidence_where_that_has_the_focus(
    desk: Desk, size: tuple[int, int]
) -> None:
    """By words, source id and publisher; esc shows all; the claims are left alone."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        claims = len(review.query_one(ClaimList).rows)
        await press(pilot, "enter", "slash")
        every = evidence.cards
        await type_text(pilot, "white")
        await settle(pilot)
        shown = evidence.cards
        assert 0 < len(shown) < len(every)
        for card in shown:
            assert "white" in f"{card.evidence.match.passage.text} {card.key[0]}".lower()
        await press(pilot, "enter")
        assert f"{len(shown)} of {len(every)} have “white”" in told_above(review)
        await press(pilot, "s")
        assert evidence.cards[0].mark == "supports" and len(evidence.cards) == len(shown)
        await press(pilot, "u", "slash", "ctrl+u")
        await type_text(pilot, "china daily")
        await press(pilot, "down")
        assert {card.key[0] for card in evidence.cards} == {"2025-03-05-white-paper"}
        await press(pilot, "slash")
        await type_text(pilot, " xyzzy")
        await press(pilot, "enter")
        assert evidence.cards == ()
        await press(pilot, "escape")
        assert evidence.cards == every
        assert len(review.query_one(ClaimList).rows) == claims
        assert searches(workspace) == []


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_only_some_sources_are_searched_and_that_is_kept(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """The search itself is narrowed, for every claim, over a restart; esc searches all again."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        await press(pilot, "enter", "F")
        assert isinstance(pilot.app.screen, OnlyScreen)
        await type_text(pilot, "china")
        await press(pilot, "down")
        await type_text(pilot, "2025")
        await press(pilot, "enter")
        only = Only(source="china", first="2025")
        assert review.evidence.only == only
        assert [source.id for source in review.evidence.among] == ["2025-03-05-white-paper"]
        assert review.query_one("#only", PaneHead).left.plain == "only: “china” · from 2025"
        assert {card.key[0] for card in evidence.cards} == {"2025-03-05-white-paper"}
        assert len(evidence.cards) > 10, "more of the one source than stood among the 20 of all"
        assert review.claim is not None
        usual = workspace.find(review.claim).evidence
        assert review.finder.found[review.claim.id].evidence == usual, (
            "rules and matrix see all sources"
        )

        await press(pilot, "f")
        await type_text(pilot, "Xingtai court")
        await press(pilot, "enter")
        assert {card.key[0] for card in evidence.cards} <= {"2025-03-05-white-paper"}
        (search,) = searches(workspace)
        assert search.passages == len(workspace.passages("2025-03-05-white-paper"))
        await press(pilot, "escape")
        assert review.evidence.only == only, "esc ends the free search first"

    async with desk(size=size, root=project) as pilot:
        review, evidence, _ = desk_of(pilot)
        assert review.evidence.only == only
        await press(pilot, "tab" if size[0] >= 100 else "enter")
        assert {card.key[0] for card in evidence.cards} == {"2025-03-05-white-paper"}
        await press(pilot, "escape")
        assert not review.evidence.only and not review.query_one("#only").display
        assert len({card.key[0] for card in evidence.cards}) > 1


async def test_what_cannot_be_read_as_a_choice_of_sources_is_said_and_not_taken(
    desk: Desk,
) -> None:
    """The form stays; esc leaves all as it was, f5 searches all sources again."""
    async with desk(size=(80, 24)) as pilot:
        review, evidence, _ = desk_of(pilot)
        before = evidence.items
        await press(pilot, "F", "down")
        await type_text(pilot, "2018-13")
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, OnlyScreen)
        told = str(form.query_one("#only-left").render())
        assert "2018-13" in told and "YYYY" in told
        await press(pilot, "escape")
        assert not review.evidence.only and evidence.items == before
        await press(pilot, "F")
        await type_text(pilot, "xyzzy")
        assert "0 of 5 sources" in str(pilot.app.screen.query_one("#only-left").render())
        await press(pilot, "enter")
        (nothing,) = evidence.items
        assert isinstance(nothing, Heading) and "in these sources" in nothing.text
        assert "0 passages of 0 sources" in nothing.note
        await press(pilot, "F", "f5")
        assert evidence.items == before


@pytest.mark.parametrize(
    ("only", "admitted"),
    [
        (Only(), "abc"),
        (Only(source="daily"), "a"),
        (Only(source="B"), "b"),
        (Only(first="2018-06"), "b"),
        (Only(last="2018"), "a"),
        (Only(first="2018", last="2019"), "ab"),
        (Only(language="EN"), "a"),
        (Only(kind="p"), "b"),
        (Only(source="daily", kind="primary"), ""),
    ],
)
def test_a_choice_of_sources_lets_through_what_fits_all_of_it(only: Only, admitted: str) -> None:
    """A source of unknown date, language or kind is in no range, language or kind."""
    sources = [
        Source(id="a", path="a", title="x", sha256="", publisher="China Daily", language="en",
               kind="secondary", published=parse_published("2018-03")),
        Source(id="b", path="b", title="x", sha256="", kind="primary",
               published=parse_published("2019-01-02")),
        Source(id="c", path="c", title="x", sha256=""),
    ]  # fmt: skip
    assert only.problem() == ""
    assert "".join(source.id for source in only.among(sources)) == admitted


@pytest.mark.parametrize(
    "only",
    [Only(first="soon"), Only(last="2018-02-30"), Only(first="2019", last="2018"), Only(kind="x")],
)
def test_a_choice_of_sources_that_cannot_be_is_told(only: Only) -> None:
    assert only.problem()


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_slash_searches_the_source_where_that_has_the_focus(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with desk(size=size) as pilot:
        await press(pilot, "enter", "tab", "slash")
        source = pilot.app.screen
        assert isinstance(source, SourceScreen)
        await type_text(pilot, "drug")
        assert source.query_one("#ask", Input).value == "drug"
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
