"""Decisions and changes of claims.toml taken back and brought back in the order they were made."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.claims.editing import Proposal
from workbench.errors import InputError
from workbench.verdicts import Entry
from workbench.workspace import Workspace

CLAIMS = '# kept\n[[claims]]\nid = "c"\ntext = "It has 25"\n'


def a_desk(root: Path) -> Workspace:
    (root / "claims.toml").write_text(CLAIMS)
    return Workspace.open(root, by="ann")


def state(desk: Workspace) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """The file, the claims as the desk has them, and the ratings that stand."""
    ratings = {
        claim: standing.verdict.rating
        for claim, standing in desk.desk().standings.items()
        if standing.verdict
    }
    text = (desk.root / "claims.toml").read_text()
    return text, tuple(claim.text for claim in desk.claims), ratings


@given(
    steps=st.lists(
        st.sampled_from(["rate", "rate", "edit", "add", "u", "u", "u", "r", "r"]), max_size=14
    )
)
@settings(max_examples=60)
def test_whatever_was_done_is_taken_back_step_by_step_and_done_again(steps: list[str]) -> None:
    """One step a call, the last first, be it a decision or a change of the file."""
    with tempfile.TemporaryDirectory() as home:
        desk = a_desk(Path(home))
        before: list[object] = []
        after: list[object] = []
        for number, step in enumerate(steps):
            now = state(desk)
            if step == "u":
                given = desk.take_back()
                assert (given is None) == (not before)
                if before:
                    after.append(now)
                    assert state(desk) == before.pop()
            elif step == "r":
                if after:
                    assert desk.bring_back() is not None
                    before.append(now)
                    assert state(desk) == after.pop()
            else:
                before.append(now)
                after.clear()
                if step == "rate":
                    desk.rate("c", ("true", "false")[number % 2])
                elif step == "edit":
                    desk.apply(desk.propose_edit("c", text=f"It has {number}"))
                else:
                    desk.apply(desk.propose_add(text=f"New one {number}"))
        while before:
            assert desk.take_back() is not None
            assert state(desk) == before.pop()
        assert desk.take_back() is None
        assert state(desk) == (CLAIMS, ("It has 25",), {})
        desk.close()


def test_a_file_that_someone_else_changed_is_left_alone_and_said_so(tmp_path: Path) -> None:
    """The next call goes on with what was done before."""
    desk = a_desk(tmp_path)
    desk.rate("c", "true")
    change = desk.propose_edit("c", text="It has 26")
    desk.apply(change)
    theirs = change.after.replace("26", "27")
    (tmp_path / "claims.toml").write_text(theirs)
    with pytest.raises(InputError, match=r"^claims\.toml was changed since by someone else"):
        desk.take_back()
    assert (tmp_path / "claims.toml").read_text() == theirs
    last = desk.take_back()
    assert isinstance(last, Entry)
    assert desk.standing("c").verdict is None
    assert desk.take_back() is None
    desk.close()


def test_what_was_taken_back_is_not_brought_back_into_a_file_changed_since(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.apply(desk.propose_edit("c", text="It has 26"))
    assert isinstance(desk.take_back(), Proposal)
    (tmp_path / "claims.toml").unlink()
    with pytest.raises(InputError, match=r"claims\.toml"):
        desk.bring_back()
    assert not (tmp_path / "claims.toml").exists()
    assert desk.bring_back() is None
    desk.close()


def test_a_file_that_cannot_be_written_now_can_be_taken_back_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is not forgotten."""
    desk = a_desk(tmp_path)
    desk.apply(desk.propose_edit("c", text="It has 26"))

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("workbench.claims.editing.replace_file", full)
        with pytest.raises(InputError, match="No space left"):
            desk.take_back()
    assert desk.claims[0].text == "It has 26"
    assert isinstance(desk.take_back(), Proposal)
    assert (tmp_path / "claims.toml").read_text() == CLAIMS
    desk.close()


def test_a_verdict_on_the_old_wording_holds_again_once_the_edit_is_taken_back(
    tmp_path: Path,
) -> None:
    (tmp_path / "corpus").mkdir()
    desk = a_desk(tmp_path)
    desk.rate("c", "true")
    desk.apply(desk.propose_edit("c", text="It has 26"))
    assert desk.stale(desk.claim("c")) != ()
    desk.take_back()
    assert desk.stale(desk.claim("c")) == ()
    desk.close()
