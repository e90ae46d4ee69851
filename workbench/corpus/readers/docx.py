"""A Word document as text: mammoth makes a web page of it, which our own scanner reads whole.

Footnotes and endnotes are after the text; tables become rows in words.
"""

import io
import re

import mammoth
from msgspec.structs import replace

from workbench.corpus.readers.document import Contents, reading
from workbench.corpus.readers.html import scanned
from workbench.corpus.readers.packed import Packed

_LIBRARY = f"mammoth {getattr(mammoth, '__version__', '1')}"
_BACK = re.compile(r"<a href=\"#[^\"]*-ref-[^\"]*\">↑</a>")
_STRIKE = "strike => del"


def document(data: bytes) -> Contents:
    """The text of a .docx and what its properties say.

    Raises:
        Unreadable: it is no Word document.
    """
    with reading("a Word document (.docx)"):
        pack = Packed(data)
        found = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STRIKE,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
        said = pack.fields("docProps/core.xml")
        contents = scanned(_BACK.sub("", found.value))
        return replace(
            contents,
            title=said.get("title"),
            author=said.get("creator"),
            date=said.get("created"),
            guessed=("date",),
            language=said.get("language"),
            library=_LIBRARY,
        )
