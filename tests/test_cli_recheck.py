"""Stale verdicts checked again on the command line."""

from pathlib import Path

from commanding import ONLY, refused, rows, workbench


def test_a_stale_verdict_is_shown_with_its_quotes_and_given_again(project: Path) -> None:
    """What changed stands between signs; what holds is recorded on the words of today."""
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    assert "no verdict needs to be checked again" in workbench("recheck", cwd=project).stdout
    file = project / "corpus" / f"{ONLY.partition(':')[0]}.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        "A note.\n\n" + text.replace("still the only", "now the only"), encoding="utf-8"
    )
    told = workbench("recheck", cwd=project).stdout
    assert "only-country: China is the only country" in told
    assert "  altered supports " in told
    assert "[-still-]{+now+} the only country" in told
    (row,) = rows(workbench("recheck", "only-country", "--json", cwd=project))
    assert row["id"] == "only-country"
    (quote,) = row["quotes"]
    assert quote["anchor"] == "altered"
    now = file.read_text(encoding="utf-8")
    assert now[quote["start"] : quote["end"]] == quote["now"]
    (entry,) = rows(workbench("recheck", "only-country", "--holds", "--json", cwd=project))
    assert entry["decision"]["rating"] == "true"
    assert rows(workbench("recheck", "--json", cwd=project)) == []
    assert workbench("check", cwd=project).returncode == 0
    assert "no verdict stands" in refused(workbench("recheck", "drugs-200", "--holds", cwd=project))
    assert "needs the claim" in refused(workbench("recheck", "--holds", cwd=project))


def test_the_mark_of_a_quote_whose_source_is_gone_can_be_taken_away(project: Path) -> None:
    """Then `check` has nothing to say; a passage that was never marked has no mark to lose."""
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    (project / "corpus" / f"{ONLY.partition(':')[0]}.txt").unlink()
    assert workbench("check", cwd=project).returncode == 1
    assert "no such source" in refused(workbench("mark", "drugs-200", ONLY, "none", cwd=project))
    told = workbench("mark", "only-country", ONLY, "none", cwd=project)
    assert "saved: took the mark off" in told.stdout
    assert "still the only country" in told.stdout
    assert workbench("check", cwd=project).returncode == 0


def test_marks_of_a_claim_without_a_verdict_are_checked_and_shown_too(project: Path) -> None:
    """What `check` finds it tells how to look at; a claim that left the file is called that."""
    workbench("mark", "only-country", ONLY, "supports", cwd=project)
    file = project / "corpus" / f"{ONLY.partition(':')[0]}.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("still the only", "now the only"), encoding="utf-8")
    said = "are altered; `workbench recheck only-country` shows"
    assert said in workbench("check", cwd=project).stdout
    assert "no verdict needs to be checked again" in workbench("recheck", cwd=project).stdout
    told = workbench("recheck", "only-country", cwd=project).stdout
    assert "[-still-]{+now+} the only country" in told
    claims = project / "claims.toml"
    claims.write_text(claims.read_text().replace('id = "only-country"', 'id = "other"'))
    left = workbench("check", cwd=project)
    assert "are altered; not in claims.toml any more" in left.stdout
    assert left.returncode == 0, "no verdict and no report rests on it"
    (row,) = rows(workbench("check", "--json", cwd=project))
    assert "are altered" in row["left"]
    file.unlink()
    assert "no longer in the corpus, are gone" in workbench("check", cwd=project).stdout


def test_a_verdict_whose_claim_left_the_file_can_be_settled_too(project: Path) -> None:
    """The report prints its quotes; `check` names the command that takes one out of it."""
    workbench("record", "only-country", "true", "--supports", ONLY, cwd=project)
    file = project / "corpus" / f"{ONLY.partition(':')[0]}.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("still the only", "now the only"))
    claims = project / "claims.toml"
    claims.write_text(claims.read_text().replace('id = "only-country"', 'id = "other"'))
    found = workbench("check", cwd=project)
    way = f"mark only-country {ONLY} none"
    assert found.returncode == 1
    assert f"are altered; not in claims.toml any more: `workbench {way}`" in found.stdout
    assert "no such claim" in refused(
        workbench("mark", "only-country", ONLY, "supports", cwd=project)
    )
    assert "saved: took the mark off" in workbench(*way.split(), cwd=project).stdout
    assert workbench("check", cwd=project).returncode == 0
    assert "still the only country" not in workbench("report", cwd=project).stdout
    assert "no such claim" in refused(workbench(*way.split(), cwd=project)), "taken off already"
