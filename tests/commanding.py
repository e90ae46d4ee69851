"""The real command, run in a folder as a person runs it, and what it answered."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent

ONLY = "2023-09-07-cooperation-impasse:2036-2169"

FIRST = "2023-09-07-cooperation-impasse:1917-2034"


def workbench(
    *args: str, cwd: Path, stdin: str | bytes | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run `workbench ARGS` in a folder, as a user whose locale is UTF-8 would."""
    return subprocess.run(
        [sys.executable, "-m", "workbench", *args],
        cwd=cwd,
        input=stdin if isinstance(stdin, str) or stdin is None else stdin.decode(),
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8", **more}


def rows(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The objects that a command printed, one a line."""
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what was wrong with the input."""
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line
