"""Sizes and loads beyond the ordinary: alive, and nothing decided that nobody decided."""

import random
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyboard import Desk, app_of, press, screen_of, settle, type_text
from textual.events import Resize
from textual.geometry import Size

from workbench.safe.visible import visible
from workbench.tui.panes import article_view
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.selecting import Selection, matches


async def test_a_thousand_resizes_leave_the_app_alive_and_decide_nothing(desk: Desk) -> None:
    """Down to one cell and up to a wall of a screen, on a seed that failures can repeat."""
    sizes = random.Random(5)
    async with desk() as pilot:
        await press(pilot, "tab", "j")
        for step in range(1_000):
            width, height = sizes.randint(1, 260), sizes.randint(1, 90)
            # Posted as a terminal does it, without waiting for the frame in between.
            size = Size(width, height)
            pilot.app.post_message(Resize(size, size))
            if step % 50 == 0:
                await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert pilot.app.is_running
        assert app_of(pilot).workspace.entries() == ()
        await press(pilot, "shift+tab", "G")
        assert screen_of(pilot, ReviewScreen).claim == app_of(pilot).workspace.claims[-1]


async def test_two_thousand_claims_are_listed_filtered_and_judged(
    desk: Desk, tmp_path: Path
) -> None:
    """The list draws what is seen; the filter finds one among all."""
    claims = "\n".join(
        f'[[claims]]\nid = "c{n}"\ntext = "Claim number {n} about controls of substance {n % 7}"'
        for n in range(2_000)
    )
    root = tmp_path / "many"
    (root / "corpus").mkdir(parents=True)
    (root / "corpus" / "a.txt").write_text("Controls of substance 3 were announced in 2019.\n")
    (root / "claims.toml").write_text(claims)
    async with desk(root=root) as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "G")
        assert review.claim is not None and review.claim.id == "c1999"
        await press(pilot, "slash")
        await type_text(pilot, "number 1234")
        await press(pilot, "enter", "6")
        verdict = app_of(pilot).workspace.standing("c1234").verdict
        assert verdict is not None


async def test_a_five_megabyte_article_is_opened_at_its_passage(desk: Desk, tmp_path: Path) -> None:
    """Folded once; the passage is in view and its offsets are those of the file."""
    root = tmp_path / "long"
    (root / "corpus").mkdir(parents=True)
    filler = "The committee met again and adjourned without a word on the matter at hand. " * 12
    needle = "Inspectors counted 4,321 barrels of turpentine in the Riga warehouse in 2011."
    half = (filler + "\n\n") * 2_600
    text = f"Long minutes\n\n{half}{needle}\n\n{half}"
    (root / "corpus" / "long.txt").write_text(text, encoding="utf-8")
    (root / "claims.toml").write_text(
        '[[claims]]\nid = "t"\ntext = "4,321 barrels of turpentine were in the Riga warehouse"\n'
    )
    async with desk(root=root, size=(120, 40)) as pilot:
        await press(pilot, "enter", "enter")
        source = pilot.app.screen
        article = source.query_one("#article")
        start, end = source.card.key[1:]  # type: ignore[attr-defined]
        assert text[start:end] == needle
        at = article.line_of(start) - article.scroll_offset.y  # type: ignore[attr-defined]
        assert 0 <= at < article.size.height


@given(st.text(alphabet="ab \t\r\n\x1b\u202e\u0301é", max_size=60), st.integers(1, 7))
def test_a_long_article_made_visible_in_slices_is_the_same_as_at_once(
    text: str, slice_: int
) -> None:
    """Whatever stands where one slice ends: the same signs, one for each code point."""
    with patch.object(article_view, "SLICE", slice_):
        article_view.as_shown.cache_clear()
        shown = article_view.as_shown(text)
    article_view.as_shown.cache_clear()
    assert len(shown) == len(text)
    if "\r\n" not in text and "\u0301" not in text:
        assert shown == visible(text).replace("\t", " ")


TEXT = "One two three.\nFour — five, “six”  seven"


@pytest.mark.parametrize("word", ["two", "Four", "seven"])
def test_a_selection_moves_by_whole_words_and_back(word: str) -> None:
    """A word more and a word less is the same words again; never less than one."""
    start = TEXT.index(word)
    one = Selection(start, start + len(word))
    longer = one.reach(TEXT, 1)
    if longer != one:
        assert longer.reach(TEXT, -1) == one
    earlier = one.begin(TEXT, -1)
    if earlier != one:
        assert earlier.begin(TEXT, 1) == one
    assert one.reach(TEXT, -1) == one
    assert one.begin(TEXT, 1) == one


def test_matches_keep_offsets_whatever_the_case() -> None:
    """Letters whose lower case is longer must not shift what follows."""
    text = "İstanbul and ISTANBUL, istanbul"
    found = [text[m.start : m.end] for m in matches(text, "istanbul")]
    assert found == ["İstanbul", "ISTANBUL", "istanbul"]
    assert matches(text, "  ") == ()
