"""Text being typed, kept on disk until it is recorded: a crash or a lost line costs a second.

A draft is not a decision. It lives under `.workbench/drafts/`, one file a claim, and goes away
once the text was recorded. No Textual here.
"""

import hashlib
import os
import threading
from pathlib import Path

FOLDER = Path(".workbench") / "drafts"
_ONE = threading.Lock()
# What was typed last is kept while an earlier draft is still being written in another thread.


def _place(root: Path, claim_id: str) -> Path:
    # The id may hold anything, so a digest names the file.
    return (
        root / FOLDER / (hashlib.sha256(claim_id.encode("utf-8", "replace")).hexdigest() + ".txt")
    )


def read_draft(root: Path, claim_id: str) -> str | None:
    """The draft kept for a claim; None when there is none or it cannot be read."""
    try:
        return _place(root, claim_id).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def keep_draft(root: Path, claim_id: str, text: str) -> None:
    """Keep this draft, whole or not at all. Raises OSError when it cannot be written."""
    place = _place(root, claim_id)
    place.parent.mkdir(parents=True, exist_ok=True)
    passing = place.with_name(f"{place.stem}-{os.getpid()}.new")
    with _ONE:
        with passing.open("w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(place)


def drop_draft(root: Path, claim_id: str) -> None:
    """Forget a claim's draft; none is no error. Raises OSError when it cannot be removed."""
    place = _place(root, claim_id)
    with _ONE:
        place.unlink(missing_ok=True)
        for torn in place.parent.glob(f"{place.stem}-*.new"):  # of a process that was killed
            torn.unlink(missing_ok=True)
