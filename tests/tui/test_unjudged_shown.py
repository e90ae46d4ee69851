"""A pair or a claim that our rules fail on stands on the screen as that, and the desk goes on."""

from pathlib import Path

import pytest
from keyboard import Desk, press
from test_hostile import _plain

from workbench.analysis.pair import Pair
from workbench.safe import crash
from workbench.search import finding
from workbench.signals import SIGNALS
from workbench.signals.found import Found

CLAIMS = """[[claims]]
id = "left"
text = "The ferry left the harbour with more than 0 passengers"

[[claims]]
id = "sank"
text = "The ferry sank outside the harbour"
"""


@pytest.fixture
def ferries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "ferries"
    (folder / "corpus").mkdir(parents=True)
    (folder / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    left = "The ferry left the harbour at"
    text = f"{left} noon with 40 passengers.\n\n{left} dusk with 30 passengers.\n"
    (folder / "corpus" / "gazette.txt").write_text(f"The day\n\n{text}", encoding="utf-8")
    monkeypatch.setattr(crash, "folder", lambda: tmp_path / "logs")
    return folder


async def test_a_card_says_that_it_could_not_be_judged(
    desk: Desk, ferries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(pair: Pair) -> tuple[Found, ...]:
        if "noon" in pair.passage.text:
            raise ZeroDivisionError
        return ()

    monkeypatch.setitem(SIGNALS, "broken", broken)
    async with desk(size=(120, 40), root=ferries) as pilot:
        shown = _plain(pilot.app)
        assert "could not be judged: a bug of ours" in shown
        assert "SUPPORTS 1" in shown, "the other passage is judged"
        await press(pilot, "m")
        assert pilot.app.is_running


async def test_a_claim_that_cannot_be_searched_says_so_and_the_others_are_found(
    desk: Desk, ferries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(finding, "understand")  # noqa: B009 - imported there by name

    def understand(engine, texts, claim, extra=()):  # type: ignore[no-untyped-def]
        if "sank" in claim:
            raise IndexError
        return real(engine, texts, claim, extra)

    monkeypatch.setattr(finding, "understand", understand)
    async with desk(size=(120, 40), root=ferries) as pilot:
        assert "40 passengers" in _plain(pilot.app)
        await press(pilot, "j")
        shown = _plain(pilot.app)
        assert "This claim could not be searched: a bug of ours" in shown
        assert "Nothing found" not in shown
        await press(pilot, "m", "j", "l")
        assert "this claim could not be searched: a bug of ours" in _plain(pilot.app)
        assert "nothing was found in this source" not in _plain(pilot.app)
        await press(pilot, "escape", "k")
        assert "40 passengers" in _plain(pilot.app)
