"""The matrix and the progress of the desk, as commands."""

from pathlib import Path

from commanding import FIRST, ONLY, rows, workbench


def test_the_matrix_tells_what_each_source_says_of_a_claim(project: Path) -> None:
    """By date of the source; what the checker marked comes before what is suggested."""
    workbench("mark", "only-country", ONLY, "supports", cwd=project)
    (told,) = rows(workbench("matrix", "only-country", "--json", cwd=project))
    assert (told["id"], told["state"]) == ("only-country", "open")
    marked = [each for each in told["says"] if each["mark"]]
    assert [f"{each['source']}:{each['start']}-{each['end']}" for each in marked] == [ONLY]
    assert marked[0]["stance"] == "supports"
    sources = [each["source"] for each in told["says"]]
    assert len(sources) == len(set(sources)) and sources == sorted(sources)
    stances = [each["stance"] for each in told["says"]]
    assert told["disagree"] == stances.count("supports") * stances.count("conflicts")
    plain = workbench("matrix", "only-country", cwd=project).stdout
    assert plain.startswith("only-country: ") and f"supports (marked)  {ONLY}" in plain


def test_the_matrix_is_of_every_claim_where_none_is_named(project: Path) -> None:
    claims = [row["id"] for row in rows(workbench("list", "--json", cwd=project))]
    assert [row["id"] for row in rows(workbench("matrix", "--json", cwd=project))] == claims
    refused = workbench("matrix", "no-such-claim", cwd=project)
    assert refused.returncode == 2 and "no such claim" in refused.stderr


def test_the_progress_counts_what_was_decided(project: Path) -> None:
    (before,) = rows(workbench("progress", "--json", cwd=project))
    assert (before["judged"], before["cited"], before["minutes"]) == (0, [], None)
    assert before["states"] == {"open": before["claims"]}
    workbench(
        "record", "only-country", "true", "--supports", ONLY, "--conflicts", FIRST, cwd=project
    )
    workbench("postpone", "drugs-450", cwd=project)
    (after,) = rows(workbench("progress", "--json", cwd=project))
    assert after["judged"] == 1 and after["stale"] == [] and after["once"] == ["only-country"]
    assert after["states"] == {"open": before["claims"] - 2, "True": 1, "postponed": 1}
    source = ONLY.partition(":")[0]
    assert after["cited"] == [{"source": source, "supports": 1, "conflicts": 1}]
    plain = workbench("progress", cwd=project).stdout
    assert plain.startswith(f"1 of {before['claims']} judged\n") and "  1 postponed\n" in plain
