"""The other places: what is pinned, graded, drafted, crossed and counted there."""

from pathlib import Path
from typing import Any

import pytest
from keyboard import Desk, app_of, claim_at_hand, press, screen_of, settle, type_text
from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import TextArea

from workbench.report.crossing import disagreements, relation
from workbench.tui.drafts import read_draft
from workbench.tui.grading import HOW, parse_grade
from workbench.tui.marks import Emphasis, marked
from workbench.tui.panes.article_view import ArticleView
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.grid import Grid
from workbench.tui.panes.strips import PaneHead
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.review import screen as review_screen
from workbench.tui.screens.source import SourceScreen
from workbench.tui.session import Session, keep_session, read_session


async def test_words_selected_by_keys_are_pinned_with_their_exact_offsets(desk: Desk) -> None:
    """And stand as a card of their own among the evidence."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        claim = claim_at_hand(pilot).id
        await press(pilot, "enter", "enter", "v", "h", "h", "L", "c")
        workspace = app_of(pilot).workspace
        ((mark, quote),) = workspace.standing(claim).marks
        assert mark == "conflicts"
        text = workspace.article(quote.source).text
        assert text[quote.start : quote.end] == quote.exact
        assert len(quote.exact.split()) > 1
        await press(pilot, "escape")
        pinned = [card for card in review.query_one(EvidenceList).cards if card.pinned]
        assert [card.key for card in pinned] == [(quote.source, quote.start, quote.end)]


async def test_opening_a_source_counts_its_passage_as_read(desk: Desk) -> None:
    """It is a decision in the ledger, so it is still known after a restart."""
    async with desk() as pilot:
        claim = claim_at_hand(pilot).id
        await press(pilot, "enter", "enter")
        source = screen_of(pilot, SourceScreen)
        assert source.card is not None
        assert source.card.key in app_of(pilot).workspace.standing(claim).read


async def test_a_click_on_a_passage_goes_there_and_nothing_moves(desk: Desk) -> None:
    """As `n` does: it is the passage at hand, counts as read, and is what a mark is about."""
    async with desk(size=(100, 60)) as pilot:
        claim = claim_at_hand(pilot).id
        await press(pilot, "enter", "enter")
        source: Any = pilot.app.screen
        article = source.query_one(ArticleView)
        assert len(source.cards) > 1, "else there is nothing to go to"

        def seen(card: Any) -> tuple[int, int]:
            row = article.line_of(card.key[1])
            column = card.key[1] - article._lines[row][0] + article.MARGIN
            return column, int(row - article.scroll_offset.y)

        others = [
            card
            for card in source.cards
            if card != source.card and 0 <= seen(card)[1] < article.size.height
        ]
        assert others, "another passage is in view"
        before = article.scroll_offset
        await pilot.click(article, offset=seen(others[0]))
        await settle(pilot)
        assert source.card == others[0] and source.selection is None
        assert article.scroll_offset == before
        assert source.card.key in app_of(pilot).workspace.standing(claim).read
        await press(pilot, "v")
        await pilot.click(article, offset=seen(others[0]))
        await press(pilot, "c")
        ((_, quote),) = app_of(pilot).workspace.standing(claim).marks
        assert (quote.source, quote.start, quote.end) == others[0].key


async def test_a_click_tells_the_letter_under_it_also_behind_wide_ones() -> None:
    text = "\u4e2d\u6587 and more\n\nnext"
    told: list[int] = []

    class Reader(App[None]):
        def compose(self) -> ComposeResult:
            yield ArticleView()

        def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
            told.append(message.at)

    async with Reader().run_test() as pilot:
        article = pilot.app.query_one(ArticleView)
        article.show(text, ())
        await pilot.pause()
        for place in ((0, 0), (3, 0), (4, 0), (7, 0), (60, 0), (4, 1), (2, 2), (2, 20)):
            await pilot.click(article, offset=place)
        await pilot.pause()
    assert told == [0, 0, 1, text.index("and"), text.index("next")]


def test_how_to_grade_is_told_within_80_columns() -> None:
    assert len(f" grade  {HOW} ") <= 80


async def test_the_thumb_stands_where_the_article_does_also_after_an_empty_pane() -> None:
    """The bar of an empty pane is hidden, and Textual does not move the thumb of a hidden bar."""
    text = "\n".join(f"Line {number}." for number in range(200))
    aim = text.index("Line 150.")

    class Reader(App[None]):
        def compose(self) -> ComposeResult:
            yield ArticleView()

    async with Reader().run_test() as pilot:
        article = pilot.app.query_one(ArticleView)
        for _ in range(2):
            article.show("", ())
            article.show(text, (), aim=(aim, aim + 9))
            await pilot.pause()
            assert article.scroll_offset.y > 100
            assert article.vertical_scrollbar.position == article.scroll_offset.y


async def test_a_source_is_graded_by_key_and_the_grade_undone(desk: Desk) -> None:
    """The catalogue stays as it is; the grade is a decision."""
    async with desk() as pilot:
        await press(pilot, "enter", "enter", "a")
        await type_text(pilot, "b2 p")
        await press(pilot, "enter")
        source = pilot.app.screen.source_id  # type: ignore[attr-defined]
        graded = app_of(pilot).workspace.desk().grades[source]
        assert (graded.grade, graded.kind) == ("B2", "primary")
        await press(pilot, "u")
        assert source not in app_of(pilot).workspace.desk().grades


def test_grades_are_those_of_the_admiralty_code() -> None:
    """Either part may be missing; anything else is no grade."""
    assert parse_grade("c3") == ("C3", None)
    assert parse_grade(" A1 secondary ") == ("A1", "secondary")
    assert parse_grade("p") == (None, "primary")
    assert parse_grade("") == (None, None)
    assert parse_grade("G1") is parse_grade("B7") is parse_grade("good") is None


async def test_what_is_typed_is_a_draft_until_it_is_recorded(desk: Desk, project: Path) -> None:
    """Leaving keeps it, opening brings it back, recording makes an end of it."""
    async with desk() as pilot:
        claim = claim_at_hand(pilot).id
        await press(pilot, "e")
        await type_text(pilot, "half a thought")
        await press(pilot, "escape")
        assert read_draft(project, claim) == "half a thought"
        assert app_of(pilot).workspace.standing(claim).justification == ""
        await press(pilot, "e")
        assert pilot.app.screen.query_one("#text", TextArea).text == "half a thought"
        await press(pilot, "ctrl+o")
        assert app_of(pilot).workspace.standing(claim).justification == "half a thought"
        assert read_draft(project, claim) is None


async def test_quitting_in_mid_sentence_keeps_the_draft(desk: Desk, project: Path) -> None:
    """No pause is needed for it."""
    async with desk() as pilot:
        claim = claim_at_hand(pilot).id
        await press(pilot, "e")
        await type_text(pilot, "cut off")
        await pilot.press("ctrl+q")
    assert read_draft(project, claim) == "cut off"


async def test_a_quotation_that_no_marked_source_has_is_pointed_at(desk: Desk) -> None:
    """While it is written; it can be recorded all the same."""
    async with desk() as pilot:
        await press(pilot, "enter", "s", "e")
        await type_text(pilot, 'They said "we never did".')
        await settle(pilot)
        told = pilot.app.screen.query_one("#verbatim", PaneHead).left.plain
        assert "we never did" in told


async def test_a_marked_quote_goes_into_the_text_with_the_whole_name_of_its_source(
    desk: Desk,
) -> None:
    """A space before it where there is none; what the list had to cut is whole in the text."""
    async with desk() as pilot:
        await press(pilot, "enter", "j", "s", "e")
        screen: Any = pilot.app.screen
        (quote,) = screen.query_one("QuoteList").quotes
        assert "…" in quote.cite, "else nothing is shown by it"
        await type_text(pilot, "He said")
        await press(pilot, "f3", "enter")
        text = screen.query_one("TextArea").text
        assert text.startswith(f"He said “{quote.text}” (")
        assert "…" not in text
        source = screen._sources[
            app_of(pilot).workspace.standing(screen.claim.id).marks[0][1].source
        ]
        assert text.endswith(f"({source.title}, {source.published})")


async def test_the_matrix_shows_the_verdicts_where_shorter_wordings_make_room(desk: Desk) -> None:
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "m")
        grid: Any = pilot.app.screen.query_one("Grid")
        assert grid.max_scroll_x == 0


async def test_a_toast_covers_neither_passages_nor_ratings_nor_a_question(desk: Desk) -> None:
    """It stands on the rule over the verdict line, however many rows that has."""
    async with desk() as pilot:
        review: Any = pilot.app.screen
        bar = review.query_one(VerdictBar)

        async def stands_on_the_rule(words: str) -> bool:
            for _ in range(400):  # a toast is mounted and laid out some frames after it was said
                told = [str(each.message) for each in pilot.app._notifications]
                rows = [toast.region.bottom for toast in review.query("Toast")]
                if told and words in told[0] and rows == [bar.region.y + 1]:
                    return True
                await pilot.pause(0.01)
            return False

        await press(pilot, "enter", "s")
        assert await stands_on_the_rule("saved: supports")
        await press(pilot, "1", "enter")
        assert bar.asking
        assert await stands_on_the_rule("a few words say why")
        await type_text(pilot, "so it is")
        await press(pilot, "enter")
        assert not bar.asking
        assert await stands_on_the_rule("saved: True")


async def test_the_matrix_has_a_cell_for_every_claim_and_source(desk: Desk) -> None:
    """A mark of the checker's shows in its cell; enter opens the words."""
    async with desk(size=(160, 45)) as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "tab", "s")
        chosen = review.query_one(EvidenceList).chosen
        assert chosen is not None
        marked_in = chosen.key[0]
        await press(pilot, "m")
        grid = pilot.app.screen.query_one("#grid", Grid)
        workspace = app_of(pilot).workspace
        assert grid.row_count == len(workspace.claims)
        assert len(grid.columns) == len(workspace.sources()) + 2
        cell = grid.get_cell(workspace.claims[0].id, marked_in)
        assert isinstance(cell, Text) and cell.plain.startswith("[")
        columns = [str(each.value) for each in grid.columns]
        await press(pilot, *["l"] * columns.index(marked_in), "enter")
        assert pilot.app.screen.source_id == marked_in  # type: ignore[attr-defined]
        await press(pilot, "escape", *["h"] * len(columns), "enter")
        assert type(pilot.app.screen).__name__ == "PairsScreen"


