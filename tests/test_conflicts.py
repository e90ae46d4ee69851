"""Two people who did not know of each other's rating: on every face a conflict, until one rules."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import refused, rows, workbench

from workbench.errors import InputError
from workbench.ledger.reading import read
from workbench.report import changed_since_reported
from workbench.settings import own_settings, read_settings
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.review.claim_state import ClaimState
from workbench.tui.screens.review.rating import meaning
from workbench.verdicts.precedents import precedent_in_words
from workbench.workspace import Workspace

CLAIMS = """
[project]
title = "Ferries"
rules = { quotes = false, two_sources = false, other_side = false, not_later = false }

[[claims]]
id = "ferry"
text = "The ferry to the island sails twice a day"

[[claims]]
id = "toll"
text = "Crossing the bridge costs nothing"
"""
SOURCE = "The ferry to the island sails twice a day in summer. Crossing costs four crowns.\n"

Two = tuple[Workspace, Workspace]


def desk(root: Path, by: str) -> Workspace:
    (root / "corpus").mkdir(parents=True)
    (root / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    (root / "corpus" / "crossing.txt").write_text(SOURCE, encoding="utf-8")
    return Workspace.open(root, by=by)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Two desks on one project, each with a ledger of its own."""
    both = desk(tmp_path / "ada", "ada"), desk(tmp_path / "bob", "bob")
    yield both
    for each in both:
        each.close()


def join(*desks: Workspace) -> None:
    """Each takes in what the others have."""
    for each in desks:
        others = [other.root / "verdicts.db" for other in desks if other is not each]
        each.merge([other for other in others if other.exists()])


@pytest.fixture
def apart(two: Two) -> Two:
    """Both rated one claim, and then heard of each other."""
    ada, bob = two
    ada.rate("ferry", "true", reason="the timetable says so")
    bob.rate("ferry", "false")
    join(ada, bob)
    return two


def test_none_of_the_two_stands_on_any_desk(apart: Two) -> None:
    for each in apart:
        standing = each.standing("ferry")
        assert standing.verdict is None
        assert [entry.by for entry in standing.conflict] == ["ada", "bob"]
        assert each.check() == (
            "ferry: in conflict: True by ada, False by bob; a new rating settles it",
        )
        with pytest.raises(InputError, match="reviewers differ"):
            each.still_holds("ferry")


def test_the_report_tells_both_and_no_verdict(apart: Two) -> None:
    texts = [each.report() for each in apart]
    assert texts[0] == texts[1]
    assert "2 claims checked against 1 source: 0 judged, 1 in conflict, 1 open." in texts[0]
    assert "## Reviewers differ" in texts[0]
    assert "**In conflict:** **True** (" in texts[0]
    assert ", **False** (" in texts[0]
    assert "There is no verdict." in texts[0]
    assert "ada: the timetable says so" in texts[0]
    assert "| *in conflict* | 1 |" in texts[0]
    assert "The verdicts are by ada, bob." in texts[0]
    assert "**Verdict:" not in texts[0]


def test_a_claim_in_conflict_that_left_the_file_is_told_too(apart: Two) -> None:
    ada, _ = apart
    text = CLAIMS.replace('id = "ferry"', 'id = "boat"')
    (ada.root / "claims.toml").write_text(text, encoding="utf-8")
    ada.read_again()
    told = ada.report()
    assert "claims no longer listed" in told
    assert "**In conflict:**" in told
    (row,) = rows(workbench("list", "--conflict", "--json", cwd=ada.root))
    assert (row["id"], row["listed"], row["state"]) == ("ferry", False, "conflict")


def test_the_same_rating_of_two_is_a_verdict_of_both(two: Two) -> None:
    ada, bob = two
    ada.rate("ferry", "true")
    bob.rate("ferry", "true")
    join(ada, bob)
    told = ada.report()
    assert told == bob.report()
    assert "**Verdict: True.**" in told
    assert "The same rating was given without knowing of this one: " in told
    assert "The verdicts are by ada, bob." in told
    (shown,) = rows(workbench("show", "ferry", "--json", cwd=ada.root))
    assert (shown["state"], shown["by"]) == ("judged", "bob")
    assert [each["by"] for each in shown["agreeing"]] == ["ada"]
    assert ada.check() == ()


def test_what_a_report_had_told_before_is_a_correction(two: Two, tmp_path: Path) -> None:
    ada, bob = two
    ada.rate("ferry", "true")
    ada.write_report(tmp_path / "report.md")
    bob.rate("ferry", "false")
    join(ada, bob)
    told = ada.report()
    assert "Reviewers differ on it since." in told
    assert told == bob.report()
    assert changed_since_reported(ada.desk()) == {}
    ada.rate("ferry", "false", reason="bob is right")
    assert "It is now **False**" in ada.report()
    assert "Reason for the change: bob is right" in ada.report()


def test_two_reports_that_did_not_know_of_each_other_correct_nothing_by_it(
    two: Two, tmp_path: Path
) -> None:
    """Each told what was known to who wrote it; both are compared with what stands now."""
    ada, bob = two
    ada.rate("ferry", "true")
    ada.write_report(tmp_path / "a.md")
    bob.rate("toll", "false")
    bob.write_report(tmp_path / "b.md")
    join(ada, bob)
    assert "## Corrections" not in ada.report()
    ada.rate("ferry", "mixed")
    ada.rate("toll", "mixed")
    told = ada.report()
    assert told.count("was reported as") == 2
    join(bob, ada)
    assert told == bob.report()


