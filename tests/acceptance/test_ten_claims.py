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
    """Mark the first passage, rate the claim by a digit, and see that it is said to be saved."""
    app.wait(f"{done} of 32 judged")
    if done:
        app.type("\x1b[Z")
        app.settle()
    app.type("\t")
    app.settle()
    app.type("s")
    app.wait("saved: supports")
    app.type("6")
    seen = app.wait(f"{done + 1} of 32 judged|one line, or none")
    if seen[0].startswith("one line"):  # the other side speaks strongly: the bar asks why
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
    assert len(re.findall("Unproven", report)) >= CLAIMS
    assert "Nothing else was found." in report.replace("\\", "")
    workspace = Workspace.open(project)
    desk = workspace.desk()
    assert sum(each.verdict is not None for each in desk.standings.values()) == CLAIMS
    assert workspace.check() == ()
    workspace.close()
