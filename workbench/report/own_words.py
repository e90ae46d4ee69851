"""The addresses that a checker writes in a justification.

Only her own: an address in what she quotes stays the words it is, as in every text from outside.
"""

import re
from urllib.parse import urlsplit

from workbench.passages.quotations import quotations

_ADDRESS = re.compile(r"(?<![\w<])(?<!\]\()https?://[^\s<>\"“”„«»‹›‘’「」『』]+")
"""An address that stands by itself, not in markup that someone pasted."""
_BEHIND = ".,;:!?'*_"
"""Signs at the end of an address that belong to the sentence around it."""


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Where addresses of the writer's own stand in `text`: half open, in code points, in order."""
    theirs = [(each.start, each.end) for each in quotations(text)]
    return tuple(
        (found.start(), found.start() + len(address))
        for found in _ADDRESS.finditer(text)
        if not any(start <= found.start() < end for start, end in theirs)
        and _is_plain(address := _bare(found[0]))
    )


def _bare(address: str) -> str:
    """Without what belongs to the sentence: a full stop, a bracket that it did not open."""
    while address:
        end = address[-1]
        opens = {")": "(", "]": "[", "}": "{"}.get(end)
        if end in _BEHIND or (opens and address.count(end) > address.count(opens)):
            address = address[:-1]
        else:
            break
    return address


def _is_plain(address: str) -> bool:
    """Whether it names a host of the web, and no user in front of it that would pass for one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return "." in (parts.hostname or "") and "@" not in parts.netloc
