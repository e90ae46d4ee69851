"""Claims added, edited and split on the command line."""

import json
from pathlib import Path

import pytest
from claims_file import SHIPPED
from commanding import workbench

from workbench.claims import read_claims
from workbench.workspace import Workspace


def test_the_command_shows_the_change_and_writes_it_only_when_told(project: Path) -> None:
    file = project / "claims.toml"
    add = ("claim", "add", "The bridge is [90 m] long", "--tag", "length", "--date", "2024-05")
    shown = workbench(*add, cwd=project)
    assert shown.returncode == 0
    assert '+text = "The bridge is [90 m] long"' in shown.stdout
    assert "nothing written" in shown.stdout
    assert file.read_text(encoding="utf-8") == SHIPPED
    written = workbench(*add, "--yes", "--json", cwd=project)
    told = json.loads(written.stdout)
    assert told["written"] is True
    assert told["ids"] == ["bridge-90-m-long"]
    assert told["diff"] in shown.stdout
    claim = read_claims(file).claims[-1]
    assert (claim.id, claim.tags, claim.date) == ("bridge-90-m-long", ("length",), "2024-05")


def test_edit_and_split_do_as_they_show(project: Path) -> None:
    edited = workbench(
        "claim", "edit", "drugs-450", "--text", "Over 460", "--context", "", "--yes", cwd=project
    )
    assert edited.returncode == 0, edited.stderr
    claims = {claim.id: claim for claim in read_claims(project / "claims.toml").claims}
    assert claims["drugs-450"].text == "Over 460"
    assert claims["drugs-450"].context is None
    parted = workbench("claim", "split", "drugs-200", "One is", "Two is", "--yes", cwd=project)
    assert "written: drugs-200, drugs-200-1, drugs-200-2" in parted.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("add", "x", "--date", "soon"),
        ("add", "x", "--id", "drugs-450"),
        ("edit", "nobody", "--text", "x"),
        ("edit", "drugs-450"),
        ("split", "drugs-450"),
    ],
)
def test_bad_input_is_one_line(project: Path, args: tuple[str, ...]) -> None:
    done = workbench("claim", *args, "--yes", cwd=project)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert (project / "claims.toml").read_text(encoding="utf-8") == SHIPPED


def test_an_edited_text_makes_its_verdict_stale(project: Path) -> None:
    workspace = Workspace.open(project)
    workspace.refresh()
    workspace.rate("drugs-450", "True")
    workspace.apply(workspace.propose_edit("drugs-450", text="Over 460 types"))
    (why,) = workspace.stale(workspace.claim("drugs-450"))
    assert "reworded" in why
    workspace.close()
