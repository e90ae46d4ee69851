"""Addresses of the web that a report may link to.

One with a name before an @ is none: `https://bank.example@else.where` leads elsewhere.
"""

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s/?#@]+(?:[/?#]|$)")
_SAFE = "!#$%&'()*+,-./:;=?@[]_~"
LONG = 200
"""Characters of a quote from which its link names only its first and last words."""
_ENDS = 5
"""Words of each end in the link of a long quote."""


def web(url: str | None) -> str | None:
    """The address, ready for a link, if it is one of the web (http, https); else None."""
    if not url or not _WEB.match(url):
        return None
    return quote(url, safe=_SAFE, errors="replace")


def passage(url: str | None, words: str) -> str | None:
    """The address that opens a page at these words, by a text fragment (`#:~:text=`).

    None where `url` is no address of the web. A page that does not have them opens at its top.
    """
    address = web(url)
    if address is None:
        return None
    held = words.split()
    if not held:
        return address
    ends = [" ".join(held)]
    if len(ends[0]) > LONG and len(held) > 2 * _ENDS:
        ends = [" ".join(held[:_ENDS]), " ".join(held[-_ENDS:])]
    told = ",".join(quote(end, safe="", errors="replace").replace("-", "%2D") for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={told}"
