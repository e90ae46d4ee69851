"""The command line: every subcommand through the real command, its JSON to the key."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
ONLY = "2023-09-07-cooperation-impasse:2036-2169"
FIRST = "2023-09-07-cooperation-impasse:1917-2034"


def workbench(
    *args: str, cwd: Path, stdin: str | bytes | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run `workbench ARGS` in a folder, as a user whose locale is UTF-8 would."""
    return subprocess.run(
        [sys.executable, "-m", "workbench", *args],
        cwd=cwd,
        input=stdin if isinstance(stdin, str) or stdin is None else stdin.decode(),
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8", **more}


def rows(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The objects that a command printed, one a line."""
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what was wrong with the input."""
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


# what it finds


def test_find_prints_the_evidence_for_every_claim_in_file_order(project: Path) -> None:
    """The keys are a contract that others build on."""
    found = rows(workbench("find", "--json", "--limit", "5", cwd=project))
    ids = [row["claim"]["id"] for row in found]
    assert ids == [row["id"] for row in rows(workbench("list", "--json", cwd=project))]
    for row in found:
        assert row.keys() == {"claim", "evidence", "unknown", "searched"}
        assert row["searched"]["sources"] == 5
        assert row["claim"].keys() == {"id", "text"}
        assert len(row["evidence"]) <= 5
        scores = [each["score"] for each in row["evidence"]]
        assert scores == sorted(scores, reverse=True)
        for each in row["evidence"]:
            assert list(each) == [
                "source", "start", "end", "quote", "score", "stance", "confidence", "reasons",
                "copies",
            ]  # fmt: skip
            assert each["stance"] in {"supports", "conflicts", "mentions"}
            assert (each["confidence"] is None) == (each["stance"] == "mentions")
            assert each["confidence"] in {"strong", "fair", "weak", None}
            text = (project / "corpus" / f"{each['source']}.txt").read_bytes().decode("utf-8-sig")
            assert text[each["start"] : each["end"]] == each["quote"]
            for reason in each["reasons"]:
                assert list(reason) == ["kind", "relation", "claim", "passage", "text"]
                assert reason["relation"] in {"conflicts", "meets", "differs", "but"}
                assert 0 <= reason["claim"][0] < reason["claim"][1] <= len(row["claim"]["text"])
                if reason["passage"]:
                    assert 0 <= reason["passage"][0] <= reason["passage"][1] <= len(each["quote"])


def test_find_takes_a_sentence_without_any_claims_file(project: Path) -> None:
    (project / "claims.toml").write_text("not = [toml")
    claim = "China is the only country to schedule fentanyl as a class"
    (row,) = rows(workbench("find", claim, "--json", cwd=project))
    assert row["claim"] == {"id": None, "text": claim}
    best = row["evidence"][0]
    assert f"{best['source']}:{best['start']}-{best['end']}" == ONLY
    assert best["stance"] == "supports"


def test_find_takes_one_claim_and_another_folder(project: Path, tmp_path: Path) -> None:
    result = workbench("find", "--id", "only-country", "-p", str(project), cwd=tmp_path)
    assert result.returncode == 0
    assert ONLY in result.stdout
    assert "supports" in result.stdout


def test_find_names_the_copies_of_a_passage_and_says_when_there_may_be_more(
    project: Path,
) -> None:
    """A reprint is no more evidence; 20 shown are not called 20 found."""
    (article,) = (project / "corpus").glob("2023-09-07*.txt")
    shutil.copy(article, project / "corpus" / "reprint.txt")
    claim = "China is the only country to schedule fentanyl as a class"
    (row,) = rows(workbench("find", claim, "--json", cwd=project))
    pairs = [(each, copy) for each in row["evidence"] for copy in each["copies"]]
    assert pairs
    for each, copy in pairs:
        assert {each["source"], copy["source"]} == {article.stem, "reprint"}
        assert (copy["start"], copy["end"]) == (each["start"], each["end"])
    told = workbench("find", claim, cwd=project).stdout
    assert "  the 20 best of " in told
    assert f"    the same words: {pairs[0][1]['source']}:{pairs[0][1]['start']}-" in told
    few = workbench("find", "Xingtai", cwd=project).stdout
    (line,) = [line for line in few.splitlines() if " found in " in line]
    assert int(line.split()[0]) < 20


def test_find_says_which_words_no_source_uses(project: Path) -> None:
    result = workbench("find", "xyzzy frobnicates", cwd=project)
    assert "never use 'xyzzy'" in result.stdout
    assert "nothing found" in result.stdout


def test_find_takes_words_of_ones_own_and_which_sources_to_search(project: Path) -> None:
    """Each option narrows, and words of one's own are searched beside the claim's."""

    def sources(*args: str) -> set[str]:
        (row,) = rows(workbench("find", "fentanyl", "--json", *args, cwd=project))
        return {each["source"] for each in row["evidence"]}

    white, joint = "2025-03-05-white-paper", "2018-08-29-joint-operation"
    assert sources("--source", white, "--source", joint) == {white, joint}
    assert sources("--from", "2025-02") == {white}
    assert sources("--to", "2018") == {joint}
    assert sources("--from", "2018-08-30", "--to", "2024") <= {
        "2023-09-07-cooperation-impasse", "2023-late-talks-restart",
    }  # fmt: skip
    assert sources("--kind", "primary") == set()
    workbench("grade", joint, "B2", "--kind", "primary", cwd=project)
    assert sources("--kind", "primary") == {joint}, "her own word counts before the catalogue's"
    assert joint not in sources("--kind", "secondary")
    assert sources("--language", "zh") == set()
    assert joint in sources("--words", "Xingtai", "--limit", "3")
    (row,) = rows(
        workbench("find", "xyzzy", "--words", "Xingtai court", "--json", cwd=project),
    )  # fmt: skip
    assert "Xingtai" in row["evidence"][0]["quote"]
    told = workbench("find", "fentanyl", "--from", "2025-02", cwd=project).stdout
    assert white in told and joint not in told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--source", "no-such"), "no-such"),
        (("--from", "soon"), "soon: a date is YYYY-MM-DD, YYYY-MM or YYYY"),
        (("--from", "2025", "--to", "2018"), "--to lies before --from"),
        (("--kind", "third"), "third"),
    ],
)
def test_find_refuses_a_filter_that_cannot_be(
    project: Path, args: tuple[str, ...], told: str
) -> None:
    assert told in refused(workbench("find", "fentanyl", *args, cwd=project))


