"""Two people, two clones, one merge by git: nothing by hand, nothing lost, conflicts on both."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from commanding import ONLY, rows, workbench

from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.claim_list import ClaimList
from workbench.tui.panes.verdict_bar import VerdictLine
from workbench.workspace import Workspace

if not shutil.which("git"):
    pytest.skip("needs git", allow_module_level=True)

OWN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "n",
    "GIT_AUTHOR_EMAIL": "e@localhost",
    "GIT_COMMITTER_NAME": "n",
    "GIT_COMMITTER_EMAIL": "e@localhost",
}


def git(*words: str, at: Path) -> str:
    done = subprocess.run(
        ["git", *words], cwd=at, env=os.environ | OWN, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture
def clones(project: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Of Ada and of Bob, with one verdict in common; each then rated the same claim and others."""
    (project / ".gitattributes").write_text("verdicts.jsonl merge=union\n")
    (project / ".gitignore").write_text("verdicts.db*\n.workbench/\nbackups/\n")
    git("init", "-q", "-b", "main", at=project)
    assert workbench("record", "drugs-450", "true", "--by", "ada", cwd=project).returncode == 0
    git("add", "-A", at=project)
    git("commit", "-q", "-m", "common", at=project)
    bob = tmp_path / "bob"
    git("clone", "-q", str(project), str(bob), at=tmp_path)
    for place, name, rating, other in (
        (project, "ada", "true", "drugs-200"),
        (bob, "bob", "false", "mixtures"),
    ):
        decided = ("--by", name)
        assert workbench("record", "only-country", rating, "--why", f"{name} says so",
                         "--supports", ONLY, *decided, cwd=place).returncode == 0  # fmt: skip
        claims = [row["id"] for row in rows(workbench("list", "--json", "--open", cwd=place))]
        mine = claims[:3] if name == "ada" else claims[3:6]
        for claim in mine:
            assert workbench("record", claim, "mixed", *decided, cwd=place).returncode == 0
        git("add", "-A", at=place)
        git("commit", "-q", "-m", other, at=place)
    return project, bob


def merged(ada: Path, bob: Path) -> None:
    """Bob takes Ada's branch, and she his."""
    git("pull", "-q", "--no-rebase", "--no-edit", str(ada), "main", at=bob)
    git("pull", "-q", "--no-rebase", "--no-edit", str(bob), "main", at=ada)


def ids(place: Path) -> list[str]:
    return [row["id"] for row in rows(workbench("history", "--json", cwd=place))]


def test_the_desk_takes_the_rows_in_says_so_and_shows_the_conflict_on_both(
    clones: tuple[Path, Path],
) -> None:
    ada, bob = clones
    before = set(ids(ada)) | set(ids(bob))
    merged(ada, bob)
    for place, other in ((ada, "bob"), (bob, "ada")):
        told = workbench("list", cwd=place)
        assert told.returncode == 0
        assert told.stderr == (
            f"taken in from verdicts.jsonl: 5 decisions ({other} 5); "
            "in conflict now: only-country\n"
        )
        assert "only-country  [in conflict: True by ada, False by bob]" in told.stdout
        assert workbench("list", cwd=place).stderr == "", "it is said once"
        (row,) = rows(workbench("list", "--conflict", "--json", cwd=place))
        assert (row["id"], row["state"], row["rating"]) == ("only-country", "conflict", None)
        assert [(each["rating"], each["by"]) for each in row["conflict"]] == [
            ("true", "ada"),
            ("false", "bob"),
        ]
        checked = workbench("check", cwd=place)
        assert checked.returncode == 1
        assert checked.stdout == (
            "only-country: in conflict: True by ada, False by bob; a new rating settles it\n"
        )
    assert set(ids(ada)) == before
    assert ids(ada) == ids(bob)
    reports = [workbench("report", "--audit", cwd=place).stdout for place in clones]
    assert reports[0] == reports[1]
    assert "**In conflict:** **True**" in reports[0]
    assert "1 in conflict" in reports[0]
    assert "ada: ada says so" in reports[0]


def test_who_has_both_rules_and_it_is_over_on_both(clones: tuple[Path, Path]) -> None:
    ada, bob = clones
    merged(ada, bob)
    ruled = workbench("record", "only-country", "false", "--reason", "both read", "--by", "bob",
                      cwd=bob)  # fmt: skip
    assert ruled.returncode == 0
    git("commit", "-q", "-a", "-m", "ruled", at=bob)
    git("pull", "-q", "--no-rebase", "--no-edit", str(bob), "main", at=ada)
    for place in (ada, bob):
        assert workbench("list", "--conflict", cwd=place).stdout == ""
        (shown,) = rows(workbench("show", "only-country", "--json", cwd=place))
        assert (shown["state"], shown["rating"], shown["by"]) == ("judged", "false", "bob")
        assert [each["by"] for each in shown["earlier"]] == ["ada", "bob"]
        assert workbench("check", cwd=place).returncode == 0
    reports = [workbench("report", cwd=place).stdout for place in clones]
    assert reports[0] == reports[1]


def test_merge_takes_in_a_file_and_prints_the_line_for_git(clones: tuple[Path, Path]) -> None:
    ada, bob = clones
    told = workbench("merge", str(bob / "verdicts.db"), cwd=ada)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "taken in: 5 decisions (bob 5)",
        "only-country: in conflict: True by ada, False by bob",
        "to let git merge them by itself, put this into .gitattributes: verdicts.jsonl merge=union",
    ]
    again = workbench("merge", str(bob / "verdicts.jsonl"), str(bob / "verdicts.db"), cwd=ada)
    assert again.stdout.startswith("taken in: 0 decisions\n")
    lines = (bob / "verdicts.jsonl").read_bytes()
    (ada / "bad.jsonl").write_bytes(lines.replace(b'"rating":"false"', b'"rating":"true"'))
    odd = workbench("merge", "bad.jsonl", cwd=ada)
    assert odd.returncode == 1
    assert odd.stdout.startswith("passed over: bad.jsonl:")
    assert "of bob was altered: its hash does not fit" in odd.stdout
    refused = workbench("merge", "claims.toml", cwd=ada)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "claims.toml holds no decision\n"


@pytest.mark.parametrize("which", [0, 1], ids=["ada", "bob"])
async def test_the_app_shows_it_and_a_key_rules(clones: tuple[Path, Path], which: int) -> None:
    merged(*clones)
    app = WorkbenchApp(Workspace.open(clones[which], by="eve"))
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        for _ in range(200):
            await pilot.pause(0.05)
            if app.screen.desk is not None and app._notifications:  # type: ignore[attr-defined]
                break
        said = [str(each.message) for each in app._notifications]
        assert any("in conflict now: only-country" in each for each in said), said
        app.screen.go_to("only-country")  # type: ignore[attr-defined]
        await pilot.pause()
        chosen = app.screen.query_one(ClaimList).chosen
        assert chosen is not None
        assert str(chosen.state) == "≠ conflict"
        told = str(app.screen.query_one(VerdictLine).content)
        assert "in conflict: ada True, bob False" in told
        await pilot.press("5")
        await pilot.pause()
        assert "(ada True, bob False)" in str(app.screen.query_one(VerdictLine).content)
        await pilot.press(*"both read", "enter")
        for _ in range(200):
            await pilot.pause(0.05)
            if "saved: False" in str(app.screen.query_one(VerdictLine).content):
                break
        standing = app.workspace.standing("only-country")
        assert standing.conflict == ()
        assert standing.verdict is not None
        assert standing.verdict.by == "eve"
    app.workspace.close()
