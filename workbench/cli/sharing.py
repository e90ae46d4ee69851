"""Share the claims of one `find --json` among processes: judging is Python and holds the GIL.

Each child is the same command with `--part K/N`, which answers every N-th claim from the K-th
on. What a child fails to answer is done here, so that a killed child costs time and nothing else.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workbench.claims import Claim

WORTH = 100
"""Claims from which a child is worth its start, which costs as much as 40 claims."""


def processes(claims: int) -> int:
    """How many processes should work on so many claims."""
    return 1 if claims < WORTH else max(1, min(4, os.cpu_count() or 1))


def share(
    claims: Sequence[Claim],
    answer: Callable[[Claim], str],
    *,
    among: int,
    limit: int,
    project: Path,
) -> Iterator[str]:
    """The answer to each claim in order, as `answer` gives it, worked out by several processes."""
    children = [_start(part, among, limit, project) for part in range(1, among)]
    try:
        for n, claim in enumerate(claims):
            line = ""
            if part := n % among:
                out = children[part - 1].stdout
                assert out is not None
                line = out.readline()
            # A line without its end was cut short.
            yield line[:-1] if line.endswith("\n") else answer(claim)
    finally:
        for child in children:
            child.kill()
            child.communicate()


def _start(part: int, among: int, limit: int, project: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "workbench", "find", "--json"),
            *("--part", f"{part}/{among}", "--limit", str(limit), "-p", str(project)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        encoding="ascii",
        # The child finds the package where this process found it.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
    )
