"""The last line of a report: the hash of everything above it.

With the report alone one can see whether it was changed after it was written; with the sources one
need not rely on the hash (`verifying`).
"""

import re
from hashlib import sha256

_SEAL = re.compile(r"^sha256 of all that stands above: `([0-9a-f]{64})`$", re.MULTILINE)


def sealed(text: str) -> str:
    """The text of a report with its seal as the last line."""
    return f"{text.rstrip()}\n\nsha256 of all that stands above: `{_digest(text)}`\n"


def broken(text: str) -> str | None:
    """Why the seal of a report does not hold; None if it does."""
    seals = list(_SEAL.finditer(text.replace("\r\n", "\n")))
    if not seals:
        return "the line with its own sha256 is missing"
    seal = seals[-1]
    if text.replace("\r\n", "\n")[seal.end() :].strip():
        return "something stands behind the line with its own sha256"
    if seal[1] != _digest(text.replace("\r\n", "\n")[: seal.start()]):
        return "its own sha256 does not fit: something in it was changed"
    return None


def _digest(text: str) -> str:
    # An editor or a mail program may change line ends and blanks at line ends by itself.
    lines = (line.rstrip(" \t\r") for line in text.rstrip().split("\n"))
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
