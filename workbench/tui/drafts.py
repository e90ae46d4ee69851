"""Text being typed, kept on disk until it is recorded: a crash loses a second of typing at most.

A draft is not a decision. It lives under `.workbench/drafts/`, one file a claim, and goes away
once the text was recorded. No Textual here.
"""

import hashlib
import threading
from pathlib import Path

from workbench.safe import own

FOLDER = ".workbench/drafts"
_ONE = threading.Lock()
# With a lock, an older draft still being written in another thread cannot replace a newer one.


def _stem(claim_id: str) -> str:
    # The id may hold anything, so a digest names the file.
    return f"{FOLDER}/{hashlib.sha256(claim_id.encode('utf-8', 'replace')).hexdigest()}"


def read_draft(root: Path, claim_id: str) -> str | None:
    """The draft kept for a claim; None when there is none or it cannot be read."""
    try:
        return own.read(root, f"{_stem(claim_id)}.txt").decode()
    except (OSError, UnicodeDecodeError):
        return None


def keep_draft(root: Path, claim_id: str, text: str) -> None:
    """Keep this draft, whole or not at all. Raises OSError when it cannot be written."""
    data = text.encode("utf-8", "replace")
    with _ONE:
        own.replace(root, f"{_stem(claim_id)}.txt", data, durable=True)


def drop_draft(root: Path, claim_id: str) -> None:
    """Delete a claim's draft; no draft is no error. Raises OSError when it cannot be removed."""
    stem = _stem(claim_id)
    with _ONE:
        own.remove(root, f"{stem}.txt")
        for torn in root.glob(f"{stem}-*.new"):  # left by a process that was killed
            own.remove(root, f"{FOLDER}/{torn.name}")
