"""An id for a claim, made from its words: `bridge-90-m-long`.

Which characters an id may have is decided in `claims.file`.
"""

# ruff: noqa: SIM905 - lists of words read best as words

import re
import unicodedata
from collections.abc import Collection

_DEAD = frozenset(
    """a an the of to in on at by for from with and or that this it its as is are was were
    be""".split()
)
_SLUG = 32
# Most characters of an id made from a text: as many as a list of claims shows.


def next_id(text: str, taken: Collection[str]) -> str:
    """A short id from the first important words of `text` that is not in `taken`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = ""
    for word in re.findall(r"[^\W_]+(?:\.\d+)?", plain):
        longer = f"{slug}-{word}" if slug else word[:_SLUG]
        if len(longer) > _SLUG or slug.count("-") == 3:
            break
        if word not in _DEAD:
            slug = longer
    return free_id(slug or "claim", taken)


def free_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, else the first of `wanted-2`, `wanted-3` ... that is not in `taken`."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found
