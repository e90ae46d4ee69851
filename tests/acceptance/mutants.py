"""Documents made wrong in many ways.

Mutations flip, cut, double, move and mix the bytes of good files, and put in what is known to
hurt a parser.
"""

import random
from collections.abc import Sequence

PAGES = [
    b"<!--", b"-->", b"<" * 5_000, b"<a " * 3_000, b"<div>" * 5_000, b"</div>" * 5_000, b"<a b='",
    b'<a b="', b"<script>", b"</script", b"<style", b"<title>", b"<![CDATA[", b"]]>", b"<?xml",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"&a;", b"&#0;", b"&#x110000;",
    b"&#55296;", b"&#" + b"9" * 6_000 + b";", b"&" * 5_000, b"&amp" * 2_000, b"<pre>", b"</pre>",
    b"<meta charset=zlib>", b"<meta charset=utf-7>", b"<meta charset=gbk>",
    b"<meta " + b"a" * 9_000,
    b"<svg onload=x>", b"<iframe src=http://127.0.0.1:9/>", b"\0", b"\x1b[2J", b"\xff\xfe", b"<p>",
    b"<br>" * 2_000, b"<td>", b"<plaintext>", b"<textarea>", b"<noscript>", b"=", b">", b"'", b'"',
]  # fmt: skip
TEXTS = [
    b"\0", b"\r", b"\r\n", b"\n" * 3_000, b" " * 5_000, b"." * 3_000, b"! " * 3_000, b'."' * 2_000,
    b"a.B" * 2_000, b"\xff", b"\xed\xa0\x80", b"\xf0\x9f", b"\xef\xbb\xbf", b"\x1b[31m",
    "\u202e".encode(), "\u2028".encode(), "e\u0301".encode() * 500, "\u0301".encode() * 3_000,
    "漢字。".encode() * 500, "👩‍👩‍👧".encode() * 200, b"By A" * 500, b"Dr. " * 500, b"1,000." * 500,
]  # fmt: skip
LINES = [
    *TEXTS, b"{", b"}", b'"', b"\\", b"\\ud800", b"\\u0000", b"\n{}\n", b"[" * 5_000,
    b'{"a":' * 2_000,
    b'{"id":"x","text":"y"}', b'"id":', b'"id":1,', b'"id":"x",', b'"text":null,', b"1e999", b"NaN",
    b"9" * 5_000, b'"title":' + b'"' + b"t" * 9_000 + b'",', b'"date":"soon",', b"\n",
]  # fmt: skip


def mutated(seeds: Sequence[bytes], tokens: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the seeds with one to five things done to it."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + int(chance.expovariate(1 / 40)))
        match chance.randrange(8):
            case 0 if data:
                data[at - 1] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 2, 50))
            case 3:
                piece = data[at:end]
                del data[at:end]
                to = chance.randrange(len(data) + 1)
                data[to:to] = piece
            case 4:
                other = chance.choice(seeds)
                start = chance.randrange(len(other) + 1)
                data[at:] = other[start:]
            case 5:
                data[at:at] = chance.randbytes(chance.randint(1, 8))
            case 6 if chance.random() < 0.2:
                del data[at:]
            case _:
                data[at:at] = chance.choice(tokens)
    return bytes(data[:200_000])