def test_explain_judges_one_pair(tmp_path: Path) -> None:
    (row,) = rows(
        workbench(
            "explain", "Over 500 people were arrested in 2017", "In 2017, 53 people were arrested.",
            "--json", cwd=tmp_path,
        )
    )  # fmt: skip
    assert list(row) == ["id", "stance", "confidence", "supports", "conflicts", "reasons"]
    assert row["id"] is None
    assert row["stance"] == "conflicts"
    assert row["conflicts"] > row["supports"] >= 0
    assert row["supports"] + row["conflicts"] <= 1
    assert any(reason["relation"] == "conflicts" for reason in row["reasons"])


def test_explain_gives_the_same_bytes_in_any_folder_and_locale(
    project: Path, tmp_path: Path
) -> None:
    pairs = "".join(
        json.dumps({"id": n, "claim": claim, "passage": passage}, ensure_ascii=False) + "\n"
        for n, (claim, passage) in enumerate(
            [
                ("Le prix a monté de 5 %", "Le prix a baissé\u202e de 3 %."),
                ("中国 controls 25 substances", "中国 controls over 50 substances."),
                ("", ""),
            ]
        )
    )
    file = tmp_path / "pairs.jsonl"
    file.write_text(pairs, encoding="utf-8")
    here = workbench("explain", "--pairs", str(file), "--json", cwd=tmp_path)
    there = workbench(
        "explain", "--pairs", "-", "--json", cwd=project, stdin=pairs, PYTHONIOENCODING="utf-8"
    )
    plain = workbench(
        "explain", "--pairs", str(file), "--json", cwd=project, PYTHONIOENCODING="ascii"
    )
    assert here.stdout == there.stdout == plain.stdout
    assert here.stdout.isascii()
    assert [row["id"] for row in rows(here)] == [0, 1, 2]


def test_explain_tells_how_often_each_kind_of_reason_was_right(tmp_path: Path) -> None:
    """The table that the words rest on; README prints the same one."""
    said = workbench("explain", "--reasons", cwd=tmp_path).stdout
    told = rows(workbench("explain", "--reasons", "--json", cwd=tmp_path))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {row["word"] for row in told} == {"strong", "fair", "weak"}
    for row in told:
        assert 0 < row["precision"] <= 1
        assert row["pairs"] >= 30
        assert f"{row['precision']:.0%} right" in said
        line = f"| {row['kind']} | {row['word']} | {row['precision']:.0%} | {row['pairs']:,} |"
        assert line in readme


