"""What a checker may rely on: saved means saved, failures keep what was typed, nothing blocks."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from keyboard import Desk, app_of, claim_at_hand, press, screen_of, settle, type_text
from textual import events
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input, TextArea

from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.key_line import KeyLine
from workbench.tui.panes.sides import Sides
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.themes import LAMP, PAPER
from workbench.tui.wrapping import fold


@pytest.mark.usefixtures("unasked")
async def test_a_decision_that_cannot_be_kept_is_said_and_what_was_typed_stays(
    desk: Desk, project: Path
) -> None:
    """The error bar says why; the reason line still holds the text; nothing says "saved"."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        await press(pilot, "1", "g", "3")
        await type_text(pilot, "seen twice")
        ledger = project / "verdicts.db"
        app_of(pilot).workspace.close()
        ledger.write_bytes(b"this is not a ledger" * 100)
        await press(pilot, "enter")
        bar = review.query_one("ErrorBar")
        assert "not saved" in bar.message  # type: ignore[attr-defined]
        assert review.query_one("#reason", Input).value == "seen twice"
        assert pilot.app.is_running


async def test_keys_typed_ahead_decide_on_the_claim_under_the_cursor(
    desk: Desk, project: Path
) -> None:
    """No key waits for the one before it: the third claim is postponed, not the first."""
    async with desk(size=(160, 45)) as pilot:
        third = app_of(pilot).workspace.claims[2].id
        for key in "jjp":
            pilot.app.post_message(events.Key(key, key))
        await settle(pilot)
        desk_now = app_of(pilot).workspace.desk()
        assert [key for key, standing in desk_now.standings.items() if standing.postponed] == [
            third
        ]


