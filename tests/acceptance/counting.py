"""How often the suite tries, and what the programs of children.py counted."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHILDREN = Path(__file__).with_name("children.py")
Counts = Callable[[int, int], int]
"""`counts(small, full)`: the number that was asked for on the command line."""


def child(what: str, *before: str, **given: Any) -> dict[str, Any]:
    """What one of the programs of children.py counted."""
    done = subprocess.run(
        [*before, sys.executable, str(CHILDREN), what, json.dumps(given)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(what, found)
    return found
