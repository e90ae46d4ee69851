"""What cannot be judged or searched costs itself: one card, one claim, and it says so."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.analysis.pair import Pair
from workbench.safe import crash
from workbench.search import finding
from workbench.signals import SIGNALS
from workbench.signals.found import Found
from workbench.stance import Context, Stance, both_add, judge, judge_many, spanning
from workbench.stance.judging import judge as without_door
from workbench.workspace import Workspace

CLAIMS = """[project]
title = "Ferries"

[[claims]]
id = "left"
text = "The ferry left the harbour with more than 0 passengers"

[[claims]]
id = "sank"
text = "The ferry sank outside the harbour"
"""
TEXT = (
    "The ferry left the harbour at noon with 40 passengers.\n\nThe brass band played on the pier.\n"
)


def broken(pair: Pair) -> tuple[Found, ...]:
    """A signal with a bug that shows on one word of a passage."""
    if "noon" in pair.passage.text:
        raise ZeroDivisionError("a rule that fails on noon")
    return ()


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the logs of this test are."""
    monkeypatch.setattr(crash, "folder", lambda: tmp_path / "logs")
    monkeypatch.setattr(crash, "_NOTED", set())
    return tmp_path / "logs"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, logs: Path) -> Path:
    """A desk one of whose signals fails; the folder of its logs."""
    monkeypatch.setitem(SIGNALS, "broken", broken)
    return logs


