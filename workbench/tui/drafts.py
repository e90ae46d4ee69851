"""Text being typed, kept on disk until it is recorded: a crash or a lost line costs a second.

A draft is not a decision. It lives under `.workbench/drafts/`, one file a claim, and goes away
once the text was recorded. No Textual here.
"""

import hashlib
import os
from pathlib import Path

FOLDER = Path(".workbench") / "drafts"


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
    passing = place.with_suffix(".new")
    with passing.open("w", encoding="utf-8", errors="replace") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    passing.replace(place)


def drop_draft(root: Path, claim_id: str) -> None:
    """Forget a claim's draft; none is no error."""
    _place(root, claim_id).unlink(missing_ok=True)
