"""Decisions on the command line: recorded, shown, undone, refused."""

from pathlib import Path

import pytest
from commanding import FIRST, ONLY, refused, rows, workbench


def test_a_verdict_is_recorded_shown_undone_and_brought_back(project: Path) -> None:
    result = workbench(
        "record", "only-country", "Mostly true", "--why", "One official\nsays so.",
        "--supports", ONLY, "--irrelevant", FIRST, "--by", "Maria", cwd=project,
    )  # fmt: skip
    assert "saved: rated Mostly true on only-country" in result.stdout
    assert "Today, China is still the only country in the entire world" in result.stdout

    (shown,) = rows(workbench("show", "only-country", "--json", cwd=project))
    assert (shown["rating"], shown["name"]) == ("mostly-true", "Mostly true")
    assert shown["by"] == "Maria"
    assert shown["justification"] == "One official\nsays so."
    assert [(mark["mark"], mark["anchor"]) for mark in shown["marks"]] == [
        ("supports", "exact"),
        ("irrelevant", "exact"),
    ]

    (taken,) = rows(workbench("undo", "--by", "Maria", "--json", cwd=project))
    assert taken["decision"]["type"] == "rated"
    (shown,) = rows(workbench("show", "only-country", "--json", cwd=project))
    assert (shown["state"], shown["rating"], shown["marks"]) == ("open", None, [])

    assert (
        "stands again: rated Mostly true" in workbench("redo", "--by", "Maria", cwd=project).stdout
    )
    (shown,) = rows(workbench("show", "only-country", "--json", cwd=project))
    assert shown["rating"] == "mostly-true"

    told = rows(workbench("history", "--json", cwd=project))
    assert [row["decision"]["type"] for row in told] == ["justified", "rated", "undone", "redone"]
    assert all(list(row) == ["seq", "id", "at", "by", "decision", "text"] for row in told)


def test_a_changed_rating_says_what_it_was(project: Path) -> None:
    workbench("record", "only-country", "true", cwd=project)
    result = workbench("record", "only-country", "5", "--reason", "Others do too", cwd=project)
    assert "rated False on only-country" in result.stdout
    assert "before: rated True" in result.stdout
    (shown,) = rows(workbench("show", "only-country", "--json", cwd=project))
    assert shown["reason"] == "Others do too"
    assert [each["rating"] for each in shown["earlier"]] == ["true"]


def test_passages_are_marked_and_unmarked_claims_justified_and_put_off(project: Path) -> None:
    marked = workbench("mark", "only-country", ONLY, "conflicts", "--json", cwd=project)
    (row,) = rows(marked)
    assert row["decision"]["mark"] == "conflicts"
    assert row["decision"]["suggested"].startswith("supports")
    assert row["decision"]["quote"]["exact"].startswith("Today, China is still the only country")
    assert workbench("mark", "only-country", ONLY, "none", cwd=project).returncode == 0
    workbench("justify", "only-country", "To be asked again.", cwd=project)
    workbench("postpone", "only-country", cwd=project)
    shown = workbench("show", "only-country", cwd=project).stdout
    assert "postponed" in shown
    assert "To be asked again." in shown
    assert "conflicts" not in shown


def test_nothing_to_undo_is_an_answer_of_no(project: Path) -> None:
    result = workbench("undo", "--by", "Nobody", cwd=project)
    assert (result.returncode, result.stdout) == (1, "")
    assert not (project / "verdicts.db").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("record", "no-such-claim", "true"),
        ("record", "only-country", "maybe"),
        ("record", "only-country", "true", "--supports", "no-such-source:1-2"),
        ("record", "only-country", "true", "--supports", "2025-03-05-white-paper:10-999999"),
        ("record", "only-country", "true", "--supports", "2025-03-05-white-paper:10-10"),
        ("record", "only-country", "true", "--supports", "2025-03-05-white-paper"),
        ("record", "only-country"),
        ("record", "only-country", "true", "--supports", ONLY, "--conflicts", ONLY),
        ("find", " "),
        ("read", "no-such-source"),
        ("read", "2025-03-05-white-paper", "--for", "only-country"),
        ("grade", "2025-03-05-white-paper", "Z9"),
        ("show", "no-such-claim"),
        ("mark", "only-country", ONLY, "perhaps"),
        ("find", "text", "--id", "only-country"),
        ("find", "--limit", "0"),
        ("explain", "only a claim"),
        ("explain", "--pairs", "no-such-file"),
        ("report", "--form", "papyrus"),
        ("report", "-o", "claims.toml", "--force"),
        ("report", "-o", "corpus/new.md"),
        ("list", "-p", "no-such-folder"),
        ("no-such-command",),
        ("list", "--no-such-option"),
    ],
    ids=" ".join,
)
def test_bad_input_is_refused_in_one_line_and_records_nothing(
    project: Path, args: tuple[str, ...]
) -> None:
    before = (project / "claims.toml").read_bytes()
    assert refused(workbench(*args, cwd=project))
    assert (project / "claims.toml").read_bytes() == before
    assert not (project / "verdicts.db").exists()
    assert not (project / "corpus" / "new.md").exists()