@pytest.fixture
def unsearchable(monkeypatch: pytest.MonkeyPatch, logs: Path) -> Path:
    """A desk whose search fails on claims that say "sank"; the folder of its logs."""
    real = getattr(finding, "understand")  # noqa: B009 - imported there by name

    def understand(engine, texts, claim, extra=()):  # type: ignore[no-untyped-def]
        if "sank" in claim:
            raise IndexError("a query that fails")
        return real(engine, texts, claim, extra)

    monkeypatch.setattr(finding, "understand", understand)
    return logs


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    folder = tmp_path / "ferries"
    (folder / "corpus").mkdir(parents=True)
    (folder / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    (folder / "corpus" / "gazette.txt").write_text(f"The day\n\n{TEXT}", encoding="utf-8")
    return folder


@pytest.fixture
def workspace(ferries: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(ferries, by="ada")
    workspace.refresh()
    yield workspace
    workspace.close()


def command(monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """The command in this process, so that what is broken here is broken for it."""
    from workbench.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    monkeypatch.setattr(sys, "argv", ["workbench", *words])
    with redirect_stdout(out), redirect_stderr(err):
        code = main()
    out.flush()
    assert err.tell() == 0
    return code, out.buffer.getvalue().decode()


# a pair that a rule fails on


def test_a_pair_that_a_rule_fails_on_is_not_judged_and_logged_once(failing: Path) -> None:
    claim = "The ferry left the harbour"
    one, other = judge_many(
        claim, [("The ferry left at noon.", None), ("The ferry left the harbour.", None)]
    )
    assert (one.stance, one.confidence, one.reasons, one.judged) == (
        Stance.MENTIONS, None, (), False,
    )  # fmt: skip
    assert str(one) == "could not be judged: a bug of ours"
    assert other.judged
    assert other.stance is Stance.SUPPORTS
    judge(claim, "The ferry left the harbour at noon.")
    (log,) = failing.iterdir()
    assert "a rule that fails on noon" in log.read_text(encoding="utf-8")


def test_two_sentences_that_a_rule_fails_on_are_not_put_together(failing: Path) -> None:
    claim = "The ferry left the harbour at noon"
    assert spanning(claim, "It left the harbour. It was noon.", context=None) is None


def test_finding_goes_on_with_the_other_passages(workspace: Workspace, failing: Path) -> None:
    found = workspace.find("The brass band on the ferry left at noon")
    judged = {each.match.passage.text[:9]: each.judgement.judged for each in found.evidence}
    assert judged == {"The ferry": False, "The brass": True}
    assert found.failed is None


def test_the_commands_say_it_and_go_on(
    ferries: Path, failing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told = command(monkeypatch, "find", "-p", str(ferries))
    assert code == 0
    assert "could not be judged: a bug of ours, score" in told
    code, told = command(monkeypatch, "find", "--json", "-p", str(ferries))
    assert code == 0
    rows = [json.loads(row) for row in told.splitlines()]
    assert [row["claim"]["id"] for row in rows] == ["left", "sank"]
    said = [each for row in rows for each in row["evidence"] if not each["judged"]]
    assert said
    for each in said:
        assert each["stance"] == "mentions"
        assert each["confidence"] is None
        assert each["unjudged"] == "could not be judged: a bug of ours"
    pairs = ferries / "pairs.jsonl"
    lines = ({"id": n, "claim": "It left", "passage": f"It left {n}"} for n in ("noon", "late"))
    pairs.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    code, told = command(monkeypatch, "explain", "--json", "--pairs", str(pairs))
    assert code == 0
    assert [json.loads(row)["judged"] for row in told.splitlines()] == [False, True]
    code, told = command(monkeypatch, "report", "-p", str(ferries))
    assert code == 0


def test_the_report_says_of_a_marked_quote_that_it_was_not_judged(
    workspace: Workspace, failing: Path
) -> None:
    start = workspace.article("gazette").text.index("The ferry")
    passage = workspace.passage(f"gazette:{start}-{start + 53}")
    workspace.mark(
        "left",
        passage,
        "supports",
        suggested=workspace.judge(workspace.claim("left"), passage).noted,
    )
    told = workspace.report()
    assert "Marked by the checker: supports. By the program: could not be judged" in told
    assert "Suggested by the program: mentions" not in told
    assert workspace.entries()[-1].decision.suggested == "not judged"  # type: ignore[union-attr]


# a claim that the search fails on


def test_a_claim_that_cannot_be_searched_costs_itself(
    ferries: Path, workspace: Workspace, unsearchable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.find("The ferry sank").failed == "could not be searched: a bug of ours"
    code, told = command(monkeypatch, "find", "--json", "-p", str(ferries))
    left, sank = map(json.loads, told.splitlines())
    assert code == 0
    assert left["evidence"]
    assert "failed" not in left
    assert (sank["evidence"], sank["failed"]) == ([], "could not be searched: a bug of ours")
    code, told = command(monkeypatch, "find", "-p", str(ferries))
    assert code == 0
    assert told.endswith("could not be searched: a bug of ours\n\n")
    report = workspace.report()
    assert "For this report the claim could not be searched: a bug of ours" in report
    assert report.count("The program has no firm suggestion") + report.count("Suggestion: ") == 1
    (log,) = unsearchable.iterdir()
    assert "a query that fails" in log.read_text(encoding="utf-8")


# texts that rules may fail on

HOSTILE = """0 -0 0.0 00 .0 0. 0,0 zero none no nil 1 -1 1e400 1e-400 ½ ⅓ ٣ ৩ 一 Ⅻ ² 1/0 0/0 0:0
    24:61 0th 99th 1,2,3 1.2.3 1.000.000 1_000 $0 €0 0% 0°C -0.0001% inf nan NaN 0x10 half dozen
    0000 9999 0000-00-00 2024-02-30 31/02/2024 13/13/13 BC 1800s 1e9999999"""
AROUND = """more than/over/above/under/below/less than/fewer than/at least/at most/up to/
    no more than/no fewer than/between/and/from/to/about/nearly/almost/exactly/not/only/the first/
    the last/degrees/°C/percent/%/people/tons/km/days/years/in/on/May/January/last year/today/
    billion/million/dozen/hundred/times/twice/half/a third of/number/No./#/Norway/Oslo/Mr./it/
    they/rose/fell/by/than/ago/BC/a.m./-/–/:/;/(/)/./?/“/”/'"""
NUMBERS = st.one_of(
    st.sampled_from(HOSTILE.split()),
    st.integers().map(str),
    st.floats().map(str),
    st.integers(300, 5_000).map(lambda n: "9" * n),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
)
WORDS = st.one_of(NUMBERS, st.sampled_from(AROUND.split("/")), st.text(max_size=8))
SENTENCE = st.lists(WORDS, max_size=12).map(" ".join)


@example("More than 0 tons", "It was May " + "9" * 4_400, None)
@given(SENTENCE, SENTENCE, st.none() | st.builds(Context, before=st.tuples(SENTENCE)))
def test_no_rule_fails_on_any_numbers_and_words(
    claim: str, passage: str, context: Context | None
) -> None:
    judgement = without_door(claim, passage, context=context)
    assert 0 <= judgement.supports + judgement.conflicts <= 1 + 1e-9
    for reason in judgement.reasons:
        assert 0 <= reason.claim[0] <= reason.claim[1] <= len(claim)
    both_add(claim, passage, passage)


@pytest.mark.parametrize("bound", ["more than 0", "over 0", "above zero", "at least 0", "under 0"])
@pytest.mark.parametrize("noun", ["passengers", "degrees", "percent", "tons"])
@pytest.mark.parametrize("there", ["40", "0", "none of the", "0.5", "-3", "no", "1e-320"])
def test_bounds_at_zero_are_judged(bound: str, noun: str, there: str) -> None:
    pair = f"The ferry carried {bound} {noun}", f"The ferry carried {there} {noun}."
    assert without_door(*pair) == judge(*pair)
