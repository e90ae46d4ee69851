"""Where the checker was, kept under `.workbench/` so that the desk opens there again.

Nothing here is a decision: a missing or broken file gives an empty session. No Textual here.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from workbench.safe import own

FILE = ".workbench/session.json"


@dataclass(frozen=True, slots=True)
class Session:
    """What was on the screen when the desk was left."""

    claim: str = ""
    """Id of the claim at hand."""
    passage: str = ""
    """`SOURCE:START-END` of the passage at hand."""
    filter: str = ""
    order: str = "stance"
    theme: str = ""
    only_source: str = ""
    only_first: str = ""
    only_last: str = ""
    only_language: str = ""
    only_kind: str = ""
    """The choice of sources, as in `only.Only`."""


def read_session(root: Path) -> Session:
    """The session kept in a project; an empty one where there is none that can be read."""
    try:
        kept = json.loads(own.read(root, FILE))
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(kept, dict):
        return Session()
    known = {field.name for field in fields(Session)}
    return Session(**{k: v for k, v in kept.items() if k in known and isinstance(v, str)})


def keep_session(root: Path, session: Session) -> None:
    """Keep a session. Nothing is kept where the folder cannot be written; no decision is lost."""
    with suppress(OSError):
        own.replace(root, FILE, json.dumps(asdict(session)).encode())
