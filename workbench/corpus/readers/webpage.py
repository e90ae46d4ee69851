"""A web page: the article in it, without the furniture of its site.

trafilatura finds the article. If it would leave out hardly anything, or finds almost nothing, the
whole page is read by our own scanner (`html`), so that a plain page loses no heading and no page is
empty. Comments of readers are not the publisher's words and are left out.
"""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from msgspec.structs import replace
from trafilatura.external import jt_stoplist_init

from workbench.corpus.readers.archived import address
from workbench.corpus.readers.document import Contents
from workbench.corpus.readers.html import scanned, source_of
from workbench.corpus.readers.pagetext import Paragraphs, raised, struck

LARGEST, TAGS = 4 * 2**20, 50_000
# Most characters and tags of a page. For more, trafilatura takes seconds and finds nothing.
PLAIN = 0.85
_SITE = re.compile(r"(?i)<(?:nav|aside|footer|form|iframe|script)\b")
# A page without these elements, of which this share is the article, has no furniture.
LEAST = 40
"""Fewest words of an article."""

jt_stoplist_init()
# trafilatura reads these lists from files when a page first needs them. The child that parses may
# not open files, and would read pages differently from a process that may.

_LIBRARY = f"trafilatura {trafilatura.__version__}"
_WORD = re.compile(r"\w+")
_BLOCK = ".//p|.//div|.//li|.//table|.//ul|.//ol|.//blockquote|.//h1|.//h2|.//h3"
_NAMES = {
    "p": "p", "head": "h2", "quote": "blockquote", "list": "ul", "item": "li", "table": "table",
    "row": "tr", "cell": "td", "code": "pre", "ab": "p",
}  # fmt: skip
"""The elements of trafilatura's TEI, and what each was in the page."""


def page(data: bytes) -> Contents:
    """The article of a page and what the page says of itself.

    Raises:
        Unreadable: it is not in the encoding that it names, or its encoding is not certain.
    """
    source, codec = source_of(data)
    source, url, archive_url = address(source)
    whole = replace(scanned(source), encoding=codec)
    if url is not None:
        whole = replace(whole, url=url, archive_url=archive_url)
    article = _article(source)
    if article is None:
        return whole
    kept, every = len(_WORD.findall(article)), len(_WORD.findall(whole.text))
    if kept >= PLAIN * every and not _SITE.search(source):
        return whole
    return replace(
        whole, text=article, left_out=tuple(_left_out(whole.text, article)), library=_LIBRARY
    )


def whole_page(data: bytes) -> Contents:
    """The whole page, as `page` reads one that is only an article. Raises as `page`."""
    source, codec = source_of(data)
    source, url, archive_url = address(source)
    found = replace(scanned(source), encoding=codec)
    return found if url is None else replace(found, url=url, archive_url=archive_url)


def _article(source: str) -> str | None:
    """The text of the article; None if trafilatura finds none or fails."""
    if len(source) > LARGEST or source.count("<") > TAGS:
        return None
    try:
        tree = trafilatura.load_html(source)
        if tree is None:
            return None
        _write_marks(tree)
        for precise in (True, False):
            found = trafilatura.bare_extraction(
                tree, include_comments=False, favor_precision=precise, with_metadata=False
            )
            body = getattr(found, "body", None)
            text = "" if body is None else _text(body)
            if len(_WORD.findall(text)) >= LEAST:
                return text
    except MemoryError:
        raise
    except Exception:  # caused by a stranger's page; our own scanner reads it then
        return None
    return None


def _write_marks(tree: HtmlElement) -> None:
    """Write raised, struck-out and quoted words as text, to keep them without their elements."""
    for element in list(tree.iter("sup")):
        before = _before(element)
        _become(element, raised("".join(element.itertext()), before))
    for element in list(tree.iter("del", "s", "strike")):
        if element.xpath(_BLOCK):
            element.drop_tree()
        else:
            _become(element, struck("".join(element.itertext())))
    for element in list(tree.iter("q")):
        _become(element, f"“{''.join(element.itertext())}”")


def _before(element: HtmlElement) -> str:
    """The character before an element in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return (previous.tail or "".join(previous.itertext()))[-1:]
    return ((parent.text or "") if parent is not None else "")[-1:]


def _become(element: HtmlElement, words: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = words
    element.drop_tag()


def _text(body: etree._Element) -> str:
    page = Paragraphs()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        closes = event == "end"
        name = _NAMES.get(element.tag, "")
        mark = element.get("rend") or ""
        if element.tag == "item" and mark.startswith(("dt", "dd")):
            name = mark[:2]
        elif element.tag == "cell" and element.get("role") == "head":
            name = "th"
        if element.tag == "lb" and not closes:
            page.say("\n")
        if name:
            page.end(kept=name == "pre")
            page.enter(name, closes=closes)
        said = element.tail if closes else element.text
        if said and element is not body:
            page.say(said if name == "pre" else " ".join(f"[{said}]".split())[1:-1])
    return page.text()


def _left_out(whole: str, article: str) -> Iterator[str]:
    """The paragraphs of the whole page that are not in the article."""
    words = " ".join(_WORD.findall(article.lower()))
    for paragraph in whole.split("\n\n"):
        said = " ".join(_WORD.findall(paragraph.lower()))
        if said and f" {said} " not in f" {words} ":
            yield paragraph.strip()