class _Said:
    def __init__(self, stance: str) -> None:
        self.stance = stance


def test_sources_disagree_where_one_supports_and_one_conflicts() -> None:
    """A source that only mentions the matter takes no side."""
    yes, no, maybe = _Said("supports"), _Said("conflicts"), _Said("mentions")
    assert relation(yes, no) == "disagree"  # type: ignore[arg-type]
    assert relation(no, no) == "agree"  # type: ignore[arg-type]
    assert relation(yes, maybe) == ""  # type: ignore[arg-type]
    assert disagreements([yes, no, no, maybe]) == 2  # type: ignore[list-item]


async def test_the_desk_opens_where_it_was_left(desk: Desk) -> None:
    """The claim, the passage, the filter and the order come back."""
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "j", "j", "tab", "j", "o")
        left = screen_of(pilot, ReviewScreen)
        claim = claim_at_hand(pilot).id
        passage = left.query_one(EvidenceList).chosen
        assert passage is not None
        await press(pilot, "q")
    async with desk(size=(160, 45)) as pilot:
        back = screen_of(pilot, ReviewScreen)
        assert back.claim is not None and back.claim.id == claim
        assert back.evidence.order == "relevance"
        chosen = back.query_one(EvidenceList).chosen
        assert chosen is not None and chosen.key == passage.key


