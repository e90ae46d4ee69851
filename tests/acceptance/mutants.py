"""Documents that are good, made wrong in many ways, and made to hurt.

Mutations flip, cut, double, move and mix the bytes of good files, and put in what is known to
hurt a parser.
"""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]

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


PAGE = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>A bridge opens</title>
<meta property="article:published_time" content="2020-03-04T10:00:00Z"><style>p { color: red }
</style></head><body><nav><a href="/">Home</a></nav><h1>A bridge opens</h1><p>The <b>mayor</b>
opened it on Monday, &quot;at last&quot; &#8211; she said.<br>Nobody came.</p><table><tr><td>2019
<td>40</table><!-- no --><script>if (a < b) { c("</p>") }</script><p>It cost 9.766 million.</body>
"""
SMALL_LINES = b"".join(
    json.dumps({"id": f"d{n}", "title": "T", "text": "It is so. It was not.", "date": "2020-05"})
    .encode() + b"\n" for n in range(6)
)  # fmt: skip


def texts() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "corpus").glob("*.txt"))]


SEEDS: dict[str, tuple[Callable[[], list[bytes]], list[bytes]]] = {
    ".txt": (texts, TEXTS),
    ".md": (texts, TEXTS),
    ".jsonl": (lambda: [SMALL_LINES], LINES),
    ".html": (lambda: [PAGE], [*PAGES, *TEXTS]),
    ".htm": (lambda: [PAGE], [*PAGES, *TEXTS]),
}
"""For each reader good files, and what is put into them to make them bad."""


BOMBS: dict[str, bytes] = {
    "comments.html": b"<!--" * 20_000,
    "comments that end.html": b"<!-- -->" * 500_000,
    "nested.html": b"<div>" * 200_000 + b"The end is here." + b"</div>" * 200_000,
    "brackets.html": b"<" * 5_000_000,
    "open tags.html": b"<a b='" * 500_000,
    "attributes.html": b"<meta " + b"a=1 " * 1_000_000 + b">It is so.",
    "names.html": b"<meta " + b"a" * 3_000_000 + b">" + b"<meta aaaa>" * 100_000 + b"It is so.",
    "entities.html": b"&amp;" * 1_000_000,
    "digits.html": b"&#" + b"9" * 2_000_000 + b";",
    "scripts.html": b"<script>" * 500_000,
    "pre.html": b"<pre>" * 300_000 + b" \n" * 1_000_000,
    "paragraphs.html": b"<p>" * 20_000_000,
    "laughs.html": b"<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;" * 10_000,
    "one line.txt": b"word " * 2_000_000,
    "no spaces.txt": b"a" * 10_000_000,
    "dots.txt": b"." * 5_000_000,
    "stops.txt": b'He said "so." ' * 400_000,
    "lines.txt": b"a line\n" * 1_000_000,
    "empty lines.txt": b"\n" * 5_000_000 + b"It is so.",
    "marks.txt": b"a" + "\u0301".encode() * 1_000_000,
    "deep.jsonl": b"[" * 5_000_000,
    "deep objects.jsonl": b'{"a":' * 1_000_000,
    "long.jsonl": b'{"id":"a","text":"' + b"a" * 10_000_000 + b'"}',
    "long title.jsonl": b'{"id":"a","title":"' + b"a" * 10_000_000 + b'","text":"It is so."}',
    "long id.jsonl": b'{"id":"' + b"a" * 10_000_000 + b'","text":"It is so."}',
    "lines.jsonl": b"{}\n" * 100_000,
}
