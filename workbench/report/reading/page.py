"""A report of ours that is a web page, as blocks: the undoing of `forms.html`."""

from collections.abc import Iterator
from html.parser import HTMLParser

from workbench.report.commonmark import conceal
from workbench.report.reading.blocks import Seen

_KINDS = {"blockquote": "quote", "figcaption": "paragraph", "li": "item", "p": "paragraph"}


def blocks(text: str) -> Iterator[Seen]:
    """The blocks of a report, in order."""
    page = _Page()
    page.feed(text.replace("\r\n", "\n"))
    page.close()
    yield from page.seen


class _Page(HTMLParser):
    """Collects the text of each block."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Seen] = []
        self._tag = ""
        self._kind = ""
        self._line = 0
        self._plain: list[str] = []
        self._codes: list[str] = []
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        if tag in _KINDS or heading:
            self._tag, self._line = tag, self.getpos()[0]
            self._kind = "heading" if heading else _KINDS[tag]
            if dict(attrs).get("class") == "around":
                self._kind = "around"
            self._plain, self._codes = [], []
        elif tag == "code" and self._kind != "around":
            self._in_code = True
            self._codes.append("")
        elif tag == "mark":
            self._codes.append("".join(self._plain))

    def handle_data(self, data: str) -> None:
        if self._in_code:
            self._codes[-1] += data
        else:
            self._plain.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self._in_code = False
        elif tag == "mark" and self._codes:
            self._codes.append("".join(self._plain)[len(self._codes[0]) :])
        elif tag == self._tag:
            self._tag = ""
            self.seen.append(self._block())

    def _block(self) -> Seen:
        text, codes = conceal("".join(self._plain)), tuple(map(conceal, self._codes))
        match self._kind:
            case "heading":
                return Seen(self._line, "heading", text)
            case "quote":
                return Seen(self._line, "quote", text)
            case "item":
                return Seen(self._line, "item", text, codes)
            case "around" if len(codes) == 2:
                behind = "".join(self._plain)[sum(map(len, self._codes)) :]
                # Each by itself, as each was written: two of them may meet in what reads as one.
                return Seen(self._line, "around", "".join((*codes, conceal(behind))), codes)
            case _:
                return Seen(self._line, "paragraph", text)