@pytest.mark.parametrize(
    ("lines", "place"),
    [('{"claim": "a"}', ":1:"), ('\n{"claim": "a", "passage": "b"}\nnonsense', ":3:")],
)
def test_explain_names_the_line_of_a_bad_pair(tmp_path: Path, lines: str, place: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(lines)
    result = workbench("explain", "--pairs", "pairs.jsonl", "--json", cwd=tmp_path)
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"pairs.jsonl{place}")


# what is decided


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
    assert all(list(row) == ["seq", "at", "by", "decision", "text"] for row in told)


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


# the project as a whole


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
    assert "workbench recover" in refused(workbench("list", cwd=project))
    said = workbench("recover", cwd=project)
    assert said.returncode == 0, said.stderr
    (shown,) = rows(workbench("show", "only-country", "--json", cwd=project))
    assert shown["rating"] == "true"


def test_check_answers_no_when_a_quote_is_no_longer_in_its_source(project: Path) -> None:
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    sound = workbench("check", cwd=project)
    assert sound.returncode == 0
    assert "all holds together: 1 entries, 1 quotes, 5 sources" in sound.stdout
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


# how it behaves


def test_help_and_version_answer_without_importing_anything_slow(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', '--help']\n"
        "from workbench.cli import main\n"
        "assert main() == 0\n"
        "slow = {'textual', 'rich', 'rapidfuzz', 'tantivy', 'nupunkt', 'sqlite3', 'numpy'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert workbench("--version", cwd=tmp_path).stdout.startswith("workbench 0.")
    assert "Usage: workbench find" in workbench("find", "--help", cwd=tmp_path).stdout


def test_a_report_needs_neither_textual_nor_rich(project: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', 'report']\n"
        "from workbench.cli import main\n"
        "assert main() == 0\n"
        "assert not {'textual', 'rich'} & set(sys.modules)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "find", "--json"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_printed_is_one_line(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "list"],
            cwd=project,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "the answer could not be printed: No space left on device\n"


def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "explain", "--pairs", "-", "--json"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"id": 1, "claim": "a b c", "passage": "a b c"}\n')
        process.stdin.flush()
        assert process.stdout.readline()  # it streams: the answer is there before the input ends
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b""


def test_a_crash_is_short_on_screen_and_whole_in_a_private_log(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', 'locate']\n"
        "from workbench.cli import main, project\n"
        "def boom(*args):\n"
        "    secret = 'hunter2'\n"
        "    raise RuntimeError('broken within')\n"
        "project.say = boom\n"
        "sys.exit(main())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(XDG_STATE_HOME=str(tmp_path / "state")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 70
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) <= 10
    (log,) = (tmp_path / "state").rglob("*.log")
    assert str(log) in result.stderr
    assert log.stat().st_mode & 0o777 == 0o600
    written = log.read_text()
    assert "RuntimeError: broken within" in written
    assert "Traceback" in written


def test_hostile_text_reaches_the_terminal_as_signs(project: Path) -> None:
    """No control, bidi or tag character of a claim or a source is printed."""
    evil = "fentanyl \u202eexe\u001b]52;c;aGk=\u0007 [/x] [@click=app.quit] seized.However\u200b."
    (project / "corpus" / "evil.txt").write_text(f"A title here\n\nIt speaks of {evil}\n")
    (project / "claims.toml").write_text(
        f"[[claims]]\nid = 'evil'\ntext = {json.dumps('It speaks of ' + evil)}\n"
    )
    for args in (("find",), ("list",), ("show", "evil"), ("sources",), ("history",), ("report",)):
        result = workbench(*args, cwd=project)
        assert result.returncode == 0, result.stderr
        assert not set(result.stdout) & set("\x1b\x07\u202e\u200b"), args
    listed = workbench("list", cwd=project).stdout
    assert "[/x] [@click=app.quit] seized.However" in listed
    (row,) = rows(workbench("find", "--json", cwd=project))
    assert row["claim"]["text"].endswith(evil)


@pytest.mark.parametrize("command", ["list", "find", "report", "show"])
def test_a_terminal_without_utf8_gets_escapes_not_a_crash(project: Path, command: str) -> None:
    claims = project / "claims.toml"
    claims.write_text("[[claims]]\nid = 'c'\ntext = 'fentanyl in 中国'\n", encoding="utf-8")
    args = (command, "c") if command == "show" else (command,)
    result = workbench(*args, cwd=project, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "\\u4e2d\\u56fd" in result.stdout


def test_a_claims_file_that_cannot_be_read_is_one_line_with_its_place(project: Path) -> None:
    (project / "claims.toml").write_text("[[claims]]\nid = 'a'\ntext = \n")
    line = refused(workbench("list", cwd=project))
    assert line.startswith("claims.toml:3:")
