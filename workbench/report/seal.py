"""The last line of a report: the hash of all that stands above it.

Whoever has only the report can tell that nothing in it was changed since; whoever has the sources
too need not rely on it (`verifying`).
"""

import re
from hashlib import sha256

_SEAL = re.compile(r"^sha256 of all that stands above: `([0-9a-f]{64})`$", re.MULTILINE)


def sealed(text: str) -> str:
    """The text of a report with its seal as the last line."""
    return f"{text.rstrip()}\n\nsha256 of all that stands above: `{_digest(text)}`\n"


def broken(text: str) -> str | None:
    """Why the seal of a report does not hold; None where it does."""
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
    # Other line ends and blanks behind a line are what an editor or a mail does by itself.
    lines = (line.rstrip(" \t\r") for line in text.rstrip().split("\n"))
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