def test_a_digit_asks_why_and_names_both(apart: Two) -> None:
    ada, _ = apart
    given = meaning(
        ada.scale.ratings[0],
        ada.standing("ferry"),
        scale=ada.scale,
        scales=ada.scales,
        stale=False,
        lacks=(),
    )
    assert str(given.question) == "Why True (ada True, bob False)?"
    assert (given.needed, given.kept) == (False, "in conflict")


def test_the_list_and_the_verdict_line_show_it(apart: Two) -> None:
    ada, _ = apart
    state = ClaimState(ada, lambda id_: "k", {})
    state.desk = ada.desk()
    claim = ada.claim("ferry")
    assert str(state.state(claim)) == "≠ conflict"
    shown = state.stands(claim, (), {})
    assert (shown.rating, shown.verdict, shown.conflict) == (None, None, "ada True, bob False")
    assert state.progress() == ("0 of 2 judged", "1 in conflict")
    state.filter = "conflict"
    assert [row.id for row in state.rows()] == ["ferry"]


def test_a_like_claim_is_told_of_as_one_on_which_they_differ(apart: Two) -> None:
    ada, _ = apart
    first = ada.similar("The ferry to the island sails three times a day")[0]
    told = precedent_in_words(first, scales=ada.scales, reviewer="ada")
    assert told == "ada and bob differ on ferry: The ferry to the island sails twice a day"


def test_undo_in_the_app_takes_ones_own_whatever_came_in(two: Two) -> None:
    ada, bob = two
    ada.rate("ferry", "true")
    bob.rate("toll", "false")
    bob.rate("ferry", "mixed")
    change = ada.propose_edit("toll", text="Crossing the bridge costs a crown")
    ada.apply(change)
    join(ada, bob)
    assert ada.take_back() == change
    assert (ada.root / "claims.toml").read_text() == CLAIMS
    last = ada.take_back()
    assert last is not None
    assert getattr(last, "by", "") == "ada"
    assert ada.standing("ferry").verdict is not None
    assert ada.take_back() is None


class TestWhoDecides:
    @pytest.fixture
    def config(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        home = tmp_path / "config" / "workbench"
        home.mkdir(parents=True)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(home.parent))
        return home / "settings.toml"

    def test_is_who_ones_own_settings_say(self, two: Two, config: Path) -> None:
        ada, _ = two
        text = CLAIMS.replace("[project]\n", '[project]\nreviewer = "the desk"\n')
        (ada.root / "claims.toml").write_text(text, encoding="utf-8")
        (row,) = rows(workbench("postpone", "toll", "--json", cwd=ada.root))
        assert row["by"] == "the desk"
        config.write_text('reviewer = "Eve Ward"\n', encoding="utf-8")
        assert own_settings().reviewer == "Eve Ward"
        (row,) = rows(workbench("postpone", "toll", "--json", cwd=ada.root))
        assert row["by"] == "Eve Ward"
        (row,) = rows(workbench("postpone", "toll", "--by", "joe", "--json", cwd=ada.root))
        assert row["by"] == "joe"

    @pytest.mark.parametrize("given", ['""', "7", '" "', '"' + "n" * 201 + '"'])
    def test_a_name_that_is_none_is_refused_in_one_line(
        self, two: Two, config: Path, given: str
    ) -> None:
        config.write_text(f"reviewer = {given}\n", encoding="utf-8")
        told = refused(workbench("postpone", "toll", cwd=two[0].root))
        assert told.startswith("settings.toml:1:1: reviewer must be a name")

    def test_a_project_names_nobody(self, two: Two, config: Path) -> None:
        (two[0].root / "workbench.toml").write_text('reviewer = "x"\n', encoding="utf-8")
        with pytest.raises(InputError, match="a project must not set"):
            read_settings(two[0].root)

    @pytest.mark.parametrize("before", [False, True], ids=["new here", "has decided"])
    async def test_the_app_says_it_before_the_first_decision(self, two: Two, before: bool) -> None:
        ada, _ = two
        if before:
            ada.rate("ferry", "true")
        app = WorkbenchApp(ada)
        app.introduces = True
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            for _ in range(200):
                await pilot.pause(0.02)
                if app.screen.desk is not None:  # type: ignore[attr-defined]
                    break
            await pilot.pause()
            said = [str(each.message) for each in app._notifications]
            assert any(each.startswith("you decide as ada;") for each in said) != before


def test_a_ledger_kept_by_hand_is_merged_file_by_file(apart: Two, tmp_path: Path) -> None:
    """From copies sent by post, some of them old ones, in any order."""
    ada, bob = apart
    bob.rate("toll", "true")
    for n, each in enumerate((ada, bob)):
        shutil.copy(each.root / "verdicts.jsonl", tmp_path / f"{n}.jsonl")
    third = desk(tmp_path / "eve", "eve")
    third.merge([tmp_path / "1.jsonl", tmp_path / "0.jsonl"])
    assert [each.id for each in third.entries()] == [each.id for each in bob.entries()]
    assert len(read(tmp_path / "1.jsonl").rows) == 3
    third.close()
