"""Letters compared as what they mean: without accents, ligatures spelt out, unseen marks left out.

"Łódź", "Lódz" and "Lodz" are one word, whether an accent is a letter of its own or goes with the
one before it, and so is a word with a soft hyphen in it.
"""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_CHANGED = re.compile(
    "[\u00ad\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff\u200b-\u200d\u2060\ufb00-\ufb06\ufeff]"
)
# Letters of the Latin alphabet only: elsewhere a mark may make another letter.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SPELT = {
    "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ħ": "h", "ŋ": "n",
}  # fmt: skip
# Letters that Unicode does not take apart.


@lru_cache(maxsize=2_048)
def _plain(letter: str) -> str:
    if letter in _UNSEEN:
        return ""
    if (spelt := _SPELT.get(letter.lower())) is not None:
        return spelt if letter.islower() else spelt.capitalize()
    if not _CHANGED.match(letter) or letter in "×÷":
        return letter
    return "".join(part for part in normalize("NFKD", letter) if not combining(part))


def fold(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The plain text, and for each of its characters, and its end, the offset in `text`.

    None where `text` is plain already, which nearly all are.
    """
    if text.isascii() or not _CHANGED.search(text):
        return None
    plain: list[str] = []
    origin: list[int] = []
    for at, letter in enumerate(text):
        for part in _plain(letter):
            plain.append(part)
            origin.append(at)
    origin.append(len(text))
    return "".join(plain), tuple(origin)
