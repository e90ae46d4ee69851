"""What the command line finds and how it judges: `find` and `explain`, their JSON to the key."""

import json
import shutil
from pathlib import Path

import pytest
from commanding import ONLY, ROOT, refused, rows, workbench


def test_find_prints_the_evidence_for_every_claim_in_file_order(project: Path) -> None:
    """The keys are a contract that others build on."""
    found = rows(workbench("find", "--json", "--limit", "5", cwd=project))
    ids = [row["claim"]["id"] for row in found]
    assert ids == [row["id"] for row in rows(workbench("list", "--json", cwd=project))]
    for row in found:
        assert row.keys() == {"claim", "evidence", "unknown", "searched", "skipped"}
        assert row["searched"]["sources"] == 5
        assert row["claim"].keys() == {"id", "text"}
        assert len(row["evidence"]) <= 5
        scores = [each["score"] for each in row["evidence"]]
        assert scores == sorted(scores, reverse=True)
        for each in row["evidence"]:
            assert list(each) == [
                "source", "start", "end", "quote", "score", "stance", "confidence", "judged",
                "by_claimant", "reasons", "copies",
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
    (project / "claims.toml").unlink()
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
    """Each option narrows, and words of one's own are searched as well as the claim's."""

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
    assert list(row) == [
        "id",
        "stance",
        "confidence",
        "judged",
        "by_claimant",
        "supports",
        "conflicts",
        "reasons",
    ]
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
    """The table that the words rest on; the page of the benchmarks prints the same one."""
    said = workbench("explain", "--reasons", cwd=tmp_path).stdout
    told = rows(workbench("explain", "--reasons", "--json", cwd=tmp_path))
    readme = (ROOT / "tests" / "bench" / "README.md").read_text(encoding="utf-8")
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
