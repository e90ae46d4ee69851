"""What an index depends on beside the corpus: another value means another index.

Nobody has to remember to raise a number: the code that reads files, takes text out of them, cuts
and indexes it is part of the value, so that whatever changes there is built anew.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path

import tantivy

import workbench
from workbench.index.cutting import Cutter, named

CODE = (
    "corpus",
    "errors.py",
    "index",
    "passages/__init__.py",
    "passages/sentences.py",
    "safe/__init__.py",
    "safe/children.py",
    "safe/kept.py",
    "safe/memory.py",
    "safe/own.py",
    "safe/plainfile.py",
    "safe/replacing.py",
    "safe/visible.py",
)
"""All that an index is made with, in this package; a test follows the imports to these."""


def settings(cutter: Cutter) -> str:
    """One line that is the same only where the same corpus gives the same index; 1 ms."""
    home = Path(__file__).parents[1]
    files = [home / name for name in CODE]
    files = [each for one in files for each in (sorted(one.rglob("*.py")) or [one])]
    module = sys.modules[cutter.__module__]
    files += [Path(module.__file__)] if module.__file__ else []
    # Finds the sentences; its first file has its version, which asking for would take 30 ms.
    sentences = find_spec("nupunkt")
    files += [Path(sentences.origin)] if sentences and sentences.origin else []
    code = hashlib.sha256()
    for file in files:
        code.update(file.read_bytes())
    return " ".join(
        (
            workbench.__version__,
            str(vars(tantivy).get("__version__")),
            named(cutter),
            code.hexdigest()[:16],
        )
    )