def test_a_broken_session_is_an_empty_one(tmp_path: Path) -> None:
    """Nothing in it is precious."""
    keep_session(tmp_path, Session(claim="a", theme="paper"))
    assert read_session(tmp_path) == Session(claim="a", theme="paper")
    for bad in (
        "{",
        "[]",
        '{"claim": 5, "other": "x"}',
        "\ud800".encode("utf-8", "replace").decode(),
    ):
        (tmp_path / ".workbench" / "session.json").write_text(bad)
        assert read_session(tmp_path) == Session()
    assert read_session(tmp_path / "nowhere") == Session()


async def test_jumping_and_the_palette_reach_every_place(desk: Desk) -> None:
    """Two keys to a pane; a few letters to any action or claim."""
    async with desk(size=(160, 45)) as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "ctrl+g", "e")
        assert review.focused is not None and review.focused.id == "evidence"
        await press(pilot, "ctrl+g", "escape")
        assert pilot.app.screen is review
        await press(pilot, "ctrl+p")
        await type_text(pilot, "none were exported")
        await settle(pilot)
        await press(pilot, "enter")
        assert "none were exported" in claim_at_hand(pilot).text


async def test_a_theme_is_tried_on_and_left_or_kept(desk: Desk) -> None:
    """Escape brings the one before back."""
    async with desk() as pilot:
        await press(pilot, "f9", "j")
        assert pilot.app.theme == "paper"
        await press(pilot, "escape")
        assert pilot.app.theme == "lamp"
        await press(pilot, "f9", "j", "enter")
        assert pilot.app.theme == "paper"


def test_marked_words_carry_a_glyph_where_they_conflict_or_differ() -> None:
    """What remains where neither bold nor colour is drawn; overlaps give way to the telling one."""
    spots = (
        Emphasis(0, 3, "meets"),
        Emphasis(4, 7, "conflicts"),
        Emphasis(5, 9, "differs"),
        Emphasis(90, 99, "x"),
    )
    assert marked("one two three", spots).plain == "one ✗two three"


async def test_the_place_is_kept_while_the_desk_is_open_and_not_only_when_it_is_left(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that is killed leaves no time for it."""
    monkeypatch.setattr(review_screen, "KEEP", 0.05)
    async with desk(size=(120, 40)) as pilot:
        await press(pilot, "j", "j", "tab", "j", "f9", "down")
        review = pilot.app.screen_stack[0]
        at = review.claim.id, review.at_hand.key  # type: ignore[attr-defined]
        await pilot.pause(0.3)
        left = read_session(project)
    assert left.claim == at[0]
    assert left.passage == "{}:{}-{}".format(*at[1])
    assert left.theme == "", "one was tried on, none was chosen"
