"""The project as a whole on the command line: claims, sources, ledger, report."""

import getpass
import re
from pathlib import Path
from typing import cast

import pytest
from commanding import ONLY, refused, rows, workbench

from workbench.errors import InputError
from workbench.report import EXPORTERS, Exporter, form_of


def test_list_tells_what_stands_for_each_claim(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    workbench("postpone", "drugs-450", cwd=project)
    listed = {row["id"]: row for row in rows(workbench("list", "--json", cwd=project))}
    assert listed["only-country"]["state"] == "judged"
    assert listed["only-country"]["name"] == "True"
    assert listed["drugs-450"]["state"] == "postponed"
    assert {row["state"] for row in listed.values()} == {"judged", "postponed", "open"}
    still = rows(workbench("list", "--open", "--json", cwd=project))
    assert {row["id"] for row in still} == listed.keys() - {"only-country"}
    assert "only-country  [True]  China is" in workbench("list", cwd=project).stdout


def test_a_verdict_goes_stale_with_its_claim_and_with_its_source(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    claims = project / "claims.toml"
    claims.write_text(claims.read_text().replace("China is the only country", "China is the sole"))
    (stale,) = [row for row in rows(workbench("list", "--json", cwd=project)) if row["stale"]]
    assert stale["id"] == "only-country"
    assert "reworded" in stale["stale"][0]
    source = project / "corpus" / "2023-09-07-cooperation-impasse.txt"
    source.write_text("Corrected.\n" + source.read_text())
    shown = workbench("show", "only-country", cwd=project).stdout
    assert "changed after it was quoted" in shown
    assert "(now moved)" in shown


def test_a_verdict_on_a_claim_that_left_the_file_is_kept_and_listed(project: Path) -> None:
    workbench("record", "only-country", "true", cwd=project)
    claims = project / "claims.toml"
    claims.write_text(claims.read_text().replace('"only-country"', '"renamed"'))
    listed = {row["id"]: row for row in rows(workbench("list", "--json", cwd=project))}
    assert listed["only-country"]["listed"] is False
    assert listed["only-country"]["rating"] == "true"
    assert listed["renamed"]["rating"] is None


def test_sources_are_listed_with_their_cards_and_what_was_left_out(project: Path) -> None:
    (project / "corpus" / "scan.exe").write_bytes(b"MZ\x00")
    told = rows(workbench("sources", "--json", cwd=project))
    cards = {row["id"]: row for row in told if "id" in row}
    assert len(cards) == 5
    assert cards["2018-08-29-joint-operation"]["published"] == ["2018-08-29", "2018-08-29"]
    assert [row["path"] for row in told if "skipped" in row] == ["scan.exe"]


def test_a_source_is_read_passage_by_passage_or_around_one(project: Path) -> None:
    source, _, span = ONLY.partition(":")
    whole = rows(workbench("read", source, "--json", cwd=project))
    assert len(whole) > 10
    text = (project / "corpus" / f"{source}.txt").read_bytes().decode("utf-8-sig")
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in whole)
    around = workbench("read", ONLY, cwd=project).stdout.splitlines()
    assert len(around) == 1 + 3 + 1 + 3
    (asked,) = [line for line in around if line.startswith(">")]
    assert asked.startswith(f"> {source}:{span}  Today, China is still the only country")


def test_reading_a_passage_for_a_claim_is_noted(project: Path) -> None:
    workbench("read", ONLY, "--for", "only-country", "--by", "Maria", cwd=project)
    (noted,) = rows(workbench("history", "--json", cwd=project))
    assert noted["decision"]["type"] == "read"
    assert noted["decision"]["claim"] == "only-country"


def test_a_source_is_graded_and_the_report_says_so(project: Path) -> None:
    source = ONLY.partition(":")[0]
    (given,) = rows(workbench("grade", source, "B2", "--kind", "primary", "--json", cwd=project))
    assert given["decision"] == {
        "type": "graded", "source": source, "grade": "B2", "kind": "primary",
    }  # fmt: skip
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    assert "- Kind: primary\n- Grade: B2\n" in workbench("report", cwd=project).stdout


def test_readme_names_every_command(shipped: Path) -> None:
    from workbench.cli.commands import workbench as group

    readme = (shipped / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`workbench ([a-z]+)", readme))
    real = {name for name, command in group.commands.items() if not command.hidden}
    assert real <= named


def test_a_backup_is_whole_and_lost_verdicts_are_recovered(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    (row,) = rows(workbench("backup", "copy.db", "--json", cwd=project))
    assert row == {"path": "copy.db"}
    assert (project / "copy.db").stat().st_size > 0
    assert "exists already" in refused(workbench("backup", "copy.db", cwd=project))
    for name in ("verdicts.db", "verdicts.db-wal", "verdicts.db-shm"):
        (project / name).unlink(missing_ok=True)
    said = workbench("list", cwd=project)
    assert said.stderr.splitlines() == [
        f"taken in from verdicts.jsonl: 1 decision ({getpass.getuser()} 1)"
    ]
    (shown,) = rows(workbench("show", "only-country", "--json", cwd=project))
    assert shown["rating"] == "true"


def test_check_answers_no_when_a_quote_is_no_longer_in_its_source(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    sound = workbench("check", cwd=project)
    assert sound.returncode == 0
    assert "all is sound: 1 entries, 1 quotes, 5 sources" in sound.stdout
    source = project / "corpus" / "2023-09-07-cooperation-impasse.txt"
    source.write_text(source.read_text().replace("still the only country", "no longer alone"))
    broken = workbench("check", "--json", cwd=project)
    assert broken.returncode == 1
    assert any(ONLY in row["problem"] for row in rows(broken))


def test_locate_prints_every_path(project: Path) -> None:
    told = {row["name"]: row for row in rows(workbench("locate", "--json", cwd=project))}
    assert told["claims"] == {
        "name": "claims", "path": str(project / "claims.toml"), "exists": True,
    }  # fmt: skip
    assert told["verdicts"]["exists"] is False
    assert {
        "project",
        "claims",
        "sources",
        "catalogue",
        "verdicts",
        "index",
        "logs",
        "settings",
    } <= told.keys()


def test_a_report_on_the_screen_records_nothing(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    before = (project / "verdicts.jsonl").read_bytes()
    first = workbench("report", cwd=project)
    assert first.stdout.startswith("# Fentanyl control: five articles\n")
    (row,) = rows(workbench("report", "--json", cwd=project))
    assert (row["form"], row["path"], row["text"]) == ("markdown", None, first.stdout)
    assert (project / "verdicts.jsonl").read_bytes() == before


def test_a_report_in_a_file_is_recorded_once_for_the_same_ratings(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    (row,) = rows(workbench("report", "-o", "out.md", "--json", cwd=project))
    assert row == {"form": "markdown", "path": "out.md", "recorded": True}
    written = (project / "out.md").read_bytes()
    (row,) = rows(workbench("report", "-o", "out.md", "--json", cwd=project))
    assert row["recorded"] is False
    assert (project / "out.md").read_bytes() == written
    assert workbench("report", cwd=project).stdout.encode() == written


def test_a_file_of_someone_else_is_replaced_only_by_force(project: Path) -> None:
    (project / "notes.md").write_text("mine")
    assert "--force" in refused(workbench("report", "-o", "notes.md", cwd=project))
    assert (project / "notes.md").read_text() == "mine"
    assert workbench("report", "-o", "notes.md", "--force", cwd=project).returncode == 0
    assert (project / "notes.md").read_text().startswith("# ")


def test_the_ending_of_a_file_says_the_form_of_its_report(project: Path) -> None:
    """A name that promises another form gets none, and nothing is written or recorded."""
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    for name in ("out.html", "out.PDF", "out.docx", "out.md.bak"):
        said = refused(workbench("report", "-o", name, cwd=project))
        assert said.startswith(f"{name}: no form of report is written in a ")
        assert said.endswith("there are markdown (.md)")
        assert not (project / name).exists()
    assert len(rows(workbench("history", "--json", cwd=project))) == 1
    for name in ("out", "out.MD", "out.markdown", ".md"):
        (row,) = rows(workbench("report", "-o", name, "--json", cwd=project))
        assert row["form"] == "markdown"
        assert (project / name).read_text().startswith("# ")
    named = workbench("report", "-o", "out.txt", "--form", "markdown", cwd=project)
    assert named.returncode == 0, "whoever names the form may name the file"


def test_a_form_is_not_written_under_the_ending_of_another(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = cast(dict[str, Exporter], EXPORTERS)
    monkeypatch.setitem(forms, "plain", Exporter("Plain", ".txt", lambda _: "PLAIN", "PLAIN"))
    assert form_of(Path("a.txt")) == "plain"
    assert form_of(Path("a.MD")) == form_of(Path("a")) == "markdown"
    with pytest.raises(InputError, match=r"a\.md: \.md is a file in the form markdown, not plain"):
        form_of(Path("a.md"), "plain")
    with pytest.raises(InputError, match=r"there are markdown \(\.md\), plain \(\.txt\)"):
        form_of(Path("a.html"))
