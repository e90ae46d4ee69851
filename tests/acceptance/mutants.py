"""Documents that are good, made wrong in many ways, and made to hurt.

Mutations flip, cut, double, move and mix the bytes of good files, and put in what is known to
hurt a parser.
"""

import io
import json
import random
import zipfile
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
    if data.startswith(b"PK") and chance.random() < 0.8:
        return repacked(bytes(data), tokens, chance)
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


def repacked(data: bytes, tokens: Sequence[bytes], chance: random.Random) -> bytes:
    """A zip file with something done to one of its parts, its sums right."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen and chance.random() < 0.9:
                part = mutated([part or b" "], tokens, chance)
            elif name == chosen:
                continue
            new.writestr(name, part)
    return packed.getvalue()


def bomb(name: str, size: int) -> bytes:
    """A zip file whose one part is so many bytes of nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(name, b" " * size)
    return packed.getvalue()


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


def made(*names: str) -> Callable[[], list[bytes]]:
    """The files of other programs with these names."""
    return lambda: [(ROOT / "tests" / "data" / "reading" / name).read_bytes() for name in names]


def archives() -> list[bytes]:
    """Web archives, one of them as it is written before it is packed."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bay.example/%d\r\n"
        "WARC-Date: 2021-05-03T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
        "Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    )
    plain = b"".join((head % (n, n, len(page))).encode() + page + b"\r\n\r\n" for n in range(3))
    return [plain, plain, *made("wget-site.warc.gz")()]


MARKUP = [
    b"<", b">", b"</", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"&a;", b"\0",
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<table:table>", b"<text:p>", b"<c r='XFD1048576'>", b"=",
    b"9" * 5_000, b"\xff\xfe", b"&#0;", b"]]>", b"<!--", b"encryption-data",
]  # fmt: skip
PRINTED = [
    b"endobj", b"endstream", b"<<", b">>", b"[" * 3_000, b"(" * 3_000, b"/Kids", b"/Type /Page",
    b"/Length 99999999", b"xref", b"%%EOF", b"0 0 R", b"/Encrypt 1 0 R", b"/JavaScript", b"-1",
    b"/URI (http://127.0.0.1:9/)", b"/F (/etc/passwd)", b"\0", b"9" * 5_000,
]  # fmt: skip
CUES = [
    *TEXTS, b"-->", b"00:00:01,000 --> 00:00:02,000", b"99:99.999 --> 0:0.0", b"WEBVTT", b"<c>",
    b"\n\n", b"{\\an8}", b"::cue {", b"1\n2\n3\n",
]  # fmt: skip
FIELDS = [*TEXTS, b'"', b'""', b",", b";", b"\t", b"|", b'"\n', b"," * 5_000]
MAILS = [
    *PAGES, b"\r\n\r\n", b"--b\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?b?!!?=", b"=?x?q?=FF?=", b"=3D", b"=\r\n",
    b"Content-Type: text/html; charset=zlib\r\n", b"Date: soon\r\n", b"From: " + b"<" * 3_000,
]  # fmt: skip

SEEDS: dict[str, tuple[Callable[[], list[bytes]], list[bytes]]] = {
    ".txt": (texts, TEXTS),
    ".md": (texts, TEXTS),
    ".jsonl": (lambda: [SMALL_LINES], LINES),
    ".html": (lambda: [PAGE], [*PAGES, *TEXTS]),
    ".htm": (lambda: [PAGE], [*PAGES, *TEXTS]),
    ".pdf": (made("libreoffice.pdf", "latex-2col-cm.pdf"), PRINTED),
    ".docx": (made("libreoffice.docx"), MARKUP),
    ".odt": (made("libreoffice.odt"), MARKUP),
    ".xlsx": (made("libreoffice.xlsx"), MARKUP),
    ".xls": (made("libreoffice.xls"), MARKUP),
    ".ods": (made("libreoffice.ods"), MARKUP),
    ".csv": (made("statistics.csv"), FIELDS),
    ".srt": (made("ffmpeg.srt"), CUES),
    ".vtt": (made("ffmpeg.vtt"), CUES),
    ".epub": (made("libreoffice.epub"), [*MARKUP, *PAGES]),
    ".eml": (made("chromium-news.mhtml"), MAILS),
    ".mhtml": (made("chromium-news.mhtml"), MAILS),
    ".mht": (made("chromium-news.mhtml"), MAILS),
    ".warc": (archives, [*PAGES, b"WARC/1.0\r\n", b"Content-Length: 9999999999\r\n"]),
    ".gz": (archives, [*PAGES, b"WARC/1.0\r\n", b"Content-Length: -1\r\n"]),
    ".wacz": (made("wacz-site.wacz"), [*PAGES, b"WARC/1.0\r\n"]),
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
    "zip.docx": bomb("word/document.xml", 50_000_000),
    "zip.odt": bomb("content.xml", 50_000_000),
    "zip.xlsx": bomb("xl/workbook.xml", 50_000_000),
    "zip.epub": bomb("META-INF/container.xml", 50_000_000),
    "zip.wacz": bomb("archive/a.warc", 50_000_000),
    "no end.pdf": b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]/Type/Pages>>endobj " * 20_000,
    "cells.csv": b"," * 3_000_000,
    "quotes.csv": b'"' * 3_000_000,
    "cues.srt": b"00:00:01,000 --> 00:00:02,000\nso\n\n" * 60_000,
    "arrows.vtt": b"-->" * 1_000_000,
    "parts.eml": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 500_000,
    "headers.mhtml": b"A: b\n" * 400_000,
    "records.warc": b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 50_000,
}
