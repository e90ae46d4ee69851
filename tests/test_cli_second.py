"""find and explain with a model of the user's own, and with dates and sentences before."""

import json
from pathlib import Path
from typing import Any

import pytest
from commanding import refused, rows, workbench
from nli_model import make_model

CLAIM, PASSAGE = "Peru controls 25 types of nets.", "Peru controls over 50 types of nets."


@pytest.fixture
def model(tmp_path: Path) -> str:
    return str(make_model(tmp_path / "tiny"))


def without_second(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "second"}


def test_find_adds_what_the_model_says_and_raises_no_flag(project: Path, model: str) -> None:
    (plain,) = rows(workbench("find", "--id", "only-country", "--json", cwd=project))
    (read,) = rows(workbench("find", "--id", "only-country", "--json", "--nli", model, cwd=project))
    assert all("second" not in each for each in plain["evidence"])
    order = [None, "weak", "fair", "strong"]
    for each, was in zip(read["evidence"], plain["evidence"], strict=True):
        assert order.index(each["confidence"]) <= order.index(was["confidence"])
        if each["confidence"] == was["confidence"]:
            assert without_second(each) == was
        else:
            assert "but: model tiny gives" in each["reasons"][1]["text"]
        second = each["second"]
        assert list(second) == ["model", "stance", "probability"]
        assert second["model"] == "tiny"
        assert second["stance"] in {"supports", "conflicts", "mentions"}
        assert 1 / 3 <= second["probability"] <= 1
    said = workbench("find", "--id", "only-country", "--nli", model, cwd=project).stdout
    assert said.count("    model tiny: ") == len(read["evidence"])


def test_only_the_best_twenty_are_read(project: Path, model: str) -> None:
    (row,) = rows(
        workbench("find", "China", "--limit", "30", "--json", "--nli", model, cwd=project)
    )
    read = ["second" in each for each in row["evidence"]]
    assert read == [True] * 20 + [False] * (len(read) - 20)
    assert len(read) > 20


def test_explain_carries_it_for_one_pair_and_for_many(tmp_path: Path, model: str) -> None:
    (one,) = rows(
        workbench("explain", "a", "It never sank.", "--json", "--nli", model, cwd=tmp_path)
    )
    assert one["second"]["stance"] == "conflicts"
    assert one["stance"] == "mentions"
    pairs = [{"id": n, "claim": "a", "passage": text} for n, text in enumerate(("never", "same"))]
    stdin = "\n".join(map(json.dumps, pairs))
    for given in ("-", "pairs.jsonl"):
        (tmp_path / "pairs.jsonl").write_text(stdin)
        found = rows(
            workbench(
                "explain", "--pairs", given, "--json", "--nli", model, cwd=tmp_path, stdin=stdin
            )
        )
        assert [each["second"]["stance"] for each in found] == ["conflicts", "supports"]
    said = workbench("explain", "a", "never", "--nli", model, cwd=tmp_path).stdout
    assert "model tiny: conflicts " in said


def test_the_settings_name_a_model_and_an_option_overrules_them(tmp_path: Path, model: str) -> None:
    config = tmp_path / "config" / "workbench"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f"nli = {json.dumps(model)}\n")
    asked = ("explain", "a", "never", "--json")
    (row,) = rows(workbench(*asked, cwd=tmp_path, XDG_CONFIG_HOME=str(config.parent)))
    assert row["second"]["model"] == "tiny"
    (row,) = rows(workbench(*asked, "--no-nli", cwd=tmp_path, XDG_CONFIG_HOME=str(config.parent)))
    assert "second" not in row


def test_a_model_that_cannot_be_used_is_one_line(project: Path, tmp_path: Path, model: str) -> None:
    asked = ("explain", "a", "never", "--json", "--nli")
    assert "no such folder" in refused(workbench(*asked, "nowhere", cwd=tmp_path))
    (Path(model) / "model.onnx").write_bytes(b"broken")
    assert "model.onnx cannot be used" in refused(workbench(*asked, model, cwd=tmp_path))
    told = refused(workbench("find", "China", "--nli", model, cwd=project))
    assert "model.onnx cannot be used" in told


def test_explain_takes_dates_and_tells_the_but(tmp_path: Path) -> None:
    dates = ("--claim-date", "2025-03", "--published", "2018-08-29")
    (row,) = rows(workbench("explain", CLAIM, PASSAGE, *dates, "--json", cwd=tmp_path))
    (but,) = [each for each in row["reasons"] if each["relation"] == "but"]
    assert (row["stance"], row["confidence"]) == ("conflicts", "fair")
    assert but["kind"] == "time"
    assert but["text"] == "but: source of 29 Aug 2018, claim of March 2025"
    said = workbench("explain", CLAIM, PASSAGE, *dates, cwd=tmp_path).stdout
    assert "    but: source of 29 Aug 2018, claim of March 2025\n" in said


def test_explain_takes_the_sentences_before(tmp_path: Path) -> None:
    passage = "It controls over 50 types of nets."
    (row,) = rows(
        workbench("explain", CLAIM, passage, "--before", "Peru is far.", "--json", cwd=tmp_path)
    )
    told = [each["text"] for each in row["reasons"] if each["kind"] == "reference"]
    assert told == ["reference: “It” read as Peru"]
    pair = {"claim": CLAIM, "passage": passage, "before": ["Peru is far."]}
    (piped,) = rows(
        workbench("explain", "--pairs", "-", "--json", cwd=tmp_path, stdin=json.dumps(pair))
    )
    assert piped == row


def test_a_date_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    told = refused(workbench("explain", "a", "b", "--published", "soon", cwd=tmp_path))
    assert "published soon: a date is" in told
    pair = json.dumps({"claim": "a", "passage": "b", "claim_date": "May"})
    told = refused(workbench("explain", "--pairs", "-", "--json", cwd=tmp_path, stdin=pair))
    assert told.startswith("standard input:1: claim_date May")
    told = refused(workbench("explain", "--pairs", "-", "--before", "x", cwd=tmp_path, stdin=pair))
    assert "--pairs" in told
