"""A web page as text: its paragraphs with a blank line between them, its title and dates.

It is our own scanner: `html.parser` takes 7 s for 78 KB of `<!--`, and reads comments and scripts
differently in different patch releases of Python, while quotes are offsets into its text. This one
goes through the page once, and stops where the HTML standard (WHATWG, section 13.2.5) says that an
unfinished tag or comment takes up the rest of the page. It builds no tree: text that a style sheet
hides is read, and text that a script would write is not.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.corpus.readers.decoding import decoded
from workbench.corpus.readers.document import Contents
from workbench.corpus.readers.pagetext import Mark, Paragraphs

_OPEN = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_REST_OF_TAG = re.compile(r"""(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!"[^"]*+"|'[^']*+')))*>""")
# A quoted value is matched whole or, if it is not closed, not at all: one way to read a tag, so the
# time is linear. The lookahead replaces a possessive group, which Python before 3.11.5 matches
# wrongly (gh-106052).
_ATTRIBUTE = re.compile(
    r"""(?<![^\s/"'])([^\s=>/"'<]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+))"""
)
_COMMENT_END = re.compile(r"--!?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = re.compile(r"[ \t\n\r\f]+")

_RAW = ("script", "style", "title", "textarea", "iframe", "noscript", "noembed", "noframes", "xmp")
_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
"""Elements with no markup inside; only those of a title are words of the page."""

_BLOCKS = frozenset(
    """
    address article aside audio blockquote body button caption center dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
    html legend li main menu nav object ol optgroup option p pre search section select summary svg
    table tbody td template tfoot th thead tr ul video
    """.split()  # noqa: SIM905
)
"""Elements that begin and end a paragraph; all others are part of a line."""

_CHARSET = re.compile(rb"""(?i)<meta[^>]{1,500}?charset\s{0,9}=\s{0,9}["']?([\w:.+-]{1,40})""")
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"(\d{4}[^"\n]{0,40})"')
_STRIKES = ("del", "s", "strike")


def source_of(data: bytes) -> tuple[str, str | None]:
    """The markup of a page, with `\\n` as line ends, and the codec used; None for UTF-8.

    Raises:
        Unreadable: it is not in the encoding that it names, or its encoding is not certain.
    """
    named = _CHARSET.search(data, 0, 4_096)
    source, codec = decoded(data, named[1].decode("ascii", "replace") if named else None)
    return source.replace("\r\n", "\n").replace("\r", "\n"), codec


def scanned(source: str) -> Contents:
    """The text of a whole page and what the page says of itself."""
    scan = _Scan(source)
    scan.run()
    said = scan.said
    url = said.get("canonical") or said.get("og:url")
    author = said.get("author") or said.get("article:author")
    return Contents(
        text=scan.text(),
        title=said.get("og:title") or said.get("title"),
        date=said.get("article:published_time") or said.get("datepublished") or said.get("date"),
        publisher=said.get("og:site_name"),
        author=author if author and "://" not in author else None,
        language=said.get("lang"),
        url=url if url and url.startswith(("https://", "http://")) else None,
    )


class _Tag(NamedTuple):
    name: str
    closes: bool
    rest: str
    """Its attributes as written."""


class _Scan:
    """One pass through a page."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._page = Paragraphs()
        self._kept = 0
        """How many `<pre>` are open; inside one, white space is kept."""
        self.said: dict[str, str] = {}
        """The title and what `<meta>` and `<link>` say, the first of each."""

    def run(self) -> None:
        for piece in self._pieces():
            if isinstance(piece, str):
                text = _ENTITY.sub(_character, piece.replace("\0", "\ufffd"))
                self._page.say(text if self._kept else _BLANKS.sub(" ", text))
            else:
                self._tag(piece)

    def text(self) -> str:
        return self._page.text()

    def _pieces(self) -> Iterator[str | _Tag]:
        """Text and tags in order, without comments and the like."""
        source, at, end = self._source, 0, len(self._source)
        while at < end:
            found = _OPEN.search(source, at)
            start = found.start() if found else end
            if start > at:
                yield source[at:start]
            if not found:
                return
            name = _NAME.match(source, start + 1 + (source[start + 1] == "/"))
            if not name:
                at = self._behind_comment(start)
                continue
            rest = _REST_OF_TAG.match(source, name.end())
            if not rest:
                return  # an unfinished tag takes up the rest of the page
            tag = _Tag(name[0].lower(), source[start + 1] == "/", rest[0])
            at = rest.end()
            if tag.name in _END and not tag.closes:
                close = _END[tag.name].search(source, at)
                inside = source[at : close.start()] if close else source[at:]
                if tag.name == "script" and "ld+json" in tag.rest[:1_000]:
                    dated = _JSON_DATE.search(inside)
                    if dated:
                        self.said.setdefault("datepublished", dated[1])
                if tag.name == "title":
                    self.said.setdefault("title", _ENTITY.sub(_character, inside[:10_000]))
                at = close.start() if close else end
            else:
                yield tag

    def _behind_comment(self, start: int) -> int:
        source = self._source
        if source.startswith("<!--", start):
            found = _COMMENT_END.search(source, start + 2)
            return found.end() if found else len(source)
        end = source.find(">", start)
        return end + 1 if end >= 0 else len(source)

    def _tag(self, tag: _Tag) -> None:
        name, page = tag.name, self._page
        if name in ("meta", "link", "html") and not tag.closes:
            self._note(tag)
        elif name == "br":
            page.say("\n")
        elif name == "q":
            page.say("”" if tag.closes else "“")
        elif name in _STRIKES or name == "sup":
            kind: Mark = "raised" if name == "sup" else "struck"
            (page.unmark if tag.closes else page.mark)(kind)
        elif name in _BLOCKS:
            page.end(kept=bool(self._kept))
            page.enter(name, closes=tag.closes)
            if name == "pre":
                self._kept = max(0, self._kept + (-1 if tag.closes else 1))

    def _note(self, tag: _Tag) -> None:
        said: dict[str, str] = {}
        for key, *values in _ATTRIBUTE.findall(tag.rest[:10_000]):
            said.setdefault(key.lower(), _ENTITY.sub(_character, "".join(values)))
        key = said.get("property") or said.get("itemprop") or said.get("name") or ""
        if tag.name == "html" and said.get("lang", "").strip():
            self.said.setdefault("lang", said["lang"])
        if tag.name == "link" and said.get("rel", "").lower() == "canonical":
            self.said.setdefault("canonical", said.get("href", "").strip())
        elif tag.name == "meta" and key and said.get("content", "").strip():
            self.said.setdefault(key.lower(), said["content"].strip())


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0]).replace("\0", "\ufffd")
