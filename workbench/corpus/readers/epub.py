"""A book as text: the chapters of an .epub in their order, each read whole by our own scanner."""

import posixpath
import re
from urllib.parse import unquote

from workbench.corpus.readers.document import Contents, Growing, Unreadable, reading
from workbench.corpus.readers.html import scanned, source_of
from workbench.corpus.readers.packed import Packed

_ROOT = re.compile(r"full-path\s{0,9}=\s{0,9}[\"']([^\"']{1,500})")
_ITEM = re.compile(r"<(?:[\w-]{1,20}:)?item\s([^<>]{1,3000})>")
_REF = re.compile(r"<(?:[\w-]{1,20}:)?itemref\s([^<>]{1,1000})>")
_HEADING = re.compile(r"(?is)<h[1-3]\b[^>]{0,500}>(.{1,2000}?)</h[1-3]")
_RULE = re.compile(r"\.([\w-]{1,60})\s{0,9}\{([^{}]{0,2000})\}")
_SUPER = re.compile(r"vertical-align\s{0,9}:\s{0,9}super|\btop\s{0,9}:\s{0,9}-0?\.\d")
TITLE = 80


def book(data: bytes) -> Contents:
    """The text of a book; the place of each chapter is its heading.

    Raises:
        Unreadable: it is no book, or its text is locked.
    """
    with reading("a book (.epub)"):
        pack = Packed(data)
        if "META-INF/encryption.xml" in pack.names() and "META-INF/rights.xml" in pack.names():
            raise Unreadable("its text is locked: only the shop's own reader can open it")
        found = _ROOT.search(pack.part("META-INF/container.xml").decode("utf-8", "replace"))
        if found is None:
            raise Unreadable("no book: it names no contents")
        home = posixpath.dirname(found[1])
        package = pack.part(found[1]).decode("utf-8", "replace")
        parts = {_attribute(item, "id"): item for item in _ITEM.findall(package)}
        grown, span = Growing(), _raised_span(pack)
        for number, ref in enumerate(_REF.findall(package), 1):
            href = _attribute(parts.get(_attribute(ref, "idref"), ""), "href")
            name = posixpath.normpath(posixpath.join(home, unquote(href.partition("#")[0])))
            if name not in pack.names():
                continue
            source, _ = source_of(pack.part(name))
            source = span.sub(r"<sup>\1</sup>", source) if span else source
            heading = _HEADING.search(source)
            title = " ".join(scanned(heading[1]).text.split())[:TITLE] if heading else ""
            grown.add(scanned(source).text, title or f"chapter {number}")
        said = pack.fields(found[1])
        return Contents(
            text=grown.text(),
            places=tuple(grown.places),
            title=said.get("title"),
            author=said.get("creator"),
            publisher=said.get("publisher"),
            date=said.get("date"),
            language=said.get("language"),
        )


def _raised_span(pack: Packed) -> re.Pattern[str] | None:
    """The spans that a style sheet of the book raises, as LibreOffice writes footnote numbers."""
    names: set[str] = set()
    for name in pack.names():
        if name.endswith(".css"):
            rules = pack.part(name)[:1_000_000].decode("utf-8", "replace")
            names |= {c for c, rule in _RULE.findall(rules) if _SUPER.search(rule)}
    if not names:
        return None
    known = "|".join(map(re.escape, sorted(names)[:50]))
    return re.compile(rf"<span class=[\"'](?:{known})[\"']>([^<>]{{1,20}})</span>")


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"(?:^|\s){name}\s{{0,9}}=\s{{0,9}}[\"']([^\"']{{0,500}})", tag)
    return found[1] if found else ""