async def test_keys_are_answered_while_a_search_is_under_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search waits in its thread; the cursor and the verdict do not wait for it."""
    async with desk(size=(160, 45)) as pilot:
        review = screen_of(pilot, ReviewScreen)
        workspace = app_of(pilot).workspace
        gate, real = threading.Event(), workspace.find

        def slow(*args: Any, **kwargs: Any) -> object:
            gate.wait(20)
            return real(*args, **kwargs)

        monkeypatch.setattr(workspace, "find", slow)
        try:
            for _ in range(6):
                await pilot.press("j")
            here = claim_at_hand(pilot).id
            assert here == workspace.claims[6].id
            assert here not in review.finder.found
        finally:
            gate.set()
        await settle(pilot)
        cards = review.query_one(EvidenceList).cards
        assert {card.key for card in cards} == {card.key for card in review.evidence.cards()}
        assert here in review.finder.found


async def test_an_answer_from_before_the_index_changed_is_dropped(desk: Desk) -> None:
    """What was found in the old index is not shown beside the new."""
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        claim = claim_at_hand(pilot).id
        old = review.finder.generation
        kept = review.finder.found[claim]
        review.view.forget_found(review.finder)
        review.post_message(review.finder.Searched(claim, old, kept))
        await pilot.pause()
        assert claim not in review.finder.found


async def test_copying_uses_osc_52_and_says_so(desk: Desk) -> None:
    """The quote goes with its citation and its place in the source."""
    async with desk() as pilot:
        await press(pilot, "enter", "y")
        copied = pilot.app.clipboard
        assert copied.startswith("“") and "[" in copied
        told = [each.message for each in pilot.app._notifications]
        assert any("OSC 52" in str(each) for each in told)


async def test_a_paste_never_decides_and_a_huge_one_is_refused(desk: Desk) -> None:
    """A bracketed paste is text, not keys; 200 KB never reach a widget."""
    from textual.events import Paste

    async with desk() as pilot:
        pilot.app.post_message(Paste("1 2 3 s c x u p"))
        await settle(pilot)
        assert app_of(pilot).workspace.entries() == ()
        await press(pilot, "e")
        pilot.app.post_message(Paste("x" * 200_000))
        await settle(pilot)
        assert pilot.app.screen.query_one("#text", TextArea).text == ""


@pytest.mark.parametrize("width", [2, 7, 20, 80])
@pytest.mark.parametrize(
    "text", ["", "one", "a b\nc", "word " * 40, "x" * 200, "漢字" * 30 + " a", "a\n\n\nb "]
)
def test_folded_lines_are_narrow_enough_and_lose_only_spaces(text: str, width: int) -> None:
    """Every character but the spaces and newlines at breaks is on exactly one line."""
    from rich.cells import cell_len

    lines = fold(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in lines)
    at = 0
    for start, end in lines:
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("theme", ["lamp", "paper", "nord"])
async def test_the_first_frame_has_the_colours_of_the_theme(
    desk: Desk, project: Path, theme: str
) -> None:
    """Not those that the app begins with before it knows its theme."""
    (project / ".workbench").mkdir()
    (project / ".workbench" / "session.json").write_text(json.dumps({"theme": theme}))
    async with desk() as pilot:
        app = pilot.app
        assert app.theme == theme
        wanted = Color.parse(app.get_css_variables()["background"])
        assert app.screen.styles.background == wanted


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_click_on_a_word_of_the_footer_presses_its_key(
    desk: Desk, size: tuple[int, int]
) -> None:
    """The first and the last word of the line, at any of their cells."""
    async with desk(size=size) as pilot:
        line = str(pilot.app.screen.query_one(KeyLine).render())
        at = line.index("evidence") + 1  # the line is set in by one cell
        await pilot.click("KeyLine", offset=(at, 0))
        await settle(pilot)
        assert pilot.app.screen.query_one(Sides).pane == "evidence"
        line = str(pilot.app.screen.query_one(KeyLine).render())
        await pilot.click("KeyLine", offset=(line.index("help") + 4, 0))
        await settle(pilot)
        assert pilot.app.screen.query("#help")


async def test_while_words_are_typed_the_footer_names_only_keys_that_work(desk: Desk) -> None:
    """A letter is typed there, not obeyed."""
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "slash")
        line = str(pilot.app.screen.query_one(KeyLine).render())
        assert line.split() == ["↵", "claims", "found", "esc", "all", "claims", "f1", "help"]


@pytest.mark.usefixtures("unasked")
async def test_a_reason_asked_for_gives_the_focus_back(desk: Desk) -> None:
    """To the pane that had it: the next key means what it meant."""
    async with desk() as pilot:
        await press(pilot, "tab", "1")
        await press(pilot, "g", "shift+tab", "g", "tab", "2")
        assert pilot.app.screen.query_one(VerdictBar).asking
        await press(pilot, "escape")
        assert pilot.app.focused is pilot.app.screen.query_one("#evidence")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LAMP, PAPER], ids=lambda theme: theme.name)
def test_every_text_colour_has_enough_contrast_on_every_ground(theme: Theme) -> None:
    """WCAG 2.1, success criterion 1.4.3: 4.5 to 1."""
    named = theme.variables
    grounds = [
        *map(str, (theme.background, theme.surface, theme.panel)),
        named["chosen"],
        named["found"],
    ]
    texts = [
        str(theme.foreground),
        str(theme.warning),
        *(named[n] for n in ("conflict", "support", "quiet", "focus")),
    ]
    for text in texts:
        for ground in grounds:
            high, low = sorted((_luminance(text), _luminance(ground)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)


async def test_a_key_that_can_do_nothing_here_says_why(desk: Desk) -> None:
    """At 80 columns with the claims in view no passage is seen; a scale has so many ratings."""
    async with desk() as pilot:
        told = {
            "s": "no passage is at hand: tab goes to the evidence",
            "y": "no passage is at hand: tab goes to the evidence",
            "o": "that is for the evidence: tab goes there",
            "8": "the scale has 6 ratings: 1 to 6",
        }
        for key, words in told.items():
            pilot.app.clear_notifications()
            await press(pilot, key)
            assert [str(each.message) for each in pilot.app._notifications] == [words]
        assert app_of(pilot).workspace.entries() == ()
        await press(pilot, "slash")
        await type_text(pilot, "zzz")
        await press(pilot, "enter", "s")
        told_now = [str(each.message) for each in pilot.app._notifications]
        assert told_now == ["no claim has these words: esc shows all"]


async def test_a_pane_that_was_clicked_on_is_the_one_where_keys_work(desk: Desk) -> None:
    """Its list moves, and / filters its passages, not the claims."""
    async with desk(size=(120, 40)) as pilot:
        await pilot.click("#evidence", offset=(10, 3))
        await settle(pilot)
        assert pilot.app.screen.query_one(Sides).pane == "evidence"
        await press(pilot, "slash")
        assert pilot.app.focused is not None and pilot.app.focused.id == "asked"


async def test_a_second_click_on_a_cell_of_the_matrix_opens_it(desk: Desk) -> None:
    """The first goes there, as the arrows do."""
    async with desk(size=(120, 40)) as pilot:
        await press(pilot, "m")
        matrix = pilot.app.screen
        await pilot.click("#grid", offset=(10, 3))
        await settle(pilot)
        assert pilot.app.screen is matrix
        await pilot.click("#grid", offset=(10, 3))
        await settle(pilot)
        assert pilot.app.screen is not matrix
