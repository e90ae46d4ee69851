"""The last line of a report: the hash of everything above it.

With the report alone one can see whether it was changed after it was written; with the sources one
need not rely on the hash (`verifying`).
"""

import re
from hashlib import sha256

CHANGED = "its own sha256 does not fit: something in it was changed"
_PAGE = re.compile(
    r'\n<p class="seal">sha256 of all that stands above: <code>([0-9a-f]{64})</code></p>'
)
_BEHIND = "</main></body></html>"
_SEAL = re.compile(r"^sha256 of all that stands above: `([0-9a-f]{64})`$", re.MULTILINE)


def sealed(text: str) -> str:
    """The text of a report with its seal as the last line."""
    return f"{text.rstrip()}\n\nsha256 of all that stands above: `{digest(text)}`\n"


def sealed_page(text: str) -> str:
    """A web page without its end, with its seal as the last line that is shown."""
    seal = f"sha256 of all that stands above: <code>{digest(text)}</code>"
    return f'{text}\n<p class="seal">{seal}</p>\n</main>\n</body>\n</html>\n'


def broken(text: str) -> str | None:
    """Why the seal of a report does not hold; None where it does."""
    return _broken(text.replace("\r\n", "\n"), _SEAL, "")


def broken_page(text: str) -> str | None:
    """Why the seal of a report that is a web page does not hold; None where it does."""
    return _broken(text.replace("\r\n", "\n"), _PAGE, _BEHIND)


def _broken(text: str, sign: re.Pattern[str], behind: str) -> str | None:
    seals = list(sign.finditer(text))
    if not seals:
        return "the line with its own sha256 is missing"
    seal = seals[-1]
    if "".join(text[seal.end() :].split()) != behind:
        return "something stands behind the line with its own sha256"
    return None if seal[1] == digest(text[: seal.start()]) else CHANGED


def digest(text: str) -> str:
    """The sha256 of a text, other line ends and blanks at the ends of lines not counted."""
    # That is what an editor or a mail changes by itself.
    lines = (line.rstrip(" \t\r") for line in text.rstrip().split("\n"))
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
