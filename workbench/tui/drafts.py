"""Text being typed, kept on disk until it is recorded: a crash or a lost line costs a second.

A draft is not a decision. It lives under `.workbench/drafts/`, one file a claim, and goes away
once the text was recorded. No Textual here.
"""

import hashlib
import threading
from pathlib import Path

from workbench.safe import own

FOLDER = ".workbench/drafts"
_ONE = threading.Lock()
# What was typed last is kept while an earlier draft is still being written in another thread.


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
    """Forget a claim's draft; none is no error. Raises OSError when it cannot be removed."""
    stem = _stem(claim_id)
    with _ONE:
        own.remove(root, f"{stem}.txt")
        for torn in root.glob(f"{stem}-*.new"):  # of a process that was killed
            own.remove(root, f"{FOLDER}/{torn.name}")
