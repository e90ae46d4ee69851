"""claims.toml is written whole, only as shown, and never over what someone else wrote."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from claims_file import FILE
from commanding import ROOT
from hypothesis import given
from hypothesis import strategies as st
from tomli import loads

from workbench.claims import parse_claims, parsed, read_claims
from workbench.claims.diff import unified
from workbench.claims.editing import (
    Proposal,
    apply,
    propose_add,
    propose_edit,
    read_text,
)
from workbench.errors import InputError
from workbench.workspace import Workspace


def test_nothing_is_written_before_apply(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    proposal = propose_edit(read_text(path), "a", {"text": "New"})
    assert path.read_text() == FILE
    file = apply(path, proposal)
    assert file.claims[0].text == "New"
    assert path.read_text() == proposal.after
    assert read_claims(path) == file


def test_a_file_changed_since_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    proposal = propose_edit(read_text(path), "a", {"text": "New"})
    path.write_text(FILE + "# mine\n")
    with pytest.raises(InputError, match="changed since") as caught:
        apply(path, proposal)
    assert "\n" not in str(caught.value)
    assert path.read_text() == FILE + "# mine\n"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    path.chmod(0o664)
    before = os.umask(0o077)
    try:
        apply(path, propose_edit(read_text(path), "a", {"text": "New"}))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o664
    assert "New" in path.read_text()


def test_a_link_that_comes_before_a_change_is_written_leads_nowhere(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FILE)
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    proposal = propose_edit(read_text(path), "a", {"text": "New"})
    path.unlink()
    path.symlink_to(other)
    with pytest.raises(InputError, match=r"claims\.toml is a link to .*other\.toml"):
        apply(path, proposal)
    assert path.is_symlink()
    assert other.read_text() == FILE


def test_a_proposal_that_cannot_be_read_again_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    with pytest.raises(InputError):
        apply(path, Proposal(FILE, "[[claims]\n", ("a",)))
    assert path.read_text() == FILE


@pytest.mark.parametrize("other", ['text = "Other"', 'claimant = "X"\ntext = "It cost 9 million"'])
def test_a_proposal_that_changes_another_claim_is_never_written(tmp_path: Path, other: str) -> None:
    """Whatever made it: the whole file is compared, once, before it is written."""
    path = tmp_path / "claims.toml"
    path.write_text(FILE)
    sly = propose_edit(FILE, "a", {"text": "New"})
    sly = replace(sly, after=sly.after.replace('text = "It cost 9 million"', other))
    with pytest.raises(InputError, match="without touching more"):
        apply(path, sly)
    assert path.read_text() == FILE
    with pytest.raises(InputError, match="without touching more"):
        apply(path, replace(sly, before=FILE, after=FILE.replace("Bridges", "Roads")))
    assert path.read_text() == FILE


def test_a_change_of_a_file_that_was_read_reads_none_of_its_other_claims() -> None:
    """A form asks after every pause, in a file of thousands: three readings took 200 ms each."""
    many = FILE + "".join(f'\n[[claims]]\nid = "n{n}"\ntext = "Claim {n}"\n' for n in range(300))
    file = parsed(many, name="claims.toml")
    read: list[str] = []

    def noting(text: str) -> object:
        read.append(text)
        return loads(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "workbench.safe.tomlfile.tomli",
            SimpleNamespace(loads=noting),
        )
        proposal = propose_edit(many, "n7", {"text": "Other words"})
        added = propose_add(many, {"text": "One more claim"})
    assert sum(map(len, read)) < 1_000 < len(many)
    assert parse_claims(proposal.after).claims[9].text == "Other words"
    assert len(parse_claims(added.after).claims) == len(file.claims) + 1


LINES = st.lists(st.sampled_from(["a", "b", "[[claims]]", "", "+ x", "@@ -1 +1 @@"]), max_size=30)


@given(LINES, LINES, LINES, LINES)
def test_a_difference_makes_the_one_text_the_other(
    head: list[str], old: list[str], new: list[str], tail: list[str]
) -> None:
    """Its places are those of the whole file, whatever both begin and end with."""
    before, after = (
        "".join(f"{row}\n" for row in (*head, *middle, *tail, "end")) for middle in (old, new)
    )
    told = unified(before, after, "x")
    assert bool(told) == (before != after)
    rows, made, at = before.splitlines(), list[str](), 0
    for row in told.splitlines()[2:]:
        if place := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)", row):
            start = int(place[1]) - (place[2] != "0")
            made += rows[at:start]
            at = start
            assert len(made) == int(place[3]) - (not row.endswith(",0 @@"))
        elif row[0] in " -":
            assert rows[at] == row[1:]
            made += [row[1:]] if row[0] == " " else []
            at += 1
        else:
            made.append(row[1:])
    assert made + rows[at:] == after.splitlines()


def test_a_writer_killed_at_any_moment_leaves_one_whole_file(project: Path) -> None:
    """Killed 20 times while it writes over and over: the file can always be read."""
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from workbench.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1]))\nn = 0\nprint('on', flush=True)\n"
        "while True:\n"
        "    n += 1\n    w.apply(w.propose_edit('only-country', context='x' * (n % 7) + '.'))\n"
    )
    ids = [claim.id for claim in read_claims(project / "claims.toml").claims]
    for number in range(20):
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(project)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout
        child.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.005 * number)
        child.kill()
        child.wait()
        child.stdout.close()
        assert [claim.id for claim in read_claims(project / "claims.toml").claims] == ids
    workspace = Workspace.open(project)
    workspace.apply(workspace.propose_edit("only-country", context="done"))
    assert list(project.glob("*.part")) == []
