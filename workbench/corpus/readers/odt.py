"""An OpenDocument text: its paragraphs and tables in order, then its notes.

Words deleted by tracked changes and comments are not in the text.
"""

from lxml import etree
from msgspec.structs import replace

from workbench.corpus.readers.document import Contents, Unreadable, reading
from workbench.corpus.readers.packed import Packed
from workbench.corpus.readers.pagetext import Mark, Paragraphs

_NAMES = {
    "p": "p", "h": "h2", "list-item": "li", "table": "table", "table-row": "tr",
    "table-cell": "td", "table-header-rows": "thead",
}  # fmt: skip
_UNSAID = frozenset(("tracked-changes", "annotation", "annotation-end", "sequence-decls", "desc"))
_LIBRARY = f"lxml {etree.__version__}"


def document(data: bytes) -> Contents:
    """The text of an .odt and what its properties say.

    Raises:
        Unreadable: it is no OpenDocument text, or has a password.
    """
    with reading("an OpenDocument text (.odt)"):
        pack = Packed(data)
        if b"encryption-data" in pack.part("META-INF/manifest.xml"):
            raise Unreadable("protected by a password: save it without one")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        content = etree.fromstring(pack.part("content.xml"), parser)
        body = content.find(".//{*}body/{*}text")
        if body is None:
            raise Unreadable("no OpenDocument text: its body is another kind of document")
        page, notes = Paragraphs(), Paragraphs()
        _write(body, page, notes, _marks(content))
        text = page.text()
        after = notes.text()
        said = pack.fields("meta.xml")
        contents = Contents(text=f"{text}\n{after}" if text and after else text or after)
        return replace(
            contents,
            title=said.get("title"),
            author=said.get("initial-creator") or said.get("creator"),
            date=said.get("creation-date"),
            guessed=("date",),
            language=said.get("language"),
            library=_LIBRARY,
        )


def _marks(content: etree._Element) -> dict[str, Mark]:
    """The styles of the document for raised or struck-out words."""
    found: dict[str, Mark] = {}
    for style in content.iterfind(".//{*}automatic-styles/{*}style"):
        properties = style.find("{*}text-properties")
        said = {} if properties is None else _local(properties)
        if said.get("text-position", "").startswith(("super", "3", "5")):
            found[_local(style).get("name", "")] = "raised"
        elif said.get("text-line-through-style", "none") != "none":
            found[_local(style).get("name", "")] = "struck"
    return found


def _local(element: etree._Element) -> dict[str, str]:
    return {etree.QName(name).localname: value for name, value in element.attrib.items()}


def _write(
    body: etree._Element, page: Paragraphs, notes: Paragraphs, styles: dict[str, Mark]
) -> None:
    into, heads, unsaid = page, 0, 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        name, closes = etree.QName(element).localname, event == "end"
        if name in _UNSAID:
            unsaid += -1 if closes else 1
        elif name == "note-body" and not unsaid:
            notes.end()
            into = page if closes else notes
        elif name == "table-header-rows":
            heads += -1 if closes else 1
        block = _NAMES.get(name)
        if block and not unsaid:
            into.end()
            into.enter("th" if block == "td" and heads else block, closes=closes)
        if unsaid:
            continue
        mark = styles.get(_local(element).get("style-name", "")) if name == "span" else None
        if name == "note-citation":
            mark = "raised"
        if mark:
            (into.unmark if closes else into.mark)(mark)
        if closes:
            said = element.tail
        else:
            blank = {"s": " " * min(_number(element), 100), "tab": " ", "line-break": "\n"}
            into.say(blank.get(name, ""))
            said = element.text
        if said and element is not body:
            into.say(" ".join(f"[{said}]".split())[1:-1])


def _number(element: etree._Element) -> int:
    count = next((v for k, v in element.attrib.items() if k.endswith("}c")), "1")
    return int(count) if count.isdigit() and len(count) < 5 else 1
