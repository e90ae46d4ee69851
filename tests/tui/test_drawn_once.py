"""An event changes what is known, and each pane draws its value once, however much follows."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from keyboard import Desk, app_of, press, screen_of, settle

from workbench.tui.panes.claim_card import ClaimCard
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.verdict_bar import VerdictBar
from workbench.tui.screens.review import ReviewScreen, evidence_state


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each is drawn or made from now on."""
    counts: Counter[str] = Counter()

    def count(holder: object, name: str, called: str) -> None:
        before: Callable[..., Any] = getattr(holder, name)

        def counting(*given: Any, **more: Any) -> Any:
            counts[called] += 1
            return before(*given, **more)

        monkeypatch.setattr(holder, name, counting)

    count(VerdictBar, "_parts", "verdict bar")
    count(ClaimCard, "_changed", "claim card")
    count(ClaimList, "reset", "claims")
    count(evidence_state, "cards_of", "cards")
    return counts


@pytest.mark.usefixtures("unasked")
async def test_a_digit_draws_the_verdict_and_the_claim_twice_at_most(
    desk: Desk, drawn: Counter[str]
) -> None:
    """Once for "saving", once for what stands then and the claim that comes next."""
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "n")
        drawn.clear()
        await press(pilot, "1")
        assert app_of(pilot).workspace.entries()
        assert 1 <= drawn["verdict bar"] <= 2, drawn
        assert 1 <= drawn["claim card"] <= 2, drawn
        assert 1 <= drawn["cards"] <= 2, drawn


async def test_a_mark_makes_the_cards_once(desk: Desk, drawn: Counter[str]) -> None:
    """And draws no claim but the one it is for."""
    async with desk(size=(160, 45)) as pilot:
        await press(pilot, "tab")
        drawn.clear()
        await press(pilot, "s")
        assert len(app_of(pilot).workspace.entries()) == 1
        assert drawn["cards"] <= 2, drawn
        assert drawn["claims"] == 0, drawn


async def test_what_nothing_changed_is_not_drawn(desk: Desk, drawn: Counter[str]) -> None:
    """A second call with the same values: a timer or a message that brings nothing new."""
    async with desk(size=(160, 45)) as pilot:
        drawn.clear()
        screen_of(pilot, ReviewScreen).show()
        await settle(pilot)
        assert not drawn
