"""A web page as text: its paragraphs with a blank line between them, its title and dates.

A scanner of our own: `html.parser` takes 7 s for 78 KB of `<!--`, and reads comments and scripts
differently from one patch release of Python to the next, while quotes are offsets into the text
that comes out. This one goes through the page once and stops where the HTML standard (WHATWG,
section 13.2.5) says that an unfinished tag or comment takes the rest of the page with it. It
builds no tree: what a style sheet hides is read, and what a script would write is not.
"""

import html
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import NamedTuple

from workbench.corpus.readers.document import Contents, Unreadable

_OPEN = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_REST_OF_TAG = re.compile(r"""(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!"[^"]*+"|'[^']*+')))*>""")
# A quoted value is taken whole or, unclosed, not at all: one way to read a tag, so linear. The
# lookahead stands for a possessive group, which Python before 3.11.5 matches wrongly (gh-106052).
_ATTRIBUTE = re.compile(
    r"""(?<![^\s/"'])([^\s=>/"'<]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+))"""
)
_COMMENT_END = re.compile(r"--!?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SPACES = re.compile(r" {2,}")

_RAW = ("script", "style", "title", "textarea", "iframe", "noscript", "noembed", "noframes", "xmp")
_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
"""Elements whose insides are no markup; only a title's are words of the page."""

_BLOCKS = frozenset(
    """
    address article aside audio blockquote body button caption center dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
    html legend li main menu nav object ol optgroup option p pre search section select summary svg
    table tbody template tfoot thead tr ul video
    """.split()  # noqa: SIM905
)
"""Elements that begin a paragraph and end one; all others are part of a line."""

_CHARSET = re.compile(rb"""(?i)<meta[^>]{1,500}?charset\s{0,9}=\s{0,9}["']?([\w:.+-]{1,40})""")
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "sjis": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949",
    "koi8-r": "koi8_r", "koi8-u": "koi8_u", "macintosh": "mac_roman",
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}  # fmt: skip
"""The names of the WHATWG Encoding standard that pages use. Python knows more codecs than are safe
to be named by a stranger."""


def page(data: bytes) -> Contents:
    """The text of a page and what it says of itself.

    Raises:
        Unreadable: it is not in the encoding that it names, or in UTF-8 where it names none.
    """
    scan = _Scan(_decoded(data))
    scan.run()
    said = scan.said
    url = said.get("canonical") or said.get("og:url")
    return Contents(
        text=scan.text(),
        title=said.get("og:title") or said.get("title"),
        date=said.get("article:published_time") or said.get("datepublished") or said.get("date"),
        publisher=said.get("og:site_name"),
        url=url if url and url.startswith(("https://", "http://")) else None,
    )


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        codec = "utf-16"
    elif data.startswith(BOM_UTF8):
        codec = "utf-8-sig"
    else:
        named = _CHARSET.search(data, 0, 4_096)
        label = named[1].decode("ascii", "replace").lower() if named else "utf-8"
        if label not in _CODECS:
            raise Unreadable(f"in an encoding that is not known ({label}): save it as UTF-8")
        codec = _CODECS[label]
    try:
        return data.decode(codec).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not {codec} at byte {error.start}: save it as UTF-8") from None


class _Tag(NamedTuple):
    name: str
    closes: bool
    rest: str
    """Its attributes as they stand."""


class _Scan:
    """One way through a page."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._paragraphs: list[str] = []
        self._line: list[str] = []
        self._kept = 0
        """How many `<pre>` are open: inside one, white space stays."""
        self.said: dict[str, str] = {}
        """The title and what `<meta>` and `<link>` say, the first of each."""

    def run(self) -> None:
        for piece in self._pieces():
            if isinstance(piece, str):
                text = _ENTITY.sub(_character, piece.replace("\0", "\ufffd"))
                self._line.append(text if self._kept else _BLANKS.sub(" ", text))
            else:
                self._tag(piece)
        self._break()

    def text(self) -> str:
        return "\n\n".join(self._paragraphs) + "\n" if self._paragraphs else ""

    def _pieces(self) -> Iterator[str | _Tag]:
        """Text and tags in order; comments and the like left out."""
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
                return  # an unfinished tag takes the rest with it
            tag = _Tag(name[0].lower(), source[start + 1] == "/", rest[0])
            at = rest.end()
            if tag.name in _END and not tag.closes:
                close = _END[tag.name].search(source, at)
                inside = source[at : close.start()] if close else source[at:]
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
        name = tag.name
        if name in ("meta", "link") and not tag.closes:
            self._note(tag)
        elif name == "br":
            self._line.append("\n")
        elif name in ("td", "th"):
            self._line.append(" ")
        elif name in _BLOCKS:
            self._break()
            if name == "pre":
                self._kept = max(0, self._kept + (-1 if tag.closes else 1))

    def _break(self) -> None:
        """End the paragraph."""
        text = "".join(self._line)
        if text and not self._kept:
            text = "\n".join(line.strip(" ") for line in _SPACES.sub(" ", text).split("\n"))
        if text.strip():
            self._paragraphs.append(text.strip("\n ") if not self._kept else text.strip("\n"))
        self._line.clear()

    def _note(self, tag: _Tag) -> None:
        said: dict[str, str] = {}
        for key, *values in _ATTRIBUTE.findall(tag.rest[:10_000]):
            said.setdefault(key.lower(), _ENTITY.sub(_character, "".join(values)))
        key = said.get("property") or said.get("itemprop") or said.get("name") or ""
        if tag.name == "link" and said.get("rel", "").lower() == "canonical":
            self.said.setdefault("canonical", said.get("href", "").strip())
        elif tag.name == "meta" and key and said.get("content", "").strip():
            self.said.setdefault(key.lower(), said["content"].strip())


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0]).replace("\0", "\ufffd")
