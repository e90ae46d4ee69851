"""A second reading on the cards: after the reasons, named, and without weight."""

import re
from pathlib import Path

import pytest
from keyboard import press, settle
from nli_model import make_model

from workbench.errors import InputError
from workbench.nli import SecondReader, open_folder
from workbench.settings import Settings, own_settings, read_settings
from workbench.stance import Judgement
from workbench.tui.app import WorkbenchApp, second_reader
from workbench.tui.cards import Card
from workbench.tui.panes.evidence_list import EvidenceList
from workbench.tui.screens.review import ReviewScreen
from workbench.verdicts import Marked
from workbench.workspace import Workspace


def cards(app: WorkbenchApp) -> tuple[Card, ...]:
    return app.screen.query_one(EvidenceList).cards


def without_seconds(shown: tuple[Card, ...]) -> list[tuple[object, ...]]:
    return [(card.key, card.evidence.match) for card in shown]


def _no_louder(card: Card, before: dict[tuple[str, int, int], Judgement]) -> bool:
    """Whether a card's word is the one it had before a model read it, or a lower one."""
    order = [None, "weak", "fair", "strong"]
    was = before[card.key]
    now = card.evidence.judgement
    return order.index(now.confidence) <= order.index(was.confidence)


async def test_a_model_adds_a_line_to_each_card_and_raises_no_flag(
    project: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(project, by="rita")
    plain = WorkbenchApp(workspace)
    async with plain.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = without_seconds(cards(plain))
        words = {card.key: card.evidence.judgement for card in cards(plain)}
        assert all(not card.second for card in cards(plain))
    workspace.close()
    workspace = Workspace.open(project, by="rita")
    reader = SecondReader(open_folder(make_model(tmp_path / "tiny")))
    app = WorkbenchApp(workspace, reader=reader)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert without_seconds(cards(app)) == before
        assert all(_no_louder(card, words) for card in cards(app))
        assert all(card.second.startswith("model tiny: ") for card in cards(app)[:20])
        assert any("only" in c.evidence.match.passage.text.lower() for c in cards(app)[:20])
        pane = app.screen.query_one(EvidenceList)
        drawn = "\n".join(each.plain for each in pane.draw(pane.index or 0, 100))
        assert "model tiny: " in drawn
        first = app.screen.claim  # type: ignore[attr-defined]
        await press(pilot, "n")
        assert app.screen.claim is not first  # type: ignore[attr-defined]
        assert all(card.second for card in cards(app)[:20])
    workspace.close()


async def test_a_model_that_fails_is_told_once_and_asked_no_more(
    project: Path, tmp_path: Path
) -> None:
    made = make_model(tmp_path / "tiny")
    reader = SecondReader(open_folder(made))
    (made / "model.onnx").write_bytes(b"broken")
    workspace = Workspace.open(project, by="rita")
    app = WorkbenchApp(workspace, reader=reader)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        told = [each.message for each in app._notifications]
        assert any("no second reading" in each and "model.onnx" in each for each in told)
        assert cards(app)
        assert all(not card.second for card in cards(app))
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.finder.reader is None
    workspace.close()


async def test_the_settings_name_the_model_and_the_report_keeps_what_was_seen(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood on the card when a passage was marked; a passage nobody marked keeps nothing."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    make_model(tmp_path / "config" / "workbench" / "tiny", pulls={"china": 0})
    workspace = Workspace.open(project, by="rita")
    assert second_reader(read_settings(project)) is None
    (tmp_path / "config" / "workbench" / "settings.toml").write_text('nli = "tiny"\n')
    settings = read_settings(project)
    app = WorkbenchApp(workspace, settings=settings, reader=second_reader(settings))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        pane = app.screen.query_one(EvidenceList)
        card = pane.chosen
        assert card is not None
        assert re.fullmatch(r"model tiny: conflicts (\.\d\d|1\.00)", card.second)
        drawn = "\n".join(each.plain for each in pane.draw(pane.index or 0, 100))
        assert card.second in drawn
        await press(pilot, "s")
    (entry,) = [each for each in workspace.entries() if isinstance(each.decision, Marked)]
    assert entry.decision.second == card.second  # type: ignore[union-attr]
    told = workspace.report(audit=True)
    (marked,) = [each for each in told.split("\n") if "Marked by the checker" in each]
    assert f"Suggested by the program: {card.stance}" in marked
    assert f"Second reading, {card.second}." in marked
    assert told.count("Second reading, ") == 1
    assert "its number is the model's, not measured" in told
    workspace.close()


async def test_an_answer_for_a_claim_that_was_left_is_not_shown_on_another(
    project: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(project, by="rita")
    app = WorkbenchApp(workspace, reader=SecondReader(open_folder(make_model(tmp_path / "tiny"))))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for _ in range(6):  # faster than anything can be read
            await pilot.press("j")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.claim is not None
        keys = {card.key for card in cards(app)}
        assert set(screen.finder.said[screen.claim.id]) <= keys
        assert all(card.second for card in cards(app)[:20])
    workspace.close()


def test_only_a_persons_own_settings_name_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project may come from anyone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own = tmp_path / "config" / "workbench" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text('nli = "models/tiny"\n')
    assert own_settings().nli == read_settings(tmp_path).nli == own.parent / "models" / "tiny"
    with pytest.raises(InputError, match="tiny: no such folder"):
        second_reader(own_settings())
    assert second_reader(Settings()) is None
    (tmp_path / "workbench.toml").write_text('nli = "models/tiny"\n')
    with pytest.raises(InputError, match="a project must not set"):
        read_settings(tmp_path)
    for bad in ("nli = 3", 'nli = " "'):
        own.write_text(bad)
        with pytest.raises(InputError, match="nli must be a folder"):
            own_settings()
