"""Web archives: each page or document in a .warc, .warc.gz or .wacz is a source.

Error pages, robots.txt, pictures, scripts and style sheets are left out.
"""

import io
from collections.abc import Iterator

import warcio
from msgspec.structs import replace
from warcio.archiveiterator import ArchiveIterator

from workbench.corpus.readers import pdf
from workbench.corpus.readers.decoding import decoded
from workbench.corpus.readers.document import LARGEST, Contents, Unreadable, reading
from workbench.corpus.readers.packed import Packed
from workbench.corpus.readers.webpage import page

DOCUMENTS = 5_000
_LIBRARY = f"warcio {getattr(warcio, '__version__', '1')}"


def warc(data: bytes) -> list[Contents]:
    """The documents of a web archive, in its order.

    Raises:
        Unreadable: it is no web archive, or has no document.
    """
    with reading("a web archive"):
        found = list(_documents(data))
    if not found:
        raise Unreadable("no page in it that was answered")
    return _named(found)


def wacz(data: bytes) -> list[Contents]:
    """The documents of a packed web archive. Raises as `warc`."""
    with reading("a packed web archive (.wacz)"):
        pack = Packed(data)
        names = [n for n in pack.names() if n.startswith("archive/") and ".warc" in n]
        found = [each for name in names for each in _documents(pack.part(name))]
    if not found:
        raise Unreadable("no page in it that was answered")
    return _named(found)


def _named(found: list[Contents]) -> list[Contents]:
    """The documents told apart by their number; the only one needs none."""
    if len(found) == 1:
        return found
    return [replace(each, id=str(number)) for number, each in enumerate(found, 1)]


def _documents(data: bytes) -> Iterator[Contents]:
    seen: set[str] = set()
    for record in ArchiveIterator(io.BytesIO(data)):
        if record.rec_type not in ("response", "resource"):
            continue
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if status != "200" or not url.startswith(("http://", "https://")) or url in seen:
            continue
        if url.partition("?")[0].endswith("/robots.txt"):
            continue
        kind = _kind(record)
        if kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/pdf"):
            continue
        body = record.content_stream().read(LARGEST + 1)
        try:
            contents = _read(kind, body)
        except Unreadable:
            continue
        if contents.text.strip():
            seen.add(url)
            if len(seen) > DOCUMENTS:
                raise Unreadable(f"more than {DOCUMENTS} documents: split it")
            note = f"in the archive of {record.rec_headers.get_header('WARC-Date') or 'no date'}"
            yield replace(
                contents, url=url, notes=(*contents.notes, note),
                library=f"{_LIBRARY}, {contents.library}",
            )  # fmt: skip


def _kind(record: "warcio.recordloader.ArcWarcRecord") -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _read(kind: str, body: bytes) -> Contents:
    if len(body) > LARGEST:
        raise Unreadable("too large")
    if kind == "application/pdf":
        return pdf.document(body)
    if kind == "text/plain":
        text, codec = decoded(body)
        return Contents(text=text, encoding=codec)
    return page(body)
