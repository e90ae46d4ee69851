"""What a verdict lacks is told; the rating key asks why; the report prints the answer."""

from pathlib import Path

import pytest
from keyboard import Desk, app_of, press, screen_of, settle, type_text
from onscreen import shown

from workbench.tui.cards import Card
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.review import ReviewScreen
from workbench.verdicts import Verdict
from workbench.workspace import Workspace

SOURCE = "2023-09-07-cooperation-impasse"


def rated(project: Path, claim: str) -> Verdict | None:
    """The verdict on a claim as it is on disk."""
    workspace = Workspace.open(project, by="rita")
    verdict = workspace.standing(claim).verdict
    workspace.close()
    return verdict


def flat(told: str) -> str:
    """A screen as one line."""
    return " ".join(told.replace("▌", " ").split())


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_verdict_without_a_quote_asks_for_a_reason_which_the_report_prints(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """An empty line records nothing and says what is missing."""
    async with desk(size=size) as pilot:
        assert "needs: a marked passage" in shown(pilot.app)
        await press(pilot, "1")
        told = shown(pilot.app)
        assert "Why True without a marked passage?" in told
        assert "in one line; enter records, esc leaves the claim open" in told
        await press(pilot, "enter")
        assert "a few words say why" in shown(pilot.app)
        assert pilot.app.screen.query_one(VerdictBar).asking
        assert app_of(pilot).workspace.entries() == ()
        await type_text(pilot, "said on air")
        await press(pilot, "enter")
        assert "1 of 32 judged" in shown(pilot.app)
    given = rated(project, "only-country")
    assert given is not None
    assert (given.rating, given.reason) == ("true", "said on air")
    workspace = Workspace.open(project)
    text = workspace.report()
    workspace.close()
    assert "Why a rule was set aside: said on air" in text
    assert "The verdict lacks: a marked passage." in text


def _late(card: Card) -> bool:
    """Of the later source, and not only the claimant who says it again."""
    return card.key[0] == SOURCE and not card.evidence.judgement.by_claimant


async def test_a_mark_on_the_claimants_own_words_is_no_evidence(desk: Desk) -> None:
    """Asked as what it is: a passage was marked, but he is no witness for himself."""
    async with desk() as pilot:
        await press(pilot, "enter")
        cards = pilot.app.screen.query_one(EvidenceList).cards
        own = next(n for n, card in enumerate(cards) if card.evidence.judgement.by_claimant)
        await press(pilot, *["j"] * own, "s", "1")
        told = flat(shown(pilot.app))
        assert "Why True without a marked passage that is not the claimant's own" in told


async def test_all_that_is_missing_is_asked_for_at_once(desk: Desk, project: Path) -> None:
    """One source, and later than the claim; the question is told to its end at 80 columns."""
    async with desk() as pilot:
        await press(pilot, "enter")
        cards = pilot.app.screen.query_one(EvidenceList).cards
        late = next(n for n, card in enumerate(cards) if _late(card))
        await press(pilot, *["j"] * late, "x", "x", "s", "1")
        told = flat(shown(pilot.app))
        assert (
            "Why True without 2 independent sources (has 1) or evidence as old as the claim "
            "(2023-09-06)?" in told
        )
        await press(pilot, "escape")
        assert "0 of 32 judged" in shown(pilot.app)
        assert pilot.app.focused is pilot.app.screen.query_one("#evidence")


async def test_a_rating_that_decides_nothing_is_asked_for_no_passage(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "6")
        assert "saved: Unproven" in shown(pilot.app)
        assert not pilot.app.screen.query_one(VerdictBar).asking


@pytest.mark.usefixtures("unasked")
async def test_a_rule_switched_off_is_neither_shown_nor_asked(desk: Desk) -> None:
    async with desk() as pilot:
        assert "needs:" not in shown(pilot.app)
        await press(pilot, "1")
        assert "saved: True" in shown(pilot.app)


async def test_a_changed_rating_names_what_it_lacks_too(desk: Desk, project: Path) -> None:
    """One question, one answer; enter pressed twice records it once."""
    async with desk() as pilot:
        await press(pilot, "6", "g", "5")
        assert "Why Unproven → False without a marked passage?" in shown(pilot.app)
        await type_text(pilot, "seen since")
        for _ in range(2):
            await pilot.press("enter")
        await settle(pilot)
        assert len(app_of(pilot).workspace.entries()) == 2
    given = rated(project, "only-country")
    assert given is not None
    assert (given.rating, given.reason) == ("false", "seen since")


async def test_rules_are_known_before_the_evidence_is(
    desk: Desk, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key pressed while the sources are searched is asked the same."""
    from workbench.tui.screens.review.finder import Finder

    monkeypatch.setattr(Finder, "look_for", lambda *_, **__: None)
    async with desk() as pilot:
        await press(pilot, "1")
        assert "Why True without a marked passage?" in shown(pilot.app)


async def test_a_claim_that_left_the_file_can_only_be_looked_at(desk: Desk, project: Path) -> None:
    """And says so, whatever is tried on it."""
    workspace = Workspace.open(project, by="rita")
    workspace.rate("only-country", "true")
    workspace.apply(workspace.propose_split("only-country", ["One thing", "Another"], keep=False))
    workspace.close()
    async with desk() as pilot:
        review = screen_of(pilot, ReviewScreen)
        assert isinstance(review, ReviewScreen)
        await press(pilot, "G")
        assert review.claim is not None
        assert review.claim.id == "only-country"
        entries = len(app_of(pilot).workspace.entries())
        for key in ("5", "p", "E", "S", "e"):
            pilot.app.clear_notifications()
            await press(pilot, key)
            assert "no longer in claims.toml" in shown(pilot.app), key
        assert len(app_of(pilot).workspace.entries()) == entries


async def test_a_stale_verdict_given_again_is_quoted_from_the_source_of_today(
    desk: Desk, project: Path
) -> None:
    """The same digit or another; what was altered stays stale and is pointed to."""
    workspace = Workspace.open(project, by="rita")
    workspace.refresh()
    words = ("the first country to schedule", "still the only country in the entire world")
    for each in words:
        passage = next(p for p in workspace.passages(SOURCE) if each in p.text)
        workspace.mark("only-country", passage, "conflicts")
    workspace.rate("only-country", "true")
    workspace.close()
    file = project / "corpus" / f"{SOURCE}.txt"
    file.write_text("A note of the editor.\n\n" + file.read_text(encoding="utf-8"))
    async with desk() as pilot:
        assert "! stale" in shown(pilot.app)
        await press(pilot, "1")
        assert "Why True again without" in shown(pilot.app)
        await type_text(pilot, "nothing else")
        await press(pilot, "enter")
        assert "stale" not in shown(pilot.app)
        await press(pilot, "u")
        assert "! stale" in shown(pilot.app)
        await press(pilot, "ctrl+r", "q")
    file.write_text(file.read_text().replace("still the only country", "now one of two countries"))
    async with desk() as pilot:
        await press(pilot, "5")
        await type_text(pilot, "others followed")
        await press(pilot, "enter")
        # The toast itself: on screen its two lines stand beside the claims.
        toasts = [str(each.message) for each in pilot.app._notifications]
        assert any("still stale: R shows its quotes" in each for each in toasts)
        assert "! stale" in shown(pilot.app)
        await press(pilot, "R")
        assert "~ altered" in shown(pilot.app)
        assert "→ moved" not in shown(pilot.app)
