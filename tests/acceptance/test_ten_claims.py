"""The main job by keys alone, in the real app: ten claims from opening to the exported report."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from terminal import Terminal

CLAIMS = 10


def check_one(app: Terminal, done: int) -> None:
    """Mark the first passage, rate the claim by a digit, and see that it is said to be saved.

    One passage is one source: a rating that decides asks why before it is recorded.
    """
    app.wait(f"{done} of 32 judged")
    if done:
        app.type("\x1b[Z")
        app.settle()
    app.type("\t")
    app.settle()
    app.wait("SUPPORTS|CONFLICTS|MENTIONS")
    app.type("s")
    app.wait("saved: supports")
    decides = done % 2 == 0
    app.type("1" if decides else "6")
    seen = app.wait(f"{done + 1} of 32 judged|in one line; enter records")
    assert not decides or seen[0].startswith("in one line")
    if seen[0].startswith("in one line"):  # of the others, where the other side speaks strongly
        app.type("one source only\r")
        app.wait(f"{done + 1} of 32 judged")


@pytest.mark.parametrize("size", ((80, 24), (160, 45)), ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("under", ("a terminal", "tmux"))
def test_ten_claims_from_opening_to_the_exported_report(
    project: Path, under: str, size: tuple[int, int]
) -> None:
    if under == "tmux" and not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    server = ("tmux", "-f", "/dev/null", "-L", f"workbench-{os.getpid()}")
    before = (*server, "new-session") if under == "tmux" else ()
    try:
        with Terminal(project, size=size, before=before) as app:
            for done in range(CLAIMS):
                check_one(app, done)
            app.type("e")
            app.settle()
            app.type("Nothing else was found.\x0f")  # at once, as from a slow line
            app.wait("saved: justification")
            app.type("r")
            app.wait("Report")
            app.settle()
            app.type("w")
            app.wait(r"report\.md")
            app.type("\r")
            app.wait("written to")
            app.type("\x1b")
            app.wait(f"{CLAIMS} of 32 judged")
            app.type("q")
            assert app.ended() == 0
    finally:
        if before:
            subprocess.run([*server, "kill-server"], check=False, capture_output=True)
    report = (project / "report.md").read_text(encoding="utf-8")
    assert len(re.findall(r"\*\*Verdict: True\.", report)) == CLAIMS // 2
    assert len(re.findall(r"\*\*Verdict: Unproven\.", report)) == CLAIMS // 2
    asked = report.count("Why a rule was set aside: one source only")
    assert CLAIMS // 2 <= asked <= CLAIMS
    lacking = ("2 independent sources (has 1)", "a marked passage that is not the claimant")
    assert sum(report.count(each) for each in lacking) >= CLAIMS // 2
    assert "Nothing else was found." in report.replace("\\", "")
    workspace = Workspace.open(project)
    desk = workspace.desk()
    assert sum(each.verdict is not None for each in desk.standings.values()) == CLAIMS
    assert workspace.check() == ()
    workspace.close()
