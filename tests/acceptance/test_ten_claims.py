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


def check_one(app: Terminal, done: int) -> bool:
    """Mark the first passage, rate the claim by a digit, and see that it is said to be saved.

    Four keys. Whether it was asked why: only where the passage is the claimant's own words.
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
    asked = seen[0].startswith("in one line")
    if asked:
        app.type("nobody else says so\r")
        app.wait(f"{done + 1} of 32 judged")
    return asked


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
            asked = sum(check_one(app, done) for done in range(CLAIMS))
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
    assert len(re.findall(r"^\*\*True\.\*\*", report, re.MULTILINE)) == CLAIMS // 2
    assert len(re.findall(r"^\*\*Unproven\.\*\*", report, re.MULTILINE)) == CLAIMS // 2
    assert report.count("Note of the checker: nobody else says so") == asked <= 2
    assert "Nothing else was found." in report.replace("\\", "")
    workspace = Workspace.open(project)
    desk = workspace.desk()
    assert sum(each.verdict is not None for each in desk.standings.values()) == CLAIMS
    assert workspace.check() == ()
    workspace.close()
