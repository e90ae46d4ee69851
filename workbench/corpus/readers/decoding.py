"""Bytes to characters: UTF-8, or what the file declares, or what is certain without that.

A text read in the wrong encoding would be quoted in words that are nowhere, so nothing is guessed:
a file is in UTF-8, or begins with the mark of UTF-16, or names its encoding, or can only be
Western European.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from workbench.corpus.readers.document import Unreadable

WESTERN = "cp1252"

_NAMES = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "windows-1252": "cp1252",
    "cp1252": "cp1252", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "sjis": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949",
    "koi8-r": "koi8_r", "koi8-u": "koi8_u", "macintosh": "mac_roman",
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}  # fmt: skip
"""The names of the WHATWG Encoding standard that pages use. Python knows more codecs than a
stranger should be allowed to name."""

_HIGH = re.compile(rb"[\x80-\xff]{3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_COMMON = frozenset(
    b"""
    le la les des une est dans pour que qui sur par plus au de du et un en
    el los las por con del como se su al
    il della che per non sono dei nel di da
    os uma com dos em na no do
    och det som att av ikke til og den er
    """.split()
)
LOOKED_AT = 2**20
# Bytes whose words are counted.
COMMON = 0.15
# Share of the words that are among the commonest of French, Spanish, Italian, Portuguese, Swedish,
# Danish or Norwegian; running text in one of them has .2 to .45. These languages have letters that
# the code page of Central Europe lacks; those of English and German are the same in both.


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of a file and the codec used, None for UTF-8; a mark at its start is removed.

    `declared` is the name of the encoding in the file.

    Raises:
        Unreadable: the bytes are not in that encoding, or their encoding is not certain.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _in(data, "utf-16"), "utf-16"
    if data.startswith(BOM_UTF8) or declared is None:
        mark = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
        try:
            return data[mark:].decode(), None
        except UnicodeDecodeError as error:
            if not mark and is_western(data):
                return data.decode(WESTERN), WESTERN
            at = mark + error.start
            raise Unreadable(f"not UTF-8 at byte {at}: save it as UTF-8") from None
    label = declared.strip().lower()
    if label not in _NAMES:
        raise Unreadable(f"in an encoding that is not known ({label}): save it as UTF-8")
    codec = _NAMES[label]
    return _in(data, codec), None if codec == "utf-8" else codec


def _in(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not {codec} at byte {error.start}: save it as UTF-8") from None


def is_western(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 can only be windows-1252, or latin-1, a part of it.

    Accented letters are alone or in twos among plain letters. And either the language is one that
    is written in no other encoding of this kind, or every byte means the same in the code pages of
    Central Europe and of Turkish.
    """
    part = data[:LOOKED_AT]
    if _CONTROL.search(data) or _HIGH.search(data):
        return False
    words = [word.lower() for word in _WORD.findall(part)]
    common = sum(word in _COMMON for word in words)
    if len(words) >= 20 and common >= COMMON * len(words):
        return True
    try:
        return data.decode(WESTERN) == data.decode("cp1250") == data.decode("cp1254")
    except UnicodeDecodeError:
        return False
