"""The checker's own search words, kept by claim, so that its evidence is found with them again.

They are stored under `.workbench/` and only save typing: the searches themselves are recorded as
decisions, and the report lists them. Each desk writes only what it changes, so two desks open on
one project keep each other's words. No Textual here.
"""

import json
from contextlib import suppress
from pathlib import Path

from workbench.safe import own

FILE = ".workbench/words.json"


def read_words(root: Path) -> dict[str, str]:
    """The words kept, by claim id; none where there is no file that can be read."""
    try:
        kept = json.loads(own.read(root, FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {claim: words for claim, words in pairs if isinstance(words, str) and words}


def keep_words(root: Path, claim_id: str, words: str) -> None:
    """Keep the words of a claim; empty words remove them. Does nothing if it cannot be written."""
    kept = {**read_words(root), claim_id: words}
    with suppress(OSError):
        own.replace(root, FILE, json.dumps({c: w for c, w in kept.items() if w}).encode())
